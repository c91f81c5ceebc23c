//! Floats as Python writes and reads them.

use alloc::format;
use alloc::string::{String, ToString};

/// The shortest text that reads back as the same float, as `repr` writes it.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 {
            "inf".into()
        } else {
            "-inf".into()
        };
    }
    if value == 0.0 {
        return if value.is_sign_negative() {
            "-0.0".into()
        } else {
            "0.0".into()
        };
    }
    // Rust's exponent form has the shortest digits.
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.abs());
    }
    let plain = value.to_string();
    if plain.contains('.') {
        plain
    } else {
        plain + ".0"
    }
}

/// A float as `float(text)` reads it.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim();
    let clean = match text.contains('_') {
        true => {
            let bytes = text.as_bytes();
            let fine = bytes.iter().enumerate().all(|(place, byte)| {
                let digit = |at: Option<usize>| {
                    at.and_then(|at| bytes.get(at))
                        .is_some_and(u8::is_ascii_digit)
                };
                *byte != b'_' || (digit(place.checked_sub(1)) && digit(Some(place + 1)))
            });
            if !fine {
                return None;
            }
            text.replace('_', "")
        }
        false => text.to_string(),
    };
    let lower = clean.to_ascii_lowercase();
    let bare = lower.trim_start_matches(['+', '-']);
    if lower.len() - bare.len() > 1 {
        return None;
    }
    let negative = lower.starts_with('-');
    let value = match bare {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => {
            if !bare.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
                return None;
            }
            bare.parse().ok()?
        }
    };
    Some(if negative { -value } else { value })
}
