//! What cannot be assigned to, and what CPython calls it.

use super::{Told, Words};
use crate::python::compile::scan::Sort;
use alloc::string::String;
use ruff_python_ast::Expr;
use ruff_python_parser::{InterpolatedStringErrorType, parse_expression};

impl Told<'_> {
    /// What cannot be assigned to, and how it was meant to be.
    pub(super) fn target(&self, at: usize) -> Words {
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
    pub(super) fn joined(&self) -> bool {
        let parsed = parse_expression(self.part(self.from, self.to));
        parsed.is_ok_and(|parsed| match parsed.expr() {
            Expr::BoolOp(_) => true,
            Expr::UnaryOp(of) => of.op == ruff_python_ast::UnaryOp::Not,
            _ => false,
        })
    }

    /// The part of a target that is at fault, within tuples and lists.
    pub(super) fn culprit(&self, delete: bool) -> Words {
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

    pub(super) fn named(&self, from: usize, to: usize) -> String {
        match parse_expression(self.part(from, to)) {
            Ok(parsed) => named(parsed.expr()).into(),
            Err(_) => "expression".into(),
        }
    }

    pub(super) fn in_string(&self, kind: &InterpolatedStringErrorType) -> Words {
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
}

/// What an expression is called.
fn named(expr: &Expr) -> &'static str {
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
