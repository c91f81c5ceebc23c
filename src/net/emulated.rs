//! The lab server without a network: for tests, forecasts, and browsers where no service worker
//! can run.

use super::client::{HttpClient, HttpError, Request, RequestProbe, Response, Sending};
use super::lab_server::{LabAnswer, LabRequest, LabServer};
use super::route::{Route, host, route};
use crate::runtime::{Runtime, sleep_as};
use crate::trace::{Micros, RequestId, WaitOn};
use alloc::{boxed::Box, format, rc::Rc, string::String};
use core::cell::RefCell;

/// Redirects followed before giving up, as browsers do
/// (<https://fetch.spec.whatwg.org/#concept-http-redirect-fetch>).
const MOST_REDIRECTS: u32 = 20;

/// What becomes of addresses that are not the lab's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Their names do not resolve.
    Unreachable,
    /// They are taken to answer 200 after this time: a forecast has to assume something.
    Assumed(Micros),
}

/// Answers as the lab server would, on the runtime's clock.
#[derive(Clone)]
pub struct EmulatedClient {
    server: Rc<RefCell<LabServer>>,
    httpbin: bool,
    elsewhere: Elsewhere,
}

impl EmulatedClient {
    /// A lab server with fresh state; `httpbin` tells whether it stands in for httpbin.org.
    pub fn new(seed: u64, httpbin: bool, elsewhere: Elsewhere) -> Self {
        Self {
            server: Rc::new(RefCell::new(LabServer::new(seed))),
            httpbin,
            elsewhere,
        }
    }

    fn answer(&self, request: &Request) -> Result<LabAnswer, HttpError> {
        let mut target = match (route(&request.url, self.httpbin), self.elsewhere) {
            (Route::Lab(target), _) => target,
            (Route::Refused, _) => return Err(HttpError::NoAnswer("Connection refused".into())),
            (Route::Network, Elsewhere::Unreachable) => return Err(unreachable(&request.url)),
            (Route::Network, Elsewhere::Assumed(delay)) => return Ok(assumed(delay)),
        };
        let mut waited = 0;
        for _ in 0..=MOST_REDIRECTS {
            let mut answer = self.server.borrow_mut().answer(&LabRequest {
                method: request.method,
                target: &target,
                headers: &[],
                body: &[],
            });
            waited += answer.delay_ms;
            match answer.location.take() {
                Some(location) => target = location,
                None => {
                    answer.delay_ms = waited;
                    return Ok(answer);
                }
            }
        }
        Err(HttpError::NoAnswer("Too many redirects".into()))
    }
}

impl HttpClient for EmulatedClient {
    fn send(&self, runtime: &Runtime, request: Request) -> Sending {
        let client = self.clone();
        let runtime = runtime.clone();
        Box::pin(async move {
            let probe = RequestProbe::start(runtime.recorder(), &request, true);
            match client.answer(&request) {
                Ok(answer) => Ok(deliver(&runtime, probe, answer).await),
                Err(error) => {
                    probe.fail(&error);
                    Err(error)
                }
            }
        })
    }
}

async fn deliver(runtime: &Runtime, probe: RequestProbe, answer: LabAnswer) -> Response {
    let id = probe.id();
    wait(runtime, id, Micros::from_ms(answer.delay_ms)).await;
    probe.head(answer.status);
    let bytes = answer.body.len() as u64;
    let pieces = u64::from(answer.pieces.max(1));
    if answer.drip_ms > 0 {
        let pause = Micros(Micros::from_ms(answer.drip_ms).0 / pieces);
        for piece in 1..=pieces {
            wait(runtime, id, pause).await;
            probe.progress(bytes * piece / pieces);
        }
    }
    probe.finish(bytes);
    Response {
        status: answer.status,
        bytes,
    }
}

async fn wait(runtime: &Runtime, request: Option<RequestId>, length: Micros) {
    let on = match request {
        Some(id) => WaitOn::Request(id),
        None => WaitOn::Timer(length),
    };
    sleep_as(runtime, length, on).await;
}

fn unreachable(url: &str) -> HttpError {
    let host = host(url).unwrap_or_else(|| String::from(url));
    HttpError::NoAnswer(format!("The name {host} does not resolve"))
}

fn assumed(delay: Micros) -> LabAnswer {
    LabAnswer {
        status: 200,
        reason: "OK",
        content_length: 0,
        content_type: "text/plain",
        location: None,
        body: alloc::vec::Vec::new(),
        delay_ms: delay.0 / 1000,
        drip_ms: 0,
        pieces: 1,
    }
}
