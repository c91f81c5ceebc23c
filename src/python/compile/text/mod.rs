//! The parser's complaints in CPython's words, where it has words for them.

mod commas;
mod targets;

use super::Wrong;
use super::scan::{Scan, Sort, Token};
use alloc::string::{String, ToString};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType};

/// What is wrong with a text that the parser did not take.
pub fn explain(text: &str, error: &ParseError) -> Wrong {
    let scan = Scan::of(text);
    let made = |kind: &'static str, message: String, (from, to): (usize, usize)| Wrong {
        message,
        place: (from as u32, to as u32),
        kind,
    };
    // The tokenizer has the first word, wherever it is.
    if let Some(flaw) = &scan.flaw {
        return made(flaw.kind, flaw.words.clone(), flaw.place);
    }
    let (from, to) = (
        error.location.start().to_usize(),
        error.location.end().to_usize(),
    );
    let line = |at: usize| {
        text.get(..at)
            .map_or(1, |text| text.matches('\n').count() + 1)
    };
    let told = Told {
        text,
        scan: &scan,
        from,
        to,
    }
    .told(error);
    // A bracket left open on a line before is the likelier mistake.
    if let Some((bracket, at)) = scan.open.last()
        && (line(*at) < line(to.max(from)) || from >= text.trim_end().len())
    {
        let words = alloc::format!("'{bracket}' was never closed");
        return made("SyntaxError", words, (*at, *at));
    }
    let (message, place) = told;
    made(kind(&error.error), message, place)
}

/// Which error it is.
fn kind(error: &ParseErrorType) -> &'static str {
    match error {
        ParseErrorType::UnexpectedIndentation
        | ParseErrorType::Lexical(LexicalErrorType::IndentationError) => "IndentationError",
        ParseErrorType::OtherError(text) if text.starts_with("Expected an indented block") => {
            "IndentationError"
        }
        _ => "SyntaxError",
    }
}

/// What the parser says, by its beginning, and the words for it.
const OTHER_WORDS: &[(&str, &str)] = &[
    (
        "Expected an imaginary",
        "imaginary number required in complex literal",
    ),
    (
        "Iterable argument unpacking",
        "iterable argument unpacking follows keyword argument unpacking",
    ),
    (
        "Positional patterns",
        "positional patterns follow keyword patterns",
    ),
    (
        "Position-only parameter separator not",
        "at least one argument must precede /",
    ),
    ("Only one '*' parameter", "* argument may appear only once"),
    (
        "Expected one or more exc",
        "expected one or more exception types",
    ),
    (
        "Trailing comma",
        "trailing comma not allowed without surrounding parentheses",
    ),
];

/// Words, and where.
type Words = (String, (usize, usize));

/// A text with a mistake at some place.
struct Told<'a> {
    text: &'a str,
    scan: &'a Scan,
    from: usize,
    to: usize,
}

impl<'a> Told<'a> {
    fn part(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or("")
    }

    fn of(&self, token: &Token) -> &'a str {
        self.part(token.from, token.to)
    }

    /// The number of the token at the mistake.
    fn at(&self) -> usize {
        let tokens = &self.scan.tokens;
        tokens.partition_point(|token| token.to <= self.from)
    }

    fn token(&self, place: usize) -> Option<&'a Token> {
        self.scan.tokens.get(place)
    }

    fn sign(&self, place: Option<usize>) -> &'a str {
        place
            .and_then(|place| self.token(place))
            .map_or("", |token| self.of(token))
    }

    /// The first token of the statement that a token is in.
    fn statement(&self, place: usize) -> usize {
        let mut first = place;
        while let Some(before) = first.checked_sub(1).and_then(|before| self.token(before)) {
            let ends = before.sort == Sort::End
                || (before.level == 0 && matches!(self.of(before), ";" | ":"));
            if ends {
                break;
            }
            first -= 1;
        }
        first
    }

    fn told(&self, error: &ParseError) -> Words {
        let here = (self.from, self.to);
        let at = self.at();
        let plain = |words: &str| (words.to_string(), here);
        if let Some(words) = self.legacy(at) {
            return words;
        }
        match &error.error {
            ParseErrorType::UnexpectedIndentation => {
                let line = self.part(0, self.from).rfind('\n').map_or(0, |at| at + 1);
                ("unexpected indent".into(), (line, line))
            }
            ParseErrorType::OtherError(words)
                if words.starts_with("Expected an indented block") =>
            {
                (self.indented(words), (self.from, self.from))
            }
            ParseErrorType::OtherError(words) if words.contains("`except` or `finally`") => {
                // At the end of the text it is told with its last line.
                let last = self.text.trim_end();
                let begin = last.rfind('\n').map_or(0, |at| at + 1);
                match self.from >= last.len() {
                    true => (
                        "expected 'except' or 'finally' block".into(),
                        (begin, begin),
                    ),
                    false => plain("expected 'except' or 'finally' block"),
                }
            }
            ParseErrorType::OtherError(words) if words.starts_with("Only one '/'") => {
                plain("/ may appear only once")
            }
            ParseErrorType::OtherError(words) if words.starts_with("Only single target") => {
                let what = if words.contains("list") {
                    "list"
                } else {
                    "tuple"
                };
                let first = self
                    .token(self.statement(at))
                    .map_or(here, |token| (token.from, token.to));
                (
                    alloc::format!("only single target (not {what}) can be annotated"),
                    first,
                )
            }
            ParseErrorType::OtherError(words) if words.starts_with("Expected a parameter name") => {
                // A keyword argument that is no name.
                let after = self.scan.tokens.iter().find(|token| token.from >= self.to);
                let end = after.map_or(self.to, |token| token.to);
                match self.part(self.from, self.to) {
                    constant @ ("True" | "False" | "None") => (
                        alloc::format!("cannot assign to {constant}"),
                        (self.from, end),
                    ),
                    _ => (
                        "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
                        (self.from, end),
                    ),
                }
            }
            ParseErrorType::OtherError(words) if words.contains("eclaration") => plain(words),
            ParseErrorType::OtherError(words) if words.starts_with("Star import") => {
                let comma = self
                    .scan
                    .tokens
                    .iter()
                    .find(|token| token.from >= self.from && self.of(token) == ",");
                let place = comma.map_or(here, |token| (token.from, token.to));
                ("invalid syntax".into(), place)
            }
            ParseErrorType::ExpectedToken {
                expected: TokenKind::Colon,
                found,
            } => self.no_colon(at, *found),
            ParseErrorType::ExpectedToken {
                expected: TokenKind::Else,
                ..
            } => {
                let level = at.checked_sub(1).and_then(|place| self.token(place));
                let level = level.map_or(0, |token| token.level);
                let word = (0..at).rev().find(|place| {
                    self.sign(Some(*place)) == "if"
                        && self.token(*place).is_some_and(|one| one.level == level)
                });
                let body = word.and_then(|place| self.longest_before(place.checked_sub(1)?));
                let end = self.part(0, self.from).trim_end().len();
                (
                    "expected 'else' after 'if' expression".into(),
                    body.map_or(here, |(begin, _)| (begin, end)),
                )
            }
            ParseErrorType::ExpectedToken { .. } => match self.no_comma(at) {
                Some(words) => words,
                None if self.sign(Some(at)) == "for" => self.comprehension(at),
                None => plain("invalid syntax"),
            },
            ParseErrorType::PositionalAfterKeywordArgument => {
                self.after("positional argument follows keyword argument")
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                self.after("positional argument follows keyword argument unpacking")
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                plain("non-default argument follows default argument")
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                plain("arguments cannot follow var-keyword argument")
            }
            ParseErrorType::ExpectedKeywordParam => {
                let star = (0..=at).rev().find(|place| self.sign(Some(*place)) == "*");
                let begin = star.and_then(|place| self.token(place));
                let begin = begin.map_or(self.from, |token| token.from);
                (
                    "named arguments must follow bare *".into(),
                    (begin, begin + 1),
                )
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                plain("Generator expression must be parenthesized")
            }
            ParseErrorType::InvalidAssignmentTarget => self.target(at),
            ParseErrorType::InvalidDeleteTarget => {
                let (what, place) = self.culprit(true);
                (alloc::format!("cannot delete {what}"), place)
            }
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let what = self.named(self.from, self.to);
                (
                    alloc::format!("'{what}' is an illegal expression for augmented assignment"),
                    here,
                )
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                let what = self.named(self.from, self.to);
                (
                    alloc::format!("cannot use assignment expressions with {what}"),
                    here,
                )
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                plain("illegal target for annotation")
            }
            ParseErrorType::FStringError(kind)
            | ParseErrorType::Lexical(LexicalErrorType::FStringError(kind)) => self.in_string(kind),
            ParseErrorType::ExpectedExpression
                if self
                    .token(at)
                    .is_some_and(|token| token.sort == Sort::Text && token.from < self.from) =>
            {
                let end = self.token(at).map_or(self.to, |token| token.to);
                let words = match self.part(self.from, self.to) {
                    "}" | "!" | ":" | "=" => "f-string: empty expression not allowed",
                    _ => "f-string: invalid syntax",
                };
                (words.into(), (end, end))
            }
            other => {
                let text = other.to_string();
                let known = OTHER_WORDS
                    .iter()
                    .find(|(known, _)| text.starts_with(known));
                plain(known.map_or("invalid syntax", |(_, words)| words))
            }
        }
    }

    /// `print "x"`, as it was long ago.
    fn legacy(&self, at: usize) -> Option<Words> {
        let first = self.statement(at);
        let name = self.sign(Some(first));
        let next = self.token(first + 1)?;
        let begins = match next.sort {
            Sort::Name => !matches!(
                self.of(next),
                "in" | "is" | "and" | "or" | "if" | "for" | "as"
            ),
            Sort::Number | Sort::Text => true,
            _ => false,
        };
        if !matches!(name, "print" | "exec") || !begins || at > first + 1 {
            return None;
        }
        let end = self.scan.tokens.iter().skip(first + 1).find(|token| {
            token.sort == Sort::End || (token.level == next.level && self.of(token) == ";")
        });
        let end = end.map_or(self.text.trim_end().len(), |token| token.from);
        let end = self.part(0, end).trim_end().len();
        let begin = self.token(first)?.from;
        Some((
            alloc::format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"),
            (begin, end),
        ))
    }

    /// A call's argument at a wrong place is told at what comes after it.
    fn after(&self, words: &str) -> Words {
        let next = self
            .scan
            .tokens
            .iter()
            .find(|token| token.from >= self.to && token.sort != Sort::End);
        let place = next.map_or((self.to, self.to), |token| (token.from, token.to));
        (words.into(), place)
    }

    /// "expected an indented block after 'if' statement on line 3".
    fn indented(&self, words: &str) -> String {
        let what = words.trim_start_matches("Expected an indented block after ");
        let what = what.replace('`', "'");
        let what = match what.split_whitespace().next().unwrap_or_default() {
            word @ ("'if'" | "'for'" | "'while'" | "'with'" | "'try'" | "'else'" | "'elif'"
            | "'except'" | "'finally'" | "'match'" | "'case'") => {
                alloc::format!("{word} statement")
            }
            "function" => "function definition".into(),
            "class" | "'class'" => "class definition".into(),
            _ => what,
        };
        let before = self.part(0, self.from);
        let mut line = before.matches('\n').count() + 1;
        for (number, known) in before.lines().enumerate() {
            let bare = known.split('#').next().unwrap_or(known);
            if bare.trim_end().ends_with(':') {
                line = number + 1;
            }
        }
        alloc::format!("expected an indented block after {what} on line {line}")
    }
}
