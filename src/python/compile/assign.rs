//! Assignments, and their targets.

use super::builder::Unit;
use super::expr::bin_op;
use super::flow::Access;
use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::{Value, intern};
use ruff_python_ast::{Expr, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::Ranged;

impl Compiler {
    pub fn assign(&mut self, of: &StmtAssign) -> W {
        self.expr(&of.value)?;
        let last = of.targets.len().saturating_sub(1);
        for (place, target) in of.targets.iter().enumerate() {
            if place < last {
                self.op(Op::Dup);
            }
            self.store(target)?;
        }
        Ok(())
    }

    /// Gives what is on top to a target.
    pub fn store(&mut self, target: &Expr) -> W {
        let before = self.unit().place;
        self.at(target);
        match target {
            Expr::Name(of) => self.variable(of.id.as_str(), Access::Store),
            Expr::Attribute(of) => {
                self.expr(&of.value)?;
                self.at(target);
                let name = self.mangled(of.attr.id.as_str());
                let name = self.name_index(&name);
                self.op(Op::SetAttr(name));
            }
            Expr::Subscript(of) => {
                self.expr(&of.value)?;
                self.expr(&of.slice)?;
                self.at(target);
                self.op(Op::SetSubscript);
            }
            Expr::Tuple(of) => self.unpack(target, &of.elts)?,
            Expr::List(of) => self.unpack(target, &of.elts)?,
            Expr::Starred(of) => {
                return self.wrong(of, "starred assignment target must be in a list or tuple");
            }
            other => return self.wrong(other, "cannot assign to expression"),
        }
        self.unit().place = before;
        Ok(())
    }

    fn unpack(&mut self, whole: &impl Ranged, targets: &[Expr]) -> W {
        let starred = targets
            .iter()
            .position(|target| matches!(target, Expr::Starred(_)));
        match starred {
            Some(place) => {
                let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
                let after = targets.len() - place - 1;
                if targets
                    .iter()
                    .skip(place + 1)
                    .any(|target| matches!(target, Expr::Starred(_)))
                {
                    return self.wrong(whole, "multiple starred expressions in assignment");
                }
                self.op(Op::UnpackEx(small(place), small(after)));
            }
            None => self.op(Op::Unpack(targets.len() as u32)),
        }
        for target in targets {
            match target {
                Expr::Starred(of) => self.store(&of.value)?,
                other => self.store(other)?,
            }
        }
        Ok(())
    }

    pub fn aug_assign(&mut self, of: &StmtAugAssign) -> W {
        let operator = Op::InPlace(bin_op(of.op));
        match &*of.target {
            Expr::Name(name) => {
                self.at(&*of.target);
                self.variable(name.id.as_str(), Access::Load);
                self.expr(&of.value)?;
                self.at(of);
                self.op(operator);
                self.variable(name.id.as_str(), Access::Store);
            }
            Expr::Attribute(target) => {
                self.expr(&target.value)?;
                self.op(Op::Dup);
                let name = self.mangled(target.attr.id.as_str());
                let name = self.name_index(&name);
                self.op_at(target, Op::Attr(name));
                self.expr(&of.value)?;
                self.at(of);
                self.op(operator);
                self.op(Op::Rot2);
                self.op_at(target, Op::SetAttr(name));
            }
            Expr::Subscript(target) => {
                self.expr(&target.value)?;
                self.expr(&target.slice)?;
                self.op(Op::Dup2);
                self.op_at(target, Op::Subscript);
                self.expr(&of.value)?;
                self.at(of);
                self.op(operator);
                self.op(Op::Rot3);
                self.op_at(target, Op::SetSubscript);
            }
            other => return self.wrong(other, "illegal expression for augmented assignment"),
        }
        Ok(())
    }

    pub fn ann_assign(&mut self, of: &StmtAnnAssign) -> W {
        if let Some(value) = &of.value {
            self.expr(value)?;
            self.store(&of.target)?;
        }
        let kept = self.unit().kind != Unit::Function;
        match &*of.target {
            Expr::Name(name) if of.simple && kept => {
                self.annotation(&of.annotation)?;
                let name = self.mangled(name.id.as_str());
                let name = self.name_index(&name);
                self.op(Op::Annotate(name));
            }
            Expr::Name(_) => {}
            _ if kept && !self.as_text => {
                self.expr(&of.annotation)?;
                self.op(Op::Pop);
            }
            _ => {}
        }
        Ok(())
    }

    /// Loads an annotation.
    pub fn annotation(&mut self, annotation: &Expr) -> W {
        if self.as_text {
            let text = self.unparsed(annotation);
            self.constant(Value::str(text));
            return Ok(());
        }
        self.expr(annotation)
    }

    pub fn delete(&mut self, target: &Expr) -> W {
        self.at(target);
        match target {
            Expr::Name(of) => self.variable(of.id.as_str(), Access::Delete),
            Expr::Attribute(of) => {
                self.expr(&of.value)?;
                let name = self.mangled(of.attr.id.as_str());
                let name = self.name_index(&name);
                self.op_at(target, Op::DelAttr(name));
            }
            Expr::Subscript(of) => {
                self.expr(&of.value)?;
                self.expr(&of.slice)?;
                self.op_at(target, Op::DelSubscript);
            }
            Expr::Tuple(of) => {
                for target in &of.elts {
                    self.delete(target)?;
                }
            }
            Expr::List(of) => {
                for target in &of.elts {
                    self.delete(target)?;
                }
            }
            other => return self.wrong(other, "cannot delete expression"),
        }
        Ok(())
    }

    /// The name of the module, for what a class body begins with.
    pub fn class_prologue(&mut self, qualname: &str) {
        let module = self.name_index(&intern("__name__"));
        self.op(Op::Name(module));
        let name = self.name_index(&intern("__module__"));
        self.op(Op::SetName(name));
        self.constant(Value::str(qualname));
        let name = self.name_index(&intern("__qualname__"));
        self.op(Op::SetName(name));
    }
}
