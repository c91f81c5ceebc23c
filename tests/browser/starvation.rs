//! Tasks that never wait must not keep the browser from its events.

use super::support::{PATIENCE_MS, Run, ms};
use gloo_timers::future::TimeoutFuture;
use interleave::runtime::browser::performance_now;
use interleave::runtime::{Runtime, Semaphore, sleep, yield_now};
use interleave::trace::{CancelReason, TaskId, TaskKind};
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::MessageChannel;

/// Something for ever is over after this long, so that a failure does not hang the browser.
const FOR_EVER_MS: f64 = PATIENCE_MS / 4.0;

/// Whether something for ever has to go on.
#[derive(Clone)]
struct ForEver {
    until: f64,
    gave_up: Rc<Cell<bool>>,
}

impl ForEver {
    fn new() -> Self {
        Self {
            until: performance_now() + FOR_EVER_MS,
            gave_up: Rc::default(),
        }
    }

    fn goes_on(&self) -> bool {
        let goes_on = performance_now() < self.until;
        self.gave_up.set(!goes_on);
        goes_on
    }
}

/// Timers, messages and sleeps of the run get their turn while `spin` spins.
async fn events_get_their_turn(spin: impl FnOnce(Runtime, ForEver)) {
    let run = Run::new();
    let for_ever = ForEver::new();
    spin(run.runtime.clone(), for_ever.clone());

    message().await;
    TimeoutFuture::new(1).await;
    let sleeper = run.main(|runtime| async move { sleep(&runtime, ms(20)).await });
    sleeper.await.unwrap();
    assert!(
        !for_ever.gave_up.get(),
        "nothing else ran until it gave itself up"
    );

    assert!(run.runtime.live() > 0);
    let mut last = 0;
    while run.runtime.live() > 0 {
        // Tasks may come while others go.
        let count = run.log().history().tasks().len();
        for task in last..count {
            let id = TaskId(u32::try_from(task).unwrap());
            run.runtime.cancel(id, CancelReason::User);
        }
        last = count;
        message().await;
        assert!(!for_ever.gave_up.get(), "cancelling did not end it");
    }
}

/// A message to ourselves.
async fn message() {
    let channel = MessageChannel::new().unwrap();
    let heard = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    channel.port2().post_message(&JsValue::NULL).unwrap();
    JsFuture::from(heard).await.unwrap();
    channel.port1().close();
}

#[wasm_bindgen_test]
async fn a_task_that_yields_for_ever_starves_nobody() {
    events_get_their_turn(|runtime, for_ever| {
        let inner = runtime.clone();
        runtime.spawn("spinner", TaskKind::Task, async move {
            while for_ever.goes_on() {
                yield_now(&inner).await;
            }
        });
    })
    .await;
}

#[wasm_bindgen_test]
async fn many_tasks_that_yield_for_ever_starve_nobody() {
    events_get_their_turn(|runtime, for_ever| {
        for _ in 0..200 {
            let (inner, for_ever) = (runtime.clone(), for_ever.clone());
            runtime.spawn("spinner", TaskKind::Task, async move {
                while for_ever.goes_on() {
                    yield_now(&inner).await;
                }
            });
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn tasks_that_wake_each_other_for_ever_starve_nobody() {
    events_get_their_turn(|runtime, for_ever| {
        let baton = Semaphore::new(&runtime, "baton", 1);
        for _ in 0..3 {
            let (baton, for_ever) = (baton.clone(), for_ever.clone());
            let inner = runtime.clone();
            runtime.spawn("runner", TaskKind::Task, async move {
                while for_ever.goes_on() {
                    let _turn = baton.acquire().await;
                    yield_now(&inner).await;
                }
            });
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn tasks_that_spawn_tasks_for_ever_starve_nobody() {
    fn relay(runtime: Runtime, for_ever: ForEver) {
        let next = runtime.clone();
        runtime.spawn("relay", TaskKind::Task, async move {
            // A pause keeps the number of tasks, and so the test, small.
            let pause = performance_now() + 0.2;
            while performance_now() < pause {}
            if for_ever.goes_on() {
                relay(next, for_ever);
            }
        });
    }
    events_get_their_turn(relay).await;
}

#[wasm_bindgen_test]
async fn tasks_with_long_polls_let_events_in_between() {
    const POLL_MS: u64 = 20;
    let run = Run::new();
    let polls = Rc::new(Cell::new(0));
    let (counted, for_ever) = (polls.clone(), ForEver::new());
    let spinner = run.main(|runtime| async move {
        while for_ever.goes_on() {
            runtime.hold(ms(POLL_MS));
            counted.set(counted.get() + 1);
            yield_now(&runtime).await;
        }
    });
    let sleeper = run.main(|runtime| async move { sleep(&runtime, ms(2 * POLL_MS)).await });
    sleeper.await.unwrap();
    assert!(polls.get() <= 6, "{} polls", polls.get());
    assert!(spinner.cancel(CancelReason::User));
    assert!(spinner.await.is_err());
}
