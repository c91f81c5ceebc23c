//! Writing instructions: jumps, names, and what a jump has to undo.

use super::builder::{Block, Builder};
use super::symbols::{Home, mangle};
use super::{Compiler, W, Wrong};
use crate::python::code::Op;
use crate::python::object::{Str, Value, intern};
use alloc::rc::Rc;
use alloc::string::String;
use ruff_text_size::Ranged;

/// What is done with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Load,
    Store,
    Delete,
}

impl Compiler {
    /// The unit being written. There is one from beginning to end.
    pub fn unit(&mut self) -> &mut Builder {
        if self.units.is_empty() {
            let name = intern("<nothing>");
            self.units.push(Builder::new(super::Unit::Module, name, 0));
        }
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    pub fn op(&mut self, op: Op) {
        let unit = self.unit();
        let place = unit.place;
        unit.ops.push(op);
        unit.places.push(place);
    }

    /// What comes next stands for `node`.
    pub fn at(&mut self, node: &impl Ranged) {
        let range = node.range();
        self.unit().place = (range.start().to_u32(), range.end().to_u32());
    }

    /// Writes for `node`, then goes on standing for what was before.
    pub fn op_at(&mut self, node: &impl Ranged, op: Op) {
        let before = self.unit().place;
        self.at(node);
        self.op(op);
        self.unit().place = before;
    }

    pub fn here(&mut self) -> u32 {
        let unit = self.unit();
        unit.barrier = unit.ops.len();
        unit.ops.len() as u32
    }

    /// Writes a jump whose target is not known yet.
    pub fn jump(&mut self, op: Op) -> usize {
        self.op(op);
        self.unit().ops.len() - 1
    }

    /// The jump written at `place` leads to here.
    pub fn land(&mut self, place: usize) {
        let here = self.here();
        let unit = self.unit();
        if let Some(op) = unit.ops.get_mut(place) {
            *op = match *op {
                Op::Jump(_) => Op::Jump(here),
                Op::JumpIf(_) => Op::JumpIf(here),
                Op::JumpIfNot(_) => Op::JumpIfNot(here),
                Op::JumpIfOrPop(_) => Op::JumpIfOrPop(here),
                Op::JumpIfNotOrPop(_) => Op::JumpIfNotOrPop(here),
                Op::JumpIfNone(_) => Op::JumpIfNone(here),
                Op::CompareJump(cmp, _) => Op::CompareJump(cmp, here),
                Op::ForIter(_) => Op::ForIter(here),
                Op::Send(_) => Op::Send(here),
                Op::SetupFinally(_) => Op::SetupFinally(here),
                Op::SetupWith(_) => Op::SetupWith(here),
                other => other,
            };
        }
    }

    pub fn land_all(&mut self, places: &[usize]) {
        for place in places {
            self.land(*place);
        }
    }

    pub fn constant(&mut self, value: Value) {
        let op = match value {
            Value::None => Op::None,
            Value::Int(number) if i32::try_from(number).is_ok() => Op::Small(number as i32),
            value => Op::Const(self.unit().constant(value)),
        };
        self.op(op);
    }

    pub fn name_index(&mut self, name: &Rc<Str>) -> u32 {
        self.unit().name(name)
    }

    pub fn mangled(&self, name: &str) -> Rc<Str> {
        intern(&mangle(self.class.last().map(|class| &**class), name))
    }

    /// Loads, stores or deletes a variable.
    pub fn variable(&mut self, name: &str, access: Access) {
        let name = self.mangled(name);
        let scope = self.unit().scope;
        let home = self.symbols.home(scope, name.as_str());
        let function = self.unit().kind == super::Unit::Function;
        let place_in = |list: &[Rc<Str>]| list.iter().position(|known| Rc::ptr_eq(known, &name));
        let op = match home {
            Home::Fast => {
                let unit = self.unit();
                let place = match place_in(&unit.locals) {
                    Some(place) => place,
                    None => {
                        unit.locals.push(name.clone());
                        unit.locals.len() - 1
                    }
                } as u32;
                match access {
                    Access::Load => Op::Fast(place),
                    Access::Store => Op::SetFast(place),
                    Access::Delete => Op::DelFast(place),
                }
            }
            Home::Cell | Home::Free => {
                let place = self.shared(&name);
                match access {
                    Access::Load if !function && home == Home::Free => Op::ClassDeref(place),
                    Access::Load => Op::Deref(place),
                    Access::Store => Op::SetDeref(place),
                    Access::Delete => Op::DelDeref(place),
                }
            }
            Home::Global => {
                let place = self.name_index(&name);
                match access {
                    Access::Load => Op::Global(place),
                    Access::Store => Op::SetGlobal(place),
                    Access::Delete => Op::DelGlobal(place),
                }
            }
            Home::Name => {
                let place = self.name_index(&name);
                match access {
                    Access::Load => Op::Name(place),
                    Access::Store => Op::SetName(place),
                    Access::Delete => Op::DelName(place),
                }
            }
        };
        self.fold(op);
    }

    /// Writes an instruction, as one with the instruction before where there is one for both.
    fn fold(&mut self, op: Op) {
        let unit = self.unit();
        if unit.barrier < unit.ops.len()
            && let (Op::Fast(second), Some(Op::Fast(first))) = (op, unit.ops.last().copied())
            && let (Ok(first), Ok(second)) = (u16::try_from(first), u16::try_from(second))
            && let Some(last) = unit.ops.last_mut()
        {
            *last = Op::Fast2(first, second);
            // A merged pair is no beginning of another.
            unit.barrier = unit.ops.len();
            return;
        }
        self.op(op);
    }

    /// The place of a shared variable among those of the unit: its own first.
    pub fn shared(&mut self, name: &Rc<Str>) -> u32 {
        let unit = self.unit();
        let own = unit.cells.iter().position(|known| Rc::ptr_eq(known, name));
        let given = || unit.frees.iter().position(|known| Rc::ptr_eq(known, name));
        let place = own.or_else(|| given().map(|place| unit.cells.len() + place));
        place.unwrap_or(0) as u32
    }

    pub fn wrong<T>(&self, node: &impl Ranged, message: impl Into<String>) -> W<T> {
        let range = node.range();
        Err(Wrong {
            message: message.into(),
            place: (range.start().to_u32(), range.end().to_u32()),
            kind: "SyntaxError",
        })
    }

    /// Waits for what is on top and leaves what it gives. `why` tells messages apart; see
    /// [`Op::Awaitable`].
    pub fn wait(&mut self, why: u8) {
        self.op(Op::Awaitable(why));
        self.send_loop();
    }

    pub fn send_loop(&mut self) {
        self.op(Op::None);
        let again = self.here();
        let send = self.jump(Op::Send(0));
        self.op(Op::YieldOn);
        self.op(Op::Jump(again));
        self.land(send);
    }

    /// Undoes what the blocks from the innermost down to `to` have set up. `keep`: there is a
    /// value on top that stays.
    pub fn unwind(&mut self, to: usize, keep: bool) -> W {
        let mut blocks = core::mem::take(&mut self.unit().blocks);
        let result = self.unwind_blocks(&mut blocks, to, keep);
        self.unit().blocks = blocks;
        result
    }

    fn unwind_blocks(&mut self, blocks: &mut [Block], to: usize, keep: bool) -> W {
        for place in (to..blocks.len()).rev() {
            let Some(block) = blocks.get(place).cloned() else {
                continue;
            };
            let lift = |compiler: &mut Self| {
                if keep {
                    compiler.op(Op::Rot2);
                }
            };
            match &block {
                Block::Loop {
                    iterator: false, ..
                } => {}
                Block::Loop { .. } | Block::Value => {
                    lift(self);
                    self.op(Op::Pop);
                }
                Block::Try => self.op(Op::PopBlock),
                Block::Finally(body) => {
                    self.op(Op::PopBlock);
                    // What runs here is outside of the block itself.
                    self.unit().blocks = blocks.get(..place).unwrap_or_default().to_vec();
                    if keep {
                        self.unit().blocks.push(Block::Value);
                    }
                    self.body(body)?;
                    // Its own `break` belongs to a loop around.
                    let around = core::mem::take(&mut self.unit().blocks);
                    for (known, now) in blocks.iter_mut().zip(around).take(place) {
                        *known = now;
                    }
                }
                Block::Handler => {
                    lift(self);
                    self.op(Op::PopExcept);
                }
                Block::Named(name) => {
                    self.op(Op::PopBlock);
                    self.op(Op::None);
                    self.variable(name, Access::Store);
                    self.variable(name, Access::Delete);
                }
                Block::With { is_async, place } => {
                    self.op(Op::PopBlock);
                    lift(self);
                    let before = core::mem::replace(&mut self.unit().place, *place);
                    self.leave_with(*is_async);
                    self.unit().place = before;
                }
                Block::Group => {}
            }
        }
        Ok(())
    }

    /// Calls the exit function on top as after a good end, and forgets what it gives.
    pub fn leave_with(&mut self, is_async: bool) {
        for _ in 0..3 {
            self.op(Op::None);
        }
        self.op(Op::Call(3));
        if is_async {
            self.wait(4);
        }
        self.op(Op::Pop);
    }
}
