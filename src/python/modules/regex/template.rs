//! What a match is replaced with: text with references to groups.

use super::Pattern;
use super::machine::Found;
use super::parse::Wrong;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A piece of a template.
pub enum Piece {
    Text(char),
    Group(usize),
}

/// Why a template cannot be used.
pub enum Bad {
    /// There is no group of this name.
    Group(String),
    Wrong(Wrong),
}

fn wrong<T>(text: impl Into<String>, at: usize) -> Result<T, Bad> {
    Err(Bad::Wrong(Wrong(text.into(), at)))
}

fn numbered(group: usize, pattern: &Pattern, at: usize) -> Result<Piece, Bad> {
    match group <= pattern.groups {
        true => Ok(Piece::Group(group)),
        false => wrong(format!("invalid group reference {group}"), at),
    }
}

/// Reads a template.
pub fn read(text: &[char], pattern: &Pattern) -> Result<Vec<Piece>, Bad> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let digit = |at: usize, base: u32| text.get(at).and_then(|c| c.to_digit(base));
    while let Some(c) = text.get(at) {
        let begin = at;
        at += 1;
        if *c != '\\' {
            pieces.push(Piece::Text(*c));
            continue;
        }
        let Some(c) = text.get(at) else {
            return wrong("bad escape (end of pattern)", begin);
        };
        at += 1;
        let plain = match c {
            'g' => {
                if text.get(at) != Some(&'<') {
                    return wrong("missing <", at);
                }
                at += 1;
                let rest = &text[at..];
                let Some(length) = rest.iter().position(|c| *c == '>') else {
                    return wrong(
                        match rest.is_empty() {
                            true => "missing group name",
                            false => "missing >, unterminated name",
                        },
                        at,
                    );
                };
                let name: String = rest[..length].iter().collect();
                if name.is_empty() {
                    return wrong("missing group name", at);
                }
                let shown = crate::python::text::quote(&name, false);
                if name.chars().all(|c| c.is_ascii_digit()) {
                    let group = name.parse().unwrap_or(usize::MAX);
                    pieces.push(numbered(group, pattern, at)?);
                } else if !name.chars().all(|c| c == '_' || c.is_alphanumeric())
                    || name.starts_with(|c: char| c.is_numeric())
                {
                    return wrong(format!("bad character in group name {shown}"), at);
                } else {
                    match pattern.names.iter().find(|(known, _)| *known == name) {
                        Some((_, group)) => pieces.push(Piece::Group(*group)),
                        None => return Err(Bad::Group(name)),
                    }
                }
                at += length + 1;
                continue;
            }
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    if let Some(next) = digit(at, 8) {
                        value = value * 8 + next;
                        at += 1;
                    }
                }
                char::from_u32(value)
            }
            '1'..='9' => {
                let first = c.to_digit(10).unwrap_or(0);
                if let (Some(second), Some(third), Some(high)) =
                    (digit(at, 8), digit(at + 1, 8), c.to_digit(8))
                    && high < 4
                {
                    at += 2;
                    char::from_u32(high * 64 + second * 8 + third)
                } else {
                    let mut group = first as usize;
                    if let Some(second) = digit(at, 10) {
                        group = group * 10 + second as usize;
                        at += 1;
                    }
                    pieces.push(numbered(group, pattern, begin + 1)?);
                    continue;
                }
            }
            'a' => Some('\x07'),
            'b' => Some('\x08'),
            'f' => Some('\x0c'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\x0b'),
            '\\' => Some('\\'),
            c if c.is_ascii_alphabetic() => return wrong(format!("bad escape \\{c}"), begin),
            c => {
                pieces.push(Piece::Text('\\'));
                Some(*c)
            }
        };
        pieces.extend(plain.map(Piece::Text));
    }
    Ok(pieces)
}

/// Writes a template for a match.
pub fn fill(template: &[Piece], text: &[char], found: &Found, out: &mut Vec<char>) {
    for piece in template {
        match piece {
            Piece::Text(c) => out.push(*c),
            Piece::Group(group) => {
                if let Some(Some((from, to))) = found.spans.get(*group) {
                    out.extend_from_slice(text.get(*from..*to).unwrap_or_default());
                }
            }
        }
    }
}
