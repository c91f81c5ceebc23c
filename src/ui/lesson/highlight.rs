//! The colours of Rust source.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

/// A piece of a line, and the class of its colour; empty for plain text.
pub type Piece = (&'static str, String);

/// Words that shape the program (<https://doc.rust-lang.org/reference/keywords.html>).
const KEYWORDS: [&str; 32] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "static", "struct", "true", "use", "where", "while",
];

/// `source` line by line, each in pieces.
pub fn lines(source: &str) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    let mut rest = source;
    for token in tokenize(source, FrontmatterAllowed::No) {
        let Some((text, after)) = rest.split_at_checked(token.len as usize) else {
            break;
        };
        rest = after;
        let class = class(&token.kind, text, after);
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push((class, part.to_string()));
            }
        }
    }
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

fn class(kind: &TokenKind, text: &str, after: &str) -> &'static str {
    match kind {
        TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => "c",
        TokenKind::Literal { kind, .. } => match kind {
            LiteralKind::Int { .. } | LiteralKind::Float { .. } => "n",
            _ => "s",
        },
        TokenKind::Ident if KEYWORDS.contains(&text) => "k",
        TokenKind::Ident if after.starts_with('(') || after.starts_with('!') => "f",
        TokenKind::Ident if text.starts_with(char::is_uppercase) => "t",
        TokenKind::Lifetime { .. } => "k",
        _ => "",
    }
}
