//! What is Python, but hardly what was meant: `SyntaxWarning`.

use super::Compiler;
use alloc::string::String;
use ruff_python_ast::{CmpOp, Expr, Number, UnaryOp};
use ruff_text_size::Ranged;

/// The type of what a display or a literal makes.
fn type_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::BooleanLiteral(_) => "bool",
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NumberLiteral(of) => match of.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::UnaryOp(of) if matches!(of.op, UnaryOp::USub) => match type_of(&of.operand)? {
            number @ ("int" | "float" | "complex") => number,
            _ => return None,
        },
        _ => return None,
    })
}

impl Compiler {
    fn suspect(&self, node: &impl Ranged, message: impl Into<String>) {
        let range = node.range();
        let place = (range.start().to_u32(), range.end().to_u32());
        let mut suspects = self.source.suspects.borrow_mut();
        suspects.push((place, message.into()));
    }

    /// `value is 5`.
    pub fn suspect_is(&self, left: &Expr, op: CmpOp, right: &Expr, whole: &impl Ranged) {
        let literal = |expr: &Expr| {
            matches!(
                type_of(expr),
                Some("str" | "bytes" | "int" | "float" | "complex" | "tuple")
            ) && !matches!(expr, Expr::FString(_))
                && !matches!(expr, Expr::Tuple(of) if of.elts.iter().any(|one| type_of(one).is_none()))
        };
        let text = match op {
            CmpOp::Is => "\"is\" with a literal. Did you mean \"==\"?",
            CmpOp::IsNot => "\"is not\" with a literal. Did you mean \"!=\"?",
            _ => return,
        };
        if literal(left) || literal(right) {
            self.suspect(whole, text);
        }
    }

    /// `assert (test, message)`.
    pub fn suspect_assert(&self, test: &Expr, whole: &impl Ranged) {
        if matches!(test, Expr::Tuple(of) if !of.elts.is_empty()) {
            self.suspect(
                whole,
                "assertion is always true, perhaps remove parentheses?",
            );
        }
    }

    /// `"text" (5)`.
    pub fn suspect_call(&self, called: &Expr) {
        if let Some(name) = type_of(called).filter(|name| *name != "function") {
            self.suspect(
                called,
                alloc::format!("'{name}' object is not callable; perhaps you missed a comma?"),
            );
        }
    }

    /// `[1, 2] [3, 4]`.
    pub fn suspect_subscript(&self, of: &Expr, index: &Expr) {
        let Some(name) = type_of(of) else { return };
        let text = match name {
            "dict" => return,
            "str" | "bytes" | "tuple" | "list" => match type_of(index) {
                None | Some("int" | "bool") => return,
                Some(given) => alloc::format!(
                    "{name} indices must be integers or slices, not {given}; perhaps you missed a comma?"
                ),
            },
            _ => {
                alloc::format!("'{name}' object is not subscriptable; perhaps you missed a comma?")
            }
        };
        self.suspect(of, text);
    }
}
