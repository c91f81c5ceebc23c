//! Annotations as text, for `from __future__ import annotations`.

use super::Compiler;
use crate::python::text::quote;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use ruff_python_ast::{Expr, Operator, Stmt};
use ruff_text_size::Ranged;

/// Whether a module's text asks for its annotations as text.
pub fn asks_for_text(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::ImportFrom(of) => {
            let from = of.module.as_ref().map(|module| module.id.as_str());
            from == Some("__future__") && of.names.iter().any(|name| name.name.id == "annotations")
        }
        _ => false,
    })
}

impl Compiler {
    /// An annotation as it would be written anew. What annotations are seldom made of stays as the
    /// program has it.
    pub fn unparsed(&self, expr: &Expr) -> String {
        match expr {
            Expr::Name(of) => of.id.to_string(),
            Expr::NoneLiteral(_) => "None".into(),
            Expr::BooleanLiteral(of) if of.value => "True".into(),
            Expr::BooleanLiteral(_) => "False".into(),
            Expr::EllipsisLiteral(_) => "...".into(),
            Expr::StringLiteral(of) => quote(of.value.to_str(), false),
            Expr::Attribute(of) => alloc::format!("{}.{}", self.unparsed(&of.value), of.attr.id),
            Expr::Subscript(of) => {
                let inside = match &*of.slice {
                    Expr::Tuple(tuple) if !tuple.elts.is_empty() => {
                        let comma = if tuple.elts.len() == 1 { "," } else { "" };
                        self.all_unparsed(&tuple.elts) + comma
                    }
                    slice => self.unparsed(slice),
                };
                alloc::format!("{}[{inside}]", self.unparsed(&of.value))
            }
            Expr::List(of) => alloc::format!("[{}]", self.all_unparsed(&of.elts)),
            Expr::Tuple(of) => {
                let comma = if of.elts.len() == 1 { "," } else { "" };
                alloc::format!("({}{comma})", self.all_unparsed(&of.elts))
            }
            Expr::BinOp(of) if of.op == Operator::BitOr => {
                let (left, right) = (self.unparsed(&of.left), self.unparsed(&of.right));
                match &*of.right {
                    Expr::BinOp(_) => alloc::format!("{left} | ({right})"),
                    _ => alloc::format!("{left} | {right}"),
                }
            }
            Expr::Call(of) => {
                let mut parts = Vec::new();
                parts.extend(of.arguments.args.iter().map(|one| self.unparsed(one)));
                for one in &of.arguments.keywords {
                    let value = self.unparsed(&one.value);
                    parts.push(match &one.arg {
                        Some(name) => alloc::format!("{}={value}", name.id),
                        None => alloc::format!("**{value}"),
                    });
                }
                alloc::format!("{}({})", self.unparsed(&of.func), parts.join(", "))
            }
            Expr::Starred(of) => alloc::format!("*{}", self.unparsed(&of.value)),
            other => {
                let range = other.range();
                let (from, to) = (range.start().to_usize(), range.end().to_usize());
                let text = self.source.text.get(from..to).unwrap_or_default();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn all_unparsed(&self, all: &[Expr]) -> String {
        let texts: Vec<_> = all.iter().map(|one| self.unparsed(one)).collect();
        texts.join(", ")
    }
}
