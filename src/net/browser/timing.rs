//! The browser's own timing of requests, matched to ours.

use super::tell;
use crate::runtime::Recorder;
use crate::trace::{Micros, Phases, RequestId};
use alloc::{collections::BTreeMap, rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, RefCell};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit,
    PerformanceResourceTiming,
};

/// More requests without an entry than this are forgotten, oldest first: some never get one.
const MOST_EXPECTED: usize = 4_000;

struct Expected {
    started_ms: f64,
    recorder: Recorder,
    id: RequestId,
    aborted: Rc<Cell<bool>>,
}

/// Collects `PerformanceResourceTiming` entries as the browser makes them and tells each to the
/// trace of the request it belongs to: same address, last to begin before.
#[derive(Default)]
pub struct RequestTiming {
    expected: RefCell<BTreeMap<String, Vec<Expected>>>,
}

impl RequestTiming {
    /// Observes from now on. Where the browser has no observer, nothing is ever told.
    pub fn observe() -> Rc<Self> {
        let timing = Rc::<Self>::default();
        let inner = timing.clone();
        let callback =
            Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(move |list| inner.take(&list));
        if let Ok(observer) = PerformanceObserver::new(callback.as_ref().unchecked_ref()) {
            let types = Array::of1(&"resource".into());
            observer.observe(&PerformanceObserverInit::new(&types));
            callback.forget();
            // The browser keeps an observer alive while it observes.
        }
        timing
    }

    /// A request for `address` started at `started_ms` of `performance.now()`.
    pub fn watch_for(
        &self,
        address: &str,
        started_ms: f64,
        recorder: Recorder,
        id: RequestId,
    ) -> Expectation {
        let aborted = Rc::<Cell<bool>>::default();
        let mut expected = self.expected.borrow_mut();
        let same = expected.entry(absolute(address)).or_default();
        if same.len() >= MOST_EXPECTED {
            same.remove(0);
        }
        same.push(Expected {
            started_ms,
            recorder,
            id,
            aborted: aborted.clone(),
        });
        Expectation {
            aborted: Some(aborted),
        }
    }

    /// Forgets every request; entries that come later belong to nobody.
    pub fn forget(&self) {
        self.expected.borrow_mut().clear();
    }

    fn take(&self, list: &PerformanceObserverEntryList) {
        for entry in list.get_entries() {
            if let Ok(entry) = entry.dyn_into::<PerformanceResourceTiming>() {
                self.match_entry(&entry);
            }
        }
    }

    fn match_entry(&self, entry: &PerformanceResourceTiming) {
        let mut expected = self.expected.borrow_mut();
        let Some(same) = expected.get_mut(&entry.name()) else {
            return;
        };
        // The browser notes the start during the call of fetch, and so after ours: the entry is
        // that of the last one begun before it.
        let begun = |one: &Expected| one.started_ms <= entry.start_time();
        let found = same.iter().rposition(begun);
        let Some(found) = found.map(|index| same.remove(index)) else {
            return;
        };
        if let (false, Some(phases)) = (found.aborted.get(), phases(entry)) {
            tell(&found.recorder, found.id, phases);
        }
    }
}

/// A request whose timing is expected. Dropped without [`Expectation::keep`], it was aborted: its
/// entry is still taken when it comes, lest another request to that address does, and then
/// dropped, for to the trace the request is over.
pub struct Expectation {
    aborted: Option<Rc<Cell<bool>>>,
}

impl Expectation {
    /// The request was seen to its end: its timing is still to come.
    pub fn keep(mut self) {
        self.aborted = None;
    }
}

impl Drop for Expectation {
    fn drop(&mut self) {
        if let Some(aborted) = &self.aborted {
            aborted.set(true);
        }
    }
}

/// The phases, or `None` where the answer's origin keeps them secret (no `Timing-Allow-Origin`).
fn phases(entry: &PerformanceResourceTiming) -> Option<Phases> {
    let (first_byte, last_byte) = (entry.response_start(), entry.response_end());
    if first_byte <= 0.0 {
        return None;
    }
    let began = entry.start_time();
    let sent = [
        entry.request_start(),
        entry.worker_start(),
        entry.fetch_start(),
    ]
    .into_iter()
    .find(|at| *at > 0.0)
    .unwrap_or(began);
    let connect = (entry.connect_end() - entry.domain_lookup_start()).clamp(0.0, sent - began);
    let length = |ms: f64| Micros::from_seconds(ms / 1e3);
    Some(Phases {
        stalled: length(sent - began - connect),
        connect: length(connect),
        waiting: length(first_byte - sent),
        download: length(last_byte - first_byte),
    })
}

fn absolute(address: &str) -> String {
    match web_sys::Url::new(address) {
        Ok(url) => {
            url.set_hash("");
            url.href()
        }
        Err(_) => address.into(),
    }
}
