//! Numbers as Python's `int()` and `float()` read them and `repr()` writes them.
//!
//! Only ASCII digits count here; Python also takes the decimal digits of other scripts.

/// Digits that CPython converts between text and whole numbers before it refuses.
pub(super) const MAX_DIGITS: usize = 4300;

/// Cuts blanks, then the underscores that Python allows between two digits and nowhere else.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '_' {
            out.push(c);
        } else if !previous.is_ascii_digit() || !chars.peek().is_some_and(char::is_ascii_digit) {
            return None;
        }
        previous = c;
    }
    Some(out)
}

/// `int(text)`, with values beyond `i64` held at its limits.
pub(super) fn int(text: &str) -> Option<i64> {
    let text = plain(text)?;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    if digits.is_empty() || digits.len() > MAX_DIGITS || !is_digits(digits) {
        return None;
    }
    let beyond = if negative { i64::MIN } else { i64::MAX };
    Some(text.parse().unwrap_or(beyond))
}

/// `float(text)`; the words for infinity and "not a number" are numbers to Python.
pub(super) fn float(text: &str) -> Option<f64> {
    plain(text)?.parse().ok()
}

/// Milliseconds for a number of seconds cut to 0..=10; "not a number" is 0.
pub(super) fn millis(seconds: f64) -> u64 {
    // A NaN stays one and casts to 0.
    (seconds.clamp(0.0, 10.0) * 1000.0).round() as u64
}

/// Whether all characters are ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The decimal number before `digits`, which must be at least 1 and have no leading zero.
pub(super) fn previous(digits: &str) -> String {
    let kept = digits.trim_end_matches('0');
    let zeros = digits.len() - kept.len();
    let mut out = String::with_capacity(digits.len());
    let mut chars = kept.chars();
    let last = chars.next_back().and_then(|c| c.to_digit(10)).unwrap_or(1);
    out.push_str(chars.as_str());
    // "1000" becomes "999": a digit that would lead as zero is left out.
    if last > 1 || !out.is_empty() || zeros == 0 {
        out.extend(char::from_digit(last.saturating_sub(1), 10));
    }
    out.extend(std::iter::repeat_n('9', zeros));
    out
}

/// `json.dumps(value)` of a float: the shortest digits that read back the same.
pub(super) fn float_text(value: f64) -> String {
    if !value.is_finite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let shortest = format!("{value:e}");
    let count = shortest
        .bytes()
        .take_while(|byte| *byte != b'e')
        .filter(u8::is_ascii_digit)
        .count();
    // Halfway between two shortest forms Rust goes up and Python to the even digit, as formatting
    // to a given number of digits does.
    let even = format!("{value:.*e}", count.saturating_sub(1));
    let text = if even.parse() == Ok(value) {
        even
    } else {
        shortest
    };
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.unsigned_abs());
    }
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |digits| ("-", digits));
    let mut digits = digits.replace('.', "");
    let whole = usize::try_from(exponent).map_or(0, |exponent| exponent + 1);
    if whole == 0 {
        digits.insert_str(0, &"0".repeat(exponent.unsigned_abs() as usize));
    }
    let whole = whole.max(1);
    while digits.len() <= whole {
        digits.push('0');
    }
    digits.insert(whole, '.');
    format!("{sign}{digits}")
}
