//! The parser's complaints in CPython's words, where it has words for them.

use super::Wrong;
use super::scan::{Scan, Sort, Token};
use alloc::string::{String, ToString};
use ruff_python_ast::{Expr, token::TokenKind};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, parse_expression,
};

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

    fn no_colon(&self, at: usize, found: TokenKind) -> Words {
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
    fn no_comma(&self, at: usize) -> Option<Words> {
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
    fn longest_before(&self, last: usize) -> Option<(usize, usize)> {
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
    fn longest_after(&self, first: usize) -> Option<(usize, usize)> {
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
    fn comprehension(&self, at: usize) -> Words {
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

    /// What cannot be assigned to, and how it was meant to be.
    fn target(&self, at: usize) -> Words {
        let (what, place) = self.culprit(false);
        if what == "yield expression" && !self.part(0, self.from).ends_with('(') {
            return ("assignment to yield expression not possible".into(), place);
        }
        let first = self.statement(at);
        let next = self
            .scan
            .tokens
            .partition_point(|token| token.from < self.to);
        let signs = |from: usize, to: usize| {
            (from..to).any(|place| {
                self.sign(Some(place)) == "=" && self.token(place).is_some_and(|one| one.level == 0)
            })
        };
        let end = (next..).find(|place| self.token(*place).is_none_or(|one| one.sort == Sort::End));
        let whole = (self.from, self.to) == place;
        let here = whole
            && self.sign(Some(next)) == "="
            && !signs(first, at)
            && !signs(next + 1, end.unwrap_or(next + 1))
            && !matches!(
                what.as_str(),
                "None" | "True" | "False" | "comparison" | "conditional expression" | "lambda"
            )
            && !self.joined();
        let tail = match here {
            true => " here. Maybe you meant '==' instead of '='?",
            false => "",
        };
        (alloc::format!("cannot assign to {what}{tail}"), place)
    }

    /// Whether the target is of `and`, `or` or `not`.
    fn joined(&self) -> bool {
        let parsed = parse_expression(self.part(self.from, self.to));
        parsed.is_ok_and(|parsed| match parsed.expr() {
            Expr::BoolOp(_) => true,
            Expr::UnaryOp(of) => of.op == ruff_python_ast::UnaryOp::Not,
            _ => false,
        })
    }

    /// The part of a target that is at fault, within tuples and lists.
    fn culprit(&self, delete: bool) -> Words {
        use ruff_text_size::Ranged;
        fn look(expr: &Expr, delete: bool) -> Option<&Expr> {
            match expr {
                Expr::Tuple(of) => of.elts.iter().find_map(|one| look(one, delete)),
                Expr::List(of) => of.elts.iter().find_map(|one| look(one, delete)),
                Expr::Starred(_) if delete => Some(expr),
                Expr::Starred(of) => look(&of.value, delete),
                Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => None,
                other => Some(other),
            }
        }
        let here = (self.from, self.to);
        let Ok(parsed) = parse_expression(self.part(self.from, self.to)) else {
            // `yield` alone is no expression there.
            let part = self.part(self.from, self.to);
            let what = match (part.starts_with("yield"), part.contains(":=")) {
                (true, _) => "yield expression",
                (_, true) => "named expression",
                _ => "expression",
            };
            return (what.into(), here);
        };
        match look(parsed.expr(), delete) {
            Some(expr) => (
                named(expr).into(),
                (
                    self.from + expr.start().to_usize(),
                    self.from + expr.end().to_usize(),
                ),
            ),
            None => (named(parsed.expr()).into(), here),
        }
    }

    fn named(&self, from: usize, to: usize) -> String {
        match parse_expression(self.part(from, to)) {
            Ok(parsed) => named(parsed.expr()).into(),
            Err(_) => "expression".into(),
        }
    }

    fn in_string(&self, kind: &InterpolatedStringErrorType) -> Words {
        let at = self.at();
        let end = self.token(at).map_or(self.to, |token| token.to);
        let words = match kind {
            InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'",
            InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed",
            InterpolatedStringErrorType::InvalidConversionFlag => {
                "f-string: invalid conversion character: expected 's', 'r', or 'a'"
            }
            _ => "f-string: invalid syntax",
        };
        (words.into(), (end, end))
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

/// What an expression is called.
pub fn named(expr: &Expr) -> &'static str {
    match expr {
        Expr::Call(_) => "function call",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(of) if of.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::Lambda(_) => "lambda",
        Expr::If(_) => "conditional expression",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::ListComp(_) => "list comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}
