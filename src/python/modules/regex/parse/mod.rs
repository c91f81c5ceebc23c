//! Reads regular expressions (<https://docs.python.org/3.11/library/re.html#regular-expression-syntax>).

use crate::python::modules::regex::node::{
    ASCII, DOT_ALL, Greed, IGNORE_CASE, Item, Kind, LOCALE, MULTI_LINE, Node, Place, Set, UNICODE,
    VERBOSE,
};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

mod group;

/// Groups within groups.
const DEEPEST: usize = 200;

/// What is wrong, and where; `usize::MAX` is nowhere.
pub struct Wrong(pub String, pub usize);

/// An expression that has been read.
pub struct Parsed {
    pub node: Node,
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    pub flags: u32,
}

struct Parser<'a> {
    text: &'a [char],
    at: usize,
    flags: u32,
    /// The flags of the whole.
    whole: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    open: Vec<usize>,
    bytes: bool,
    /// References to groups that have to exist in the end.
    asked: Vec<(usize, usize)>,
}

type P<T = Node> = Result<T, Wrong>;

/// Reads an expression.
pub fn parse(text: &[char], flags: u32, bytes: bool) -> P<Parsed> {
    let mut parser = Parser {
        text,
        at: 0,
        flags,
        whole: flags,
        groups: 0,
        names: Vec::new(),
        open: Vec::new(),
        bytes,
        asked: Vec::new(),
    };
    let node = parser.either(0)?;
    if parser.at < text.len() {
        return Err(Wrong("unbalanced parenthesis".into(), parser.at));
    }
    for (group, at) in &parser.asked {
        if *group > parser.groups {
            return Err(Wrong(format!("invalid group reference {group}"), *at));
        }
    }
    let mut flags = parser.whole;
    if !bytes && flags & ASCII == 0 {
        flags |= UNICODE;
    }
    Ok(Parsed {
        node,
        groups: parser.groups,
        names: parser.names,
        flags,
    })
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    fn takes(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn wrong<T>(&self, text: impl Into<String>, at: usize) -> P<T> {
        Err(Wrong(text.into(), at))
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn ascii(&self) -> bool {
        self.bytes || self.has(ASCII)
    }

    fn either(&mut self, depth: usize) -> P {
        let mut parts = Vec::from([self.all(depth)?]);
        while self.takes('|') {
            parts.push(self.all(depth)?);
        }
        Ok(match parts.len() {
            1 => parts.pop().unwrap_or(Node::Empty),
            _ => Node::Either(parts),
        })
    }

    fn blank(&mut self) -> bool {
        if !self.has(VERBOSE) {
            return false;
        }
        match self.peek() {
            Some(' ' | '\t'..='\r') => {
                self.at += 1;
                true
            }
            Some('#') => {
                while self.next().is_some_and(|c| c != '\n') {}
                true
            }
            _ => false,
        }
    }

    fn all(&mut self, depth: usize) -> P {
        let mut parts: Vec<Node> = Vec::new();
        loop {
            if self.blank() {
                continue;
            }
            let begin = self.at;
            let Some(c) = self.peek() else { break };
            if matches!(c, '|' | ')') {
                break;
            }
            self.at += 1;
            let (least, most) = match c {
                '*' => (0, None),
                '+' => (1, None),
                '?' => (0, Some(1)),
                '{' => match self.counts(begin)? {
                    Some(counts) => counts,
                    None => {
                        parts.push(Node::Char('{', self.has(IGNORE_CASE)));
                        continue;
                    }
                },
                _ => {
                    let atom = self.atom(c, begin, depth)?;
                    parts.extend(atom);
                    continue;
                }
            };
            let greed = if self.takes('?') {
                Greed::Least
            } else if self.takes('+') {
                Greed::All
            } else {
                Greed::Most
            };
            match parts.pop() {
                None | Some(Node::Place(_)) => return self.wrong("nothing to repeat", begin),
                Some(Node::Repeat(..)) => return self.wrong("multiple repeat", begin),
                Some(Node::Empty) => return self.wrong("nothing to repeat", begin),
                Some(inner) => parts.push(Node::Repeat(Box::new(inner), least, most, greed)),
            }
        }
        Ok(match parts.len() {
            0 => Node::All(Vec::new()),
            1 => parts.pop().unwrap_or(Node::Empty),
            _ => Node::All(parts),
        })
    }

    fn number(&mut self) -> Option<u32> {
        let begin = self.at;
        let mut number: u32 = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        (self.at > begin).then_some(number)
    }

    /// What is between `{` and `}`; nothing where it is no count.
    fn counts(&mut self, begin: usize) -> P<Option<(u32, Option<u32>)>> {
        let least = self.number();
        let (low, high) = if self.takes(',') {
            (least.unwrap_or(0), self.number())
        } else {
            (least.unwrap_or(0), least)
        };
        let plain = self.at == begin + 1;
        if plain || !self.takes('}') {
            self.at = begin + 1;
            return Ok(None);
        }
        if high.is_some_and(|high| high < low) {
            return self.wrong("min repeat greater than max repeat", begin + 1);
        }
        if low == u32::MAX || high == Some(u32::MAX) {
            return self.wrong("the repetition number is too large", begin);
        }
        Ok(Some((low, high)))
    }

    fn atom(&mut self, c: char, begin: usize, depth: usize) -> P<Option<Node>> {
        let fold = self.has(IGNORE_CASE);
        Ok(Some(match c {
            '.' => Node::Any(self.has(DOT_ALL)),
            '^' => Node::Place(match self.has(MULTI_LINE) {
                true => Place::LineStart,
                false => Place::Start,
            }),
            '$' => Node::Place(match self.has(MULTI_LINE) {
                true => Place::LineEnd,
                false => Place::AlmostEnd,
            }),
            '[' => Node::Set(Box::new(self.set(begin)?)),
            '(' => return self.group(begin, depth),
            '\\' => self.escape(begin)?,
            c => Node::Char(c, fold),
        }))
    }

    fn kind(&self, c: char) -> Option<Item> {
        let kind = match c.to_ascii_lowercase() {
            'd' => Kind::Digit,
            's' => Kind::Space,
            'w' => Kind::Word,
            _ => return None,
        };
        Some(Item::Kind(kind, c.is_ascii_uppercase()))
    }

    fn of_items(&self, items: Vec<Item>, negated: bool) -> Set {
        Set {
            items,
            negated,
            fold: self.has(IGNORE_CASE),
            ascii: self.ascii(),
        }
    }

    fn escape(&mut self, begin: usize) -> P {
        let fold = self.has(IGNORE_CASE);
        let Some(c) = self.next() else {
            return self.wrong("bad escape (end of pattern)", begin);
        };
        if let Some(item) = self.kind(c) {
            return Ok(Node::Set(Box::new(self.of_items([item].to_vec(), false))));
        }
        Ok(match c {
            'A' => Node::Place(Place::Start),
            'Z' => Node::Place(Place::End),
            'b' => Node::Place(Place::Edge(self.ascii())),
            'B' => Node::Place(Place::NoEdge(self.ascii())),
            '1'..='9' => {
                self.at -= 1;
                if let Some(octal) = self.octal(begin, 3, true)? {
                    return Ok(Node::Char(octal, fold));
                }
                let mut group = 0;
                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) else {
                        break;
                    };
                    group = group * 10 + digit as usize;
                    self.at += 1;
                }
                self.reference(group, begin + 1)?;
                Node::Again(group, fold)
            }
            c => Node::Char(self.character(c, begin)?, fold),
        })
    }

    fn reference(&mut self, group: usize, at: usize) -> P<()> {
        if self.open.contains(&group) {
            return self.wrong("cannot refer to an open group", at - 1);
        }
        if group > self.groups {
            return self.wrong(format!("invalid group reference {group}"), at);
        }
        Ok(())
    }

    /// Three octal digits, or up to so many.
    fn octal(&mut self, begin: usize, most: usize, exact: bool) -> P<Option<char>> {
        let digits: Vec<u32> = self
            .text
            .iter()
            .skip(self.at)
            .take(most)
            .map_while(|c| c.to_digit(8))
            .collect();
        if digits.is_empty() || (exact && digits.len() < most) {
            return Ok(None);
        }
        self.at += digits.len();
        let value = digits.iter().fold(0, |value, digit| value * 8 + digit);
        if value > 0o377 {
            let shown: String = self.text.iter().skip(begin).take(4).collect();
            return self.wrong(
                format!("octal escape value {shown} outside of range 0-0o377"),
                begin,
            );
        }
        Ok(char::from_u32(value))
    }

    /// An escape that means one character.
    fn character(&mut self, c: char, begin: usize) -> P<char> {
        let digits = match c {
            'a' => return Ok('\x07'),
            'f' => return Ok('\x0c'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\x0b'),
            '0' => return Ok(self.octal(begin, 2, false)?.unwrap_or('\0')),
            'x' => 2,
            'u' if !self.bytes => 4,
            'U' if !self.bytes => 8,
            c if c.is_ascii_alphanumeric() => {
                return self.wrong(format!("bad escape \\{c}"), begin);
            }
            c => return Ok(c),
        };
        let mut value = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                let shown: String = self.text[begin..self.at].iter().collect();
                return self.wrong(format!("incomplete escape {shown}"), begin);
            };
            value = value * 16 + digit;
            self.at += 1;
        }
        match char::from_u32(value) {
            Some(c) => Ok(c),
            None => self.wrong(format!("bad escape \\{c}"), begin),
        }
    }

    fn set_part(&mut self, begin: usize) -> P<Item> {
        let at = self.at;
        let Some(c) = self.next() else {
            return self.wrong("unterminated character set", begin);
        };
        if c != '\\' {
            return Ok(Item::Range(c, c));
        }
        let Some(c) = self.next() else {
            return self.wrong("bad escape (end of pattern)", at);
        };
        if let Some(item) = self.kind(c) {
            return Ok(item);
        }
        let c = match c {
            'b' => '\x08',
            '1'..='7' => {
                self.at -= 1;
                self.octal(at, 3, false)?.unwrap_or(c)
            }
            c => self.character(c, at)?,
        };
        Ok(Item::Range(c, c))
    }

    fn set(&mut self, begin: usize) -> P<Set> {
        let negated = self.takes('^');
        let mut items = Vec::new();
        loop {
            if self.peek() == Some(']') && !items.is_empty() {
                self.at += 1;
                break;
            }
            let at = self.at;
            let part = self.set_part(begin)?;
            if self.peek() != Some('-') {
                items.push(part);
                continue;
            }
            match self.text.get(self.at + 1) {
                None => return self.wrong("unterminated character set", begin),
                Some(']') => {
                    items.push(part);
                    items.push(Item::Range('-', '-'));
                    self.at += 2;
                    break;
                }
                Some(_) => {}
            }
            self.at += 1;
            let end = self.set_part(begin)?;
            match (part, end) {
                (Item::Range(from, _), Item::Range(to, _)) if from <= to => {
                    items.push(Item::Range(from, to));
                }
                _ => {
                    let shown: String = self.text[at..self.at].iter().collect();
                    return self.wrong(format!("bad character range {shown}"), at);
                }
            }
        }
        Ok(self.of_items(items, negated))
    }
}

fn flag(c: char) -> Option<u32> {
    Some(match c {
        'i' => IGNORE_CASE,
        'L' => LOCALE,
        'm' => MULTI_LINE,
        's' => DOT_ALL,
        'x' => VERBOSE,
        'a' => ASCII,
        'u' => UNICODE,
        _ => return None,
    })
}
