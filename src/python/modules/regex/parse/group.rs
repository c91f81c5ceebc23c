//! What is in brackets: groups, and what begins with `(?`.

use super::{DEEPEST, P, Parser, flag};
use crate::python::modules::regex::node::{IGNORE_CASE, LOCALE, Node};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};

impl Parser<'_> {
    pub(super) fn name(&mut self, end: char) -> P<(String, usize)> {
        let at = self.at;
        let mut name = String::new();
        loop {
            match self.next() {
                Some(c) if c == end => break,
                Some(c) => name.push(c),
                None if name.is_empty() => return self.wrong("missing group name", at),
                None => {
                    return self.wrong(format!("missing {end}, unterminated name"), at);
                }
            }
        }
        if name.is_empty() {
            return self.wrong("missing group name", at);
        }
        Ok((name, at))
    }

    fn check_name(&self, name: &str, at: usize) -> P<()> {
        let good = name.chars().all(|c| c == '_' || c.is_alphanumeric())
            && !name.starts_with(|c: char| c.is_numeric());
        match good {
            true => Ok(()),
            false => self.wrong(
                format!(
                    "bad character in group name {}",
                    crate::python::text::quote(name, false)
                ),
                at,
            ),
        }
    }

    fn known(&self, name: &str) -> Option<usize> {
        let known = self.names.iter().find(|(known, _)| known == name);
        known.map(|(_, group)| *group)
    }

    fn unknown<T>(&self, name: &str, at: usize) -> P<T> {
        let shown = crate::python::text::quote(name, false);
        self.wrong(format!("unknown group name {shown}"), at)
    }

    fn close(&mut self, begin: usize) -> P<()> {
        match self.takes(')') {
            true => Ok(()),
            false => self.wrong("missing ), unterminated subpattern", begin),
        }
    }

    fn inside(&mut self, begin: usize, depth: usize) -> P<Box<Node>> {
        if depth >= DEEPEST {
            return self.wrong("too many nested groups", begin);
        }
        let flags = self.flags;
        let node = self.either(depth + 1)?;
        self.flags = flags;
        self.close(begin)?;
        Ok(Box::new(node))
    }

    pub(super) fn capture(
        &mut self,
        begin: usize,
        depth: usize,
        name: Option<(String, usize)>,
    ) -> P {
        self.groups += 1;
        let group = self.groups;
        if let Some((name, at)) = name {
            self.check_name(&name, at)?;
            if let Some(before) = self.known(&name) {
                let shown = crate::python::text::quote(&name, false);
                return self.wrong(
                    format!(
                        "redefinition of group name {shown} as group {group}; was group {before}"
                    ),
                    at,
                );
            }
            self.names.push((name, group));
        }
        self.open.push(group);
        let inner = self.inside(begin, depth)?;
        self.open.pop();
        Ok(Node::Group(group, inner))
    }

    pub(super) fn group(&mut self, begin: usize, depth: usize) -> P<Option<Node>> {
        if !self.takes('?') {
            return self.capture(begin, depth, None).map(Some);
        }
        let Some(c) = self.next() else {
            return self.wrong("unexpected end of pattern", self.at);
        };
        Ok(Some(match c {
            ':' => match *self.inside(begin, depth)? {
                // It may be repeated, unlike a repeat that stands by itself.
                inner @ (Node::Repeat(..) | Node::Place(_)) => Node::All([inner].to_vec()),
                inner => inner,
            },
            '>' => Node::Atomic(self.inside(begin, depth)?),
            '=' => Node::Look(true, false, self.inside(begin, depth)?),
            '!' => Node::Look(true, true, self.inside(begin, depth)?),
            '<' => {
                let negated = match self.next() {
                    Some('=') => false,
                    Some('!') => true,
                    Some(other) => {
                        return self.wrong(format!("unknown extension ?<{other}"), begin + 1);
                    }
                    None => return self.wrong("unexpected end of pattern", self.at),
                };
                let inner = self.inside(begin, depth)?;
                let (low, high) = inner.width();
                if high != Some(low) {
                    return self.wrong("look-behind requires fixed-width pattern", usize::MAX);
                }
                Node::Look(false, negated, inner)
            }
            'P' => match self.next() {
                Some('<') => {
                    let name = self.name('>')?;
                    self.capture(begin, depth, Some(name))?
                }
                Some('=') => {
                    let (name, at) = self.name(')')?;
                    self.check_name(&name, at)?;
                    let Some(group) = self.known(&name) else {
                        return self.unknown(&name, at);
                    };
                    self.reference(group, at)?;
                    Node::Again(group, self.has(IGNORE_CASE))
                }
                Some(other) => {
                    return self.wrong(format!("unknown extension ?P{other}"), begin + 1);
                }
                None => return self.wrong("unexpected end of pattern", self.at),
            },
            '#' => loop {
                match self.next() {
                    Some(')') => return Ok(None),
                    Some(_) => {}
                    None => return self.wrong("missing ), unterminated comment", begin),
                }
            },
            '(' => {
                let (name, at) = self.name(')')?;
                let group = match name.parse::<usize>() {
                    Ok(0) => return self.wrong("bad group number", at),
                    Ok(group) => {
                        self.asked.push((group, at));
                        group
                    }
                    Err(_) => {
                        self.check_name(&name, at)?;
                        match self.known(&name) {
                            Some(group) => group,
                            None => return self.unknown(&name, at),
                        }
                    }
                };
                let yes = self.all(depth + 1)?;
                let no = if self.takes('|') {
                    self.all(depth + 1)?
                } else {
                    Node::Empty
                };
                if self.peek() == Some('|') {
                    return self.wrong("conditional backref with more than two branches", self.at);
                }
                self.close(begin)?;
                Node::If(group, Box::new(yes), Box::new(no))
            }
            c if c == '-' || flag(c).is_some() => return self.set_flags(c, begin, depth),
            other => return self.wrong(format!("unknown extension ?{other}"), begin + 1),
        }))
    }

    fn set_flags(&mut self, first: char, begin: usize, depth: usize) -> P<Option<Node>> {
        let (mut on, mut off, mut minus) = (0, 0, false);
        let mut c = Some(first);
        loop {
            match c {
                Some('-') if !minus => minus = true,
                Some(')') if !minus => {
                    if begin > 0 && !self.only_flags_before(begin) {
                        return self
                            .wrong("global flags not at the start of the expression", begin);
                    }
                    self.flags |= on;
                    self.whole |= on;
                    return Ok(None);
                }
                Some(':') => break,
                Some(c) => match flag(c) {
                    Some(_) if self.bytes && c == 'u' => {
                        return self.wrong(
                            "bad inline flags: cannot use 'u' flag with a bytes pattern",
                            self.at,
                        );
                    }
                    Some(LOCALE) if !self.bytes => {
                        return self.wrong(
                            "bad inline flags: cannot use 'L' flag with a str pattern",
                            self.at,
                        );
                    }
                    Some(flag) if minus => off |= flag,
                    Some(flag) => on |= flag,
                    None if c.is_alphabetic() => return self.wrong("unknown flag", self.at - 1),
                    None if minus && off == 0 => {
                        return self.wrong("missing flag", self.at - 1);
                    }
                    None if minus => return self.wrong("missing :", self.at - 1),
                    None => return self.wrong("missing -, : or )", self.at - 1),
                },
                None if minus && off == 0 => return self.wrong("missing flag", self.at),
                None if minus => return self.wrong("missing :", self.at),
                None => return self.wrong("missing -, : or )", self.at),
            }
            c = self.next();
        }
        let before = self.flags;
        self.flags = (self.flags | on) & !off;
        let inner = self.inside(begin, depth);
        self.flags = before;
        Ok(Some(Node::All([*inner?].to_vec())))
    }

    fn only_flags_before(&self, end: usize) -> bool {
        let before: String = self.text[..end].iter().collect();
        let mut rest = before.trim_start().to_string();
        while let Some(inner) = rest.strip_prefix("(?") {
            match inner.split_once(')') {
                Some((flags, after)) if flags.chars().all(|c| flag(c).is_some()) => {
                    rest = after.trim_start().to_string();
                }
                _ => return false,
            }
        }
        rest.is_empty()
    }
}
