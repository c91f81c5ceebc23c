//! Which runtime's task is being polled on this thread, for programs that do not pass it along.

use super::Runtime;
use core::cell::RefCell;

thread_local! {
    static CURRENT: RefCell<Option<Runtime>> = const { RefCell::new(None) };
}

/// The runtime whose task is being polled or dropped; `None` outside of tasks.
pub fn current() -> Option<Runtime> {
    // A thread that ends has nothing to tell any more.
    let known = CURRENT.try_with(|current| current.borrow().clone());
    known.ok().flatten()
}

/// `runtime` is the current one until the guard is dropped; then the one before is again, so that
/// a loop that runs within a task of another leaves no trace of itself.
pub fn enter(runtime: &Runtime) -> Entered {
    Entered(replace(Some(runtime.clone())))
}

fn replace(runtime: Option<Runtime>) -> Option<Runtime> {
    let before = CURRENT.try_with(|current| current.replace(runtime));
    before.ok().flatten()
}

/// See [`enter`].
#[must_use]
pub struct Entered(Option<Runtime>);

impl Drop for Entered {
    fn drop(&mut self) {
        // The one that leaves is dropped after the borrow has ended.
        let _ = replace(self.0.take());
    }
}
