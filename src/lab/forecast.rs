//! The same programs on a virtual clock: what to expect before anything is measured.

use super::{Plan, Strategy, run};
use crate::net::{Elsewhere, EmulatedClient, HttpClient};
use crate::runtime::{Runtime, VirtualLoop};
use crate::trace::{Event, Micros};
use alloc::{rc::Rc, vec::Vec};

/// What a forecast takes an address that is not the lab's to need.
const ASSUMED: Micros = Micros::from_ms(500);

/// A bound for forecasts, far above what the largest allowed plan needs.
const MOST_TURNS: usize = 400_000;

/// What `start` starts, if every answer came exactly on time and computing cost nothing.
/// `httpbin`: whether the lab server stands in for httpbin.org.
pub fn foresee<T>(
    httpbin: bool,
    start: impl FnOnce(&Runtime, Rc<dyn HttpClient>) -> T,
) -> Vec<Event> {
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    let client = EmulatedClient::new(0, httpbin, Elsewhere::Assumed(ASSUMED));
    let started = start(&runtime, Rc::new(client));
    event_loop.run(MOST_TURNS);
    let events = runtime.recorder().take();
    drop(started);
    events
}

/// How a run of `plan` the way of `strategy` would go.
pub fn forecast(plan: &Rc<Plan>, strategy: Strategy) -> Vec<Event> {
    foresee(plan.httpbin, |runtime, client| {
        run(runtime, client, plan.clone(), strategy)
    })
}
