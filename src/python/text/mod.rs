//! How values read as text: numbers, quotes, format specifications.

mod case;
mod float;
mod quote;
mod spec;

pub use case::{fold, lower, lower_between, lower_of, title_of, upper, upper_of};
pub use float::{float_repr, parse_float};
pub use quote::{printable, quote, quote_bytes};
pub use spec::{Spec, format_complex, format_float, format_int, format_str, group, pad};
