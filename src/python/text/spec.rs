//! Format specifications (<https://docs.python.org/3.11/library/string.html#formatspec>).

use super::float_repr;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// A specification, taken apart.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Fills up to the width.
    pub fill: char,
    /// `<`, `>`, `^`, `=`.
    pub align: Option<char>,
    /// `+`, `-` or a blank; a zero byte where nothing is said.
    pub sign: char,
    /// `z`: what rounds to zero has no sign.
    pub no_minus_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// A zero before the width.
    pub zero: bool,
    /// The least width.
    pub width: usize,
    /// `,` or `_`.
    pub group: Option<char>,
    /// After the point.
    pub precision: Option<usize>,
    /// The type.
    pub kind: Option<char>,
}

/// Wider than this is refused.
const WIDEST: usize = 1 << 24;

impl Spec {
    /// One that asks for nothing.
    pub fn plain() -> Self {
        Self {
            fill: ' ',
            align: None,
            sign: '\0',
            no_minus_zero: false,
            alternate: false,
            zero: false,
            width: 0,
            group: None,
            precision: None,
            kind: None,
        }
    }

    /// Takes a specification apart; what is wrong where it is none, `None` where nothing better is
    /// known.
    pub fn parse(text: &str) -> Result<Self, Option<String>> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let mut spec = Self::plain();
        let is_align = |character: Option<&char>| matches!(character, Some('<' | '>' | '^' | '='));
        if is_align(chars.get(1)) {
            spec.fill = chars.first().copied().unwrap_or(' ');
            spec.align = chars.get(1).copied();
            at = 2;
        } else if is_align(chars.first()) {
            spec.align = chars.first().copied();
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
            spec.sign = *sign;
            at += 1;
        }
        if chars.get(at) == Some(&'z') {
            spec.no_minus_zero = true;
            at += 1;
        }
        if chars.get(at) == Some(&'#') {
            spec.alternate = true;
            at += 1;
        }
        let filled = is_align(chars.get(1));
        if chars.get(at) == Some(&'0') && !filled {
            spec.fill = '0';
            spec.zero = true;
            at += 1;
        }
        if spec.fill == '0' && spec.align == Some('=') {
            spec.zero = true;
            spec.align = None;
        }
        let number = |at: &mut usize| {
            let from = *at;
            let mut value: usize = 0;
            while let Some(digit) = chars.get(*at).and_then(|character| character.to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(digit as usize);
                *at += 1;
            }
            (*at > from).then_some(value)
        };
        spec.width = number(&mut at).unwrap_or(0);
        if let Some(group @ (',' | '_')) = chars.get(at) {
            spec.group = Some(*group);
            at += 1;
            if matches!(chars.get(at), Some(',' | '_')) && chars.get(at) != Some(group) {
                return Err(Some("Cannot specify both ',' and '_'.".into()));
            }
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            let Some(digits) = number(&mut at) else {
                return Err(Some("Format specifier missing precision".into()));
            };
            spec.precision = Some(digits);
        }
        if let Some(kind) = chars.get(at) {
            spec.kind = Some(*kind);
            at += 1;
        }
        match at == chars.len() && spec.width <= WIDEST && spec.precision.unwrap_or(0) <= WIDEST {
            true => Ok(spec),
            false => Err(None),
        }
    }
}

/// Brings text to the width; `sign` is how many of its first characters are a sign or prefix.
pub fn pad(text: &str, spec: &Spec, default: char, sign: usize) -> String {
    let length = text.chars().count();
    let missing = spec.width.saturating_sub(length);
    if missing == 0 {
        return text.into();
    }
    let zero = spec.zero && spec.align.is_none();
    let align = if zero {
        '='
    } else {
        spec.align.unwrap_or(default)
    };
    let fill = if zero { '0' } else { spec.fill };
    let fill = |count: usize| core::iter::repeat_n(fill, count).collect::<String>();
    match align {
        '<' => format!("{text}{}", fill(missing)),
        '^' => format!("{}{text}{}", fill(missing / 2), fill(missing - missing / 2)),
        '=' => {
            let (head, tail) = text.split_at_checked(sign).unwrap_or(("", text));
            format!("{head}{}{tail}", fill(missing))
        }
        _ => format!("{}{text}", fill(missing)),
    }
}

/// Digits in groups.
pub fn group(digits: &str, by: usize, mark: char) -> String {
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    let length = digits.len();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (length - place).is_multiple_of(by) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

fn sign_of(negative: bool, spec: &Spec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, '+') => "+",
        (false, ' ') => " ",
        _ => "",
    }
}

/// Zero padding counts towards the groups.
fn with_groups(digits: &str, by: usize, mark: Option<char>, spec: &Spec, around: usize) -> String {
    let Some(mark) = mark else {
        return digits.into();
    };
    let mut digits = String::from(digits);
    if spec.zero && spec.align.is_none() {
        let wanted = spec.width.saturating_sub(around);
        while group(&digits, by, mark).len() < wanted {
            digits.insert(0, '0');
        }
    }
    group(&digits, by, mark)
}

/// A string by a specification.
pub fn format_str(text: &str, spec: &Spec) -> Result<String, String> {
    match spec.kind {
        None | Some('s') => {}
        Some(kind) => {
            return Err(format!(
                "Unknown format code '{kind}' for object of type 'str'"
            ));
        }
    }
    let words = match spec {
        Spec { sign: ' ', .. } => "Space",
        Spec {
            sign: '+' | '-', ..
        } => "Sign",
        Spec {
            no_minus_zero: true,
            ..
        } => "Negative zero coercion (z)",
        Spec {
            alternate: true, ..
        } => "Alternate form (#)",
        _ => "",
    };
    if !words.is_empty() {
        return Err(format!("{words} not allowed in string format specifier"));
    }
    if let Some(group) = spec.group {
        return Err(format!("Cannot specify '{group}' with 's'."));
    }
    if spec.align == Some('=') {
        return Err("'=' alignment not allowed in string format specifier".into());
    }
    let cut: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.into(),
    };
    let mut spec = spec.clone();
    if spec.zero && spec.align.is_none() {
        spec.fill = '0';
        spec.align = Some('<');
    }
    Ok(pad(&cut, &spec, '<', 0))
}

/// An integer by a specification.
pub fn format_int(number: &BigInt, spec: &Spec) -> Result<String, String> {
    let kind = spec.kind.unwrap_or('d');
    if matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        let float = number.to_f64().unwrap_or(f64::INFINITY);
        return format_float(float, spec);
    }
    if spec.precision.is_some() {
        return Err("Precision not allowed in integer format specifier".into());
    }
    if spec.no_minus_zero {
        return Err("Negative zero coercion (z) not allowed in integer format specifier".into());
    }
    let negative = number.sign() == Sign::Minus;
    let magnitude = number.magnitude();
    let (digits, prefix, by) = match kind {
        'd' | 'n' => (magnitude.to_string(), "", 3),
        'b' => (magnitude.to_str_radix(2), "0b", 4),
        'o' => (magnitude.to_str_radix(8), "0o", 4),
        'x' => (magnitude.to_str_radix(16), "0x", 4),
        'X' => (magnitude.to_str_radix(16).to_ascii_uppercase(), "0X", 4),
        'c' => {
            let words = match spec {
                Spec {
                    group: Some(mark), ..
                } => {
                    return Err(format!("Cannot specify '{mark}' with 'c'."));
                }
                Spec {
                    sign: '+' | '-' | ' ',
                    ..
                } => "Sign",
                Spec {
                    alternate: true, ..
                } => "Alternate form (#)",
                _ => "",
            };
            if !words.is_empty() {
                return Err(format!(
                    "{words} not allowed with integer format specifier 'c'"
                ));
            }
            let character = magnitude.to_u32().and_then(char::from_u32);
            let text = character
                .map(String::from)
                .ok_or("%c arg not in range(0x110000)")?;
            return Ok(pad(&text, spec, '<', 0));
        }
        other => {
            return Err(format!(
                "Unknown format code '{other}' for object of type 'int'"
            ));
        }
    };
    if spec.group == Some(',') && by == 4 {
        return Err(format!("Cannot specify ',' with '{kind}'."));
    }
    let head = format!(
        "{}{}",
        sign_of(negative, spec),
        if spec.alternate { prefix } else { "" }
    );
    let digits = with_groups(&digits, by, spec.group, spec, head.len());
    Ok(pad(&format!("{head}{digits}"), spec, '>', head.len()))
}

/// A float by a specification.
pub fn format_float(value: f64, spec: &Spec) -> Result<String, String> {
    let magnitude = value.abs();
    let kind = spec.kind;
    if let Some(other) = kind.filter(|kind| !"eEfFgGn%".contains(*kind)) {
        return Err(format!(
            "Unknown format code '{other}' for object of type 'float'"
        ));
    }
    let body = if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        let percent = if kind == Some('%') { "%" } else { "" };
        format!("{text}{percent}")
    } else {
        match kind {
            None if spec.precision.is_none() => float_repr(magnitude),
            None => general(magnitude, spec.precision.unwrap_or(6), spec.alternate, true),
            Some('f' | 'F') => fixed(magnitude, spec.precision.unwrap_or(6), spec.alternate),
            Some('e' | 'E') => exponent(magnitude, spec.precision.unwrap_or(6), spec.alternate),
            Some('g' | 'G' | 'n') => general(
                magnitude,
                spec.precision.unwrap_or(6),
                spec.alternate,
                false,
            ),
            Some(_) => format!(
                "{}%",
                fixed(
                    magnitude * 100.0,
                    spec.precision.unwrap_or(6),
                    spec.alternate
                )
            ),
        }
    };
    let body = match kind {
        Some('E' | 'F' | 'G') => body.to_ascii_uppercase(),
        _ => body,
    };
    let negative = value.is_sign_negative()
        && !value.is_nan()
        && (!spec.no_minus_zero || body.contains(|digit| ('1'..='9').contains(&digit)));
    let head = sign_of(negative, spec);
    let end = body
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(body.len());
    let (whole, rest) = body.split_at(end);
    let whole = match value.is_finite() {
        true => with_groups(whole, 3, spec.group, spec, head.len() + rest.len()),
        false => whole.into(),
    };
    Ok(pad(&format!("{head}{whole}{rest}"), spec, '>', head.len()))
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$}");
    if alternate && precision == 0 {
        text + "."
    } else {
        text
    }
}

fn exponent(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    scientific(digits, exponent, alternate)
}

fn scientific(digits: &str, exponent: i32, alternate: bool) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    let point = if alternate && !digits.contains('.') {
        "."
    } else {
        ""
    };
    format!("{digits}{point}e{sign}{:02}", exponent.abs())
}

/// `g`; `point`: at least one digit after the point, as `str` has it.
fn general(value: f64, precision: usize, alternate: bool, point: bool) -> String {
    let precision = precision.max(1);
    let text = format!("{value:.*e}", precision - 1);
    let (digits, exp) = text.split_once('e').unwrap_or((&text, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    let most = precision as i32;
    let trimmed = |text: &str| match text.contains('.') && !alternate {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text.to_string(),
    };
    if exp < -4 || exp >= most - i32::from(point) {
        return scientific(&trimmed(digits), exp, alternate);
    }
    let after = usize::try_from(most - 1 - exp).unwrap_or(0);
    let text = trimmed(&format!("{value:.after$}"));
    match (text.contains('.'), point, alternate) {
        (false, true, _) => text + ".0",
        (false, _, true) => text + ".",
        _ => text,
    }
}

/// A complex number by a specification.
pub fn format_complex(real: f64, imaginary: f64, spec: &Spec) -> Result<String, String> {
    if let Some(other) = spec.kind.filter(|kind| !"eEfFgGn".contains(*kind)) {
        return Err(format!(
            "Unknown format code '{other}' for object of type 'complex'"
        ));
    }
    if spec.fill == '0' {
        return Err("Zero padding is not allowed in complex format specifier".into());
    }
    if spec.align == Some('=') {
        return Err("'=' alignment flag is not allowed in complex format specifier".into());
    }
    let bare = spec.kind.is_none();
    let mut part = spec.clone();
    part.width = 0;
    if spec.precision.is_some() && bare {
        part.kind = Some('g');
    }
    let one = |value, part: &Spec| {
        let text = format_float(value, part)?;
        Ok::<_, String>(match part.kind {
            None => text.strip_suffix(".0").unwrap_or(&text).into(),
            _ => text,
        })
    };
    let alone = bare && real == 0.0 && real.is_sign_positive();
    let head = if alone {
        String::new()
    } else {
        one(real, &part)?
    };
    if !alone {
        part.sign = '+';
    }
    let tail = one(imaginary, &part)?;
    let (open, close) = if bare && !alone { ("(", ")") } else { ("", "") };
    Ok(pad(&format!("{open}{head}{tail}j{close}"), spec, '>', 0))
}
