//! What is missing between two parts: colons, commas and brackets of comprehensions.

use super::{Told, Words};
use crate::python::compile::scan::Sort;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_expression;

impl Told<'_> {
    pub(super) fn no_colon(&self, at: usize, found: TokenKind) -> Words {
        let here = (self.from, self.to);
        let previous = at.checked_sub(1);
        if found == TokenKind::Equal {
            let target = previous.map(|place| self.longest_before(place));
            if let Some((begin, end)) = target.flatten() {
                let value = self.longest_after(at + 1).unwrap_or(here);
                return match self.named(begin, end).as_str() {
                    "name" => (
                        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".into(),
                        (begin, value.1),
                    ),
                    what => (
                        alloc::format!(
                            "cannot assign to {what} here. Maybe you meant '==' instead of '='?"
                        ),
                        (begin, end),
                    ),
                };
            }
        }
        if found == TokenKind::Rbrace {
            let end = previous
                .and_then(|place| self.token(place))
                .map_or(self.from, |one| one.to);
            return (
                "':' expected after dictionary key".into(),
                (end.saturating_sub(1), end),
            );
        }
        let first = self.statement(at);
        let forced = matches!(
            self.sign(Some(first)),
            "for" | "def" | "else" | "try" | "finally" | "async"
        );
        if let Some(words) = self.no_comma(at) {
            return words;
        }
        match found == TokenKind::Newline || forced {
            true => ("expected ':'".into(), here),
            false => ("invalid syntax".into(), here),
        }
    }

    /// Two expressions next to each other, within brackets.
    pub(super) fn no_comma(&self, at: usize) -> Option<Words> {
        let token = self.token(at)?;
        let previous = self.token(at.checked_sub(1)?)?;
        let text = token.sort == Sort::Text && previous.sort == Sort::Name;
        if token.level == 0 || text || matches!(self.of(previous), "print" | "exec") {
            return None;
        }
        let (begin, _) = self.longest_before(at - 1)?;
        let (_, end) = self.longest_after(at)?;
        Some((
            "invalid syntax. Perhaps you forgot a comma?".into(),
            (begin, end),
        ))
    }

    /// The longest expression that ends with a token, within its brackets.
    pub(super) fn longest_before(&self, last: usize) -> Option<(usize, usize)> {
        let end = self.token(last)?;
        let level = end.level;
        let mut found = None;
        for place in (0..=last).rev() {
            let token = self.token(place)?;
            let stops = token.level < level
                || token.sort == Sort::End && level == 0
                || (token.level == level
                    && matches!(
                        self.of(token),
                        "," | ":"
                            | ";"
                            | "="
                            | ":="
                            | "if"
                            | "while"
                            | "return"
                            | "for"
                            | "in"
                            | "else"
                            | "yield"
                            | "lambda"
                    )
                    && place != last);
            if stops || last - place > 64 {
                break;
            }
            if token.level == level && parse_expression(self.part(token.from, end.to)).is_ok() {
                found = Some((token.from, end.to));
            }
        }
        found
    }

    /// The longest expression that begins with a token.
    pub(super) fn longest_after(&self, first: usize) -> Option<(usize, usize)> {
        let begin = self.token(first)?;
        let mut found = None;
        for place in first..first + 64 {
            let Some(token) = self.token(place) else {
                break;
            };
            let stops = token.sort == Sort::End
                || token.level < begin.level
                || (token.level == begin.level
                    && matches!(self.of(token), "," | ":" | ";" | "=" | "for"));
            if stops {
                break;
            }
            if parse_expression(self.part(begin.from, token.to)).is_ok() {
                found = Some((begin.from, token.to));
            }
        }
        found
    }

    /// `[x, y for …]`.
    pub(super) fn comprehension(&self, at: usize) -> Words {
        let here = (self.from, self.to);
        let level = self.token(at).map_or(0, |token| token.level);
        let open = (0..at).rev().find(|place| {
            self.token(*place).is_some_and(|token| {
                token.level + 1 == level && matches!(self.of(token), "[" | "{")
            })
        });
        let first = open.and_then(|open| self.token(open + 1));
        let last = at.checked_sub(1).and_then(|place| self.token(place));
        match (first, last) {
            (Some(first), Some(last)) => (
                "did you forget parentheses around the comprehension target?".into(),
                (first.from, last.to),
            ),
            _ => ("invalid syntax".into(), here),
        }
    }
}
