mod blame;
mod build;
mod chrome;
mod figures;
mod file;
mod text;
mod warnings;

use super::log::Problem;
use super::*;

const MAIN: TaskId = TaskId(0);

fn at(us: u64, kind: EventKind) -> Event {
    Event {
        at: Micros(us),
        kind,
    }
}

fn spawned(us: u64, id: u32, parent: Option<u32>) -> Event {
    at(
        us,
        EventKind::Spawned {
            task: TaskId(id),
            parent: parent.map(TaskId),
            name: "t".into(),
            kind: TaskKind::Task,
            line: None,
        },
    )
}

fn began(us: u64, id: u32) -> Event {
    at(us, EventKind::PollBegan(TaskId(id)))
}

fn ended_poll(us: u64, id: u32, ready: bool) -> Event {
    at(
        us,
        EventKind::PollEnded {
            task: TaskId(id),
            ready,
            wakers: 0,
        },
    )
}

fn woken(us: u64, id: u32, by: WakeBy) -> Event {
    at(
        us,
        EventKind::Woken {
            task: TaskId(id),
            by,
        },
    )
}

fn finished(us: u64, id: u32) -> Event {
    at(
        us,
        EventKind::Ended {
            task: TaskId(id),
            outcome: Outcome::Ok("".into()),
        },
    )
}

/// The events that bring a fresh task 0 into `state`.
fn path_to(state: TaskState) -> Vec<Event> {
    let mut events = vec![spawned(0, 0, None)];
    let more = match state {
        TaskState::Queued => vec![],
        TaskState::Holding => vec![began(1, 0)],
        TaskState::HoldingWoken => vec![began(1, 0), woken(2, 0, WakeBy::Timer)],
        TaskState::Suspended => vec![began(1, 0), ended_poll(2, 0, false)],
        TaskState::Complete => vec![began(1, 0), ended_poll(2, 0, true)],
        TaskState::Ended => vec![began(1, 0), ended_poll(2, 0, true), finished(3, 0)],
    };
    events.extend(more);
    events
}

fn event_of(step: Step) -> Event {
    match step {
        Step::PollBegan => began(9, 0),
        Step::PollPending => ended_poll(9, 0, false),
        Step::PollReady => ended_poll(9, 0, true),
        Step::Woken => woken(9, 0, WakeBy::Timer),
        Step::Ended => finished(9, 0),
    }
}

#[test]
fn the_table_allows_exactly_these_transitions() {
    use TaskState::*;
    let allowed = [
        (Queued, Step::PollBegan, Holding),
        (Queued, Step::Ended, Ended),
        (Holding, Step::PollPending, Suspended),
        (Holding, Step::PollReady, Complete),
        (Holding, Step::Woken, HoldingWoken),
        (HoldingWoken, Step::PollPending, Queued),
        (HoldingWoken, Step::PollReady, Complete),
        (Suspended, Step::Woken, Queued),
        (Suspended, Step::Ended, Ended),
        (Complete, Step::Ended, Ended),
    ];
    for state in TaskState::ALL {
        for step in Step::ALL {
            let expected = allowed
                .iter()
                .find(|(from, by, _)| (*from, *by) == (state, step))
                .map(|(_, _, to)| *to);
            assert_eq!(next_state(state, step), expected, "{state:?} {step:?}");
        }
    }
}

#[test]
fn the_log_takes_what_the_table_allows_and_refuses_the_rest_unchanged() {
    for state in TaskState::ALL {
        for step in Step::ALL {
            let mut log = Log::from_events(path_to(state)).unwrap();
            assert_eq!(log.history().task(MAIN).unwrap().state, state);
            let before = log.events().len();
            let taken = log.append(event_of(step));
            match next_state(state, step) {
                Some(after) => {
                    assert_eq!(taken, Ok(()));
                    assert_eq!(log.history().task(MAIN).unwrap().state, after);
                }
                None => {
                    let problem = Problem::NotAllowed {
                        task: MAIN,
                        state,
                        step,
                    };
                    assert_eq!(taken.unwrap_err().problem, problem);
                    assert_eq!(log.events().len(), before);
                    assert_eq!(log.history().task(MAIN).unwrap().state, state);
                }
            }
        }
    }
}

#[test]
fn times_that_go_back_and_unknown_ids_are_refused() {
    let mut log = Log::from_events([spawned(10, 0, None)]).unwrap();
    assert_eq!(
        log.append(began(9, 0)).unwrap_err().problem,
        Problem::TimeWentBack
    );
    for event in [spawned(11, 0, None), spawned(11, 2, None), began(11, 1)] {
        let error = log.append(event).unwrap_err();
        assert!(matches!(error.problem, Problem::UnknownTask(_)), "{error}");
    }
    assert!(log.append(spawned(11, 1, Some(7))).is_err());
    assert!(log.append(spawned(11, 1, Some(0))).is_ok());
    let head = EventKind::Request {
        request: RequestId(0),
        event: RequestEvent::Head { status: 200 },
    };
    assert_eq!(
        log.append(at(12, head)).unwrap_err().problem,
        Problem::UnknownRequest(0)
    );
}

#[test]
fn spans_cover_a_life_without_gaps() {
    let wait = EventKind::Waiting {
        task: MAIN,
        on: WaitOn::Timer(Micros(50)),
        line: Some(7),
    };
    let log = Log::from_events([
        spawned(0, 0, None),
        began(5, 0),
        at(6, wait),
        ended_poll(8, 0, false),
        woken(58, 0, WakeBy::Timer),
        began(60, 0),
        ended_poll(63, 0, true),
        finished(63, 0),
    ])
    .unwrap();
    let task = log.history().task(MAIN).unwrap();
    let shape: Vec<_> = task
        .spans
        .iter()
        .map(|span| (span.kind, span.from.at.0, span.to.unwrap().at.0))
        .collect();
    assert_eq!(
        shape,
        [
            (SpanKind::Queued, 0, 5),
            (SpanKind::Holding, 5, 8),
            (SpanKind::Suspended, 8, 58),
            (SpanKind::Queued, 58, 60),
            (SpanKind::Holding, 60, 63),
        ]
    );
    assert_eq!(*task.spans[2].waits, [WaitOn::Timer(Micros(50))]);
    assert_eq!(task.spans[2].line, Some(7));
    assert_eq!(task.spans[3].woken_by, Some(WakeBy::Timer));
    assert_eq!(task.spans[0].woken_by, None, "spawned, not woken");
    assert_eq!((task.polls, task.wakes, task.self_wakes), (2, 1, 0));
    assert_eq!(task.holding, Micros(6));
    assert_eq!(
        task.span_at(log.moment(Micros(8))).unwrap().kind,
        SpanKind::Suspended
    );
    assert_eq!(
        task.span_at(log.moment(Micros(7))).unwrap().kind,
        SpanKind::Holding
    );
    assert!(task.alive_at(log.moment(Micros(62))) && !task.alive_at(log.moment(Micros(63))));
    let totals = log.history().totals();
    assert_eq!((totals.ok, totals.live, totals.most_live), (1, 0, 1));
    assert_eq!(totals.holding, Micros(6));
    assert_eq!(log.history().ended().map(|end| end.at), Some(Micros(63)));
}

#[test]
fn a_wake_during_a_poll_queues_the_task_again() {
    let log = Log::from_events([
        spawned(0, 0, None),
        began(1, 0),
        woken(2, 0, WakeBy::Task(MAIN)),
        ended_poll(3, 0, false),
    ])
    .unwrap();
    let task = log.history().task(MAIN).unwrap();
    assert_eq!(task.state, TaskState::Queued);
    let queued = task.spans.last().unwrap();
    assert_eq!(queued.kind, SpanKind::Queued);
    assert_eq!(queued.woken_by, Some(WakeBy::Task(MAIN)));
    assert_eq!(task.self_wakes, 1);
}

#[test]
fn moments_count_events_as_well_as_time() {
    let log = Log::from_events([spawned(0, 0, None), began(5, 0), ended_poll(9, 0, true)]).unwrap();
    let step = |moment: Moment| (moment.step, moment.at.0);
    assert_eq!(step(log.after(0)), (0, 0));
    assert_eq!(step(log.after(1)), (1, 0));
    assert_eq!(step(log.after(3)), (3, 9));
    assert_eq!(step(log.after(99)), (3, 9), "no further than the end");
    assert_eq!(step(log.moment(Micros(4))), (1, 4));
    assert_eq!(step(log.moment(Micros(5))), (2, 5));
    assert!(log.after(2) <= log.moment(Micros(5)));
}

#[test]
fn figures_read_as_a_person_writes_them() {
    let texts: Vec<_> = [
        0, 840, 1_240, 99_960, 120_000, 999_600, 1_520_000, 12_340_000,
    ]
    .map(|us| duration(Micros(us)))
    .into();
    assert_eq!(
        texts,
        [
            "0 ms", "840 µs", "1.2 ms", "100 ms", "120 ms", "1.00 s", "1.52 s", "12.3 s"
        ]
    );
    assert_eq!(bytes(71), "71 B");
    assert_eq!(bytes(1_500), "1.5 kB");
    assert_eq!(bytes(2_000_000), "2.0 MB");
}

#[test]
fn events_survive_the_wire() {
    let events = path_to(TaskState::Ended);
    let bytes = postcard::to_allocvec(&events).unwrap();
    assert_eq!(postcard::from_bytes::<Vec<Event>>(&bytes).unwrap(), events);
}
