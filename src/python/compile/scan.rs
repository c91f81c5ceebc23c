//! What CPython's tokenizer sees in a text that cannot be compiled: its tokens with the brackets
//! around them, and the first thing that it takes for wrong before any parsing.

use alloc::string::String;
use alloc::vec::Vec;

/// CPython's tokenizer has room for so many brackets, and for so many levels of indentation.
const MOST_OPEN: usize = 200;
const MOST_INDENTS: usize = 100;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Name,
    Number,
    Text,
    Sign,
    /// The end of a line that is not within brackets.
    End,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub sort: Sort,
    pub from: usize,
    pub to: usize,
    /// Brackets around it.
    pub level: usize,
}

/// Something wrong: its kind, the words, and where.
pub struct Flaw {
    pub kind: &'static str,
    pub words: String,
    pub place: (usize, usize),
}

/// A text, seen through.
#[derive(Default)]
pub struct Scan {
    pub tokens: Vec<Token>,
    pub flaw: Option<Flaw>,
    /// Brackets that are open at the end.
    pub open: Vec<(char, usize)>,
}

impl Scan {
    pub fn of(text: &str) -> Self {
        let mut scan = Self::default();
        let mut at = 0;
        let mut fresh = true;
        let mut indents = Vec::from([(0, 0)]);
        while at < text.len() && scan.flaw.is_none() {
            if fresh && scan.open.is_empty() {
                at = scan.indentation(text, at, &mut indents);
                fresh = false;
                continue;
            }
            let rest = text.get(at..).unwrap_or("");
            let Some(one) = rest.chars().next() else {
                break;
            };
            at = match one {
                '\n' => {
                    if scan.open.is_empty() {
                        scan.put(Sort::End, at, at + 1);
                    }
                    fresh = true;
                    at + 1
                }
                '\\' if rest.starts_with("\\\n") => at + 2,
                '#' => at + rest.find('\n').unwrap_or(rest.len()),
                _ if one.is_whitespace() => at + one.len_utf8(),
                '0'..='9' => scan.number(rest, at),
                '.' if rest
                    .chars()
                    .nth(1)
                    .is_some_and(|next| next.is_ascii_digit()) =>
                {
                    scan.number(rest, at)
                }
                '"' | '\'' => scan.string(text, at, at),
                _ if one == '_' || one.is_alphabetic() => scan.name(text, at),
                _ => scan.sign(text, one, at),
            };
        }
        scan
    }

    fn put(&mut self, sort: Sort, from: usize, to: usize) {
        self.tokens.push(Token {
            sort,
            from,
            to,
            level: self.open.len(),
        });
    }

    fn wrong(&mut self, kind: &'static str, words: impl Into<String>, place: (usize, usize)) {
        self.flaw.get_or_insert(Flaw {
            kind,
            words: words.into(),
            place,
        });
    }

    /// Columns with tabs to every eighth, and with tabs as one: both must agree.
    fn indentation(&mut self, text: &str, at: usize, indents: &mut Vec<(usize, usize)>) -> usize {
        let rest = text.get(at..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\x0c']).len();
        let begin = at + blank;
        let line = rest.get(blank..).unwrap_or("");
        if line.is_empty() || line.starts_with(['\n', '\r', '#']) {
            return begin;
        }
        let (mut column, mut other) = (0, 0);
        for one in rest.get(..blank).unwrap_or("").chars() {
            match one {
                '\t' => {
                    column = (column / 8 + 1) * 8;
                    other += 1;
                }
                '\x0c' => (column, other) = (0, 0),
                _ => {
                    column += 1;
                    other += 1;
                }
            }
        }
        let tabs = "inconsistent use of tabs and spaces in indentation";
        let (top, other_top) = indents.last().copied().unwrap_or_default();
        if column == top && other == other_top {
            return begin;
        }
        if column > top && other > other_top {
            indents.push((column, other));
            if indents.len() > MOST_INDENTS {
                let words = "too many levels of indentation";
                self.wrong("IndentationError", words, (at, at));
            }
            return begin;
        }
        if column >= top {
            self.wrong("TabError", tabs, (at, at));
            return begin;
        }
        while indents.last().is_some_and(|(known, _)| *known > column) {
            indents.pop();
        }
        match indents.last() {
            Some((known, alternative)) if *known == column => {
                if *alternative != other {
                    self.wrong("TabError", tabs, (at, at));
                }
            }
            _ => {
                let end = at + rest.find('\n').unwrap_or(rest.len());
                self.wrong(
                    "IndentationError",
                    "unindent does not match any outer indentation level",
                    (end, end),
                );
            }
        }
        begin
    }

    fn name(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or("");
        let length = rest
            .find(|one: char| one != '_' && !one.is_alphanumeric())
            .unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or("");
        let prefix = length <= 2
            && name.chars().all(|one| "rRbBuUfF".contains(one))
            && rest
                .get(length..)
                .is_some_and(|rest| rest.starts_with(['"', '\'']));
        if prefix {
            return self.string(text, at, at + length);
        }
        self.put(Sort::Name, at, at + length);
        at + length
    }

    fn string(&mut self, text: &str, begin: usize, quote: usize) -> usize {
        let rest = text.get(quote..).unwrap_or("");
        let mark = if rest.starts_with('"') { '"' } else { '\'' };
        let triple: String = core::iter::repeat_n(mark, 3).collect();
        let long = rest.starts_with(&triple);
        let mut inside = rest
            .char_indices()
            .skip(if long { 3 } else { 1 })
            .peekable();
        let line = |at: usize| {
            text.get(..at)
                .map_or(1, |text| text.matches('\n').count() + 1)
        };
        while let Some((at, one)) = inside.next() {
            match one {
                '\\' => {
                    inside.next();
                }
                '\n' if !long => break,
                _ if one == mark => {
                    if !long {
                        self.put(Sort::Text, begin, quote + at + 1);
                        return quote + at + 1;
                    }
                    if rest.get(at..).is_some_and(|rest| rest.starts_with(&triple)) {
                        self.put(Sort::Text, begin, quote + at + 3);
                        return quote + at + 3;
                    }
                }
                _ => {}
            }
        }
        let words = match long {
            true => {
                let end = text.trim_end_matches('\n').len();
                let last = line(end);
                alloc::format!(
                    "unterminated triple-quoted string literal (detected at line {last})"
                )
            }
            false => alloc::format!(
                "unterminated string literal (detected at line {})",
                line(begin)
            ),
        };
        self.wrong("SyntaxError", words, (begin, begin));
        text.len()
    }

    fn number(&mut self, rest: &str, at: usize) -> usize {
        let bytes = rest.as_bytes();
        let lower = |place: usize| bytes.get(place).map(u8::to_ascii_lowercase);
        let (kind, base): (&str, u32) = match (bytes.first(), lower(1)) {
            (Some(b'0'), Some(b'x')) => ("hexadecimal", 16),
            (Some(b'0'), Some(b'o')) => ("octal", 8),
            (Some(b'0'), Some(b'b')) => ("binary", 2),
            _ => ("decimal", 10),
        };
        let mut place = if base == 10 { 0 } else { 2 };
        let digits = |mut place: usize| -> Result<usize, usize> {
            let is = |place: usize| {
                bytes
                    .get(place)
                    .is_some_and(|byte| char::from(*byte).is_digit(base))
            };
            loop {
                while is(place) {
                    place += 1;
                }
                if bytes.get(place) != Some(&b'_') {
                    return Ok(place);
                }
                if !is(place + 1) {
                    return Err(place);
                }
                place += 1;
            }
        };
        let bad = |scan: &mut Self, place: usize, words: String| {
            scan.wrong("SyntaxError", words, (at + place, at + place));
            at + rest.len()
        };
        let literal = alloc::format!("invalid {kind} literal");
        if base != 10 {
            let begin = if bytes.get(2) == Some(&b'_') { 3 } else { 2 };
            let end = match digits(begin) {
                Ok(end) => end,
                Err(place) => return bad(self, place, literal),
            };
            if let Some(digit @ b'0'..=b'9') = bytes.get(end) {
                let words =
                    alloc::format!("invalid digit '{}' in {kind} literal", char::from(*digit));
                return bad(self, end, words);
            }
            if end == begin {
                return bad(self, end - 1, literal);
            }
            place = end;
        } else {
            for part in 0..3 {
                match digits(place) {
                    Ok(end) => place = end,
                    Err(place) => return bad(self, place, literal),
                }
                match (part, bytes.get(place)) {
                    (0, Some(b'.')) => place += 1,
                    (0 | 1, Some(b'e' | b'E')) => {
                        let sign = usize::from(matches!(bytes.get(place + 1), Some(b'+' | b'-')));
                        let digit = bytes.get(place + 1 + sign);
                        if !digit.is_some_and(u8::is_ascii_digit) {
                            break;
                        }
                        place += 1 + sign;
                        if let Ok(end) = digits(place) {
                            place = end;
                        }
                        break;
                    }
                    _ => break,
                }
            }
            let plain = rest.get(..place).unwrap_or("");
            let whole = plain
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'_');
            if whole
                && plain.starts_with('0')
                && plain.contains(|one: char| !matches!(one, '0' | '_'))
                && !matches!(lower(place), Some(b'j'))
            {
                return bad(
                    self,
                    0,
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".into(),
                );
            }
            if matches!(lower(place), Some(b'j')) {
                place += 1;
            }
        }
        let tail = rest.get(place..).unwrap_or("");
        let keyword = ["and", "else", "for", "if", "in", "is", "not", "or"]
            .iter()
            .any(|word| tail.starts_with(word));
        if !keyword && tail.starts_with(|one: char| one == '_' || one.is_alphabetic()) {
            return bad(self, place - 1, literal);
        }
        self.put(Sort::Number, at, at + place);
        at + place
    }

    fn sign(&mut self, text: &str, one: char, at: usize) -> usize {
        let line = |at: usize| {
            text.get(..at)
                .map_or(1, |text| text.matches('\n').count() + 1)
        };
        match one {
            '(' | '[' | '{' => {
                self.put(Sort::Sign, at, at + 1);
                self.open.push((one, at));
                if self.open.len() > MOST_OPEN {
                    let words = "too many nested parentheses";
                    self.wrong("SyntaxError", words, (at, at));
                }
                return at + 1;
            }
            ')' | ']' | '}' => {
                match self.open.pop() {
                    None => {
                        self.wrong("SyntaxError", alloc::format!("unmatched '{one}'"), (at, at));
                    }
                    Some((known, begin)) => {
                        if !matches!((known, one), ('(', ')') | ('[', ']') | ('{', '}')) {
                            let on = match (line(begin), line(at)) {
                                (first, last) if first != last => {
                                    alloc::format!(" on line {first}")
                                }
                                _ => String::new(),
                            };
                            let words = alloc::format!(
                                "closing parenthesis '{one}' does not match opening parenthesis '{known}'{on}"
                            );
                            self.wrong("SyntaxError", words, (at, at));
                        }
                    }
                }
                self.put(Sort::Sign, at, at + 1);
                return at + 1;
            }
            _ => {}
        }
        let rest = text.get(at..).unwrap_or("");
        let wide = [
            "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=",
            "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=",
        ];
        let known = wide.iter().find(|sign| rest.starts_with(**sign));
        let length = known.map_or(one.len_utf8(), |sign| sign.len());
        self.put(Sort::Sign, at, at + length);
        at + length
    }
}
