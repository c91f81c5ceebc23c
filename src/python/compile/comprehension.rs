//! Comprehensions: each is a function of its own, called at once with its first iterator.

use super::symbols::ScopeKind;
use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::intern;
use ruff_python_ast::{Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What a comprehension makes.
enum Part<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl Compiler {
    pub fn comprehension(&mut self, expr: &Expr) -> W {
        let (generators, part, name) = match expr {
            Expr::ListComp(of) => (&of.generators, Part::List(&of.elt), "<listcomp>"),
            Expr::SetComp(of) => (&of.generators, Part::Set(&of.elt), "<setcomp>"),
            Expr::Generator(of) => (&of.generators, Part::Generator(&of.elt), "<genexpr>"),
            Expr::DictComp(of) => match &of.key {
                Some(key) => (&of.generators, Part::Dict(key, &of.value), "<dictcomp>"),
                None => {
                    return self.wrong(of, "dict unpacking cannot be used in dict comprehension");
                }
            },
            other => return self.wrong(other, "invalid syntax"),
        };
        let Some(first) = generators.first() else {
            return Ok(());
        };
        let scope = self.symbols.scope_of(expr, ScopeKind::Comprehension);
        let mut unit = self.open(scope, &intern(name), None);
        unit.qualname = intern(&self.qualified(name));
        unit.locals.push(intern(".0"));
        unit.positional = 1;
        let is_async = unit.is_async;
        let lazy = matches!(part, Part::Generator(_));
        if is_async && !lazy && !self.unit().is_async {
            return self.wrong(
                expr,
                "asynchronous comprehension outside of an asynchronous function",
            );
        }
        self.units.push(unit);
        let whole = self.with_parentheses(expr);
        self.at(&whole);
        match part {
            Part::List(_) => self.op(Op::List(0)),
            Part::Set(_) => self.op(Op::SetOf(0)),
            Part::Dict(..) => self.op(Op::Dict(0)),
            Part::Generator(_) => {}
        }
        self.op(Op::Fast(0));
        self.clause(generators, 0, &part)?;
        if lazy {
            self.op(Op::None);
        }
        self.op(Op::Return);
        self.close(0);
        self.expr(&first.iter)?;
        let iter = if first.is_async { Op::AIter } else { Op::Iter };
        self.op_at(&whole, iter);
        self.op(Op::Call(1));
        if is_async && !lazy {
            self.wait(0);
        }
        Ok(())
    }

    /// A generator that is a call's only argument is told with the call's parentheses.
    fn with_parentheses(&self, expr: &Expr) -> TextRange {
        let (from, to) = (expr.start(), expr.end());
        let around = matches!(expr, Expr::Generator(of) if !of.parenthesized);
        let text = &self.source.text;
        let (before, behind) = (text.get(..from.to_usize()), text.get(to.to_usize()..));
        match (
            before.and_then(|text| text.rfind('(')),
            behind.and_then(|text| text.find(')')),
        ) {
            (Some(open), Some(close)) if around => {
                TextRange::new((open as u32).into(), to + TextSize::from(close as u32 + 1))
            }
            _ => expr.range(),
        }
    }

    /// The loop of the clause at `place`, whose iterator is on top, with all within it.
    fn clause(&mut self, generators: &[Comprehension], place: usize, part: &Part<'_>) -> W {
        let Some(clause) = generators.get(place) else {
            return self.item(generators.len() as u32, part);
        };
        let before = self.unit().place;
        let next = self.here();
        let end = match clause.is_async {
            true => {
                let done = self.jump(Op::SetupFinally(0));
                self.op(Op::ANext);
                self.send_loop();
                self.op(Op::PopBlock);
                done
            }
            false => self.jump(Op::ForIter(0)),
        };
        self.store(&clause.target)?;
        for condition in &clause.ifs {
            let jumps = self.condition(condition, false)?;
            for jump in jumps {
                // Each goes back to the loop's head.
                self.lead(jump, next);
            }
        }
        if let Some(inner) = generators.get(place + 1) {
            self.expr(&inner.iter)?;
            self.unit().place = before;
            self.op(if inner.is_async { Op::AIter } else { Op::Iter });
        }
        self.clause(generators, place + 1, part)?;
        self.op(Op::Jump(next));
        self.land(end);
        if clause.is_async {
            self.op(Op::EndAsyncFor);
        }
        self.unit().place = before;
        Ok(())
    }

    fn lead(&mut self, jump: usize, to: u32) {
        if let Some(op) = self.unit().ops.get_mut(jump) {
            *op = match *op {
                Op::JumpIf(_) => Op::JumpIf(to),
                Op::JumpIfNot(_) => Op::JumpIfNot(to),
                Op::CompareJump(cmp, _) => Op::CompareJump(cmp, to),
                Op::Jump(_) => Op::Jump(to),
                other => other,
            };
        }
    }

    fn item(&mut self, depth: u32, part: &Part<'_>) -> W {
        match part {
            Part::List(item) => {
                self.expr(item)?;
                self.place_of(*item);
                self.op(Op::Append(depth + 1));
            }
            Part::Set(item) => {
                self.expr(item)?;
                self.op(Op::Add(depth + 1));
            }
            Part::Dict(key, value) => {
                self.expr(key)?;
                self.expr(value)?;
                self.op(Op::Insert(depth + 1));
            }
            Part::Generator(item) => {
                self.expr(item)?;
                self.place_of(*item);
                self.op(Op::Yield);
                self.op(Op::Pop);
            }
        }
        Ok(())
    }

    fn place_of(&mut self, node: &impl Ranged) {
        self.at(node);
    }
}
