//! From text to bytes and back.

use super::Text;
use crate::python::builtins::{arg, given};
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Stop, Vm};
use alloc::string::String;
use alloc::vec::Vec;

/// A way to write text as bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    /// With a mark at the beginning.
    Utf8Sig,
    Ascii,
    Latin1,
    /// Width of a unit, big end first, with a mark at the beginning.
    Wide(usize, bool, bool),
}

fn codec(vm: &mut Vm, name: &str) -> R<(Codec, &'static str)> {
    let plain: String = name
        .to_ascii_lowercase()
        .chars()
        .map(|one| if one == '_' || one == ' ' { '-' } else { one })
        .collect();
    Ok(match plain.as_str() {
        "utf-8" | "utf8" | "u8" | "cp65001" => (Codec::Utf8, "utf-8"),
        "utf-8-sig" => (Codec::Utf8Sig, "utf-8"),
        "ascii" | "us-ascii" | "646" => (Codec::Ascii, "ascii"),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" | "8859" | "cp819" => {
            (Codec::Latin1, "latin-1")
        }
        "utf-16" | "utf16" | "u16" => (Codec::Wide(2, false, true), "utf-16"),
        "utf-16-le" | "utf-16le" => (Codec::Wide(2, false, false), "utf-16-le"),
        "utf-16-be" | "utf-16be" => (Codec::Wide(2, true, false), "utf-16-be"),
        "utf-32" | "utf32" | "u32" => (Codec::Wide(4, false, true), "utf-32"),
        "utf-32-le" | "utf-32le" => (Codec::Wide(4, false, false), "utf-32-le"),
        "utf-32-be" | "utf-32be" => (Codec::Wide(4, true, false), "utf-32-be"),
        _ => return vm.raise("LookupError", alloc::format!("unknown encoding: {name}")),
    })
}

fn names<'a>(vm: &mut Vm, args: &'a [Value], method: &str) -> R<(&'a str, &'a str)> {
    let mut found = ["utf-8", "strict"];
    for (place, slot) in found.iter_mut().enumerate() {
        if let Some(value) = given(args, place + 1) {
            match value.as_str() {
                Some(text) => *slot = text,
                None => {
                    let which = if place == 0 { "encoding" } else { "errors" };
                    let name = vm.given_name(value);
                    return vm.type_error(alloc::format!(
                        "{method}() argument '{which}' must be str, not {}",
                        name.as_str()
                    ));
                }
            }
        }
    }
    let [encoding, errors] = found;
    Ok((encoding, errors))
}

pub fn encode_method(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (encoding, errors) = names(vm, args, "encode")?;
    encode(vm, &Text::this(args).text, encoding, errors).map(Value::bytes)
}

pub fn decode_method(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (encoding, errors) = names(vm, args, "decode")?;
    let bytes = super::narrow(&Text::this(args).text);
    decode(vm, &bytes, encoding, errors).map(Value::str)
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// Where the encoding is not known or has no bytes for a character.
pub fn encode(vm: &mut Vm, text: &str, encoding: &str, errors: &str) -> R<Vec<u8>> {
    let (codec, name) = codec(vm, encoding)?;
    let limit = match codec {
        Codec::Utf8 => return Ok(text.as_bytes().to_vec()),
        Codec::Utf8Sig => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Codec::Wide(width, big, mark) => return Ok(wide_bytes(text, width, big, mark)),
        Codec::Ascii => 128,
        Codec::Latin1 => 256,
    };
    let mut bytes = Vec::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    let outside = |one: &char| u32::from(*one) >= limit;
    for (place, one) in characters.iter().enumerate() {
        if !outside(one) {
            bytes.push(u32::from(*one) as u8);
            continue;
        }
        let code = u32::from(*one);
        match errors {
            "ignore" => {}
            "replace" => bytes.push(b'?'),
            "xmlcharrefreplace" => bytes.extend(alloc::format!("&#{code};").bytes()),
            "backslashreplace" => {
                bytes.extend(crate::python::vm::ascii_text(&String::from(*one)).bytes());
            }
            "strict" => {
                let rest = characters.get(place..).unwrap_or_default();
                let length = rest.iter().take_while(|one| outside(one)).count();
                return Err(unicode_error(
                    vm,
                    "UnicodeEncodeError",
                    name,
                    Value::str(text),
                    (place, place + length),
                    &alloc::format!("ordinal not in range({limit})"),
                ));
            }
            other => return unknown_handler(vm, other),
        }
    }
    Ok(bytes)
}

fn unknown_handler<T>(vm: &mut Vm, name: &str) -> R<T> {
    vm.raise(
        "LookupError",
        alloc::format!("unknown error handler name '{name}'"),
    )
}

fn unicode_error(
    vm: &mut Vm,
    class: &str,
    codec: &str,
    object: Value,
    (from, to): (usize, usize),
    reason: &str,
) -> Stop {
    let class = vm.types.exception(class);
    let args = [
        Value::str(codec),
        object,
        Value::count(from),
        Value::count(to),
        Value::str(reason),
    ];
    Stop::raise(vm.exception(&class, args.to_vec()))
}

fn wide_bytes(text: &str, width: usize, big: bool, mark: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut unit = |value: u32| {
        let all = match big {
            true => value.to_be_bytes(),
            false => value.to_le_bytes(),
        };
        let part = match big {
            true => all.get(4 - width..),
            false => all.get(..width),
        };
        bytes.extend_from_slice(part.unwrap_or_default());
    };
    if mark {
        unit(0xfeff);
    }
    for character in text.chars() {
        match width {
            2 => {
                let mut units = [0; 2];
                for one in character.encode_utf16(&mut units) {
                    unit(u32::from(*one));
                }
            }
            _ => unit(u32::from(character)),
        }
    }
    bytes
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// Where the encoding is not known or the bytes are not of it.
pub fn decode(vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str) -> R<String> {
    let (codec, name) = codec(vm, encoding)?;
    let mut text = String::new();
    let mut at = 0;
    let bytes = match codec {
        Codec::Utf8Sig => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        _ => bytes,
    };
    let mut order = codec;
    if let Codec::Wide(width, _, true) = codec {
        let start = bytes.get(..width).unwrap_or_default();
        let big = start.ends_with(&[0xfe, 0xff]);
        let little = start.starts_with(&[0xff, 0xfe]);
        order = Codec::Wide(width, big, false);
        at = if big || little { width } else { 0 };
    }
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let (fine, bad, reason) = match order {
            Codec::Utf8 | Codec::Utf8Sig => utf8(rest, &mut text),
            Codec::Latin1 => {
                text.push_str(&super::wide(rest));
                (rest.len(), 0, "")
            }
            Codec::Ascii => {
                let fine = rest.iter().take_while(|byte| byte.is_ascii()).count();
                text.push_str(&super::wide(rest.get(..fine).unwrap_or_default()));
                let bad = usize::from(fine < rest.len());
                (fine, bad, "ordinal not in range(128)")
            }
            Codec::Wide(width, big, _) => units(rest, width, big, &mut text),
        };
        at += fine;
        if bad == 0 {
            continue;
        }
        match errors {
            "ignore" => {}
            "replace" => text.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in bytes.get(at..at + bad).unwrap_or_default() {
                    text.push_str(&alloc::format!("\\x{byte:02x}"));
                }
            }
            "strict" => {
                return Err(unicode_error(
                    vm,
                    "UnicodeDecodeError",
                    name,
                    Value::bytes(bytes.to_vec()),
                    (at, at + bad),
                    reason,
                ));
            }
            other => return unknown_handler(vm, other),
        }
        at += bad;
    }
    Ok(text)
}

/// Reads as far as it goes: how many bytes were fine, how many after them are not, and why.
fn utf8(rest: &[u8], text: &mut String) -> (usize, usize, &'static str) {
    match core::str::from_utf8(rest) {
        Ok(fine) => {
            text.push_str(fine);
            (rest.len(), 0, "")
        }
        Err(error) => {
            let fine = error.valid_up_to();
            let known = rest.get(..fine).unwrap_or_default();
            text.push_str(core::str::from_utf8(known).unwrap_or_default());
            let reason = match (error.error_len(), rest.get(fine)) {
                (None, _) => "unexpected end of data",
                (Some(_), Some(0xc2..=0xf4)) => "invalid continuation byte",
                _ => "invalid start byte",
            };
            (fine, error.error_len().unwrap_or(rest.len() - fine), reason)
        }
    }
}

/// As [`utf8`], of one character.
fn units(rest: &[u8], width: usize, big: bool, text: &mut String) -> (usize, usize, &'static str) {
    let unit = |nth: usize| {
        let bytes = rest.get(nth * width..(nth + 1) * width)?;
        let add = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        Some(match big {
            true => bytes.iter().fold(0, add),
            false => bytes.iter().rev().fold(0, add),
        })
    };
    let Some(first) = unit(0) else {
        return (0, rest.len(), "truncated data");
    };
    if width == 2 && (0xd800..0xdc00).contains(&first) {
        return match unit(1) {
            Some(second @ 0xdc00..=0xdfff) => {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                text.extend(char::from_u32(code));
                (4, 0, "")
            }
            Some(_) => (0, 2, "illegal UTF-16 surrogate"),
            None => (0, rest.len(), "unexpected end of data"),
        };
    }
    match char::from_u32(first) {
        Some(character) => {
            text.push(character);
            (width, 0, "")
        }
        None if width == 2 => (0, 2, "illegal encoding"),
        None => (0, 4, "code point not in range(0x110000)"),
    }
}

/// The text of an argument, or of bytes: what `str(object, encoding, errors)` gives.
///
/// # Errors
/// As [`decode`], and where it is not of bytes.
pub fn str_of_bytes(vm: &mut Vm, args: &[Value]) -> R {
    let value = arg(args, 0);
    let (encoding, errors) = names(vm, args, "str")?;
    match super::super::bytes::bytes_of(&value) {
        Some(bytes) => decode(vm, &bytes, encoding, errors).map(Value::str),
        None if value.as_str().is_some() => vm.type_error("decoding str is not supported"),
        None => {
            let name = vm.type_name(&value);
            vm.type_error(alloc::format!(
                "decoding to str: need a bytes-like object, {} found",
                name.as_str()
            ))
        }
    }
}
