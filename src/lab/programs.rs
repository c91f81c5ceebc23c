//! The programs themselves, as futures.

use super::{OnError, Plan, Strategy};
use crate::net::{HttpClient, HttpError, Request, Response, host};
use crate::runtime::{
    Completions, Elapsed, Failure, JoinError, JoinHandle, Report, Retry, Runtime, Semaphore, race,
    retry, timeout, timeout_at,
};
use crate::trace::{CancelReason, Level, Micros, Outcome, TaskKind, bytes, duration};
use alloc::{format, rc::Rc, string::String, vec::Vec};
use core::fmt;

/// The pause before the first retry; each later one doubles.
const FIRST_PAUSE: Micros = Micros::from_ms(200);
/// No pause is longer.
const LONGEST_PAUSE: Micros = Micros::from_ms(5_000);

/// Why a request, or the whole run, brought no success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// There was no answer.
    Http(HttpError),
    /// There was one, and it says no.
    Status(u16),
    /// The time ran out.
    Elapsed(Elapsed),
    /// It was cancelled.
    Cancelled(JoinError),
    /// Nobody won the race; the last failure.
    NobodyWon(String),
}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(error) => error.fmt(out),
            Self::Status(status) => write!(out, "HTTP {status}"),
            Self::Elapsed(elapsed) => elapsed.fmt(out),
            Self::Cancelled(error) => error.fmt(out),
            Self::NobodyWon(error) => out.write_str(error),
        }
    }
}

impl Failure for FetchError {
    fn timed_out(&self) -> Option<Micros> {
        match self {
            Self::Elapsed(elapsed) => elapsed.timed_out(),
            _ => None,
        }
    }

    fn cancelled(&self) -> Option<CancelReason> {
        match self {
            Self::Cancelled(error) => error.cancelled(),
            _ => None,
        }
    }
}

impl FetchError {
    /// Whether another attempt may fare better.
    fn may_pass(&self) -> bool {
        match self {
            Self::Http(HttpError::NoAnswer(_)) | Self::Elapsed(_) => true,
            Self::Status(status) => *status == 429 || *status >= 500,
            _ => false,
        }
    }
}

impl Report for Response {
    fn report(&self) -> Outcome {
        Outcome::Ok(format!("{}", self.status).into())
    }
}

/// How many requests of a run came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Succeeded.
    pub ok: usize,
    /// Failed or timed out.
    pub failed: usize,
    /// Cancelled by hand.
    pub cancelled: usize,
}

impl Report for Tally {
    fn report(&self) -> Outcome {
        let parts = [
            (self.ok, "ok"),
            (self.failed, "failed"),
            (self.cancelled, "cancelled"),
        ];
        let told: Vec<_> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        Outcome::Ok(told.join(", ").into())
    }
}

type Fetched = Result<Response, FetchError>;

/// What the tasks of a run share.
struct Lab {
    runtime: Runtime,
    client: Rc<dyn HttpClient>,
    plan: Rc<Plan>,
}

/// Starts one run of `plan` the way of `strategy`; the returned task is its main one.
pub fn run(
    runtime: &Runtime,
    client: Rc<dyn HttpClient>,
    plan: Rc<Plan>,
    strategy: Strategy,
) -> JoinHandle<Result<Tally, FetchError>> {
    let lab = Rc::new(Lab {
        runtime: runtime.clone(),
        client,
        plan,
    });
    runtime.spawn("main()", TaskKind::Main, lab.main(strategy))
}

impl Lab {
    async fn main(self: Rc<Self>, strategy: Strategy) -> Result<Tally, FetchError> {
        let recorder = self.runtime.recorder();
        let count = self.plan.urls.len();
        let plural = if count == 1 { "" } else { "s" };
        let what = strategy.subtitle();
        recorder.say(Level::Info, &format!("{count} request{plural}, {what}"));
        let result = match self.plan.deadline {
            None => self.clone().all(strategy).await,
            Some(deadline) => timeout_at(&self.runtime, deadline, self.clone().all(strategy))
                .await
                // What was asked for, not what was left of it once main ran.
                .unwrap_or(Err(FetchError::Elapsed(Elapsed { limit: deadline }))),
        };
        let total = duration(self.runtime.now());
        match &result {
            Ok(_) => recorder.say(Level::Info, &format!("done in {total}")),
            Err(error) => recorder.say(Level::Error, &format!("ended after {total}: {error}")),
        }
        result
    }

    async fn all(self: Rc<Self>, strategy: Strategy) -> Result<Tally, FetchError> {
        match strategy {
            Strategy::Sequential => self.one_by_one().await,
            Strategy::Concurrent => self.clone().together(self.spawn_all(None)).await,
            Strategy::AtMost(limit) => {
                let limit =
                    Semaphore::new(&self.runtime, &format!("limit {limit}"), limit as usize);
                self.clone().together(self.spawn_all(Some(&limit))).await
            }
            Strategy::Race => self.first_success().await,
        }
    }

    async fn one_by_one(self: Rc<Self>) -> Result<Tally, FetchError> {
        let mut tally = Tally::default();
        for index in 0..self.plan.urls.len() {
            let mut only = Completions::new(&self.runtime, Vec::from([self.spawn(index, None)]));
            while let Some((_, result)) = only.next().await {
                self.count(&mut tally, result)?;
            }
        }
        Ok(tally)
    }

    async fn together(
        self: Rc<Self>,
        children: Vec<JoinHandle<Fetched>>,
    ) -> Result<Tally, FetchError> {
        let mut tally = Tally::default();
        let mut group = Completions::new(&self.runtime, children);
        while let Some((_, result)) = group.next().await {
            if let Err(error) = self.count(&mut tally, result) {
                group.cancel_rest(CancelReason::SiblingFailed);
                return Err(error);
            }
        }
        Ok(tally)
    }

    async fn first_success(self: Rc<Self>) -> Result<Tally, FetchError> {
        match race(&self.runtime, self.spawn_all(None)).await {
            Ok(_) => Ok(Tally {
                ok: 1,
                ..Tally::default()
            }),
            Err(error) => Err(FetchError::NobodyWon(format!("{error}"))),
        }
    }

    /// Counts one outcome. A request that the person cancelled fails nobody else.
    fn count(
        &self,
        tally: &mut Tally,
        result: Result<Fetched, JoinError>,
    ) -> Result<(), FetchError> {
        match result {
            Ok(Ok(_)) => tally.ok += 1,
            Ok(Err(error)) => {
                tally.failed += 1;
                if self.plan.on_error == OnError::FailFast {
                    return Err(error);
                }
            }
            Err(JoinError::Cancelled(CancelReason::User)) => tally.cancelled += 1,
            Err(error) => return Err(FetchError::Cancelled(error)),
        }
        Ok(())
    }

    fn spawn_all(self: &Rc<Self>, limit: Option<&Semaphore>) -> Vec<JoinHandle<Fetched>> {
        (0..self.plan.urls.len())
            .map(|index| self.spawn(index, limit.cloned()))
            .collect()
    }

    fn spawn(self: &Rc<Self>, index: usize, limit: Option<Semaphore>) -> JoinHandle<Fetched> {
        let lab = self.clone();
        let name = format!("fetch {}", short(self.url(index)));
        self.runtime.spawn(&name, TaskKind::Request, async move {
            let _permit = match limit {
                Some(limit) => Some(limit.acquire().await),
                None => None,
            };
            lab.fetch(index).await
        })
    }

    fn url(&self, index: usize) -> &str {
        self.plan.urls.get(index).map_or("", |url| url)
    }

    /// One address, retries and the work on its answer included.
    async fn fetch(&self, index: usize) -> Fetched {
        let began = self.runtime.now();
        let policy = Retry {
            retries: self.plan.retries,
            first_pause: FIRST_PAUSE,
            longest_pause: LONGEST_PAUSE,
        };
        let attempt = |attempt| self.attempt(index, attempt);
        let result = retry(&self.runtime, policy, attempt, FetchError::may_pass).await;
        if result.is_ok() && self.plan.work > Micros::ZERO {
            self.runtime.hold(self.plan.work);
        }
        self.tell(index, &result, self.runtime.now().since(began));
        result
    }

    async fn attempt(&self, index: usize, attempt: u32) -> Fetched {
        let request = Request {
            method: "GET",
            url: self.url(index).into(),
            attempt,
        };
        let sending = self.client.send(&self.runtime, request);
        let answer = match self.plan.timeout {
            None => sending.await,
            Some(limit) => timeout(&self.runtime, limit, sending)
                .await
                .map_err(FetchError::Elapsed)?,
        };
        match answer.map_err(FetchError::Http)? {
            refused if refused.status >= 400 => Err(FetchError::Status(refused.status)),
            answer => Ok(answer),
        }
    }

    fn tell(&self, index: usize, result: &Fetched, took: Micros) {
        let url = short(self.url(index));
        let took = duration(took);
        let recorder = self.runtime.recorder();
        match result {
            Ok(answer) => {
                let size = bytes(answer.bytes);
                let line = format!("{url} → {}, {size} in {took}", answer.status);
                recorder.say(Level::Info, &line);
            }
            Err(error) => recorder.say(Level::Error, &format!("{url} ✕ {error} after {took}")),
        }
    }
}

/// An address as a lane's name: path and query, with the host where it is not the lab's.
fn short(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let name = match (host(url).as_deref(), rest.find('/')) {
        (Some("lab.local" | "httpbin.org"), Some(slash)) => rest.get(slash..).unwrap_or(rest),
        _ => rest,
    };
    const MOST: usize = 60;
    if name.chars().count() <= MOST {
        return name.into();
    }
    let kept: String = name.chars().take(MOST).collect();
    format!("{kept}…")
}
