//! What a regular expression is made of.

use crate::python::text::{lower_of, upper_of};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// `re.IGNORECASE` and so on.
pub const IGNORE_CASE: u32 = 2;
/// `re.LOCALE`.
pub const LOCALE: u32 = 4;
/// `re.MULTILINE`.
pub const MULTI_LINE: u32 = 8;
/// `re.DOTALL`.
pub const DOT_ALL: u32 = 16;
/// `re.UNICODE`.
pub const UNICODE: u32 = 32;
/// `re.VERBOSE`.
pub const VERBOSE: u32 = 64;
/// `re.ASCII`.
pub const ASCII: u32 = 256;

/// A kind of characters that has a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Digit,
    Space,
    Word,
}

/// A part of a set.
#[derive(Clone)]
pub enum Item {
    Range(char, char),
    /// The second: those that are not of it.
    Kind(Kind, bool),
}

/// Characters.
#[derive(Clone)]
pub struct Set {
    pub items: Vec<Item>,
    pub negated: bool,
    pub fold: bool,
    pub ascii: bool,
}

/// How often a repeat tries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Greed {
    Most,
    Least,
    /// As often as it can, and never less.
    All,
}

/// A place without width.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    LineStart,
    End,
    /// The end, or before a newline that is the end.
    AlmostEnd,
    LineEnd,
    /// ASCII only or not.
    Edge(bool),
    NoEdge(bool),
}

/// An expression.
#[derive(Clone)]
pub enum Node {
    Empty,
    Char(char, bool),
    /// With newlines or without.
    Any(bool),
    Set(Box<Set>),
    Place(Place),
    All(Vec<Node>),
    Either(Vec<Node>),
    Group(usize, Box<Node>),
    Repeat(Box<Node>, u32, Option<u32>, Greed),
    Again(usize, bool),
    /// Ahead or behind; whether it must not be there.
    Look(bool, bool, Box<Node>),
    Atomic(Box<Node>),
    If(usize, Box<Node>, Box<Node>),
}

impl Node {
    /// How many characters it takes, at least and at most.
    pub fn width(&self) -> (u64, Option<u64>) {
        match self {
            Self::Empty | Self::Place(_) | Self::Look(..) => (0, Some(0)),
            Self::Char(..) | Self::Any(_) | Self::Set(_) => (1, Some(1)),
            Self::All(parts) => parts
                .iter()
                .map(Self::width)
                .fold((0, Some(0)), |sum, part| {
                    (
                        sum.0.saturating_add(part.0),
                        sum.1.zip(part.1).map(|(a, b)| a.saturating_add(b)),
                    )
                }),
            Self::Either(parts) => parts
                .iter()
                .map(Self::width)
                .reduce(|one, other| {
                    (
                        one.0.min(other.0),
                        one.1.zip(other.1).map(|(a, b)| a.max(b)),
                    )
                })
                .unwrap_or((0, Some(0))),
            Self::Group(_, inner) | Self::Atomic(inner) => inner.width(),
            Self::Repeat(inner, least, most, _) => {
                let (low, high) = inner.width();
                let high = match (high, most) {
                    (Some(0), _) => Some(0),
                    (Some(high), Some(most)) => Some(high.saturating_mul(u64::from(*most))),
                    _ => None,
                };
                (low.saturating_mul(u64::from(*least)), high)
            }
            Self::Again(..) => (0, None),
            Self::If(_, yes, no) => {
                let (one, other) = (yes.width(), no.width());
                (
                    one.0.min(other.0),
                    one.1.zip(other.1).map(|(a, b)| a.max(b)),
                )
            }
        }
    }
}

/// `c` in lower case, where that is one character.
pub fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let lower = lower_of(c);
    let mut lower = lower.chars();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether a character is of a kind.
pub fn is_kind(c: char, kind: Kind, ascii: bool) -> bool {
    match (kind, ascii || c.is_ascii()) {
        (Kind::Digit, true) => c.is_ascii_digit(),
        (Kind::Digit, false) => crate::python::builtins::decimal(c).is_some(),
        (Kind::Space, true) => {
            matches!(c, ' ' | '\t'..='\r') || (!ascii && matches!(c, '\x1c'..='\x1f'))
        }
        (Kind::Space, false) => c.is_whitespace(),
        (Kind::Word, true) => c.is_ascii_alphanumeric() || c == '_',
        (Kind::Word, false) => c.is_alphanumeric(),
    }
}

impl Set {
    fn plain(&self, c: char) -> bool {
        self.items.iter().any(|item| match item {
            Item::Range(from, to) => (*from..=*to).contains(&c),
            Item::Kind(kind, negated) => is_kind(c, *kind, self.ascii) != *negated,
        })
    }

    /// Whether a character is one of them.
    pub fn has(&self, c: char) -> bool {
        let found = self.plain(c)
            || (self.fold && {
                let upper = upper_of(c).chars().next().unwrap_or(c);
                self.plain(folded(c)) || self.plain(upper)
            });
        found != self.negated
    }
}
