//! What every client has in common.

use crate::runtime::{Recorder, Runtime};
use crate::trace::{RequestEvent, RequestId};
use alloc::{boxed::Box, string::String};
use core::fmt;
use core::future::Future;
use core::pin::Pin;

/// A request to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, …
    pub method: &'static str,
    /// As the program wrote it.
    pub url: Box<str>,
    /// Which attempt of its task, from 1.
    pub attempt: u32,
}

/// An answer whose body has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Bytes of the body, decoded.
    pub bytes: u64,
}

/// No answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// The address cannot be requested at all.
    BadAddress(String),
    /// The request failed; what is known of the cause.
    NoAnswer(String),
}

impl fmt::Display for HttpError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadAddress(why) | Self::NoAnswer(why) => out.write_str(why),
        }
    }
}

impl crate::runtime::Failure for HttpError {}

/// A request under way; dropping it aborts the request.
pub type Sending = Pin<Box<dyn Future<Output = Result<Response, HttpError>>>>;

/// Makes requests and tells the trace about them.
pub trait HttpClient {
    /// Makes `request` on behalf of the task being polled when the future is first polled.
    fn send(&self, runtime: &Runtime, request: Request) -> Sending;
}

/// Tells the trace about one request. Dropped before the end, it tells of an abort.
pub struct RequestProbe {
    recorder: Recorder,
    id: Option<RequestId>,
}

impl RequestProbe {
    /// Tells that `request` starts.
    pub fn start(recorder: &Recorder, request: &Request, emulated: bool) -> Self {
        let id = recorder.request_started(request.method, &request.url, request.attempt, emulated);
        Self {
            recorder: recorder.clone(),
            id,
        }
    }

    /// The request's id; `None` outside of tasks.
    pub fn id(&self) -> Option<RequestId> {
        self.id
    }

    /// The head is here.
    pub fn head(&self, status: u16) {
        self.tell(RequestEvent::Head { status });
    }

    /// So many bytes are here.
    pub fn progress(&self, bytes: u64) {
        self.tell(RequestEvent::Progress { bytes });
    }

    /// The body is complete.
    pub fn finish(mut self, bytes: u64) {
        self.tell(RequestEvent::Finished { bytes });
        self.id = None;
    }

    /// There will be no answer.
    pub fn fail(mut self, error: &HttpError) {
        let message = alloc::format!("{error}").into();
        self.tell(RequestEvent::Failed { message });
        self.id = None;
    }

    fn tell(&self, event: RequestEvent) {
        if let Some(id) = self.id {
            self.recorder.request(id, event);
        }
    }
}

impl Drop for RequestProbe {
    fn drop(&mut self) {
        self.tell(RequestEvent::Aborted);
    }
}
