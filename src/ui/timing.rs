//! How often the page does what.

use crate::trace::Micros;
use std::time::Duration;

/// A live picture trails the run by so much: news takes a frame or two to come, and what is drawn
/// before it is known would have to be taken back.
pub const TRAIL: Micros = Micros::from_ms(50);

/// Texts change at most this often while running, in ms.
pub const BEAT_MS: f64 = 100.0;

/// How long a form has to rest before its forecast is made again.
pub const REST: Duration = Duration::from_millis(200);
