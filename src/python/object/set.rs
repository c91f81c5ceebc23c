//! Sets: the keys of a dictionary.

use super::Map;
use core::cell::RefCell;

/// A set.
#[derive(Default)]
pub struct Set {
    /// Its members are the keys.
    pub map: RefCell<Map>,
    /// It never changes.
    pub frozen: bool,
}
