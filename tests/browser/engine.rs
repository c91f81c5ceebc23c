//! The engine as the page meets it: commands in, reports out.

use super::support::until;
use interleave::engine::protocol::{Command, Report, Site, VERSION, decode, encode};
use interleave::engine::{self, BuiltIn, Engine, Program};
use interleave::lab::{OnError, Plan, Strategy};
use interleave::runtime::browser::performance_now;
use interleave::trace::{CancelReason, EventKind, Log, Micros, Outcome, TaskId};
use js_sys::{Array, Reflect, Uint8Array};
use std::cell::{Ref, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The engine's shortest time between batches that no hold forces, in ms; its timer has no
/// fractions.
const FRAME_MS: f64 = 15.0;

/// An engine, and what it has said when.
struct Talk {
    engine: Rc<Engine>,
    heard: Rc<RefCell<Vec<(f64, Report)>>>,
}

impl Talk {
    fn new() -> Self {
        let heard = Rc::<RefCell<Vec<_>>>::default();
        let ear = heard.clone();
        let engine = Engine::install(BuiltIn, move |report| {
            // As on the wire: what is heard is what was encoded.
            let report = decode(&encode(report)).unwrap();
            ear.borrow_mut().push((performance_now(), report));
        });
        Self { engine, heard }
    }

    fn start(&self, run: u32, plan: Plan, strategy: Strategy) {
        self.engine.obey(Command::Start {
            run,
            program: Program::Lab { plan, strategy },
            site: Site {
                base: "http://127.0.0.1/".into(),
                build: String::new(),
                emulate: Some(1),
            },
        });
    }

    fn heard(&self) -> Ref<'_, Vec<(f64, Report)>> {
        self.heard.borrow()
    }

    fn has_finished(&self, run: u32) -> bool {
        let finished = Report::Finished { run };
        self.heard().iter().any(|(_, report)| *report == finished)
    }

    async fn finished(&self, run: u32) {
        until("the run finishes", || self.has_finished(run)).await;
    }

    /// The log of a run so far; it has accepted every event in the order of the batches.
    fn log(&self, of: u32) -> Log {
        let mut log = Log::new();
        for (_, report) in self.heard().iter() {
            if let Report::Events { run, sent, events } = report
                && *run == of
            {
                for event in events {
                    assert!(event.at <= *sent, "an event later than its batch");
                    log.append(event.clone()).unwrap();
                }
            }
        }
        log
    }

    /// When the batches of a run were posted.
    fn batches(&self, of: u32) -> Vec<f64> {
        let is_batch = |report: &Report| matches!(report, Report::Events { run, .. } if *run == of);
        let heard = self.heard();
        let batches = heard.iter().filter(|(_, report)| is_batch(report));
        batches.map(|(at, _)| *at).collect()
    }
}

fn plan(addresses: impl IntoIterator<Item = &'static str>) -> Plan {
    let urls = addresses.into_iter();
    Plan {
        urls: urls
            .map(|path| format!("http://lab.local{path}").into())
            .collect(),
        strategies: [Strategy::Concurrent].into(),
        timeout: None,
        deadline: None,
        retries: 0,
        on_error: OnError::Collect,
        work: Micros::ZERO,
        httpbin: true,
    }
}

#[wasm_bindgen_test]
async fn a_run_is_told_in_batches_that_make_a_log() {
    const DELAYS: [&str; 8] = [
        "/delay/0.02",
        "/delay/0.05",
        "/delay/0.08",
        "/delay/0.11",
        "/delay/0.14",
        "/delay/0.17",
        "/delay/0.2",
        "/status/500",
    ];
    let talk = Talk::new();
    let began = performance_now();
    let many = DELAYS.into_iter().cycle().take(80);
    talk.start(3, plan(many), Strategy::Concurrent);
    talk.finished(3).await;
    let took = performance_now() - began;

    let heard = talk.heard();
    assert_eq!(heard[0].1, Report::Ready { version: VERSION });
    assert_eq!(heard.last().unwrap().1, Report::Finished { run: 3 });
    let inner = &heard[1..heard.len() - 1];
    assert!(inner.iter().all(
        |(_, report)| matches!(report, Report::Events { run: 3, events, .. } if !events.is_empty())
    ));
    let log = talk.log(3);
    let history = log.history();
    let totals = history.totals();
    assert_eq!((totals.tasks, totals.live, totals.requests), (81, 0, 80));
    assert_eq!((totals.ok, totals.errors), (71, 10));
    assert!(history.requests().iter().all(|request| request.emulated));
    let outcome = &history.tasks()[0].end.as_ref().unwrap().1;
    assert_eq!(*outcome, Outcome::Ok("70 ok, 10 failed".into()));
    assert!(took >= 199.0);

    let batches = talk.batches(3);
    assert!(batches.len() > 1, "news must not wait for the end");
    let most = took / FRAME_MS + 3.0;
    assert!(batches.len() as f64 <= most, "{} in {took}", batches.len());
    // What takes long to encode is heard late, and the next batch seems early after that.
    for pair in batches.windows(2) {
        assert!(pair[1] - pair[0] >= FRAME_MS / 2.0, "{batches:?}");
    }
}

#[wasm_bindgen_test]
async fn every_strategy_finishes() {
    let talk = Talk::new();
    let strategies = [
        Strategy::Sequential,
        Strategy::Concurrent,
        Strategy::AtMost(2),
        Strategy::Race,
    ];
    for (run, strategy) in (1..).zip(strategies) {
        let quick = ["/delay/0.03", "/delay/0.01", "/delay/0.02"];
        talk.start(run, plan(quick), strategy);
        talk.finished(run).await;
        let log = talk.log(run);
        assert_eq!(log.history().totals().live, 0);
        assert_eq!(log.history().totals().tasks, 4);
    }
}

#[wasm_bindgen_test]
async fn one_task_is_cancelled_and_the_others_go_on() {
    let talk = Talk::new();
    let delays = ["/delay/0.1", "/delay/10", "/delay/0.1"];
    talk.start(1, plan(delays), Strategy::Concurrent);
    let under_way = || talk.log(1).history().requests().len() == 3;
    until("the requests are under way", under_way).await;

    // Of another run, or of no task: nothing happens.
    let task = TaskId(2);
    talk.engine.obey(Command::Cancel { run: 9, task });
    let nobody = TaskId(99);
    let run = 1;
    talk.engine.obey(Command::Cancel { run, task: nobody });
    talk.engine.obey(Command::Cancel { run, task });
    talk.finished(1).await;

    let log = talk.log(1);
    let history = log.history();
    let outcomes: Vec<_> = history
        .tasks()
        .iter()
        .map(|task| task.end.clone().unwrap().1)
        .collect();
    assert_eq!(outcomes[0], Outcome::Ok("2 ok, 1 cancelled".into()));
    assert_eq!(outcomes[1], Outcome::Ok("200".into()));
    assert_eq!(outcomes[2], Outcome::Cancelled(CancelReason::User));
    assert_eq!(outcomes[3], Outcome::Ok("200".into()));
    let aborted: Vec<_> = history
        .requests()
        .iter()
        .map(|request| request.aborted)
        .collect();
    assert_eq!(aborted, [false, true, false]);
}

#[wasm_bindgen_test]
async fn cancelling_all_ends_the_run_with_every_task() {
    let talk = Talk::new();
    talk.start(1, plan(["/delay/10"; 20]), Strategy::Concurrent);
    let under_way = || talk.log(1).history().requests().len() == 20;
    until("the requests are under way", under_way).await;
    talk.engine.obey(Command::CancelAll { run: 2 });
    assert!(!talk.has_finished(1));
    talk.engine.obey(Command::CancelAll { run: 1 });
    talk.finished(1).await;
    let log = talk.log(1);
    assert_eq!(log.history().totals().cancelled, 21);
    assert!(
        log.history()
            .requests()
            .iter()
            .all(|request| request.aborted)
    );
    assert_eq!(talk.heard().last().unwrap().1, Report::Finished { run: 1 });
}

#[wasm_bindgen_test]
async fn a_second_start_ends_the_first_run() {
    let talk = Talk::new();
    talk.start(1, plan(["/delay/0.2"; 3]), Strategy::Concurrent);
    let under_way = || talk.log(1).history().requests().len() == 3;
    until("the requests are under way", under_way).await;
    let before = talk.batches(1).len();
    // Longer than what it replaces, so that the old run would have been heard of again.
    talk.start(2, plan(["/delay/0.4"]), Strategy::Concurrent);
    talk.finished(2).await;
    assert_eq!(talk.batches(1).len(), before);
    assert!(!talk.has_finished(1));
    assert_eq!(talk.log(2).history().totals().tasks, 2);
}

#[wasm_bindgen_test]
async fn each_strategy_is_forecast_without_running_it() {
    let talk = Talk::new();
    let program = |strategy| Program::Lab {
        plan: plan(["/delay/1", "/delay/2"]),
        strategy,
    };
    let programs = [Strategy::Sequential, Strategy::Concurrent].map(program);
    talk.engine.obey(Command::Forecast {
        question: 6,
        programs: programs.into(),
    });
    let heard = talk.heard();
    let lengths: Vec<_> = heard[1..]
        .iter()
        .enumerate()
        .map(|(expected, (_, report))| {
            let Report::Forecast {
                question: 6,
                place,
                events,
            } = report
            else {
                panic!("{report:?}");
            };
            assert_eq!(*place, expected);
            let log = Log::from_events(events.clone()).unwrap();
            log.history().ended().unwrap().at
        })
        .collect();
    assert_eq!(lengths, [Micros::from_ms(3_000), Micros::from_ms(2_000)]);
}

#[wasm_bindgen_test]
async fn a_ping_is_answered_at_once() {
    let talk = Talk::new();
    talk.engine.obey(Command::Ping(41));
    assert_eq!(talk.heard().last().unwrap().1, Report::Pong(41));
}

#[wasm_bindgen_test]
async fn a_hold_is_told_before_it_blocks() {
    const WORK: f64 = 150.0;
    let talk = Talk::new();
    let mut blocking = plan(["/delay/0.01", "/delay/0.01"]);
    blocking.work = Micros::from_ms(WORK as u64);
    talk.start(1, blocking, Strategy::Concurrent);
    talk.finished(1).await;

    let log = talk.log(1);
    assert_eq!(log.history().holds().len(), 2);
    let heard = talk.heard();
    let announced = |report: &Report| {
        let is_hold = |kind: &EventKind| matches!(kind, EventKind::HoldBegan { .. });
        matches!(report, Report::Events { events, .. }
            if events.last().is_some_and(|event| is_hold(&event.kind)))
    };
    let announcements: Vec<_> = (0..heard.len())
        .filter(|index| announced(&heard[*index].1))
        .collect();
    assert_eq!(announcements.len(), 2, "each ends its batch");
    for index in announcements {
        // Nothing can be posted while the loop is held: what follows comes after the hold.
        let next = heard.get(index + 1).unwrap();
        assert!(next.0 - heard[index].0 >= WORK - 1.0);
    }
    let blocked = log
        .events()
        .iter()
        .filter(|event| matches!(event.kind, EventKind::LoopBlocked { .. }));
    assert_eq!(blocked.count(), 2);
}

#[wasm_bindgen_test]
async fn a_loop_without_end_is_not_told_as_finished() {
    let talk = Talk::new();
    talk.start(1, plan(["/delay/10"]), Strategy::Concurrent);
    talk.engine.obey(Command::CancelAll { run: 1 });
    // Cancelled before its first poll: it ends all the same.
    talk.finished(1).await;
    assert_eq!(talk.log(1).history().totals().tasks, 1);
}

#[wasm_bindgen_test]
async fn an_empty_plan_finishes_too() {
    let talk = Talk::new();
    talk.start(1, plan([]), Strategy::Concurrent);
    talk.finished(1).await;
    assert_eq!(talk.log(1).history().totals().ok, 1);
}

const POST: &str = "postMessage";

/// What this worker posts goes to a list until the guard is dropped.
struct Wiretap {
    scope: DedicatedWorkerGlobalScope,
    posted: Array,
    original: JsValue,
    on_message: Option<js_sys::Function>,
    _post: Closure<dyn FnMut(JsValue)>,
}

impl Wiretap {
    fn new() -> Self {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let posted = Array::new();
        let list = posted.clone();
        let post = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
            list.push(&message);
        });
        // The test runner's own line to its page runs over the same method.
        let original = Reflect::get(&scope, &POST.into()).unwrap();
        Reflect::set(&scope, &POST.into(), post.as_ref()).unwrap();
        Self {
            on_message: scope.onmessage(),
            original,
            scope,
            posted,
            _post: post,
        }
    }

    fn send(&self, data: &JsValue) {
        let event = MessageEvent::new("message").unwrap();
        event
            .init_message_event_with_bubbles_and_cancelable_and_data("message", false, false, data);
        self.scope.dispatch_event(&event).unwrap();
    }

    fn reports(&self) -> Vec<Report> {
        let bytes = self
            .posted
            .iter()
            .filter_map(|one| one.dyn_into::<Uint8Array>().ok());
        bytes
            .map(|bytes| decode(&bytes.to_vec()).unwrap())
            .collect()
    }
}

impl Drop for Wiretap {
    fn drop(&mut self) {
        self.scope.set_onmessage(self.on_message.as_ref());
        Reflect::set(&self.scope, &POST.into(), &self.original).unwrap();
    }
}

#[wasm_bindgen_test]
async fn the_workers_edge_speaks_bytes_and_says_what_it_cannot_read() {
    let wire = Wiretap::new();
    engine::start(BuiltIn);
    assert_eq!(wire.reports(), [Report::Ready { version: VERSION }]);

    wire.send(&Uint8Array::from(encode(&Command::Ping(5)).as_slice()));
    assert_eq!(wire.reports().last(), Some(&Report::Pong(5)));

    let garbage: [JsValue; 5] = [
        JsValue::NULL,
        "Ping".into(),
        Uint8Array::new_with_length(0).into(),
        Uint8Array::from([250, 1, 2].as_slice()).into(),
        Array::new().into(),
    ];
    for (count, message) in (1..).zip(&garbage) {
        wire.send(message);
        let reports = wire.reports();
        let confused = |report: &&Report| matches!(report, Report::Confused(_));
        assert_eq!(reports.iter().filter(confused).count(), count);
    }

    let start = Command::Start {
        run: 8,
        program: Program::Lab {
            plan: plan(["/delay/0.01"]),
            strategy: Strategy::Sequential,
        },
        site: Site {
            base: "http://127.0.0.1/".into(),
            build: String::new(),
            emulate: Some(1),
        },
    };
    wire.send(&Uint8Array::from(encode(&start).as_slice()));
    let finished = Report::Finished { run: 8 };
    until("the run finishes", || wire.reports().contains(&finished)).await;
}
