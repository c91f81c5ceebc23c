//! Real requests: the browser's fetch, aborted when dropped, read as a stream, timed by the
//! browser itself.

use super::client::{HttpClient, HttpError, Request, RequestProbe, Response, Sending};
use super::emulated::{Elsewhere, EmulatedClient};
use super::route::{Route, host, route};
use crate::runtime::Runtime;
use crate::runtime::browser::performance_now;
use crate::trace::{Micros, RequestEvent, RequestId, WaitOn, WakeBy};
use alloc::{boxed::Box, format, rc::Rc, string::String};
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Context;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCache, RequestCredentials, RequestInit,
    WorkerGlobalScope,
};

mod exchange;
mod file;
mod timing;
pub use exchange::BrowserNetwork;
pub use file::{given_now, read_now};
pub use timing::RequestTiming;

/// News of a growing body goes to the trace at most this often.
const PROGRESS_EVERY: Micros = Micros::from_ms(50);

/// Fetches for real; the lab's addresses from the service worker, or without a network where
/// there is none.
pub struct BrowserClient {
    /// The app's own address, with a slash at its end.
    base: String,
    httpbin: bool,
    emulated: Option<EmulatedClient>,
    timing: Rc<RequestTiming>,
}

impl BrowserClient {
    /// A client of an app that lives at `base`. With a `seed` the lab's addresses are answered
    /// here, without a network; without one, by the service worker.
    pub fn new(base: &str, httpbin: bool, seed: Option<u64>, timing: Rc<RequestTiming>) -> Self {
        Self {
            base: base.into(),
            httpbin,
            emulated: seed.map(|seed| EmulatedClient::new(seed, httpbin, Elsewhere::Unreachable)),
            timing,
        }
    }
}

impl HttpClient for BrowserClient {
    fn send(&self, runtime: &Runtime, request: Request) -> Sending {
        let address = match route(&request.url, self.httpbin) {
            Route::Lab(target) => match &self.emulated {
                Some(emulated) => return emulated.send(runtime, request),
                None => format!("{}lab{target}", self.base),
            },
            Route::Refused => {
                let runtime = runtime.clone();
                return Box::pin(async move { refuse(&runtime, &request) });
            }
            Route::Network => request.url.clone().into(),
        };
        let fetch = Fetch {
            runtime: runtime.clone(),
            timing: self.timing.clone(),
            address,
        };
        Box::pin(fetch.run(request))
    }
}

fn refuse(runtime: &Runtime, request: &Request) -> Result<Response, HttpError> {
    let probe = RequestProbe::start(runtime.recorder(), request, true);
    let error = HttpError::NoAnswer("Connection refused".into());
    probe.fail(&error);
    Err(error)
}

/// Aborts the request when dropped; once the body is complete that does nothing any more.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct Fetch {
    runtime: Runtime,
    timing: Rc<RequestTiming>,
    address: String,
}

impl Fetch {
    async fn run(self, request: Request) -> Result<Response, HttpError> {
        let probe = RequestProbe::start(self.runtime.recorder(), &request, false);
        let timing = probe.id().map(|id| {
            let recorder = self.runtime.recorder().clone();
            let now = performance_now();
            self.timing.watch_for(&self.address, now, recorder, id)
        });
        let result = self.exchange(&request, &probe).await;
        if let Some(timing) = timing {
            timing.keep();
        }
        match &result {
            Ok(response) => probe.finish(response.bytes),
            Err(error) => probe.fail(error),
        }
        result
    }

    async fn exchange(
        &self,
        request: &Request,
        probe: &RequestProbe,
    ) -> Result<Response, HttpError> {
        let controller = AbortController::new().map_err(|error| self.failure(&error))?;
        let init = RequestInit::new();
        init.set_method(request.method);
        init.set_signal(Some(&controller.signal()));
        init.set_cache(RequestCache::NoStore);
        init.set_credentials(RequestCredentials::Omit);
        let abort = AbortOnDrop(controller);
        // Windows and workers have the same fetch; the call goes by name.
        let global: WorkerGlobalScope = js_sys::global().unchecked_into();
        let promise = global.fetch_with_str_and_init(&self.address, &init);
        let answer = self.settle(promise, probe).await;
        let answer: web_sys::Response = answer
            .map_err(|error| self.failure(&error))?
            .unchecked_into();
        probe.head(answer.status());
        let bytes = match answer.body() {
            None => 0,
            Some(body) => {
                let reader = body.get_reader().unchecked_into();
                self.read(reader, probe).await?
            }
        };
        drop(abort);
        Ok(Response {
            status: answer.status(),
            bytes,
        })
    }

    async fn read(
        &self,
        reader: ReadableStreamDefaultReader,
        probe: &RequestProbe,
    ) -> Result<u64, HttpError> {
        let mut bytes = 0;
        let mut told = self.runtime.now();
        loop {
            let piece = self.settle(reader.read(), probe).await;
            let piece = piece.map_err(|_| self.cut_off(bytes))?;
            let done = Reflect::get(&piece, &"done".into());
            if done.is_ok_and(|done| done.is_truthy()) {
                return Ok(bytes);
            }
            if let Ok(value) = Reflect::get(&piece, &"value".into())
                && let Some(value) = value.dyn_ref::<Uint8Array>()
            {
                bytes += u64::from(value.byte_length());
            }
            let now = self.runtime.now();
            if now.since(told) >= PROGRESS_EVERY {
                probe.progress(bytes);
                told = now;
            }
        }
    }

    /// Awaits `promise`, telling the trace that this is what the task waits on.
    async fn settle(&self, promise: Promise, probe: &RequestProbe) -> Result<JsValue, JsValue> {
        let mut future = pin!(JsFuture::from(promise));
        let recorder = self.runtime.recorder();
        poll_fn(|cx| {
            let Some(id) = probe.id() else {
                return future.as_mut().poll(cx);
            };
            let waker = recorder.attribute(cx.waker(), WakeBy::Request(id));
            let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
            if poll.is_pending() {
                recorder.waiting(WaitOn::Request(id));
            }
            poll
        })
        .await
    }

    /// See [`failure`].
    fn failure(&self, error: &JsValue) -> HttpError {
        failure(&self.address, error)
    }

    fn cut_off(&self, bytes: u64) -> HttpError {
        HttpError::NoAnswer(format!("The answer broke off after {bytes} bytes"))
    }
}

/// A fetch that failed. A page is not told why, on purpose
/// (<https://fetch.spec.whatwg.org/#concept-network-error>): say what is known, and list
/// what is likely.
fn failure(address: &str, error: &JsValue) -> HttpError {
    let host = host(address).unwrap_or_else(|| address.into());
    let said = Reflect::get(error, &"message".into()).ok();
    let said = said.and_then(|text| text.as_string()).unwrap_or_default();
    if said.contains("parse URL") || said.contains("credentials") {
        return HttpError::BadAddress(format!("The browser refuses this address: {said}"));
    }
    let cause = if mixed_content(address) {
        "a page loaded over https may not fetch over http"
    } else {
        "the host may not exist or be down, you may be offline, or it does not allow other \
         sites to read its answers (CORS)"
    };
    HttpError::NoAnswer(format!(
        "No answer from {host}. The browser does not tell why: {cause}"
    ))
}

fn mixed_content(address: &str) -> bool {
    let global: WorkerGlobalScope = js_sys::global().unchecked_into();
    let local = ["localhost", "127.0.0.1", "[::1]"];
    let host = host(address);
    address.starts_with("http://")
        && global.origin().starts_with("https://")
        && !host.is_some_and(|host| local.contains(&host.as_str()))
}

/// Tells the trace the browser's own timing of a request.
fn tell(recorder: &crate::runtime::Recorder, id: RequestId, phases: crate::trace::Phases) {
    recorder.request(id, RequestEvent::Timed(phases));
}
