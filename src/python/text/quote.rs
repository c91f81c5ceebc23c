//! Strings and bytes as `repr` writes them.

use alloc::format;
use alloc::string::String;

fn mark(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

/// Whether a character is written as it is (`str.isprintable`).
pub fn printable(character: char) -> bool {
    let code = character as u32;
    !(character.is_control()
        || matches!(code, 0xad | 0x600..=0x605 | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xd800..=0xf8ff | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff | 0xf0000..)
        || (character.is_whitespace() && character != ' '))
}

/// A string in quotes.
pub fn quote(text: &str, ascii: bool) -> String {
    let mark = mark(text.contains('\''), text.contains('"'));
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(mark);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if other == mark => {
                quoted.push('\\');
                quoted.push(other);
            }
            other if printable(other) && (!ascii || other.is_ascii()) => quoted.push(other),
            other => {
                let code = other as u32;
                quoted.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
        }
    }
    quoted.push(mark);
    quoted
}

/// Bytes in quotes.
pub fn quote_bytes(bytes: &[u8]) -> String {
    let mark = mark(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut quoted = String::with_capacity(bytes.len() + 3);
    quoted.push('b');
    quoted.push(mark);
    for byte in bytes {
        match byte {
            b'\\' => quoted.push_str("\\\\"),
            b'\n' => quoted.push_str("\\n"),
            b'\r' => quoted.push_str("\\r"),
            b'\t' => quoted.push_str("\\t"),
            byte if char::from(*byte) == mark => {
                quoted.push('\\');
                quoted.push(mark);
            }
            0x20..=0x7e => quoted.push(char::from(*byte)),
            byte => quoted.push_str(&format!("\\x{byte:02x}")),
        }
    }
    quoted.push(mark);
    quoted
}
