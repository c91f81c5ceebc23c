//! Figures in a person's units.

use super::Micros;
use alloc::{format, string::String};

/// A length in the unit that suits its size: `840 µs`, `1.2 ms`, `120 ms`, `1.52 s`, `12.3 s`.
pub fn duration(length: Micros) -> String {
    match length.0 {
        0 => String::from("0 ms"),
        us @ 1..=999 => format!("{us} µs"),
        us @ 1_000..=9_949 => format!("{:.1} ms", us as f64 / 1e3),
        us @ 9_950..=999_499 => format!("{:.0} ms", us as f64 / 1e3),
        us @ 999_500..=9_994_999 => format!("{:.2} s", us as f64 / 1e6),
        us => format!("{:.1} s", us as f64 / 1e6),
    }
}

/// A time in seconds with milliseconds, as the console shows it: `1.002`.
pub fn seconds(at: Micros) -> String {
    format!("{:.3}", at.seconds())
}

/// A size: `71 B`, `1.5 kB`, `2.0 MB` (decimal units, as browsers' network panels use).
pub fn bytes(count: u64) -> String {
    match count {
        0..=999 => format!("{count} B"),
        1_000..=999_949 => format!("{:.1} kB", count as f64 / 1e3),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}
