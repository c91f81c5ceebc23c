//! The same programs on a virtual clock: what to expect before anything is measured.

use super::{Plan, Strategy, run};
use crate::net::{Elsewhere, EmulatedClient};
use crate::runtime::VirtualLoop;
use crate::trace::{Event, Micros};
use alloc::{rc::Rc, vec::Vec};

/// What a forecast takes an address that is not the lab's to need.
const ASSUMED: Micros = Micros::from_ms(500);

/// A bound for forecasts, far above what the largest allowed plan needs.
const MOST_TURNS: usize = 400_000;

/// How a run of `plan` the way of `strategy` would go if every answer came exactly on time and
/// computing cost nothing.
pub fn forecast(plan: &Rc<Plan>, strategy: Strategy) -> Vec<Event> {
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    let client = EmulatedClient::new(0, plan.httpbin, Elsewhere::Assumed(ASSUMED));
    run(&runtime, Rc::new(client), plan.clone(), strategy);
    event_loop.run(MOST_TURNS);
    runtime.recorder().take()
}
