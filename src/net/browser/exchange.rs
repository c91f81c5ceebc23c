//! Real requests whose answers are read, for programs that handle headers and bodies themselves.

use super::super::client::{HttpError, RequestProbe};
use super::super::exchange::{
    Body, Incoming, LabNetwork, Network, NoAnswer, Outgoing, Refusal, Soon, told,
};
use super::super::route::{Route, route};
use super::{AbortOnDrop, RequestTiming, failure};
use crate::runtime::Runtime;
use crate::runtime::browser::performance_now;
use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::RefCell;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, WorkerGlobalScope,
};

/// Fetches for real; the lab's addresses from the service worker, or without a network where there
/// is none.
pub struct BrowserNetwork {
    base: String,
    /// Whether the lab server is asked here and not by fetch.
    emulated: bool,
    lab: LabNetwork,
    timing: Rc<RequestTiming>,
}

impl BrowserNetwork {
    /// The network of an app that lives at `base`; see
    /// [`BrowserClient::new`](super::BrowserClient::new) for `seed`.
    pub fn new(base: &str, seed: Option<u64>, timing: Rc<RequestTiming>) -> Self {
        Self {
            base: base.into(),
            emulated: seed.is_some(),
            lab: LabNetwork::new(seed.unwrap_or(1), true),
            timing,
        }
    }
}

impl Network for BrowserNetwork {
    fn start(&self, runtime: &Runtime, request: Outgoing) -> Soon<Result<Incoming, NoAnswer>> {
        let address = match route(&request.url, true) {
            Route::Refused => return self.lab.start(runtime, request),
            Route::Lab(_) if self.emulated => return self.lab.start(runtime, request),
            Route::Lab(target) => format!("{}lab{target}", self.base),
            Route::Network => request.url.clone(),
        };
        let probe = RequestProbe::start(runtime.recorder(), &told(&request), false);
        let timing = probe.id().map(|id| {
            let recorder = runtime.recorder().clone();
            let now = performance_now();
            self.timing.watch_for(&address, now, recorder, id)
        });
        // A browser follows redirects itself and hides them; only the lab tells of its own.
        let of_lab = !matches!(route(&request.url, true), Route::Network);
        let redirect = match of_lab {
            true => RequestRedirect::Manual,
            false => RequestRedirect::Follow,
        };
        let sent = send(&address, &request, redirect);
        Box::pin(async move {
            let timing = timing;
            let (abort, promise) = match sent {
                Ok(sent) => sent,
                Err(error) => return fail(probe, failure(&address, &error)),
            };
            let answer: web_sys::Response = match JsFuture::from(promise).await {
                Ok(answer) => answer.unchecked_into(),
                Err(error) => return fail(probe, failure(&address, &error)),
            };
            let (status, headers) = match of_lab {
                true => undisguised(&answer),
                false => (answer.status(), pairs(&answer.headers())),
            };
            probe.head(status);
            if let Some(timing) = timing {
                timing.keep();
            }
            let url = match of_lab {
                true => request.url,
                false => answer.url(),
            };
            let reader = answer.body().map(|body| body.get_reader().unchecked_into());
            Ok(Incoming {
                status,
                reason: answer.status_text(),
                headers,
                url,
                body: Box::new(Stream(Rc::new(RefCell::new(StreamState {
                    reader,
                    probe: Some(probe),
                    abort: Some(abort),
                    bytes: 0,
                })))),
            })
        })
    }
}

fn fail(probe: RequestProbe, error: HttpError) -> Result<Incoming, NoAnswer> {
    let message = error.to_string();
    probe.fail(&error);
    Err(NoAnswer(Refusal::Failed, message))
}

fn send(
    address: &str,
    request: &Outgoing,
    redirect: RequestRedirect,
) -> Result<(AbortOnDrop, Promise), JsValue> {
    let controller = AbortController::new()?;
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(&request.method);
    init.set_headers(&headers);
    init.set_signal(Some(&controller.signal()));
    init.set_redirect(redirect);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    if !request.body.is_empty() {
        init.set_body(&Uint8Array::from(request.body.as_slice()));
    }
    // Windows and workers have the same fetch; the call goes by name.
    let global: WorkerGlobalScope = js_sys::global().unchecked_into();
    let promise = global.fetch_with_str_and_init(address, &init);
    Ok((AbortOnDrop(controller), promise))
}

/// Status and headers. A browser hides a redirect that it is told not to follow; the lab server
/// passes its own ones with their status in a header.
fn undisguised(answer: &web_sys::Response) -> (u16, Vec<(String, String)>) {
    let mut headers = pairs(&answer.headers());
    let place = headers.iter().position(|(name, _)| name == "X-Lab-Status");
    let status = place.and_then(|place| headers.remove(place).1.parse().ok());
    (status.unwrap_or_else(|| answer.status()), headers)
}

/// Names and values; an answer whose headers cannot be walked has none.
fn pairs(headers: &Headers) -> Vec<(String, String)> {
    let entries = js_sys::try_iter(headers).ok().flatten();
    let entries = entries.into_iter().flatten().filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            let entry: Array = entry.dyn_into().ok()?;
            Some((
                title_case(&entry.get(0).as_string()?),
                entry.get(1).as_string()?,
            ))
        })
        .collect()
}

/// `Content-Type` for `content-type`: browsers tell names in small letters.
fn title_case(name: &str) -> String {
    let mut start = true;
    name.chars()
        .map(|character| {
            let shown = match start {
                true => character.to_ascii_uppercase(),
                false => character,
            };
            start = character == '-';
            shown
        })
        .collect()
}

struct Stream(Rc<RefCell<StreamState>>);

struct StreamState {
    reader: Option<ReadableStreamDefaultReader>,
    probe: Option<RequestProbe>,
    abort: Option<AbortOnDrop>,
    bytes: u64,
}

impl StreamState {
    fn end(&mut self) {
        if let Some(probe) = self.probe.take() {
            probe.finish(self.bytes);
        }
        self.reader = None;
        self.abort = None;
    }
}

impl Body for Stream {
    fn next(&mut self) -> Soon<Result<Vec<u8>, NoAnswer>> {
        let state = self.0.clone();
        let reading = state.borrow().reader.as_ref().map(|reader| reader.read());
        Box::pin(async move {
            let Some(reading) = reading else {
                state.borrow_mut().end();
                return Ok(Vec::new());
            };
            let piece = JsFuture::from(reading).await;
            let mut state = state.borrow_mut();
            let Ok(piece) = piece else {
                let why = format!("The answer broke off after {} bytes", state.bytes);
                if let Some(probe) = state.probe.take() {
                    probe.fail(&HttpError::NoAnswer(why.clone()));
                }
                return Err(NoAnswer(Refusal::Failed, why));
            };
            let value = Reflect::get(&piece, &"value".into()).ok();
            let bytes = value.and_then(|value| value.dyn_into::<Uint8Array>().ok());
            let Some(bytes) = bytes else {
                state.end();
                return Ok(Vec::new());
            };
            state.bytes += u64::from(bytes.byte_length());
            if let Some(probe) = &state.probe {
                probe.progress(state.bytes);
            }
            Ok(bytes.to_vec())
        })
    }
}
