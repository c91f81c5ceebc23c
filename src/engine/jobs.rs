//! Jobs in workers of their own: each a second engine, started from this one's script, that
//! computes one job and is ended after it, or as soon as nobody waits for it.

use super::protocol::{Command, Report, decode, encode};
use crate::runtime::{Job, JobError, JobFuture, Runtime, Workers};
use alloc::{boxed::Box, rc::Rc, string::String};
use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::{Poll, Waker};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// Starts a worker for each job.
pub struct JobWorkers;

impl Workers for JobWorkers {
    fn run(&self, _runtime: &Runtime, job: Job) -> JobFuture {
        let mut running = None;
        Box::pin(poll_fn(move |cx| {
            let running = match &running {
                Some(running) => running,
                None => match Running::start(job) {
                    Ok(started) => running.insert(started),
                    Err(why) => return Poll::Ready(Err(JobError::Failed(why))),
                },
            };
            running.shared.poll(cx.waker())
        }))
    }
}

/// What the worker's messages and the waiting task both know.
#[derive(Default)]
struct Shared {
    result: Cell<Option<Result<u64, String>>>,
    waker: RefCell<Option<Waker>>,
}

impl Shared {
    fn poll(&self, waker: &Waker) -> Poll<Result<u64, JobError>> {
        match self.result.take() {
            Some(result) => Poll::Ready(result.map_err(JobError::Failed)),
            None => {
                self.waker.replace(Some(waker.clone()));
                Poll::Pending
            }
        }
    }

    fn settle(&self, result: Result<u64, String>) {
        self.result.set(Some(result));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// A worker with a job; dropping it ends the worker at once.
struct Running {
    worker: Worker,
    shared: Rc<Shared>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(ErrorEvent)>,
}

impl Running {
    fn start(job: Job) -> Result<Self, String> {
        let script = own_script().ok_or("the engine does not know its own script")?;
        let worker =
            Worker::new(&script).map_err(|_| "the browser refused to start another worker")?;
        let shared = Rc::<Shared>::default();
        let (hears, fails, target) = (shared.clone(), shared.clone(), worker.clone());
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            match bytes.and_then(|bytes| decode(&bytes.to_vec())) {
                Some(Report::Ready { .. }) => send(&target, job),
                Some(Report::Computed(value)) => hears.settle(Ok(value)),
                _ => hears.settle(Err("it answered something else".into())),
            }
        });
        let fail = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            fails.settle(Err(event.message()));
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            shared,
            _hear: hear,
            _fail: fail,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn send(worker: &Worker, job: Job) {
    let bytes = Uint8Array::from(encode(&Command::Compute(job)).as_slice());
    // Fails only for values that cannot be transferred, which bytes can.
    let _ = worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}

/// The address of the script this worker was started from.
fn own_script() -> Option<String> {
    let location = Reflect::get(&js_sys::global(), &"location".into()).ok()?;
    Reflect::get(&location, &"href".into()).ok()?.as_string()
}
