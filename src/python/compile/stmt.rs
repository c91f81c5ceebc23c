//! Statements.

use super::builder::{Block, Unit};
use super::flow::Access;
use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::{Value, intern};
use alloc::rc::Rc;
use alloc::vec::Vec;
use ruff_python_ast::{
    ExceptHandler, Expr, Stmt, StmtFor, StmtIf, StmtTry, StmtWhile, StmtWith, UnaryOp, WithItem,
};

impl Compiler {
    pub fn body(&mut self, body: &[Stmt]) -> W {
        for stmt in body {
            self.at(stmt);
            self.stmt(stmt)?;
        }
        Ok(())
    }

    /// The docstring that a body begins with.
    pub fn docstring(&mut self, body: &[Stmt]) {
        let Some(Stmt::Expr(first)) = body.first() else {
            return;
        };
        let Expr::StringLiteral(text) = &*first.value else {
            return;
        };
        let value = Value::str(text.value.to_str());
        self.unit().doc = Some(value.clone());
        if self.unit().kind != Unit::Function {
            self.constant(value);
            let name = self.name_index(&intern("__doc__"));
            self.op(Op::SetName(name));
        }
    }

    fn stmt(&mut self, stmt: &Stmt) -> W {
        match stmt {
            Stmt::Expr(of) => {
                if matches!(
                    &*of.value,
                    Expr::StringLiteral(_) | Expr::NumberLiteral(_) | Expr::EllipsisLiteral(_)
                ) {
                    return Ok(());
                }
                self.expr(&of.value)?;
                self.op(Op::Pop);
            }
            Stmt::Assign(of) => self.assign(of)?,
            Stmt::AugAssign(of) => self.aug_assign(of)?,
            Stmt::AnnAssign(of) => self.ann_assign(of)?,
            Stmt::Return(of) => {
                if self.unit().kind != Unit::Function {
                    return self.wrong(of, "'return' outside function");
                }
                self.stays_in_group(of, 0)?;
                match &of.value {
                    Some(value) => {
                        if self.unit().generator == Some(crate::python::object::GenKind::AsyncGen) {
                            return self.wrong(of, "'return' with value in async generator");
                        }
                        self.expr(value)?;
                    }
                    None => self.op(Op::None),
                }
                self.at(of);
                self.unwind(0, true)?;
                self.op(Op::Return);
            }
            Stmt::If(of) => self.if_stmt(of)?,
            Stmt::While(of) => self.while_stmt(of)?,
            Stmt::For(of) if of.is_async => self.async_for(of)?,
            Stmt::For(of) => self.for_stmt(of)?,
            Stmt::Break(of) => self.leave_loop(of, true)?,
            Stmt::Continue(of) => self.leave_loop(of, false)?,
            Stmt::FunctionDef(of) => self.function(of)?,
            Stmt::ClassDef(of) => self.class(of)?,
            Stmt::Raise(of) => {
                let mut count = 0;
                for part in [&of.exc, &of.cause].into_iter().flatten() {
                    self.expr(part)?;
                    count += 1;
                }
                self.at(of);
                self.op(Op::Raise(count));
            }
            Stmt::Try(of) => self.try_stmt(of)?,
            Stmt::With(of) => self.with(of, &of.items)?,
            Stmt::Assert(of) => {
                self.suspect_assert(&of.test, of);
                let jumps = self.condition(&of.test, true)?;
                self.op(Op::AssertionError);
                if let Some(message) = &of.msg {
                    self.expr(message)?;
                    self.op(Op::Call(1));
                }
                match last_comparison(&of.test) {
                    Some(comparison) => self.at(comparison),
                    None => self.at(of),
                }
                self.op(Op::Raise(1));
                self.land_all(&jumps);
            }
            Stmt::Delete(of) => {
                for target in &of.targets {
                    self.delete(target)?;
                }
            }
            Stmt::Import(of) => {
                for alias in &of.names {
                    let name = alias.name.id.as_str();
                    let index = self.name_index(&intern(name));
                    self.op(Op::None);
                    self.op(Op::Import(index, 0));
                    match &alias.asname {
                        Some(asname) => {
                            for part in name.split('.').skip(1) {
                                let part = self.name_index(&intern(part));
                                self.op(Op::ImportFrom(part));
                                self.op(Op::Rot2);
                                self.op(Op::Pop);
                            }
                            self.variable(asname.id.as_str(), Access::Store);
                        }
                        None => {
                            let first = name.split('.').next().unwrap_or(name);
                            self.variable(first, Access::Store);
                        }
                    }
                }
            }
            Stmt::ImportFrom(of) => {
                let module = of.module.as_ref().map_or("", |module| module.id.as_str());
                if module == "__future__" {
                    let known = " nested_scopes generators division absolute_import \
                        with_statement print_function unicode_literals barry_as_FLUFL \
                        generator_stop annotations ";
                    let unknown = of.names.iter().map(|alias| alias.name.id.as_str());
                    let unknown = unknown
                        .into_iter()
                        .find(|name| !known.split_ascii_whitespace().any(|known| known == *name));
                    return match unknown {
                        None => Ok(()),
                        Some(name) => {
                            self.wrong(of, alloc::format!("future feature {name} is not defined"))
                        }
                    };
                }
                let names = of
                    .names
                    .iter()
                    .map(|alias| Value::Str(intern(alias.name.id.as_str())));
                self.constant(Value::tuple(names.collect()));
                let index = self.name_index(&intern(module));
                let level = u16::try_from(of.level).unwrap_or(u16::MAX);
                self.op(Op::Import(index, level));
                for alias in &of.names {
                    if alias.name.id.as_str() == "*" {
                        self.op(Op::ImportStar);
                        return Ok(());
                    }
                    let index = self.name_index(&intern(alias.name.id.as_str()));
                    self.op(Op::ImportFrom(index));
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.variable(name.id.as_str(), Access::Store);
                }
                self.op(Op::Pop);
            }
            Stmt::Match(of) => self.match_stmt(of)?,
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::TypeAlias(of) => {
                return self.wrong(of, "type aliases are not of Python 3.11");
            }
            Stmt::IpyEscapeCommand(of) => return self.wrong(of, "invalid syntax"),
        }
        Ok(())
    }

    fn if_stmt(&mut self, of: &StmtIf) -> W {
        let mut ends = Vec::new();
        let mut next = self.condition(&of.test, false)?;
        self.body(&of.body)?;
        for clause in &of.elif_else_clauses {
            ends.push(self.jump(Op::Jump(0)));
            self.land_all(&next);
            next = match &clause.test {
                Some(test) => {
                    self.at(test);
                    self.condition(test, false)?
                }
                None => Vec::new(),
            };
            self.body(&clause.body)?;
        }
        self.land_all(&next);
        self.land_all(&ends);
        Ok(())
    }

    fn while_stmt(&mut self, of: &StmtWhile) -> W {
        let next = self.here();
        let out = self.condition(&of.test, false)?;
        self.unit().blocks.push(Block::Loop {
            next,
            breaks: Vec::new(),
            iterator: false,
        });
        self.body(&of.body)?;
        self.at(&*of.test);
        self.op(Op::Jump(next));
        self.land_all(&out);
        self.end_loop(&of.orelse)
    }

    fn end_loop(&mut self, orelse: &[Stmt]) -> W {
        let block = self.unit().blocks.pop();
        self.body(orelse)?;
        if let Some(Block::Loop { breaks, .. }) = block {
            self.land_all(&breaks);
        }
        Ok(())
    }

    fn for_stmt(&mut self, of: &StmtFor) -> W {
        self.expr(&of.iter)?;
        self.op_at(of, Op::Iter);
        let next = self.here();
        self.at(of);
        let end = self.jump(Op::ForIter(0));
        self.unit().blocks.push(Block::Loop {
            next,
            breaks: Vec::new(),
            iterator: true,
        });
        self.store(&of.target)?;
        self.body(&of.body)?;
        self.op(Op::Jump(next));
        self.land(end);
        self.end_loop(&of.orelse)
    }

    fn async_for(&mut self, of: &StmtFor) -> W {
        if !self.unit().is_async {
            return self.wrong(of, "'async for' outside async function");
        }
        self.expr(&of.iter)?;
        self.op(Op::AIter);
        let next = self.here();
        let done = self.jump(Op::SetupFinally(0));
        self.op(Op::ANext);
        self.send_loop();
        self.op(Op::PopBlock);
        self.unit().blocks.push(Block::Loop {
            next,
            breaks: Vec::new(),
            iterator: true,
        });
        self.store(&of.target)?;
        self.body(&of.body)?;
        self.op(Op::Jump(next));
        self.land(done);
        self.at(&*of.iter);
        self.op(Op::EndAsyncFor);
        self.end_loop(&of.orelse)
    }

    /// No jump leads out of an `except*` part: the blocks from `place` on are none.
    fn stays_in_group(&mut self, stmt: &impl ruff_text_size::Ranged, place: usize) -> W {
        let left = self.unit().blocks.get(place..).unwrap_or_default();
        match left.iter().any(|block| matches!(block, Block::Group)) {
            true => self.wrong(
                stmt,
                "'break', 'continue' and 'return' cannot appear in an except* block",
            ),
            false => Ok(()),
        }
    }

    fn leave_loop(&mut self, stmt: &impl ruff_text_size::Ranged, out: bool) -> W {
        let blocks = &self.unit().blocks;
        let Some(place) = blocks
            .iter()
            .rposition(|block| matches!(block, Block::Loop { .. }))
        else {
            return match out {
                true => self.wrong(stmt, "'break' outside loop"),
                false => self.wrong(stmt, "'continue' not properly in loop"),
            };
        };
        self.stays_in_group(stmt, place + 1)?;
        self.unwind(place + 1, false)?;
        let (next, iterator) = match self.unit().blocks.get(place) {
            Some(Block::Loop { next, iterator, .. }) => (*next, *iterator),
            _ => (0, false),
        };
        if !out {
            self.op(Op::Jump(next));
            return Ok(());
        }
        if iterator {
            self.op(Op::Pop);
        }
        let jump = self.jump(Op::Jump(0));
        if let Some(Block::Loop { breaks, .. }) = self.unit().blocks.get_mut(place) {
            breaks.push(jump);
        }
        Ok(())
    }

    fn try_stmt(&mut self, of: &StmtTry) -> W {
        if of.finalbody.is_empty() {
            return self.try_except(of);
        }
        let body: Rc<[Stmt]> = of.finalbody.iter().cloned().collect();
        let setup = self.jump(Op::SetupFinally(0));
        self.unit().blocks.push(Block::Finally(body));
        match of.handlers.is_empty() {
            true => self.body(&of.body)?,
            false => self.try_except(of)?,
        }
        self.unit().blocks.pop();
        self.op(Op::PopBlock);
        self.body(&of.finalbody)?;
        let end = self.jump(Op::Jump(0));
        self.land(setup);
        self.unit().blocks.extend([Block::Handler, Block::Value]);
        self.body(&of.finalbody)?;
        let blocks = &mut self.unit().blocks;
        blocks.truncate(blocks.len().saturating_sub(2));
        self.op(Op::Reraise);
        self.land(end);
        Ok(())
    }

    fn try_except(&mut self, of: &StmtTry) -> W {
        if of.is_star {
            return self.try_star(of);
        }
        let setup = self.jump(Op::SetupFinally(0));
        self.unit().blocks.push(Block::Try);
        self.body(&of.body)?;
        self.unit().blocks.pop();
        self.op(Op::PopBlock);
        self.body(&of.orelse)?;
        let mut ends = Vec::from([self.jump(Op::Jump(0))]);
        self.land(setup);
        self.unit().blocks.push(Block::Handler);
        for (place, handler) in of.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && place + 1 < of.handlers.len() {
                return self.wrong(handler, "default 'except:' must be last");
            }
            self.at(handler);
            let next = match &handler.type_ {
                Some(class) => {
                    self.op(Op::Dup);
                    self.expr(class)?;
                    self.op(Op::Match);
                    Some(self.jump(Op::JumpIfNot(0)))
                }
                None => None,
            };
            match &handler.name {
                Some(name) => self.named_handler(name.id.as_str(), &handler.body)?,
                None => {
                    self.op(Op::Pop);
                    self.body(&handler.body)?;
                }
            }
            self.op(Op::PopExcept);
            ends.push(self.jump(Op::Jump(0)));
            if let Some(next) = next {
                self.land(next);
            }
        }
        self.unit().blocks.pop();
        self.op(Op::Reraise);
        self.land_all(&ends);
        Ok(())
    }

    /// Binds the exception on top to `name` while `body` runs.
    fn named_handler(&mut self, name: &str, body: &[Stmt]) -> W {
        self.variable(name, Access::Store);
        let setup = self.jump(Op::SetupFinally(0));
        self.unit().blocks.push(Block::Named(name.into()));
        self.body(body)?;
        self.unit().blocks.pop();
        self.op(Op::PopBlock);
        self.forget(name);
        let end = self.jump(Op::Jump(0));
        self.land(setup);
        self.forget(name);
        self.op(Op::Reraise);
        self.land(end);
        Ok(())
    }

    fn forget(&mut self, name: &str) {
        self.op(Op::None);
        self.variable(name, Access::Store);
        self.variable(name, Access::Delete);
    }

    /// `except*`. On the stack while it goes: the exception before, the exception itself, a list
    /// of what handlers raised, the part not handled so far.
    fn try_star(&mut self, of: &StmtTry) -> W {
        let setup = self.jump(Op::SetupFinally(0));
        self.unit().blocks.push(Block::Try);
        self.body(&of.body)?;
        self.unit().blocks.pop();
        self.op(Op::PopBlock);
        self.body(&of.orelse)?;
        let end = self.jump(Op::Jump(0));
        self.land(setup);
        self.unit().blocks.push(Block::Handler);
        // prev exc raised rest
        self.op(Op::List(0));
        self.op(Op::Copy(2));
        self.unit().blocks.push(Block::Group);
        for handler in &of.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.at(handler);
            let Some(class) = &handler.type_ else {
                continue;
            };
            self.expr(class)?;
            // prev exc raised rest match; the match is None where there is none.
            self.op(Op::MatchGroup);
            let next = self.jump(Op::JumpIfNone(0));
            let guard = self.jump(Op::SetupWith(0));
            self.unit().blocks.push(Block::Try);
            match &handler.name {
                Some(name) => self.named_handler(name.id.as_str(), &handler.body)?,
                None => {
                    self.op(Op::Pop);
                    self.body(&handler.body)?;
                }
            }
            self.unit().blocks.pop();
            self.op(Op::PopBlock);
            let done = self.jump(Op::Jump(0));
            self.land(guard);
            // prev exc raised rest | prev2 exc2
            self.op(Op::Append(3));
            self.op(Op::PopExcept);
            self.land(done);
            let after = self.jump(Op::Jump(0));
            self.land(next);
            self.land(after);
        }
        self.unit().blocks.pop();
        self.unit().blocks.pop();
        // prev exc raised rest: an exception to raise, or None.
        self.op(Op::EndGroup);
        let clean = self.jump(Op::JumpIfNone(0));
        self.op(Op::Reraise);
        self.land(clean);
        self.op(Op::PopExcept);
        self.land(end);
        Ok(())
    }

    fn with(&mut self, of: &StmtWith, items: &[WithItem]) -> W {
        let Some((item, rest)) = items.split_first() else {
            return self.body(&of.body);
        };
        if of.is_async && !self.unit().is_async {
            return self.wrong(of, "'async with' outside async function");
        }
        self.expr(&item.context_expr)?;
        self.at(of);
        match of.is_async {
            true => {
                self.op(Op::AEnter);
                self.wait(3);
            }
            false => self.op(Op::Enter),
        }
        let setup = self.jump(Op::SetupWith(0));
        self.unit().blocks.push(Block::With {
            is_async: of.is_async,
            place: (of.range.start().to_u32(), of.range.end().to_u32()),
        });
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.op(Op::Pop),
        }
        self.with(of, rest)?;
        self.unit().blocks.pop();
        self.at(of);
        self.op(Op::PopBlock);
        self.leave_with(of.is_async);
        let end = self.jump(Op::Jump(0));
        self.land(setup);
        self.op(Op::ExitCall);
        if of.is_async {
            self.wait(4);
        }
        let handled = self.jump(Op::JumpIf(0));
        self.op(Op::Reraise);
        self.land(handled);
        self.op(Op::Pop);
        self.op(Op::PopExcept);
        self.op(Op::Pop);
        self.land(end);
        Ok(())
    }
}

/// The last comparison that decides a condition: what an assertion of it is told with.
fn last_comparison(test: &Expr) -> Option<&Expr> {
    match test {
        Expr::Compare(_) => Some(test),
        Expr::UnaryOp(of) if of.op == UnaryOp::Not => last_comparison(&of.operand),
        Expr::BoolOp(of) => of.values.iter().rev().find_map(last_comparison),
        Expr::If(of) => [&of.orelse, &of.body, &of.test]
            .into_iter()
            .find_map(|part| last_comparison(part)),
        _ => None,
    }
}
