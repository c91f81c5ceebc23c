//! Upper and lower case of any text: Unicode's default case conversion
//! (<https://www.unicode.org/versions/latest/core-spec/chapter-3/#G33992>). In a browser its own
//! strings do that, and spare the engine the tables.

use alloc::string::{String, ToString};

/// A text in lower case.
pub fn lower(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => any_lower(text),
    }
}

/// A text in upper case, which may be longer.
pub fn upper(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_uppercase(),
        false => any_upper(text),
    }
}

/// A character in lower case, which may be several.
pub fn lower_of(character: char) -> String {
    lower(&character.to_string())
}

/// A character in upper case, which may be several.
pub fn upper_of(character: char) -> String {
    upper(&character.to_string())
}

/// A character as a word begins with it: of several, only the first letter is in upper case.
pub fn title_of(character: char) -> String {
    let upper = upper_of(character);
    let letter = upper.find(char::is_uppercase).unwrap_or(0);
    let first = upper.get(letter..).and_then(|rest| rest.chars().next());
    match upper.split_at_checked(letter + first.map_or(0, char::len_utf8)) {
        Some((begin, rest)) => begin.to_string() + &lower(rest),
        None => upper,
    }
}

/// A character in lower case that stands between `before` and `behind`: a sigma is another one at
/// a word's end.
pub fn lower_between(before: &str, character: char, behind: Option<char>) -> String {
    let letter = |one: char| one.is_alphabetic();
    match character {
        'Σ' if before.ends_with(letter) && !behind.is_some_and(letter) => "ς".into(),
        'Σ' => "σ".into(),
        _ => lower_of(character),
    }
}

/// A text for comparing without regard to case.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let fold = |one: char| match one {
        'ı' => one.to_string(),
        _ => lower(&upper_of(one)).replace('ς', "σ"),
    };
    text.chars().map(fold).collect()
}

#[cfg(target_arch = "wasm32")]
fn any_lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(target_arch = "wasm32")]
fn any_upper(text: &str) -> String {
    js_sys::JsString::from(text).to_upper_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
fn any_lower(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(not(target_arch = "wasm32"))]
fn any_upper(text: &str) -> String {
    text.to_uppercase()
}
