//! The parser's complaints in CPython's words, where it has words for them.

use alloc::string::{String, ToString};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{LexicalErrorType, ParseErrorType};

/// Which error it is.
pub fn kind(error: &ParseErrorType) -> &'static str {
    match error {
        ParseErrorType::UnexpectedIndentation
        | ParseErrorType::Lexical(LexicalErrorType::IndentationError) => "IndentationError",
        ParseErrorType::OtherError(text) if text.starts_with("Expected an indented block") => {
            "IndentationError"
        }
        _ => "SyntaxError",
    }
}

/// What is wrong, at byte `at` of `text`.
pub fn told(error: &ParseErrorType, text: &str, at: u32) -> String {
    let line = |at: usize| {
        text.get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1)
    };
    match error {
        ParseErrorType::UnexpectedIndentation => "unexpected indent".into(),
        ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
            "unindent does not match any outer indentation level".into()
        }
        ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => {
            alloc::format!(
                "unterminated string literal (detected at line {})",
                line(at as usize)
            )
        }
        ParseErrorType::OtherError(words) if words.starts_with("Expected an indented block") => {
            indented(words, text, at as usize)
        }
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Colon,
            ..
        } => "expected ':'".into(),
        ParseErrorType::ExpectedToken { found, .. } if *found == TokenKind::EndOfFile => {
            never_closed(text)
        }
        ParseErrorType::Lexical(LexicalErrorType::Eof) => never_closed(text),
        ParseErrorType::PositionalAfterKeywordArgument => {
            "positional argument follows keyword argument".into()
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            "positional argument follows keyword argument unpacking".into()
        }
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            "non-default argument follows default argument".into()
        }
        ParseErrorType::InvalidAssignmentTarget => {
            "cannot assign to expression here. Maybe you meant '==' instead of '='?".into()
        }
        ParseErrorType::OtherError(words) if words.contains("eclaration") => words.to_string(),
        _ => "invalid syntax".into(),
    }
}

/// "expected an indented block after 'if' statement on line 3".
fn indented(words: &str, text: &str, at: usize) -> String {
    let what = words.trim_start_matches("Expected an indented block after ");
    let what = what.trim_matches('`').replace('`', "'");
    let what = match what.split_whitespace().next().unwrap_or_default() {
        word @ ("if" | "for" | "while" | "with" | "try" | "else" | "elif") => {
            alloc::format!("'{}' statement", word.trim_matches('\''))
        }
        "function" => "function definition".into(),
        "class" => "class definition".into(),
        _ => what,
    };
    let before = text.get(..at).unwrap_or("");
    let mut line = before.matches('\n').count() + 1;
    for (number, known) in before.lines().enumerate() {
        if known.trim_end().ends_with(':') {
            line = number + 1;
        }
    }
    alloc::format!("expected an indented block after {what} on line {line}")
}

/// Which bracket is open at the end of the text.
fn never_closed(text: &str) -> String {
    let mut open = alloc::vec::Vec::new();
    let mut quote: Option<char> = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(mark), other) if mark == other => quote = None,
            (Some(_), '\n') => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[' | '{') => open.push(character),
            (None, ')' | ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
    }
    match open.last() {
        Some(bracket) => alloc::format!("'{bracket}' was never closed"),
        None => "unexpected EOF while parsing".into(),
    }
}
