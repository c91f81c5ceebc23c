//! A frame: one call of one piece of code.

use super::Vm;
use crate::python::code::{Code, Op};
use crate::python::object::{Cell, Dict, Gen, Value};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// What is to be restored when an exception comes.
#[derive(Clone, Copy)]
pub struct Block {
    /// Where the handler begins.
    pub handler: u32,
    /// How many values are on the stack there.
    pub depth: u32,
    /// The handler runs: an exception out of it ends the handling.
    pub handling: bool,
}

/// What becomes of the value that a frame gives.
pub enum Then {
    /// The caller gets it.
    Push,
    /// The caller gets this object; the value must be `None`: it was `__init__`.
    Made(Value),
    /// The caller gets nothing.
    Drop,
    /// Rust gets it.
    Stop,
    /// A `for` loop asked for the next item; here it ends.
    ForIter(u32),
    /// An `await` or `yield from` asked; here it goes on with the result.
    Send(u32),
    /// `next` and `send` asked; with a default or without.
    Next(Option<Value>),
    /// The caller gets whether it is true.
    Truth,
}

/// One call.
pub struct Frame {
    /// What it runs.
    pub code: Rc<Code>,
    /// The next instruction.
    pub pc: usize,
    /// Its values.
    pub stack: Vec<Value>,
    /// Its local variables.
    pub fast: Vec<Value>,
    /// The variables it shares, its own first.
    pub cells: Vec<Rc<Cell>>,
    /// What is to be restored.
    pub blocks: Vec<Block>,
    /// Its module's names.
    pub globals: Rc<Dict>,
    /// The names of the class body or module, where it is one.
    pub names: Option<Rc<Dict>>,
    /// The same, where it is no plain dictionary and has a say in what is set.
    pub space: Option<Value>,
    /// What becomes of its value.
    pub then: Then,
    /// Whose frame it is, while that runs.
    pub generator: Option<Rc<Gen>>,
    /// The exception that was being handled where it was resumed.
    pub outer: Value,
    /// The exception it was handling when it was set down.
    pub own: Value,
}

/// The names that a frame sees.
pub struct Seen {
    /// Its module's.
    pub globals: Rc<Dict>,
    /// Its own; of a function, as they were.
    pub locals: Rc<Dict>,
}

impl Frame {
    /// The names that it sees.
    pub fn seen(&self) -> Seen {
        let globals = self.globals.clone();
        if !self.code.is_function {
            let locals = self.names.clone().unwrap_or_else(|| globals.clone());
            return Seen { globals, locals };
        }
        let locals = Dict::default();
        let plain = self.code.locals.iter().zip(&self.fast);
        for (name, value) in plain {
            if !value.is_unbound() && !name.as_str().starts_with('.') {
                locals.set_name(name, value.clone());
            }
        }
        let shared = self.code.cells.iter().chain(&self.code.frees);
        for (name, cell) in shared.zip(&self.cells) {
            let value = cell.0.borrow().clone();
            if !value.is_unbound() {
                locals.set_name(name, value);
            }
        }
        Seen {
            globals,
            locals: Rc::new(locals),
        }
    }

    /// What it waits on, if it is set down at an `await` or a `yield from`.
    pub fn delegate(&self) -> Option<&Value> {
        match self.code.ops.get(self.pc.wrapping_sub(1)) {
            Some(Op::YieldOn) => self.stack.last(),
            _ => None,
        }
    }

    /// The line it is at.
    pub fn line(&self) -> u32 {
        self.code.line_at(self.pc.saturating_sub(1))
    }

    /// Whether an exception is being handled in it.
    pub fn handles(&self) -> bool {
        self.blocks.iter().any(|block| block.handling)
    }
}

impl Vm {
    /// A frame at its first instruction, with unset variables.
    pub fn frame(&mut self, code: &Rc<Code>, globals: &Rc<Dict>, then: Then) -> Box<Frame> {
        match self.pool.pop() {
            Some(mut frame) => {
                frame.code = code.clone();
                frame.globals = globals.clone();
                frame.pc = 0;
                frame.then = then;
                frame
            }
            None => Box::new(Frame {
                code: code.clone(),
                pc: 0,
                stack: Vec::with_capacity(8),
                fast: Vec::with_capacity(code.locals.len()),
                cells: Vec::new(),
                blocks: Vec::new(),
                globals: globals.clone(),
                names: None,
                space: None,
                then,
                generator: None,
                outer: Value::None,
                own: Value::None,
            }),
        }
    }

    /// Takes a frame back that is over.
    pub fn recycle(&mut self, mut frame: Box<Frame>) {
        frame.stack.clear();
        frame.fast.clear();
        frame.cells.clear();
        frame.blocks.clear();
        frame.names = None;
        frame.space = None;
        frame.generator = None;
        frame.outer = Value::None;
        frame.own = Value::None;
        if self.pool.len() < 64 {
            self.pool.push(frame);
        }
    }
}
