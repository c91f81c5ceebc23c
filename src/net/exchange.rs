//! Requests with headers and bodies, for programs that read what comes back.

use super::client::{HttpError, Request, RequestProbe};
use super::lab_server::{LabAnswer, LabRequest, LabServer};
use super::route::{Route, host, route};
use crate::runtime::Runtime;
use crate::trace::Micros;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::RefCell;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Poll, Waker};

/// A future of this room.
pub type Soon<T> = Pin<Box<dyn Future<Output = T>>>;

/// A request with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// `GET`, …
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name does not resolve.
    Name,
    /// Nobody listens there.
    Refused,
    /// Something else; the browser does not say what.
    Failed,
}

/// No answer: why, and in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer(pub Refusal, pub String);

/// The head of an answer, and its body to come.
pub struct Incoming {
    /// HTTP status.
    pub status: u16,
    /// The reason phrase.
    pub reason: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The address that answered, after redirects that were followed on the way.
    pub url: String,
    /// The body.
    pub body: Box<dyn Body>,
}

/// A body that arrives piece by piece. Dropping it before its end aborts the request.
pub trait Body {
    /// The next piece; an empty one at the end.
    fn next(&mut self) -> Soon<Result<Vec<u8>, NoAnswer>>;
}

/// Makes requests and tells the trace about them.
pub trait Network {
    /// Starts `request` in the name of the task being polled.
    fn start(&self, runtime: &Runtime, request: Outgoing) -> Soon<Result<Incoming, NoAnswer>>;
}

/// The lab server alone, on the runtime's clock: other names do not resolve.
pub struct LabNetwork {
    server: Rc<RefCell<LabServer>>,
    httpbin: bool,
}

impl LabNetwork {
    /// A lab server with fresh state; `httpbin` tells whether it stands in for httpbin.org.
    pub fn new(seed: u64, httpbin: bool) -> Self {
        Self {
            server: Rc::new(RefCell::new(LabServer::new(seed))),
            httpbin,
        }
    }
}

/// The request as the trace tells it.
pub fn told(request: &Outgoing) -> Request {
    const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
    let known = METHODS.iter().find(|known| **known == request.method);
    Request {
        method: known.copied().unwrap_or("OTHER"),
        url: request.url.as_str().into(),
        attempt: 1,
    }
}

impl Network for LabNetwork {
    fn start(&self, runtime: &Runtime, request: Outgoing) -> Soon<Result<Incoming, NoAnswer>> {
        let probe = RequestProbe::start(runtime.recorder(), &told(&request), true);
        let target = match route(&request.url, self.httpbin) {
            Route::Lab(target) => target,
            Route::Refused => {
                let why = "Connect call failed";
                return refuse(probe, NoAnswer(Refusal::Refused, why.to_string()));
            }
            Route::Network => {
                let why = "Name or service not known".to_string();
                let host = host(&request.url).unwrap_or_default();
                let shown = HttpError::NoAnswer(alloc::format!("The name {host} does not resolve"));
                probe.fail(&shown);
                return Box::pin(async { Err(NoAnswer(Refusal::Name, why)) });
            }
        };
        let answer = self.server.borrow_mut().answer(&LabRequest {
            method: &request.method,
            target: &target,
            headers: &request.headers,
            body: &request.body,
        });
        let runtime = runtime.clone();
        Box::pin(async move {
            pause(&runtime, Micros::from_ms(answer.delay_ms)).await;
            probe.head(answer.status);
            Ok(incoming(runtime, probe, answer, request.url))
        })
    }
}

fn refuse(probe: RequestProbe, why: NoAnswer) -> Soon<Result<Incoming, NoAnswer>> {
    probe.fail(&HttpError::NoAnswer(why.1.clone()));
    Box::pin(async { Err(why) })
}

fn incoming(runtime: Runtime, probe: RequestProbe, answer: LabAnswer, url: String) -> Incoming {
    let mut headers = Vec::from([
        ("Content-Type".to_string(), answer.content_type.to_string()),
        (
            "Content-Length".to_string(),
            answer.content_length.to_string(),
        ),
    ]);
    if let Some(location) = &answer.location {
        headers.push(("Location".to_string(), location.clone()));
    }
    Incoming {
        status: answer.status,
        reason: answer.reason.to_string(),
        headers,
        url,
        body: Box::new(Pieces {
            began: runtime.now(),
            runtime,
            probe: Some(probe),
            answer,
            next: 0,
            bytes: 0,
        }),
    }
}

/// The body of an answer of the lab server.
struct Pieces {
    runtime: Runtime,
    probe: Option<RequestProbe>,
    answer: LabAnswer,
    began: Micros,
    next: u32,
    bytes: u64,
}

impl Body for Pieces {
    fn next(&mut self) -> Soon<Result<Vec<u8>, NoAnswer>> {
        let piece = self.answer.piece(self.next);
        let piece = piece.map(|(due, bytes)| (due, bytes.to_vec()));
        let Some((due, bytes)) = piece.filter(|(_, bytes)| !bytes.is_empty()) else {
            if let Some(probe) = self.probe.take() {
                probe.finish(self.bytes);
            }
            return Box::pin(async { Ok(Vec::new()) });
        };
        self.next += 1;
        self.bytes += bytes.len() as u64;
        if let Some(probe) = &self.probe {
            probe.progress(self.bytes);
        }
        let due = self.began.plus(Micros::from_ms(due));
        let runtime = self.runtime.clone();
        Box::pin(async move {
            let left = due.since(runtime.now());
            pause(&runtime, left).await;
            Ok(bytes)
        })
    }
}

/// Waits, in nobody's name.
async fn pause(runtime: &Runtime, length: Micros) {
    if length == Micros::ZERO {
        return;
    }
    let state: Rc<RefCell<(bool, Option<Waker>)>> = Rc::default();
    let fired = state.clone();
    let timer = runtime.executor().timer(
        length,
        Box::new(move || {
            let waker = {
                let mut fired = fired.borrow_mut();
                fired.0 = true;
                fired.1.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        }),
    );
    poll_fn(|cx| {
        let mut state = state.borrow_mut();
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(cx.waker().clone());
        Poll::Pending
    })
    .await;
    drop(timer);
}
