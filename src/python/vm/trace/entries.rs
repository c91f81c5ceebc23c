//! The lines of a traceback: places, their source, and the marks below it.

use crate::python::vm::Entry;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;

/// Lines of a traceback that repeat more often are counted only.
const REPEATS: usize = 3;

/// The lines for entries, which are given innermost first.
pub fn entries_text(entries: &[Entry]) -> String {
    let mut text = String::new();
    let key = |entry: &Entry| {
        (
            Rc::as_ptr(&entry.code) as usize,
            entry.code.line_at(entry.place),
        )
    };
    let mut known = None;
    let mut count: usize = 0;
    let repeated = |text: &mut String, count: usize| {
        if count > REPEATS {
            let more = count - REPEATS;
            let plural = if more == 1 { "" } else { "s" };
            text.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    // Where a program of one's own is in it, the library's inner workings say nothing.
    let own = entries.iter().any(|entry| entry.code.source.main);
    let shown = entries
        .iter()
        .rev()
        .filter(|entry| entry.code.source.main || entry.code.source.given || !own);
    for entry in shown {
        if known != Some(key(entry)) {
            repeated(&mut text, count);
            known = Some(key(entry));
            count = 0;
        }
        count += 1;
        if count <= REPEATS {
            text.push_str(&entry_text(entry));
        }
    }
    repeated(&mut text, count);
    text
}

/// The lines for an entry.
pub fn entry_text(entry: &Entry) -> String {
    let code = &entry.code;
    let line = code.line_at(entry.place);
    let mut text = format!(
        "  File \"{}\", line {line}, in {}\n",
        code.source.path,
        code.name.as_str()
    );
    let shown = code.source.line(line).trim();
    if !shown.is_empty() && !code.source.given {
        text.push_str(&format!("    {shown}\n"));
        if let Some(marks) = caret_line(entry) {
            text.push_str(&format!("    {marks}\n"));
        }
    }
    text
}

/// The marks under a line, where only a part of it is meant.
pub fn caret_line(entry: &Entry) -> Option<String> {
    let source = &entry.code.source;
    let (from, to) = entry.code.places.get(entry.place).copied()?;
    let line = source.line_of(from);
    let text = source.line(line);
    let indent = text.len() - text.trim_start().len();
    let begin = (source.column_of(from) as usize).max(indent);
    let one_line = source.line_of(to) == line;
    let end = match one_line {
        true => source.column_of(to) as usize,
        false => text.trim_end().len(),
    };
    let (before, meant) = (text.get(indent..begin)?, text.get(begin..end)?);
    let count = |text: &str| text.chars().count();
    let anchors = match one_line {
        true => anchors(meant),
        false => None,
    };
    let whole = before.is_empty() && end >= text.trim_end().len();
    if meant.is_empty() || (whole && anchors.is_none()) {
        return None;
    }
    let blanks = " ".repeat(count(before));
    Some(match anchors {
        Some((left, right)) => {
            let (left, middle, right) = (
                count(meant.get(..left)?),
                count(meant.get(left..right)?),
                count(meant.get(right..)?),
            );
            format!(
                "{blanks}{}{}{}",
                "~".repeat(left),
                "^".repeat(middle),
                "~".repeat(right)
            )
        }
        None => format!("{blanks}{}", "^".repeat(count(meant))),
    })
}

/// Which part of an expression failed: an operator, or what is between brackets.
fn anchors(text: &str) -> Option<(usize, usize)> {
    use ruff_python_ast::Expr;
    use ruff_text_size::Ranged;
    let parsed = ruff_python_parser::parse_expression(text).ok()?;
    match parsed.expr() {
        Expr::BinOp(of) => {
            let (from, to) = (of.left.end().to_usize(), of.right.start().to_usize());
            let between = text.get(from..to)?;
            // Brackets around the operands are not theirs.
            let sign = between.find(|one: char| !one.is_whitespace() && one != ')')?;
            let wide = between
                .get(sign + 1..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|next| !next.is_whitespace() && next != '(');
            let begin = from + sign;
            Some((begin, begin + 1 + usize::from(wide)))
        }
        Expr::Subscript(of) => {
            let (from, to) = (of.value.end().to_usize(), of.slice.end().to_usize());
            Some((from, (to + 1).min(text.len())))
        }
        _ => None,
    }
}
