//! Spawn and await, instrumented, bare, and as promises of plain JavaScript.

use interleave::engine::protocol::{Report, encode};
use interleave::runtime::browser::{BrowserClock, BrowserLoop, performance_now};
use interleave::runtime::{Recorder, Runtime, gather, yield_now};
use interleave::trace::{Event, Micros, TaskKind};
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// How many tasks, and how often; the median of the rounds counts.
type Shape = (&'static str, Course);

/// What a round does with its tasks.
#[derive(Clone, Copy)]
enum Course {
    /// Each is awaited before the next is spawned.
    OneByOne,
    /// All are spawned, then all awaited.
    Together,
    /// As that, and each gives the loop away once.
    Yielding,
}

const SHAPES: [Shape; 3] = [
    ("one after another", Course::OneByOne),
    ("all gathered", Course::Together),
    ("gathered, one yield each", Course::Yielding),
];

/// The same in JavaScript; the number of tasks is its argument. The value of each task is used, as
/// it is in the other two.
fn script(course: Course) -> &'static str {
    match course {
        Course::OneByOne => {
            "const task = async number => number;
             let sum = 0;
             for (let number = 0; number < count; number++) sum += await task(number);
             return sum;"
        }
        Course::Together => {
            "const task = async number => number;
             const tasks = [];
             for (let number = 0; number < count; number++) tasks.push(task(number));
             return (await Promise.all(tasks)).reduce((sum, one) => sum + one, 0);"
        }
        Course::Yielding => {
            "const task = async number => { await null; return number; };
             const tasks = [];
             for (let number = 0; number < count; number++) tasks.push(task(number));
             return (await Promise.all(tasks)).reduce((sum, one) => sum + one, 0);"
        }
    }
}

/// Makes `measureTasks(count, rounds)` known to the page. It promises an array with an entry for
/// each shape: its name; the median ns for each task, instrumented, bare and in JavaScript; events
/// for each task; bytes and encoding ns for each event.
pub fn install() {
    let measure = Closure::<dyn Fn(u32, u32) -> Promise>::new(|count, rounds| {
        future_to_promise(async move { Ok(measure(count, rounds).await?.into()) })
    });
    // The global object of a page takes any property.
    let _ = Reflect::set(
        &js_sys::global(),
        &"measureTasks".into(),
        &measure.into_js_value(),
    );
}

async fn measure(count: u32, rounds: u32) -> Result<Array, JsValue> {
    let table = Array::new();
    for (name, course) in SHAPES {
        let body = format!("return (async () => {{ {} }})()", script(course));
        let promises = Function::new_with_args("count", &body);
        let mut times = [const { Vec::new() }; 3];
        let mut cost = TraceCost::default();
        // The first round warms up and does not count. Alternating: a slow moment of the machine
        // hits all three.
        for round in 0..=rounds {
            let (instrumented_ms, events) = instrumented(count, course).await?;
            let taken = [
                instrumented_ms,
                bare(count, course).await?,
                javascript(count, &promises).await?,
            ];
            if round > 0 {
                for (times, taken) in times.iter_mut().zip(taken) {
                    times.push(taken * 1e6 / f64::from(count));
                }
                cost.add(events);
            }
            pause().await?;
        }
        let row = Array::of1(&name.into());
        for times in &mut times {
            row.push(&median(times).into());
        }
        let tasks = f64::from(count) * f64::from(rounds);
        row.push(&(cost.events / tasks).into());
        row.push(&(cost.bytes / cost.events).into());
        row.push(&(cost.encoding_ms * 1e6 / cost.events).into());
        table.push(&row);
    }
    Ok(table)
}

/// What becomes of events once they are recorded.
#[derive(Default)]
struct TraceCost {
    events: f64,
    bytes: f64,
    encoding_ms: f64,
}

impl TraceCost {
    fn add(&mut self, events: Vec<Event>) {
        self.events += events.len() as f64;
        let report = Report::Events {
            run: 1,
            sent: Micros::ZERO,
            events,
        };
        let began = performance_now();
        let bytes = black_box(encode(&report));
        self.encoding_ms += performance_now() - began;
        self.bytes += bytes.len() as f64;
    }
}

/// ms for a round in a fresh runtime, as the engine has one for each run, and what it recorded.
async fn instrumented(count: u32, course: Course) -> Result<(f64, Vec<Event>), JsValue> {
    let recorder = Recorder::new(Arc::new(BrowserClock::new(|| {})), None);
    let runtime = BrowserLoop::runtime(recorder);
    let inner = runtime.clone();
    let began = performance_now();
    let main = runtime.spawn("main", TaskKind::Main, async move {
        match course {
            Course::OneByOne => {
                let mut sum = 0;
                for number in 0..count {
                    let task = inner.spawn("task", TaskKind::Task, async move { number });
                    sum += task.await.map_or(0, u64::from);
                }
                sum
            }
            Course::Together => sum_of(&inner, count, |_, number| async move { Ok(number) }).await,
            Course::Yielding => {
                sum_of(&inner, count, |runtime, number| async move {
                    yield_now(&runtime).await;
                    Ok(number)
                })
                .await
            }
        }
    });
    let sum = main.await.map_err(|error| error.to_string())?;
    let took = performance_now() - began;
    check(count, sum as f64)?;
    Ok((took, runtime.recorder().take()))
}

async fn sum_of<F>(runtime: &Runtime, count: u32, body: impl Fn(Runtime, u32) -> F) -> u64
where
    F: Future<Output = Result<u32, String>> + 'static,
{
    let tasks = (0..count)
        .map(|number| runtime.spawn("task", TaskKind::Task, body(runtime.clone(), number)))
        .collect();
    let numbers = gather(runtime, tasks).await.unwrap_or_default();
    numbers.into_iter().map(u64::from).sum()
}

/// ms for a round on wasm-bindgen-futures alone.
async fn bare(count: u32, course: Course) -> Result<f64, JsValue> {
    let began = performance_now();
    let main = spawn(async move {
        let mut sum = 0;
        match course {
            Course::OneByOne => {
                for number in 0..count {
                    sum += u64::from(spawn(async move { number }).await);
                }
            }
            Course::Together => {
                let tasks: Vec<_> = (0..count)
                    .map(|number| spawn(async move { number }))
                    .collect();
                for task in tasks {
                    sum += u64::from(task.await);
                }
            }
            Course::Yielding => {
                let tasks: Vec<_> = (0..count)
                    .map(|number| {
                        spawn(async move {
                            give_way().await;
                            number
                        })
                    })
                    .collect();
                for task in tasks {
                    sum += u64::from(task.await);
                }
            }
        }
        sum
    });
    let sum = main.await;
    let took = performance_now() - began;
    check(count, sum as f64)?;
    Ok(took)
}

/// The least that hands a value from a task to the one that waits for it.
struct HandOver<T> {
    value: Cell<Option<T>>,
    waiter: RefCell<Option<Waker>>,
}

fn spawn<T: 'static>(future: impl Future<Output = T> + 'static) -> impl Future<Output = T> {
    let hand_over = Rc::new(HandOver {
        value: Cell::new(None),
        waiter: RefCell::new(None),
    });
    let giver = hand_over.clone();
    spawn_local(async move {
        giver.value.set(Some(future.await));
        if let Some(waker) = giver.waiter.take() {
            waker.wake();
        }
    });
    poll_fn(move |cx| match hand_over.value.take() {
        Some(value) => Poll::Ready(value),
        None => {
            hand_over.waiter.replace(Some(cx.waker().clone()));
            Poll::Pending
        }
    })
}

async fn give_way() {
    let mut given = false;
    poll_fn(|cx| {
        if given {
            return Poll::Ready(());
        }
        given = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// ms for a round of promises.
async fn javascript(count: u32, promises: &Function) -> Result<f64, JsValue> {
    let began = performance_now();
    let promise: Promise = promises
        .call1(&JsValue::NULL, &count.into())?
        .unchecked_into();
    let sum = JsFuture::from(promise).await?;
    let took = performance_now() - began;
    check(count, sum.as_f64().unwrap_or_default())?;
    Ok(took)
}

/// A round that did not run every task measures nothing.
fn check(count: u32, sum: f64) -> Result<(), JsValue> {
    let expected = f64::from(count) * (f64::from(count) - 1.0) / 2.0;
    match sum == expected {
        true => Ok(()),
        false => Err(format!("the tasks' numbers sum up to {sum}, not {expected}").into()),
    }
}

/// Lets the browser tidy up between rounds.
async fn pause() -> Result<(), JsValue> {
    gloo_timers::future::TimeoutFuture::new(20).await;
    Ok(())
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
