//! How deeply a text may be nested. The parser goes down into every level of it on the host's
//! stack, which in a browser is small and cannot be asked how much of it is left.

use super::scan::{Scan, Sort};
use super::{W, Wrong};

/// A shorter text cannot nest too deeply: bytes.
const HARMLESS: usize = 400;

/// What is wrong in a text is looked past so often.
const MOST_FLAWS: u32 = 50;

/// The most levels. Chromium's stack takes twice as many.
const DEEPEST: u32 = 900;

/// What a bracket counts: the parser takes more steps to get into one than behind a sign.
const BRACKET: u32 = 2;

/// What stands between two brackets, or between them and a comma.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Signs and words behind which an expression may go deeper.
    steps: u32,
    /// Lambdas whose colon has not come: commas are between their parameters.
    lambdas: u32,
}

/// Refuses a text that the parser could not get through.
///
/// # Errors
/// In CPython's words where it has the same limit.
pub fn check(text: &str) -> W {
    if text.len() < HARMLESS {
        return Ok(());
    }
    let mut begin = 0;
    for _ in 0..MOST_FLAWS {
        let Some(rest) = text.get(begin..).filter(|rest| rest.len() >= HARMLESS) else {
            return Ok(());
        };
        let scan = Scan::of(rest);
        check_tokens(rest, &scan).map_err(|error| Wrong {
            place: (error.place.0 + begin as u32, error.place.1 + begin as u32),
            ..error
        })?;
        // The parser goes on behind what is wrong.
        let Some(flaw) = &scan.flaw else {
            return Ok(());
        };
        let read = scan.tokens.last().map_or(0, |token| token.to);
        let next = begin + read.max(flaw.place.0) + 1;
        begin = (next..text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len());
    }
    Err(wrong("invalid syntax", "SyntaxError", (begin, begin)))
}

fn check_tokens(text: &str, scan: &Scan) -> W {
    if let Some(flaw) = &scan.flaw
        && flaw.words.starts_with("too many")
    {
        return Err(wrong(&flaw.words, flaw.kind, flaw.place));
    }
    let mut around = alloc::vec::Vec::new();
    let mut level = Level::default();
    let mut deep = 0;
    for token in &scan.tokens {
        let word = text.get(token.from..token.to).unwrap_or("");
        let inside = match token.sort {
            Sort::Text => within_text(word),
            _ => 0,
        };
        match (token.sort, word) {
            (Sort::End, _) | (_, ";") => level = Level::default(),
            (_, "(" | "[" | "{") => {
                deep += level.steps + BRACKET;
                around.push(core::mem::take(&mut level));
            }
            (_, ")" | "]" | "}") => {
                level = around.pop().unwrap_or_default();
                deep = deep.saturating_sub(level.steps + BRACKET);
                // A call or an index, which others may follow.
                level.steps += 1;
            }
            (_, ",") if level.lambdas == 0 => level.steps = 0,
            (_, ":") => level.lambdas = level.lambdas.saturating_sub(1),
            (_, "lambda") => {
                level.steps += 1;
                level.lambdas += 1;
            }
            (Sort::Sign, _)
            | (Sort::Name, "not" | "if" | "else" | "and" | "or" | "in" | "is" | "await" | "for") => {
                level.steps += 1;
            }
            _ => {}
        }
        if deep + level.steps + inside > DEEPEST {
            let place = (token.from, token.to);
            return Err(wrong(
                "too many statically nested blocks",
                "SyntaxError",
                place,
            ));
        }
    }
    Ok(())
}

/// How deep the expressions in an f-string may go, at the most.
fn within_text(text: &str) -> u32 {
    let prefix = text.split(['"', '\'']).next().unwrap_or("");
    if !prefix.contains(['f', 'F']) {
        return 0;
    }
    let (mut open, mut steps, mut most) = (0_u32, 0_u32, 0);
    for one in text.chars() {
        match one {
            '{' => open += 1,
            '(' | '[' if open > 0 => open += 1,
            '}' | ')' | ']' => open = open.saturating_sub(1),
            _ if open > 0 && !one.is_alphanumeric() => steps += 1,
            _ => {}
        }
        if open == 0 {
            steps = 0;
        }
        most = most.max(open * BRACKET + steps);
    }
    most
}

fn wrong(message: &str, kind: &'static str, (from, to): (usize, usize)) -> Wrong {
    Wrong {
        message: message.into(),
        place: (from as u32, to as u32),
        kind,
    }
}
