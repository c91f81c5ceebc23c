//! Real requests, to the server that serves these tests.

use super::support::{Run, ms, until};
use interleave::net::browser::{BrowserClient, RequestTiming};
use interleave::net::{HttpClient, HttpError, Request, Response};
use interleave::runtime::browser::performance_now;
use interleave::runtime::{JoinHandle, Report, Runtime, timeout};
use interleave::trace::{
    CancelReason, EventKind, Log, Outcome, RequestEvent, RequestHistory, RequestId, TaskId,
    TaskKind, WaitOn, WakeBy,
};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const FIRST: RequestId = RequestId(0);

/// A run with a client of its own.
struct Net {
    run: Run,
    client: Rc<BrowserClient>,
    base: String,
}

impl Net {
    /// Without a seed, the network; with one, the lab's addresses need none.
    fn new(seed: Option<u64>) -> Self {
        let base = format!("{}/", origin());
        let client = BrowserClient::new(&base, true, seed, RequestTiming::observe());
        Self {
            run: Run::new(),
            client: Rc::new(client),
            base,
        }
    }

    /// Starts a task that requests `url` and returns how that went.
    fn start(&self, url: &str) -> JoinHandle<Fetched> {
        let url = url.into();
        let client = self.client.clone();
        self.run.main(|runtime| async move {
            let request = Request {
                method: "GET",
                url,
                attempt: 1,
            };
            Fetched(client.send(&runtime, request).await)
        })
    }

    async fn fetch(&self, url: &str) -> Result<Response, HttpError> {
        self.start(url).await.unwrap().0
    }
}

/// Such a task ends well, whatever came of the request.
struct Fetched(Result<Response, HttpError>);

impl Report for Fetched {
    fn report(&self) -> Outcome {
        Outcome::Ok("done".into())
    }
}

fn origin() -> String {
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.origin()
}

/// What happened to a request, in order; how far its body is depends on the browser's mood.
fn events_of(log: &Log, of: RequestId) -> Vec<RequestEvent> {
    let mut events = Vec::new();
    for event in log.events() {
        match &event.kind {
            EventKind::Request { request, event }
                if *request == of && !matches!(event, RequestEvent::Progress { .. }) =>
            {
                events.push(event.clone());
            }
            _ => {}
        }
    }
    events
}

fn only_request(log: &Log) -> &RequestHistory {
    assert_eq!(log.history().requests().len(), 1);
    log.history().request(FIRST).unwrap()
}

fn started(url: &str, emulated: bool) -> RequestEvent {
    RequestEvent::Started {
        task: TaskId(0),
        method: "GET".into(),
        url: url.into(),
        attempt: 1,
        emulated,
    }
}

#[wasm_bindgen_test]
async fn an_answer_arrives_and_its_story_is_told() {
    let net = Net::new(None);
    let url = format!("{}?its-story", net.base);
    // The test runner answers its start page whatever the query.
    let answer = net.fetch(&url).await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.bytes > 100, "{}", answer.bytes);

    let timed = || only_request(&net.run.log()).phases.is_some();
    until("the browser tells its timing", timed).await;
    let log = net.run.log();
    let events = events_of(&log, FIRST);
    let bytes = answer.bytes;
    let finished = RequestEvent::Finished { bytes };
    assert_eq!(
        events[..3],
        [
            started(&url, false),
            RequestEvent::Head { status: 200 },
            finished
        ]
    );
    assert!(matches!(events[3], RequestEvent::Timed(_)), "{events:?}");
    assert_eq!(events.len(), 4);

    let request = only_request(&log);
    let (head_at, _) = request.head.unwrap();
    let over = request.over.unwrap();
    assert!(request.started <= head_at && head_at <= over);
    let phases = request.phases.unwrap();
    let whole = [
        phases.stalled,
        phases.connect,
        phases.waiting,
        phases.download,
    ];
    let sum = whole.into_iter().map(|phase| phase.0).sum::<u64>();
    // The browser's clock and ours are rounded each in its own way.
    assert!(
        sum > 0 && sum <= over.since(request.started).0 + 2_000,
        "{phases:?}"
    );

    let task = log.history().task(TaskId(0)).unwrap();
    assert_eq!(task.last_wake, Some(WakeBy::Request(FIRST)));
    let waits: Vec<_> = task.spans.iter().flat_map(|span| &span.waits).collect();
    assert!(!waits.is_empty());
    assert!(waits.iter().all(|on| **on == WaitOn::Request(FIRST)));
}

#[wasm_bindgen_test]
async fn a_missing_page_is_an_answer_too() {
    let net = Net::new(None);
    let url = format!("{}no/such/page", net.base);
    let answer = net.fetch(&url).await.unwrap();
    assert_eq!(answer.status, 404);
    let log = net.run.log();
    let bytes = answer.bytes;
    let expected = [
        started(&url, false),
        RequestEvent::Head { status: 404 },
        RequestEvent::Finished { bytes },
    ];
    assert!(events_of(&log, FIRST).starts_with(&expected));
}

#[wasm_bindgen_test]
async fn the_lab_is_asked_of_the_apps_own_folder() {
    let net = Net::new(None);
    // No service worker answers here, so the test runner finds no such file; but it is asked.
    let answer = net.fetch("http://lab.local/delay/1").await.unwrap();
    assert_eq!(answer.status, 404);
    let log = net.run.log();
    let request = only_request(&log);
    assert_eq!(&*request.url, "http://lab.local/delay/1");
    assert!(!request.emulated);
    let timed = || only_request(&net.run.log()).phases.is_some();
    until("the entry of the lab's real address is matched", timed).await;
}

#[wasm_bindgen_test]
async fn every_byte_of_a_body_counts() {
    for size in [0_usize, 1, 1_000, 300_000] {
        let net = Net::new(None);
        let url = format!("data:text/plain,{}", "x".repeat(size));
        let answer = net.fetch(&url).await.unwrap();
        assert_eq!((answer.status, answer.bytes), (200, size as u64));
        let log = net.run.log();
        let request = only_request(&log);
        assert_eq!((request.bytes, request.aborted), (size as u64, false));
        assert_eq!(log.history().totals().bytes, size as u64);
    }
}

#[wasm_bindgen_test]
async fn nobody_there_is_a_failure_that_says_what_is_known() {
    let net = Net::new(None);
    let error = net.fetch("http://127.0.0.1:1/").await.unwrap_err();
    let HttpError::NoAnswer(why) = &error else {
        panic!("{error:?}");
    };
    assert!(why.contains("127.0.0.1"), "{why}");
    let log = net.run.log();
    let request = only_request(&log);
    assert_eq!(request.failure.as_deref(), Some(why.as_str()));
    assert!(!request.aborted && request.head.is_none() && request.over.is_some());
    assert_eq!(events_of(&log, FIRST).len(), 2);
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_the_programs_fault() {
    for url in ["http://[", "http://me:secret@127.0.0.1/"] {
        let net = Net::new(None);
        let error = net.fetch(url).await.unwrap_err();
        assert!(
            matches!(error, HttpError::BadAddress(_)),
            "{url}: {error:?}"
        );
        let log = net.run.log();
        assert_eq!(events_of(&log, FIRST).len(), 2, "{url}");
    }
}

#[wasm_bindgen_test]
async fn a_closed_port_of_the_lab_is_refused_without_a_network() {
    let net = Net::new(None);
    let error = net.fetch("http://closed.lab.local/").await.unwrap_err();
    assert_eq!(error, HttpError::NoAnswer("Connection refused".into()));
    assert!(only_request(&net.run.log()).emulated);
}

#[wasm_bindgen_test]
async fn a_cancelled_fetch_is_aborted_and_never_heard_of_again() {
    let net = Net::new(None);
    let url = format!("{}?aborted", net.base);
    let task = net.start(&url);
    // Its first poll directly follows that of the first task: no answer can come in between.
    let runtime = net.run.runtime.clone();
    let canceller = net.run.main(|_| async move {
        runtime.cancel(TaskId(0), CancelReason::Program);
    });
    canceller.await.unwrap();
    assert!(task.await.is_err());
    let told = events_of(&net.run.log(), FIRST);
    assert_eq!(told, [started(&url, false), RequestEvent::Aborted]);

    // Another answer from the same server, its timing included, is later than any news of it.
    net.fetch(&format!("{}?after", net.base)).await.unwrap();
    let timed = || {
        let log = net.run.log();
        let second = log.history().request(RequestId(1)).unwrap();
        second.phases.is_some()
    };
    until("the second request's timing", timed).await;
    assert_eq!(events_of(&net.run.log(), FIRST), told);
    assert_eq!(net.run.runtime.live(), 0);
}

#[wasm_bindgen_test]
async fn an_aborted_requests_timing_is_nobody_elses() {
    let net = Net::new(None);
    let url = format!("{}?shared", net.base);
    // All to one address, begun one right after the other; every second one is aborted at once.
    let tasks: Vec<_> = (0..20).map(|_| net.start(&url)).collect();
    let runtime = net.run.runtime.clone();
    let canceller = net.run.main(|_| async move {
        for task in (0..20).step_by(2) {
            runtime.cancel(TaskId(task), CancelReason::Program);
        }
    });
    canceller.await.unwrap();
    // After so many broken connections the test runner's server may owe somebody an answer for ever.
    let give_up = performance_now() + 3_000.0;
    until("the answers", || {
        net.run.runtime.live() == 0 || performance_now() > give_up
    })
    .await;
    for task in &tasks {
        task.cancel(CancelReason::Program);
    }
    until("the end", || net.run.runtime.live() == 0).await;
    let timed = || {
        let log = net.run.log();
        let mut requests = log.history().requests().iter();
        requests.all(|request| request.aborted || request.phases.is_some())
    };
    until("the timing of those that were answered", timed).await;

    let log = net.run.log();
    let requests = log.history().requests();
    assert_eq!(requests.len(), 20);
    assert!(requests.iter().any(|request| !request.aborted));
    for request in requests {
        let events = events_of(&log, request.id);
        let place = |wanted: fn(&RequestEvent) -> bool| events.iter().position(wanted);
        let head = place(|event| matches!(event, RequestEvent::Head { .. }));
        let timing = place(|event| matches!(event, RequestEvent::Timed(_)));
        if request.aborted {
            assert_eq!(timing, None);
        } else {
            // The browser tells it once the answer is complete.
            assert!(head.is_some() && head < timing, "{events:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_timeout_aborts_the_request() {
    let net = Net::new(None);
    let url: Box<str> = net.base.as_str().into();
    let client = net.client.clone();
    let limited = |runtime: Runtime| async move {
        let request = Request {
            method: "GET",
            url,
            attempt: 1,
        };
        let sending = client.send(&runtime, request);
        Fetched(match timeout(&runtime, ms(0), sending).await {
            Ok(answer) => answer,
            Err(elapsed) => Err(HttpError::NoAnswer(elapsed.to_string())),
        })
    };
    // A timer of no length can still lose to a quick answer.
    let result = net.run.main(limited).await.unwrap().0;
    let log = net.run.log();
    assert_eq!(only_request(&log).aborted, result.is_err());
    assert_eq!(net.run.timers.held.get(), 0);
}

#[wasm_bindgen_test]
async fn without_a_service_worker_the_lab_answers_from_here() {
    let net = Net::new(Some(7));
    let answer = net.fetch("http://lab.local/delay/0.05").await.unwrap();
    assert_eq!(answer.status, 200);
    let log = net.run.log();
    let request = only_request(&log);
    assert!(request.emulated && request.failure.is_none());
    let (head_at, status) = request.head.unwrap();
    assert_eq!(status, 200);
    // Browsers round clocks.
    assert!(head_at.since(request.started).ms() >= 49.8);
    assert_eq!(request.bytes, answer.bytes);
    let expected = [
        started("http://lab.local/delay/0.05", true),
        RequestEvent::Head { status: 200 },
        RequestEvent::Finished {
            bytes: answer.bytes,
        },
    ];
    assert_eq!(events_of(&log, FIRST), expected);
    let task = log.history().task(TaskId(0)).unwrap();
    assert_eq!(task.kind, TaskKind::Main);
    assert_eq!(net.run.timers.held.get(), 0);
}
