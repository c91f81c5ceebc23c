//! More requests at one time than anybody meant.

use super::{Warning, WarningKind};
use crate::trace::{History, Micros, Moment, RequestHistory, ResourceKind, duration};
use alloc::{format, vec::Vec};

/// More requests under way than this want a limit. Browsers queue all but 6 to a host of HTTP/1.1,
/// and servers of HTTP/2 commonly allow 100 streams at once (RFC 9113, section 6.5.2, advises no
/// fewer).
pub const MANY_REQUESTS: usize = 100;

pub(super) fn too_many_at_once(history: &History) -> Option<Warning> {
    let (most, at) = most_at_once(history)?;
    if most <= MANY_REQUESTS || limited(history, most) {
        return None;
    }
    let summary = format!(
        "{most} requests were under way at one time (at {})",
        duration(at)
    );
    let advice = "Nothing limits them: browsers and servers queue or refuse so many, every one of \
                  them takes longer, and memory grows with each. Let them take turns: a semaphore \
                  of 10 or so is hardly slower.";
    let kind = WarningKind::TooManyAtOnce;
    Some(Warning::new(None, kind, summary, advice))
}

/// The most requests that were under way at one time, and when that was first so.
fn most_at_once(history: &History) -> Option<(usize, Micros)> {
    let requests = history.requests();
    let mut overs: Vec<Moment> = requests.iter().map(|one| over(one, history)).collect();
    overs.sort_unstable();
    let mut ended = 0;
    let mut most = None;
    // Ids count up in the order of starting.
    for (index, request) in requests.iter().enumerate() {
        while overs.get(ended).is_some_and(|at| *at <= request.started) {
            ended += 1;
        }
        let now = (index + 1).saturating_sub(ended);
        if most.is_none_or(|(most, _)| now > most) {
            most = Some((now, request.started.at));
        }
    }
    most
}

/// When a request was over; no later than its task.
fn over(request: &RequestHistory, history: &History) -> Moment {
    let task = history.task(request.task);
    let end = task.and_then(|task| task.end.as_ref().map(|(at, _)| *at));
    request.over.or(end).unwrap_or(Moment::END)
}

/// Whether semaphores account for so many at once: somebody chose that number.
fn limited(history: &History, most: usize) -> bool {
    let semaphores = history.resources().iter();
    let permits = semaphores
        .filter(|resource| resource.kind == ResourceKind::Semaphore)
        .map(|resource| resource.limit.map_or(usize::MAX, |limit| limit as usize));
    permits.fold(0, usize::saturating_add) >= most
}
