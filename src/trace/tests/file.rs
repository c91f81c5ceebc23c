//! Files of logs: there and back, and everything that is wrong with files.

use super::build::{Script, error, ok, real_log};
use crate::lab::Strategy;
use crate::trace::export::{
    LONGEST_TEXT, LoadError, MOST_BYTES, MOST_EVENTS, MOST_THINGS, load, save,
};
use crate::trace::log::Problem;
use crate::trace::*;
use std::time::Instant;

const HEAD: &[u8] = b"interleave-log 1\n";

fn saved(events: &[Event]) -> Vec<u8> {
    let body = postcard::to_allocvec(&("title", events)).unwrap();
    [HEAD, &body].concat()
}

fn event(at: u64, kind: EventKind) -> Event {
    let at = Micros(at);
    Event { at, kind }
}

fn spawned(id: u32, parent: Option<u32>, name: &str) -> EventKind {
    EventKind::Spawned {
        task: TaskId(id),
        parent: parent.map(TaskId),
        name: name.into(),
        kind: TaskKind::Task,
        line: None,
    }
}

fn refused(events: &[Event]) -> LoadError {
    let error = load(&saved(events)).unwrap_err();
    assert!(error.to_string().len() > 20, "{error}");
    error
}

#[test]
fn a_log_comes_back_as_it_was() {
    for strategy in [Strategy::Sequential, Strategy::AtMost(2), Strategy::Race] {
        let log = real_log(strategy);
        let file = save("<b>Ünïcode</b>", &log);
        assert_eq!(&file[..HEAD.len()], HEAD);
        let (title, back) = load(&file).unwrap();
        assert_eq!(title, "<b>Ünïcode</b>");
        assert_eq!(back.events(), log.events());
    }
    assert!(load(&save("", &Log::new())).unwrap().1.events().is_empty());
}

#[test]
fn what_is_no_such_file_says_so() {
    for file in [
        &b""[..],
        b"{}",
        b"interleave-log x\n",
        b"interleave-log \n",
        b"interleave-log 0\n",
    ] {
        assert_eq!(load(file).unwrap_err(), LoadError::NotALog, "{file:?}");
    }
    assert_eq!(
        load(b"interleave-log 2\nabc").unwrap_err(),
        LoadError::Newer(2)
    );
    let far = load(b"interleave-log 99999999999999\n").unwrap_err();
    assert_eq!(far, LoadError::Newer(u32::MAX));
    let large = load(&vec![0; MOST_BYTES + 1]).unwrap_err();
    assert_eq!(large, LoadError::TooLarge(MOST_BYTES + 1));
    let mut longer = save("", &real_log(Strategy::Race));
    longer.extend([0, 0]);
    assert_eq!(load(&longer).unwrap_err(), LoadError::Trailing(2));
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let mut script = Script::new();
    script.began(0).fetch(0, "/a", 1, 9).ends(0, error("no"));
    let file = save("a title", &script.log());
    for end in 1..file.len() {
        assert_eq!(
            load(&file[..end]).unwrap_err(),
            LoadError::Truncated,
            "{end}"
        );
    }
}

#[test]
fn lengths_are_not_taken_at_their_word() {
    let began = Instant::now();
    let most = [0xff, 0xff, 0xff, 0xff, 0x0f];
    let title = [HEAD, &most].concat();
    assert_eq!(load(&title).unwrap_err(), LoadError::Truncated);
    let events = [HEAD, &[0], &most].concat();
    assert_eq!(
        load(&events).unwrap_err(),
        LoadError::TooManyEvents(u32::MAX)
    );
    let few = [
        HEAD,
        &[0],
        &postcard::to_allocvec(&(MOST_EVENTS as u32)).unwrap(),
    ]
    .concat();
    assert_eq!(load(&few).unwrap_err(), LoadError::Truncated);
    let wide = [HEAD, &[0xff; 20]].concat();
    assert_eq!(load(&wide).unwrap_err(), LoadError::Malformed(None));
    assert!(began.elapsed().as_millis() < 500);
}

#[test]
fn what_cannot_be_is_refused_with_its_number() {
    let spawn = |id, parent| event(0, spawned(id, parent, "t"));
    let orphan = refused(&[spawn(0, None), spawn(1, Some(9))]);
    let problem = Problem::UnknownTask(TaskId(9));
    assert_eq!(orphan, LoadError::Refused(TraceError { index: 1, problem }));
    assert!(orphan.to_string().contains("event 1: there is no task 9"));
    for circle in [
        [spawn(0, Some(0)), spawn(1, None)],
        [spawn(0, Some(1)), spawn(1, Some(0))],
    ] {
        assert!(matches!(refused(&circle), LoadError::Refused(_)));
    }
    let back = [
        event(5, spawned(0, None, "t")),
        event(4, EventKind::PollBegan(TaskId(0))),
    ];
    let problem = Problem::TimeWentBack;
    assert_eq!(
        refused(&back),
        LoadError::Refused(TraceError { index: 1, problem })
    );
    let late = [event(10_000_000_000_001, spawned(0, None, "t"))];
    assert!(matches!(refused(&late), LoadError::AbsurdTime(0, _)));
    let kind = EventKind::Created {
        resource: ResourceId(MOST_THINGS),
        kind: ResourceKind::Lock,
        name: "r".into(),
        limit: None,
        task: None,
        line: None,
    };
    assert_eq!(refused(&[event(0, kind)]), LoadError::TooManyThings(0));
    let mut broken = saved(&[spawn(0, None)]);
    let kind = broken.len() - 7;
    broken[kind] = 0x7f;
    assert_eq!(load(&broken).unwrap_err(), LoadError::Malformed(Some(0)));
}

#[test]
fn names_texts_and_lengths_are_put_right() {
    let huge = "é".repeat(500_000);
    let names = [
        "<script>alert(1)</script>",
        "a\u{202e}b\u{2066}",
        "x\ny\u{0}",
        &huge,
        "fine é",
    ];
    let mut events: Vec<_> = names
        .iter()
        .zip(0..)
        .map(|(name, id)| event(0, spawned(id, None, name)))
        .collect();
    let said = EventKind::Said {
        task: None,
        level: Level::Info,
        text: "one\n\ttwo\u{7}".into(),
    };
    events.push(event(0, said));
    let (length, line) = (Micros(u64::MAX), None);
    let on = WaitOn::Timer(length);
    let task = TaskId(0);
    events.push(event(0, EventKind::Waiting { task, on, line }));
    let due = length;
    events.push(event(0, EventKind::DeadlineSet { task, due }));
    events.push(event(0, EventKind::DeadlineLifted { task, due }));
    let (_, log) = load(&saved(&events)).unwrap();
    let history = log.history();
    let name = |id: usize| &*history.tasks()[id].name;
    assert_eq!(name(0), names[0], "what shows names escapes them");
    assert_eq!(name(1), "a\u{fffd}b\u{fffd}");
    assert_eq!(name(2), "x\u{fffd}y\u{fffd}");
    assert!(name(3).ends_with("é…") && name(3).len() <= LONGEST_TEXT);
    assert_eq!(name(4), "fine é");
    assert_eq!(&*history.console()[0].text, "one\n\ttwo\u{fffd}");
    let limit = history.deadlines()[0];
    assert_eq!(limit.due, Micros(10_000_000_000_000));
    assert!(limit.lifted.is_some());
    let controls = "\u{1}".repeat(9_000);
    let (title, _) =
        load(&[HEAD, &postcard::to_allocvec(&(&controls, 0)).unwrap()].concat()).unwrap();
    assert!(
        title.len() <= LONGEST_TEXT,
        "a replacement is longer than what it replaces"
    );
}

/// A small pseudo-random sequence (the constants of Knuth's MMIX).
fn random(seed: &mut u64) -> usize {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

#[test]
fn no_damage_makes_it_panic_or_whatever_follows() {
    let good = save("t", &real_log(Strategy::AtMost(2)));
    let mut seed = 1;
    let (mut loaded, mut rounds) = (0, 0);
    while rounds < 3_000 {
        rounds += 1;
        let mut file = good.clone();
        for _ in 0..=random(&mut seed) % 4 {
            let place = HEAD.len() + random(&mut seed) % (file.len() - HEAD.len());
            file[place] ^= 1 << (random(&mut seed) % 8);
        }
        if let Ok((title, log)) = load(&file) {
            loaded += 1;
            let history = log.history();
            warnings(history);
            export::summary(&title, history);
            export::chrome_trace(&title, history).unwrap();
            for task in history.tasks() {
                cancel_story(task, history, Moment::END);
                TaskFigures::of(task, history, log.after(99));
            }
            for resource in history.resources() {
                ResourceFigures::of(resource, history, log.after(99));
            }
        }
    }
    assert!(loaded > 100 && loaded < rounds, "{loaded} of {rounds}");
}

#[test]
fn the_largest_files_load_in_good_time() {
    let mut events = vec![event(0, spawned(0, None, "t"))];
    let task = TaskId(0);
    while events.len() + 6 < MOST_EVENTS / 4 {
        let at = events.len() as u64;
        let (ready, wakers, line) = (false, 1, None);
        events.push(event(at, EventKind::PollBegan(task)));
        let on = WaitOn::Timer(Micros(9));
        events.push(event(at, EventKind::Waiting { task, on, line }));
        let due = Micros(at);
        events.push(event(at, EventKind::DeadlineSet { task, due }));
        events.push(event(
            at,
            EventKind::PollEnded {
                task,
                ready,
                wakers,
            },
        ));
        let by = WakeBy::Timer;
        events.push(event(at, EventKind::Woken { task, by }));
    }
    // Limits that nobody set, to be looked for among all that were.
    let due = Micros(u64::MAX);
    events.extend((0..99_999).map(|_| event(9_999_999, EventKind::DeadlinePassed { task, due })));
    let file = saved(&events);
    let began = Instant::now();
    let (_, log) = load(&file).unwrap();
    assert_eq!(log.events().len(), events.len());
    // Unoptimised; a release build takes a tenth.
    let took = began.elapsed();
    assert!(took.as_secs() < 8, "{took:?} for {} bytes", file.len());
    warnings(log.history());
    assert!(began.elapsed().as_secs() < 12);
}

#[test]
fn a_saved_script_of_every_event_comes_back() {
    let mut script = Script::new();
    script
        .began(0)
        .limit(0, 5)
        .put(EventKind::CleanupBegan(TaskId(0)));
    script.put(EventKind::CleanupEnded(TaskId(0))).passed(0, 5);
    script
        .put(EventKind::Detached(TaskId(0)))
        .cancel(0, None, CancelReason::User);
    script.fetch(0, "/a", 1, 5).ends(0, ok());
    let log = script.log();
    assert_eq!(load(&save("", &log)).unwrap().1.events(), log.events());
}
