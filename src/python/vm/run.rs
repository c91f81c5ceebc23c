//! The loop that runs frames.

use super::call::Called;
use super::error::{Entry, exc};
use super::iterate::Next;
use super::{Block, Frame, Input, R, Resumed, SLICE, Stop, Then, Vm};
use crate::python::code::{BinOp, CmpOp, Code, Op, UnOp};
use crate::python::object::{
    Cell, Dict, Func, Gen, GenKind, Iter, IterState, Set, Slice, Str, Value,
};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

fn pop(frame: &mut Frame) -> Value {
    // The compiler never takes more than it has put.
    frame.stack.pop().unwrap_or(Value::None)
}

fn top(frame: &Frame) -> Value {
    frame.stack.last().cloned().unwrap_or(Value::None)
}

fn under(frame: &Frame, depth: u32) -> Value {
    let place = frame.stack.len().checked_sub(depth as usize);
    place
        .and_then(|place| frame.stack.get(place))
        .cloned()
        .unwrap_or(Value::None)
}

/// What a frame's end means for the one who runs it.
enum Left {
    /// Go on with this frame.
    Frame(Box<Frame>),
    /// Rust gets it.
    Rust(Resumed),
}

impl Vm {
    /// Runs a frame, and the ones it calls, until it is over or set down.
    pub fn run(&mut self, frame: Box<Frame>) -> R<Resumed> {
        self.run_from(frame, None)
    }

    /// As [`Vm::run`], first raising an exception in it.
    pub fn run_from(&mut self, mut frame: Box<Frame>, thrown: Option<Value>) -> R<Resumed> {
        let mut code = frame.code.clone();
        let mut pc = frame.pc;
        let mut first = thrown.map(Stop::Raise);
        loop {
            let mut again = false;
            let stop: Stop = 'fail: {
                if let Some(stop) = first.take() {
                    break 'fail stop;
                }
                macro_rules! ok {
                    ($result:expr) => {
                        match $result {
                            Ok(value) => value,
                            Err(stop) => break 'fail stop,
                        }
                    };
                }
                macro_rules! name {
                    ($place:expr) => {
                        match code.names.get($place as usize) {
                            Some(name) => name.clone(),
                            None => break 'fail Stop::Halt,
                        }
                    };
                }
                // Goes on with another frame; this one waits for it.
                macro_rules! enter {
                    ($next:expr) => {{
                        if self.frames.len() + 1 >= self.recursion_limit as usize {
                            let next = $next;
                            self.recycle(next);
                            break 'fail ok_err(self.raise::<()>(
                                "RecursionError",
                                "maximum recursion depth exceeded",
                            ));
                        }
                        frame.pc = pc;
                        let next = $next;
                        let caller = core::mem::replace(&mut frame, next);
                        self.frames.push(caller);
                        code = frame.code.clone();
                        pc = frame.pc;
                    }};
                }
                macro_rules! called {
                    ($called:expr) => {
                        match $called {
                            Called::Value(value) => frame.stack.push(value),
                            Called::Frame(next) => enter!(next),
                        }
                    };
                }
                macro_rules! here {
                    () => {
                        self.place = Some((code.clone(), pc - 1))
                    };
                }
                macro_rules! backwards {
                    ($target:expr) => {{
                        let target = $target as usize;
                        if target < pc {
                            self.fuel = self.fuel.saturating_sub((pc - target) as u32);
                            if self.fuel == 0 {
                                here!();
                                pc = target;
                                frame.pc = pc;
                                ok!(self.tick());
                                continue;
                            }
                        }
                        pc = target;
                    }};
                }
                // A generator's frame that goes on, and what waits for it.
                macro_rules! resume {
                    ($generator:expr, $input:expr, $then:expr) => {{
                        frame.pc = pc;
                        let before = self.frames.len();
                        let generator: Rc<Gen> = $generator;
                        // What waits must be below what is resumed within it.
                        let dummy = self.frame(&code, &frame.globals.clone(), Then::Drop);
                        let caller = core::mem::replace(&mut frame, dummy);
                        self.frames.push(caller);
                        match self.ready(&generator, $input, $then) {
                            Ok((next, thrown)) => {
                                let dummy = core::mem::replace(&mut frame, next);
                                self.recycle(dummy);
                                code = frame.code.clone();
                                pc = frame.pc;
                                if let Some(thrown) = thrown {
                                    break 'fail Stop::Raise(thrown);
                                }
                            }
                            Err(stop) => {
                                self.frames.truncate(before + 1);
                                if let Some(caller) = self.frames.pop() {
                                    let dummy = core::mem::replace(&mut frame, caller);
                                    self.recycle(dummy);
                                }
                                break 'fail stop;
                            }
                        }
                    }};
                }
                loop {
                    let Some(op) = code.ops.get(pc).copied() else {
                        break 'fail Stop::Halt;
                    };
                    pc += 1;
                    match op {
                        Op::Fast(place) => match frame.fast.get(place as usize) {
                            Some(Value::Unbound) | None => break 'fail self.unbound(&code, place),
                            Some(value) => {
                                let value = value.clone();
                                frame.stack.push(value);
                            }
                        },
                        Op::Fast2(one, other) => {
                            for place in [one, other] {
                                match frame.fast.get(place as usize) {
                                    Some(Value::Unbound) | None => {
                                        break 'fail self.unbound(&code, u32::from(place));
                                    }
                                    Some(value) => {
                                        let value = value.clone();
                                        frame.stack.push(value);
                                    }
                                }
                            }
                        }
                        Op::SetFast(place) => {
                            let value = pop(&mut frame);
                            if let Some(slot) = frame.fast.get_mut(place as usize) {
                                *slot = value;
                            }
                            if !super::pending_empty() {
                                here!();
                                self.finalize_pending();
                            }
                        }
                        Op::Const(place) => {
                            let value = code.consts.get(place as usize).cloned();
                            frame.stack.push(value.unwrap_or(Value::None));
                        }
                        Op::Small(number) => frame.stack.push(Value::Int(i64::from(number))),
                        Op::None => frame.stack.push(Value::None),
                        Op::Pop => {
                            frame.stack.pop();
                            if !super::pending_empty() {
                                here!();
                                self.finalize_pending();
                            }
                        }
                        Op::Dup => {
                            let value = top(&frame);
                            frame.stack.push(value);
                        }
                        Op::Dup2 => {
                            let (one, other) = (under(&frame, 2), under(&frame, 1));
                            frame.stack.push(one);
                            frame.stack.push(other);
                        }
                        Op::Rot2 => rotate(&mut frame, 2),
                        Op::Rot3 => rotate(&mut frame, 3),
                        Op::Rot4 => rotate(&mut frame, 4),
                        Op::Copy(depth) => {
                            let value = under(&frame, depth);
                            frame.stack.push(value);
                        }
                        Op::Binary(op) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            if let (Value::Int(one), Value::Int(other)) = (&left, &right)
                                && let Some(value) = quick(op, *one, *other)
                            {
                                frame.stack.push(Value::Int(value));
                                continue;
                            }
                            if let (Value::Float(one), Value::Float(other)) = (&left, &right)
                                && let Some(value) = quick_float(op, *one, *other)
                            {
                                frame.stack.push(Value::Float(value));
                                continue;
                            }
                            here!();
                            let value = ok!(self.binary(op, &left, &right));
                            frame.stack.push(value);
                        }
                        Op::InPlace(op) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            if let (Value::Int(one), Value::Int(other)) = (&left, &right)
                                && let Some(value) = quick(op, *one, *other)
                            {
                                frame.stack.push(Value::Int(value));
                                continue;
                            }
                            here!();
                            let value = ok!(self.in_place(op, &left, &right));
                            frame.stack.push(value);
                        }
                        Op::AddSmall(..) | Op::Nop => {}
                        Op::Unary(op) => {
                            let value = pop(&mut frame);
                            let value = match (op, &value) {
                                (UnOp::Not, Value::Bool(value)) => Value::Bool(!value),
                                (UnOp::Not, value) => Value::Bool(!ok!(self.truth(value))),
                                _ => ok!(self.unary(op, &value)),
                            };
                            frame.stack.push(value);
                        }
                        Op::Compare(op) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            let value = match (&left, &right) {
                                (Value::Int(one), Value::Int(other)) => {
                                    Value::Bool(compare_ints(op, *one, *other))
                                }
                                _ => ok!(self.compare(op, &left, &right)),
                            };
                            frame.stack.push(value);
                        }
                        Op::CompareJump(op, target) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            let holds = match (&left, &right) {
                                (Value::Int(one), Value::Int(other)) => {
                                    compare_ints(op, *one, *other)
                                }
                                _ => {
                                    let value = ok!(self.compare(op, &left, &right));
                                    ok!(self.truth(&value))
                                }
                            };
                            if !holds {
                                backwards!(target);
                            }
                        }
                        Op::Is(wanted) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            frame.stack.push(Value::Bool(left.is(&right) == wanted));
                        }
                        Op::In(wanted) => {
                            let right = pop(&mut frame);
                            let left = pop(&mut frame);
                            let found = ok!(self.contains(&right, &left));
                            frame.stack.push(Value::Bool(found == wanted));
                        }
                        Op::Jump(target) => backwards!(target),
                        Op::JumpIfNot(target) => {
                            let value = pop(&mut frame);
                            let truth = match &value {
                                Value::Bool(truth) => *truth,
                                other => ok!(self.truth(other)),
                            };
                            if !truth {
                                backwards!(target);
                            }
                        }
                        Op::JumpIf(target) => {
                            let value = pop(&mut frame);
                            let truth = match &value {
                                Value::Bool(truth) => *truth,
                                other => ok!(self.truth(other)),
                            };
                            if truth {
                                backwards!(target);
                            }
                        }
                        Op::JumpIfNotOrPop(target) => {
                            let value = top(&frame);
                            if ok!(self.truth(&value)) {
                                frame.stack.pop();
                            } else {
                                pc = target as usize;
                            }
                        }
                        Op::JumpIfOrPop(target) => {
                            let value = top(&frame);
                            if ok!(self.truth(&value)) {
                                pc = target as usize;
                            } else {
                                frame.stack.pop();
                            }
                        }
                        Op::JumpIfNone(target) => {
                            if let Some(Value::None) = frame.stack.last() {
                                frame.stack.pop();
                                pc = target as usize;
                            }
                        }
                        Op::Iter => {
                            let value = pop(&mut frame);
                            here!();
                            let iter = ok!(self.iter(&value));
                            frame.stack.push(iter);
                        }
                        Op::ForIter(end) => {
                            let next = match frame.stack.last() {
                                Some(Value::Iter(iter)) => match quick_next(iter) {
                                    Next::Slow => {
                                        let iter = Value::Iter(iter.clone());
                                        here!();
                                        ok!(self.next(&iter))
                                    }
                                    Next::Item(value) => Some(value),
                                    Next::Over => None,
                                },
                                Some(Value::Gen(generator)) => {
                                    let generator = generator.clone();
                                    if generator.is_over() {
                                        None
                                    } else {
                                        resume!(
                                            generator,
                                            Input::Send(Value::None),
                                            Then::ForIter(end)
                                        );
                                        continue;
                                    }
                                }
                                Some(other) => {
                                    let iter = other.clone();
                                    here!();
                                    ok!(self.next(&iter))
                                }
                                None => None,
                            };
                            match next {
                                Some(value) => frame.stack.push(value),
                                None => {
                                    frame.stack.pop();
                                    pc = end as usize;
                                }
                            }
                        }
                        Op::Global(place) => {
                            let name = match code.names.get(place as usize) {
                                Some(name) => name,
                                None => break 'fail Stop::Halt,
                            };
                            let value = match frame.globals.get_name(name) {
                                Some(value) => value,
                                None => match self.builtins.get_name(name) {
                                    Some(value) => value,
                                    None => break 'fail self.no_name(&name.clone()),
                                },
                            };
                            frame.stack.push(value);
                        }
                        Op::SetGlobal(place) => {
                            let name = name!(place);
                            let value = pop(&mut frame);
                            frame.globals.set_name(&name, value);
                        }
                        Op::DelGlobal(place) => {
                            let name = name!(place);
                            if frame.globals.remove_name(&name).is_none() {
                                break 'fail self.no_name(&name);
                            }
                        }
                        Op::Name(place) => {
                            let name = name!(place);
                            let own = frame.names.as_ref().and_then(|names| names.get_name(&name));
                            let value = own
                                .or_else(|| frame.globals.get_name(&name))
                                .or_else(|| self.builtins.get_name(&name));
                            match value {
                                Some(value) => frame.stack.push(value),
                                None => break 'fail self.no_name(&name),
                            }
                        }
                        Op::SetName(place) => {
                            let name = name!(place);
                            let value = pop(&mut frame);
                            match (&frame.space, &frame.names) {
                                (Some(space), _) => {
                                    let space = space.clone();
                                    here!();
                                    ok!(self.set_subscript(&space, &Value::Str(name), value));
                                }
                                (None, Some(names)) => names.set_name(&name, value),
                                (None, None) => frame.globals.set_name(&name, value),
                            }
                            if !super::pending_empty() {
                                here!();
                                self.finalize_pending();
                            }
                        }
                        Op::DelName(place) => {
                            let name = name!(place);
                            let names = frame.names.as_ref().unwrap_or(&frame.globals);
                            if names.remove_name(&name).is_none() {
                                break 'fail self.no_name(&name);
                            }
                        }
                        Op::Deref(place) => {
                            let value = frame
                                .cells
                                .get(place as usize)
                                .map(|cell| cell.0.borrow().clone());
                            match value {
                                Some(Value::Unbound) | None => {
                                    break 'fail self.unbound_cell(&code, place);
                                }
                                Some(value) => frame.stack.push(value),
                            }
                        }
                        Op::SetDeref(place) => {
                            let value = pop(&mut frame);
                            if let Some(cell) = frame.cells.get(place as usize) {
                                let before = cell.0.replace(value);
                                drop(before);
                            }
                        }
                        Op::DelDeref(place) => {
                            let before = frame
                                .cells
                                .get(place as usize)
                                .map(|cell| cell.0.replace(Value::Unbound));
                            if before.is_none_or(|value| value.is_unbound()) {
                                break 'fail self.unbound_cell(&code, place);
                            }
                        }
                        Op::Closure(place) => {
                            let cell = frame.cells.get(place as usize).cloned();
                            let cell =
                                cell.unwrap_or_else(|| Rc::new(Cell(RefCell::new(Value::Unbound))));
                            frame.stack.push(Value::Cell(cell));
                        }
                        Op::ClassDeref(place) => {
                            let name = code
                                .frees
                                .get((place as usize).saturating_sub(code.cells.len()))
                                .cloned();
                            let own = name.and_then(|name| frame.names.as_ref()?.get_name(&name));
                            let value = own.or_else(|| {
                                frame
                                    .cells
                                    .get(place as usize)
                                    .map(|cell| cell.0.borrow().clone())
                            });
                            match value {
                                Some(Value::Unbound) | None => {
                                    break 'fail self.unbound_cell(&code, place);
                                }
                                Some(value) => frame.stack.push(value),
                            }
                        }
                        Op::DelFast(place) => {
                            let slot = frame.fast.get_mut(place as usize);
                            let before = slot.map(|slot| core::mem::replace(slot, Value::Unbound));
                            if before.is_none_or(|value| value.is_unbound()) {
                                break 'fail self.unbound(&code, place);
                            }
                            if !super::pending_empty() {
                                here!();
                                self.finalize_pending();
                            }
                        }
                        Op::Attr(place) => {
                            let this = pop(&mut frame);
                            let name = name!(place);
                            if let Value::Instance(_) = &this
                                && let Some(getter) = self.python_getter(&this, &name)
                            {
                                here!();
                                let called = ok!(self.begin(
                                    &getter,
                                    Vec::from([this]),
                                    Vec::new(),
                                    Then::Push
                                ));
                                called!(called);
                                continue;
                            }
                            here!();
                            let value = ok!(self.attr(&this, &name));
                            frame.stack.push(value);
                        }
                        Op::Method(place) => {
                            let this = pop(&mut frame);
                            let name = name!(place);
                            here!();
                            match self.method(&this, &name) {
                                Some(method) => {
                                    frame.stack.push(method);
                                    frame.stack.push(this);
                                }
                                None => {
                                    let value = ok!(self.attr(&this, &name));
                                    frame.stack.push(Value::Unbound);
                                    frame.stack.push(value);
                                }
                            }
                        }
                        Op::CallMethod(count) => {
                            let base = frame.stack.len().saturating_sub(count as usize + 2);
                            let plain = matches!(frame.stack.get(base), Some(Value::Unbound));
                            self.fuel = self.fuel.saturating_sub(4);
                            here!();
                            let (callee_at, from) = if plain {
                                (base + 1, base + 2)
                            } else {
                                (base, base + 1)
                            };
                            match frame.stack.get(callee_at).cloned() {
                                Some(Value::Native(native))
                                    if native.with.is_unbound() && !self.in_green_thread() =>
                                {
                                    let args = frame.stack.get(from..).unwrap_or_default();
                                    let result = self.call_native(&native, args, &[]);
                                    let value = match result {
                                        Ok(value) => value,
                                        Err(Stop::Park) => {
                                            frame.stack.truncate(base);
                                            break 'fail Stop::Park;
                                        }
                                        Err(stop) => break 'fail stop,
                                    };
                                    frame.stack.truncate(base);
                                    frame.stack.push(value);
                                }
                                Some(Value::Func(func)) => {
                                    let called = self.begin_func(
                                        &func,
                                        frame.stack.drain(from..),
                                        Vec::new(),
                                        Then::Push,
                                    );
                                    let called = ok!(called);
                                    frame.stack.truncate(base);
                                    called!(called);
                                }
                                Some(mut callee) => {
                                    let mut args: Vec<Value> = frame.stack.drain(from..).collect();
                                    frame.stack.truncate(base);
                                    if self.in_green_thread() {
                                        ok!(self.in_steps(&mut callee, &mut args));
                                    }
                                    match self.special_call(&callee, &args) {
                                        Some((generator, input, then)) => {
                                            resume!(generator, input, then)
                                        }
                                        None => called!(ok!(self.begin(
                                            &callee,
                                            args,
                                            Vec::new(),
                                            Then::Push
                                        ))),
                                    }
                                }
                                None => break 'fail Stop::Halt,
                            }
                            if self.fuel == 0 {
                                frame.pc = pc;
                                ok!(self.tick());
                            }
                        }
                        Op::Call(count) => {
                            let base = frame.stack.len().saturating_sub(count as usize + 1);
                            self.fuel = self.fuel.saturating_sub(4);
                            here!();
                            match frame.stack.get(base).cloned() {
                                Some(Value::Func(func)) => {
                                    let called = self.begin_func(
                                        &func,
                                        frame.stack.drain(base + 1..),
                                        Vec::new(),
                                        Then::Push,
                                    );
                                    let called = ok!(called);
                                    frame.stack.truncate(base);
                                    called!(called);
                                }
                                Some(mut callee) => {
                                    if let Value::Native(native) = &callee
                                        && native.sees
                                    {
                                        self.seen = Some(frame.seen());
                                    }
                                    let mut args: Vec<Value> =
                                        frame.stack.drain(base + 1..).collect();
                                    frame.stack.truncate(base);
                                    if self.in_green_thread() {
                                        ok!(self.in_steps(&mut callee, &mut args));
                                    }
                                    match self.special_call(&callee, &args) {
                                        Some((generator, input, then)) => {
                                            resume!(generator, input, then)
                                        }
                                        None => called!(ok!(self.begin(
                                            &callee,
                                            args,
                                            Vec::new(),
                                            Then::Push
                                        ))),
                                    }
                                }
                                None => break 'fail Stop::Halt,
                            }
                            if self.fuel == 0 {
                                frame.pc = pc;
                                ok!(self.tick());
                            }
                        }
                        Op::CallKw(count) => {
                            let names = pop(&mut frame);
                            let names = super::args::items(&names).to_vec();
                            let base = frame.stack.len().saturating_sub(count as usize + 1);
                            let mut args: Vec<Value> = frame.stack.drain(base + 1..).collect();
                            let values = args.split_off(args.len().saturating_sub(names.len()));
                            let mut callee = pop(&mut frame);
                            if self.in_green_thread() {
                                ok!(self.in_steps(&mut callee, &mut args));
                            }
                            let kw =
                                names.into_iter().zip(values).filter_map(
                                    |(name, value)| match name {
                                        Value::Str(name) => Some((name, value)),
                                        _ => None,
                                    },
                                );
                            let kw = kw.collect();
                            here!();
                            called!(ok!(self.begin(&callee, args, kw, Then::Push)));
                        }
                        Op::CallEx(with_kw) => {
                            let kw = if with_kw == 1 {
                                Some(pop(&mut frame))
                            } else {
                                None
                            };
                            let args = pop(&mut frame);
                            let callee = pop(&mut frame);
                            let kw = match kw {
                                Some(Value::Dict(dict)) => {
                                    let map = dict.map.borrow();
                                    let named = map.iter().map(|(key, value)| match key {
                                        Value::Str(name) => Some((name.clone(), value.clone())),
                                        _ => None,
                                    });
                                    named.collect::<Option<Vec<_>>>()
                                }
                                _ => Some(Vec::new()),
                            };
                            here!();
                            let Some(kw) = kw else {
                                break 'fail ok_err(
                                    self.type_error::<()>("keywords must be strings"),
                                );
                            };
                            let args = super::args::items(&args).to_vec();
                            called!(ok!(self.begin(&callee, args, kw, Then::Push)));
                        }
                        Op::Return => {
                            let value = pop(&mut frame);
                            frame.pc = pc;
                            match ok!(self.leave(frame_mut(&mut frame), value)) {
                                Left::Frame(next) => {
                                    let over = core::mem::replace(&mut frame, next);
                                    self.recycle(over);
                                    code = frame.code.clone();
                                    pc = frame.pc;
                                    if !super::pending_empty() {
                                        here!();
                                        self.finalize_pending();
                                    }
                                }
                                Left::Rust(resumed) => {
                                    self.recycle(frame);
                                    return Ok(resumed);
                                }
                            }
                        }
                        Op::Yield => {
                            let value = pop(&mut frame);
                            frame.pc = pc;
                            match self.set_down(frame, value, true) {
                                Left::Frame(next) => {
                                    frame = next;
                                    code = frame.code.clone();
                                    pc = frame.pc;
                                }
                                Left::Rust(resumed) => return Ok(resumed),
                            }
                        }
                        Op::YieldOn => {
                            let value = pop(&mut frame);
                            frame.pc = pc;
                            match self.set_down(frame, value, false) {
                                Left::Frame(next) => {
                                    frame = next;
                                    code = frame.code.clone();
                                    pc = frame.pc;
                                }
                                Left::Rust(resumed) => return Ok(resumed),
                            }
                        }
                        Op::Send(end) => {
                            let value = pop(&mut frame);
                            let iter = top(&frame);
                            match &iter {
                                Value::Gen(inner) => {
                                    resume!(inner.clone(), Input::Send(value), Then::Send(end))
                                }
                                Value::Iter(state) => {
                                    here!();
                                    match ok!(self.send_iter(state, value)) {
                                        Sent::Resume(generator, input) => {
                                            resume!(generator, input, Then::Send(end))
                                        }
                                        Sent::Yield(value) => frame.stack.push(value),
                                        Sent::Return(value) => {
                                            frame.stack.pop();
                                            frame.stack.push(value);
                                            pc = end as usize;
                                        }
                                    }
                                }
                                other => {
                                    here!();
                                    let given = if value.is_none() {
                                        let next = self.names.next.clone();
                                        self.call_special(other, &next, &[])
                                            .map(|given| given.unwrap_or(Value::None))
                                    } else {
                                        let send = self.names.send.clone();
                                        self.attr(other, &send)
                                            .and_then(|send| self.call_with(&send, &[value]))
                                    };
                                    match given {
                                        Ok(value) => frame.stack.push(value),
                                        Err(stop) => {
                                            let value = ok!(self.stopped_with(stop));
                                            frame.stack.pop();
                                            frame.stack.push(value);
                                            pc = end as usize;
                                        }
                                    }
                                }
                            }
                        }
                        Op::Awaitable(why) => {
                            let value = pop(&mut frame);
                            here!();
                            let iter = ok!(self.awaitable(&value, why));
                            frame.stack.push(iter);
                        }
                        Op::YieldFromIter => {
                            let value = pop(&mut frame);
                            here!();
                            let iter = match &value {
                                Value::Gen(generator) if generator.kind != GenKind::AsyncGen => {
                                    value
                                }
                                other => ok!(self.iter(other)),
                            };
                            frame.stack.push(iter);
                        }
                        Op::AIter => {
                            let value = pop(&mut frame);
                            here!();
                            let iter = ok!(self.aiter(&value));
                            frame.stack.push(iter);
                        }
                        Op::ANext => {
                            let value = top(&frame);
                            here!();
                            let next = ok!(self.anext(&value));
                            frame.stack.push(next);
                        }
                        Op::EndAsyncFor => {
                            let exception = pop(&mut frame);
                            let end = self.types.exception("StopAsyncIteration");
                            if !self.is_a(&exception, &end) {
                                again = true;
                                break 'fail Stop::Raise(exception);
                            }
                            self.pop_handler(&mut frame);
                            frame.stack.pop();
                        }
                        Op::SetAttr(place) => {
                            let this = pop(&mut frame);
                            let value = pop(&mut frame);
                            let name = name!(place);
                            here!();
                            ok!(self.set_attr(&this, &name, value));
                        }
                        Op::DelAttr(place) => {
                            let this = pop(&mut frame);
                            let name = name!(place);
                            here!();
                            ok!(self.del_attr(&this, &name));
                        }
                        Op::Subscript => {
                            let key = pop(&mut frame);
                            let this = pop(&mut frame);
                            if let (Value::List(list), Value::Int(index)) = (&this, &key)
                                && let Ok(index) = usize::try_from(*index)
                                && let Some(value) = list.0.borrow().get(index)
                            {
                                frame.stack.push(value.clone());
                                continue;
                            }
                            here!();
                            let value = ok!(self.subscript(&this, &key));
                            frame.stack.push(value);
                        }
                        Op::SetSubscript => {
                            let key = pop(&mut frame);
                            let this = pop(&mut frame);
                            let value = pop(&mut frame);
                            here!();
                            ok!(self.set_subscript(&this, &key, value));
                        }
                        Op::DelSubscript => {
                            let key = pop(&mut frame);
                            let this = pop(&mut frame);
                            here!();
                            ok!(self.del_subscript(&this, &key));
                        }
                        Op::Slice(count) => {
                            let step = if count == 3 {
                                pop(&mut frame)
                            } else {
                                Value::None
                            };
                            let stop = pop(&mut frame);
                            let start = pop(&mut frame);
                            frame
                                .stack
                                .push(Value::Slice(Rc::new(Slice { start, stop, step })));
                        }
                        Op::Tuple(count) => {
                            let items = take(&mut frame, count);
                            frame.stack.push(Value::tuple(items));
                        }
                        Op::List(count) => {
                            let items = take(&mut frame, count);
                            frame.stack.push(Value::list(items));
                        }
                        Op::SetOf(count) => {
                            let items = take(&mut frame, count);
                            let set = Set::default();
                            for item in items {
                                ok!(self.set_add(&set, item));
                            }
                            frame.stack.push(Value::Set(Rc::new(set)));
                        }
                        Op::Dict(count) => {
                            let items = take(&mut frame, count * 2);
                            let dict = Dict::default();
                            let mut items = items.into_iter();
                            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                                ok!(self.dict_set(&dict, key, value));
                            }
                            frame.stack.push(Value::dict(dict));
                        }
                        Op::Join(count) => {
                            let items = take(&mut frame, count);
                            let mut text = String::new();
                            for item in &items {
                                text.push_str(item.as_str().unwrap_or_default());
                            }
                            frame.stack.push(Value::str(text));
                        }
                        Op::Append(depth) => {
                            let value = pop(&mut frame);
                            if let Value::List(list) = under(&frame, depth) {
                                list.0.borrow_mut().push(value);
                            }
                        }
                        Op::Add(depth) => {
                            let value = pop(&mut frame);
                            if let Value::Set(set) = under(&frame, depth) {
                                ok!(self.set_add(&set, value));
                            }
                        }
                        Op::Insert(depth) => {
                            let value = pop(&mut frame);
                            let key = pop(&mut frame);
                            if let Value::Dict(dict) = under(&frame, depth) {
                                ok!(self.dict_set(&dict, key, value));
                            }
                        }
                        Op::Extend(call) => {
                            let value = pop(&mut frame);
                            here!();
                            let items = match self.collect(&value) {
                                Ok(items) => items,
                                Err(Stop::Raise(error))
                                    if !self.is_iterable(&value)
                                        && self.is_exception(&error, "TypeError") =>
                                {
                                    let callee = call.then(|| under(&frame, 2));
                                    break 'fail ok_err(self.bad_star(callee, &value));
                                }
                                Err(stop) => break 'fail stop,
                            };
                            if let Value::List(list) = top(&frame) {
                                list.0.borrow_mut().extend(items);
                            }
                        }
                        Op::UpdateSet => {
                            let value = pop(&mut frame);
                            let items = ok!(self.collect(&value));
                            if let Value::Set(set) = top(&frame) {
                                for item in items {
                                    ok!(self.set_add(&set, item));
                                }
                            }
                        }
                        Op::UpdateDict => {
                            let value = pop(&mut frame);
                            if let Value::Dict(dict) = top(&frame) {
                                here!();
                                ok!(self.dict_update(&dict, &value, false));
                            }
                        }
                        Op::MergeKw => {
                            let value = pop(&mut frame);
                            if let Value::Dict(dict) = top(&frame) {
                                here!();
                                let callee = under(&frame, 3);
                                ok!(self.merge_kw(&dict, &value, &callee));
                            }
                        }
                        Op::ListToTuple => {
                            if let Value::List(list) = pop(&mut frame) {
                                let items = list.0.take();
                                frame.stack.push(Value::tuple(items));
                            }
                        }
                        Op::Unpack(count) => {
                            let value = pop(&mut frame);
                            here!();
                            ok!(self.unpack(&value, count as usize, &mut frame.stack));
                        }
                        Op::UnpackEx(before, after) => {
                            let value = pop(&mut frame);
                            here!();
                            ok!(self.unpack_star(
                                &value,
                                before as usize,
                                after as usize,
                                &mut frame.stack
                            ));
                        }
                        Op::Format(conversion, with_spec) => {
                            let spec = if with_spec {
                                pop(&mut frame)
                            } else {
                                Value::None
                            };
                            let value = pop(&mut frame);
                            here!();
                            let text = ok!(self.format_field(
                                &value,
                                conversion,
                                spec.as_str().unwrap_or_default()
                            ));
                            frame.stack.push(text);
                        }
                        Op::BuildClass => {
                            let build = self.builtins.get_str("__build_class__");
                            frame.stack.push(build.unwrap_or(Value::None));
                        }
                        Op::MakeFunction(flags) => {
                            let func = make_function(&mut frame, flags);
                            frame.stack.push(func);
                        }
                        Op::Raise(count) => {
                            here!();
                            let cause = if count == 2 {
                                Some(pop(&mut frame))
                            } else {
                                None
                            };
                            if count == 0 {
                                let current = self.exc.clone();
                                if current.is_none() {
                                    break 'fail ok_err(self.raise::<()>(
                                        "RuntimeError",
                                        "No active exception to reraise",
                                    ));
                                }
                                again = true;
                                break 'fail Stop::Raise(current);
                            }
                            let value = pop(&mut frame);
                            let exception = ok!(self.to_exception(value));
                            if let Some(cause) = cause {
                                ok!(self.set_cause(&exception, cause));
                            }
                            break 'fail Stop::Raise(exception);
                        }
                        Op::Reraise => {
                            let exception = pop(&mut frame);
                            again = true;
                            break 'fail Stop::Raise(exception);
                        }
                        Op::SetupFinally(handler) => {
                            let depth = frame.stack.len() as u32;
                            frame.blocks.push(Block {
                                handler,
                                depth,
                                handling: false,
                            });
                        }
                        Op::SetupWith(handler) => {
                            let depth = frame.stack.len().saturating_sub(1) as u32;
                            frame.blocks.push(Block {
                                handler,
                                depth,
                                handling: false,
                            });
                        }
                        Op::PopBlock => {
                            frame.blocks.pop();
                        }
                        Op::PopExcept => self.pop_handler(&mut frame),
                        Op::Match => {
                            let class = pop(&mut frame);
                            let exception = pop(&mut frame);
                            let fits = ok!(self.catches(&exception, &class));
                            frame.stack.push(Value::Bool(fits));
                        }
                        Op::MatchGroup => {
                            let class = pop(&mut frame);
                            let rest = pop(&mut frame);
                            let (matched, rest) = ok!(self.split_group(&rest, &class));
                            frame.stack.push(rest);
                            if !matched.is_none() {
                                self.exc = matched.clone();
                            }
                            frame.stack.push(matched);
                        }
                        Op::EndGroup => {
                            let rest = pop(&mut frame);
                            let raised = pop(&mut frame);
                            let whole = pop(&mut frame);
                            let value = ok!(self.end_group(&whole, &raised, rest));
                            frame.stack.push(value);
                        }
                        Op::Enter => {
                            let manager = pop(&mut frame);
                            here!();
                            let (exit, enter) = ok!(self.context(&manager, false));
                            frame.stack.push(exit);
                            called!(ok!(self.begin(
                                &enter,
                                Vec::from([manager]),
                                Vec::new(),
                                Then::Push
                            )));
                        }
                        Op::AEnter => {
                            let manager = pop(&mut frame);
                            here!();
                            let (exit, enter) = ok!(self.context(&manager, true));
                            frame.stack.push(exit);
                            called!(ok!(self.begin(
                                &enter,
                                Vec::from([manager]),
                                Vec::new(),
                                Then::Push
                            )));
                        }
                        Op::ExitCall => {
                            let exception = top(&frame);
                            let exit = under(&frame, 3);
                            here!();
                            let class = Value::Class(self.types.of(&exception));
                            let trace = self.trace_of(&exception);
                            called!(ok!(self.begin(
                                &exit,
                                Vec::from([class, exception, trace]),
                                Vec::new(),
                                Then::Push
                            )));
                        }
                        Op::AssertionError => {
                            let class = self.types.exception("AssertionError");
                            frame.stack.push(Value::Class(class));
                        }
                        Op::Import(place, level) => {
                            let names = pop(&mut frame);
                            let name = name!(place);
                            here!();
                            let module = ok!(self.import(
                                name.as_str(),
                                level,
                                &names,
                                &frame.globals.clone()
                            ));
                            frame.stack.push(module);
                        }
                        Op::ImportFrom(place) => {
                            let name = name!(place);
                            let module = top(&frame);
                            here!();
                            let value = ok!(self.import_from(&module, &name));
                            frame.stack.push(value);
                        }
                        Op::ImportStar => {
                            let module = pop(&mut frame);
                            ok!(self.import_star(&module, &frame.globals.clone()));
                        }
                        Op::Annotations => {
                            let names = frame.names.as_ref().unwrap_or(&frame.globals);
                            let name = &self.names.annotations;
                            if names.get_name(name).is_none() {
                                names.set_name(name, Value::dict(Dict::default()));
                            }
                        }
                        Op::Annotate(place) => {
                            let value = pop(&mut frame);
                            let name = name!(place);
                            let names = frame.names.as_ref().unwrap_or(&frame.globals);
                            if let Some(Value::Dict(dict)) = names.get_name(&self.names.annotations)
                            {
                                dict.set_name(&name, value);
                            }
                        }
                        Op::MatchSequence => {
                            let value = top(&frame);
                            let fits = self.is_sequence(&value);
                            frame.stack.push(Value::Bool(fits));
                        }
                        Op::MatchMapping => {
                            let value = top(&frame);
                            let fits = self.is_mapping(&value);
                            frame.stack.push(Value::Bool(fits));
                        }
                        Op::MatchKeys => {
                            let keys = top(&frame);
                            let subject = under(&frame, 2);
                            let values = ok!(self.match_keys(&subject, &keys));
                            frame.stack.push(values);
                        }
                        Op::MatchClass(count) => {
                            let names = pop(&mut frame);
                            let class = pop(&mut frame);
                            let subject = pop(&mut frame);
                            here!();
                            let values =
                                ok!(self.match_class(&subject, &class, count as usize, &names));
                            frame.stack.push(values);
                        }
                        Op::Len => {
                            let value = top(&frame);
                            let length = ok!(self.len(&value));
                            frame.stack.push(Value::count(length));
                        }
                    }
                }
            };
            // Something was raised, or the thread has to wait.
            frame.pc = pc;
            let exception = match stop {
                Stop::Raise(exception) => exception,
                Stop::Park => {
                    self.frames.push(frame);
                    return Err(Stop::Park);
                }
                Stop::Halt => {
                    self.abandon(frame);
                    return Err(Stop::Halt);
                }
            };
            match self.unwind(frame, exception, again) {
                Ok(next) => {
                    frame = next;
                    code = frame.code.clone();
                    pc = frame.pc;
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Drops the frames down to the one that Rust waits for.
    fn abandon(&mut self, frame: Box<Frame>) {
        let mut at = Some(frame);
        while let Some(frame) = at {
            if let Some(generator) = &frame.generator {
                generator.running.set(false);
            }
            let rust = matches!(frame.then, Then::Stop);
            drop(frame);
            at = if rust { None } else { self.frames.pop() };
        }
    }

    /// Looks for the frame that handles an exception. `again`: the frame was in its traceback
    /// before.
    fn unwind(
        &mut self,
        mut frame: Box<Frame>,
        mut exception: Value,
        mut again: bool,
    ) -> R<Box<Frame>> {
        if !again {
            self.chain(&exception);
        }
        loop {
            if !again && let Some(data) = exc(&exception) {
                data.trace.borrow_mut().push(Entry {
                    code: frame.code.clone(),
                    place: frame.pc.saturating_sub(1),
                    globals: frame.globals.clone(),
                });
            }
            while let Some(block) = frame.blocks.pop() {
                if block.handling {
                    frame.stack.truncate(block.depth as usize + 1);
                    let before = pop(&mut frame);
                    self.exc = self.exc_before(&frame, before);
                    continue;
                }
                frame.stack.truncate(block.depth as usize);
                let before = core::mem::replace(&mut self.exc, exception.clone());
                frame.stack.push(before);
                frame.stack.push(exception);
                frame.blocks.push(Block {
                    handling: true,
                    ..block
                });
                frame.pc = block.handler as usize;
                if !super::pending_empty() {
                    self.finalize_pending();
                }
                return Ok(frame);
            }
            // It leaves the frame.
            if let Some(generator) = frame.generator.take() {
                generator.running.set(false);
                self.exc = frame.outer.clone();
                exception = self.out_of_generator(&generator, exception);
            }
            let then = core::mem::replace(&mut frame.then, Then::Push);
            if let Some(data) = exc(&exception) {
                let kept = |value: &&Value| super::kept_by_traceback(value);
                let held = frame.fast.iter().filter(kept).cloned();
                data.held.borrow_mut().extend(held);
            }
            self.recycle(frame);
            again = false;
            if !super::pending_empty() {
                self.finalize_pending();
            }
            match then {
                Then::Stop => return Err(Stop::Raise(exception)),
                then => {
                    let Some(next) = self.frames.pop() else {
                        return Err(Stop::Raise(exception));
                    };
                    frame = next;
                    // `next(generator, default)`: the end of the generator is the default.
                    if let Then::Next(Some(default)) = then
                        && self.is_exception(&exception, "StopIteration")
                    {
                        frame.stack.push(default);
                        return Ok(frame);
                    }
                }
            }
        }
    }

    /// `StopIteration` does not leave a generator: it would look like its end.
    fn out_of_generator(&mut self, generator: &Gen, exception: Value) -> Value {
        let noun = match generator.kind {
            GenKind::Generator => "generator",
            GenKind::Coroutine => "coroutine",
            GenKind::AsyncGen => "async generator",
        };
        let which = if self.is_exception(&exception, "StopIteration") {
            "StopIteration"
        } else if generator.kind == GenKind::AsyncGen
            && self.is_exception(&exception, "StopAsyncIteration")
        {
            "StopAsyncIteration"
        } else {
            return exception;
        };
        let class = self.types.exception("RuntimeError");
        let made = self.exception(
            &class,
            Vec::from([Value::str(alloc::format!("{noun} raised {which}"))]),
        );
        if let Some(data) = exc(&made) {
            data.cause.replace(Some(exception.clone()));
            data.context.replace(Some(exception));
            data.suppress.set(true);
        }
        made
    }

    /// The exception that was handled before a handler began.
    fn exc_before(&self, frame: &Frame, before: Value) -> Value {
        let outermost = frame.generator.is_some() && !frame.handles();
        if outermost {
            frame.outer.clone()
        } else {
            before
        }
    }

    /// Ends the handling of an exception.
    fn pop_handler(&mut self, frame: &mut Frame) {
        let before = pop(frame);
        frame.blocks.pop();
        self.exc = self.exc_before(frame, before);
    }

    /// A frame returned: who goes on.
    fn leave(&mut self, frame: &mut Frame, value: Value) -> R<Left> {
        let mut asynchronous = false;
        if let Some(generator) = frame.generator.take() {
            generator.running.set(false);
            self.exc = frame.outer.clone();
            asynchronous = generator.kind == GenKind::AsyncGen;
        }
        let then = core::mem::replace(&mut frame.then, Then::Push);
        if let Then::Stop = then {
            if asynchronous {
                return Err(ok_err(self.bare::<()>("StopAsyncIteration")))
                    .or_else(|stop| self.leave_raising(stop, frame));
            }
            return Ok(Left::Rust(Resumed::Returned(value)));
        }
        let Some(mut next) = self.frames.pop() else {
            return Ok(Left::Rust(Resumed::Returned(value)));
        };
        if asynchronous {
            // The end of an async generator is told by an exception, in the one who waits.
            let exception = match ok_err(self.bare::<()>("StopAsyncIteration")) {
                Stop::Raise(exception) => exception,
                stop => return Err(stop),
            };
            return self.unwind(next, exception, false).map(Left::Frame);
        }
        match then {
            Then::Push | Then::Stop => next.stack.push(value),
            Then::Drop => {}
            Then::Made(object) => {
                if !value.is_none() {
                    let text = alloc::format!(
                        "__init__() should return None, not '{}'",
                        self.type_name(&value).as_str()
                    );
                    let stop = ok_err(self.type_error::<()>(text));
                    return match stop {
                        Stop::Raise(exception) => {
                            self.unwind(next, exception, false).map(Left::Frame)
                        }
                        stop => Err(stop),
                    };
                }
                next.stack.push(object);
            }
            Then::ForIter(end) => {
                next.stack.pop();
                next.pc = end as usize;
            }
            Then::Send(end) => {
                next.stack.pop();
                next.stack.push(value);
                next.pc = end as usize;
            }
            Then::Next(Some(default)) => next.stack.push(default),
            Then::Next(None) => {
                let stop = self.stop_iteration(value);
                return match stop {
                    Stop::Raise(exception) => self.unwind(next, exception, false).map(Left::Frame),
                    stop => Err(stop),
                };
            }
            Then::Truth => {
                let truth = self.truth(&value)?;
                next.stack.push(Value::Bool(truth));
            }
        }
        Ok(Left::Frame(next))
    }

    fn leave_raising(&mut self, stop: Stop, _frame: &mut Frame) -> R<Left> {
        Err(stop)
    }

    /// A frame was set down: who goes on. `given`: a value of its own, and not one handed on from
    /// what it awaits.
    fn set_down(&mut self, mut frame: Box<Frame>, value: Value, given: bool) -> Left {
        let Some(generator) = frame.generator.take() else {
            return Left::Rust(Resumed::Returned(value));
        };
        generator.running.set(false);
        let outer = core::mem::replace(&mut frame.outer, Value::None);
        let own = core::mem::replace(&mut self.exc, outer);
        if frame.handles() {
            frame.own = own;
        }
        let then = core::mem::replace(&mut frame.then, Then::Push);
        let item = given && generator.kind == GenKind::AsyncGen;
        // `yield` leaves its value's place empty; `YieldOn` keeps the iterator on top.
        generator.frame.replace(Some(frame));
        if let Then::Stop = then {
            return Left::Rust(if item {
                Resumed::Returned(value)
            } else {
                Resumed::Yielded(value)
            });
        }
        let Some(mut next) = self.frames.pop() else {
            return Left::Rust(Resumed::Yielded(value));
        };
        match then {
            Then::Send(end) if item => {
                next.stack.pop();
                next.stack.push(value);
                next.pc = end as usize;
            }
            _ => next.stack.push(value),
        }
        Left::Frame(next)
    }

    /// Calls that go on with a frame which is there already: `next`, `send`, `throw`.
    fn special_call(&mut self, callee: &Value, args: &[Value]) -> Option<(Rc<Gen>, Input, Then)> {
        let (name, native, this) = match callee {
            Value::Native(native) if native.with.is_unbound() => {
                (native.name, native, args.first())
            }
            Value::Bound(bound) => match &bound.func {
                Value::Native(native) if native.owner.borrow().is_some() => {
                    (native.name, native, Some(&bound.this))
                }
                _ => return None,
            },
            _ => return None,
        };
        let Some(Value::Gen(generator)) = this else {
            return None;
        };
        let method = native.owner.borrow().is_some();
        if generator.kind != GenKind::Generator || generator.running.get() || generator.is_over() {
            return None;
        }
        let rest: &[Value] = match (callee, method) {
            (Value::Bound(_), _) => args,
            _ => args.get(1..).unwrap_or_default(),
        };
        match (name, method, rest) {
            ("next", false, []) | ("__next__", true, []) => Some((
                generator.clone(),
                Input::Send(Value::None),
                Then::Next(None),
            )),
            ("next", false, [default]) => Some((
                generator.clone(),
                Input::Send(Value::None),
                Then::Next(Some(default.clone())),
            )),
            ("send", true, [value]) if generator.started.get() || value.is_none() => Some((
                generator.clone(),
                Input::Send(value.clone()),
                Then::Next(None),
            )),
            _ => None,
        }
    }

    /// Between two slices.
    fn tick(&mut self) -> R<()> {
        self.refuel();
        self.slices += 1;
        if let Some(left) = &mut self.allowance {
            *left = left.saturating_sub(u64::from(SLICE));
            if *left == 0 {
                return Err(Stop::Halt);
            }
        }
        if self.stopped {
            return Err(Stop::Halt);
        }
        super::super::modules::between_slices(self)
    }

    fn unbound(&mut self, code: &Code, place: u32) -> Stop {
        let name = code
            .locals
            .get(place as usize)
            .map_or("?", |name| name.as_str());
        let text = alloc::format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        ok_err(self.raise::<()>("UnboundLocalError", text))
    }

    fn unbound_cell(&mut self, code: &Code, place: u32) -> Stop {
        let own = code.cells.get(place as usize);
        match own {
            Some(name) => {
                let text = alloc::format!(
                    "cannot access local variable '{}' where it is not associated with a value",
                    name.as_str()
                );
                ok_err(self.raise::<()>("UnboundLocalError", text))
            }
            None => {
                let name = code
                    .frees
                    .get((place as usize).saturating_sub(code.cells.len()))
                    .map_or("?", |name| name.as_str());
                let text = alloc::format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                );
                ok_err(self.raise::<()>("NameError", text))
            }
        }
    }

    fn no_name(&mut self, name: &Rc<Str>) -> Stop {
        let class = self.types.exception("NameError");
        let text = alloc::format!("name '{}' is not defined", name.as_str());
        let exception = self.exception(&class, Vec::from([Value::str(text)]));
        if let Value::Instance(instance) = &exception {
            instance.attrs.set_str("name", Value::Str(name.clone()));
        }
        Stop::Raise(exception)
    }
}

/// What sending to an iterator in Rust came to.
pub enum Sent {
    /// A generator's frame goes on.
    Resume(Rc<Gen>, Input),
    /// It gave this.
    Yield(Value),
    /// It is over, with this.
    Return(Value),
}

/// The error of what is one.
pub fn ok_err<T>(result: R<T>) -> Stop {
    result.err().unwrap_or(Stop::Halt)
}

fn frame_mut(frame: &mut Box<Frame>) -> &mut Frame {
    frame
}

fn rotate(frame: &mut Frame, count: usize) {
    let from = frame.stack.len().saturating_sub(count);
    if let Some(part) = frame.stack.get_mut(from..) {
        part.rotate_right(1);
    }
}

fn take(frame: &mut Frame, count: u32) -> Vec<Value> {
    let from = frame.stack.len().saturating_sub(count as usize);
    frame.stack.split_off(from)
}

fn quick(op: BinOp, one: i64, other: i64) -> Option<i64> {
    match op {
        BinOp::Add => one.checked_add(other),
        BinOp::Sub => one.checked_sub(other),
        BinOp::Mul => one.checked_mul(other),
        BinOp::And => Some(one & other),
        BinOp::Or => Some(one | other),
        BinOp::Xor => Some(one ^ other),
        BinOp::FloorDiv if other > 0 => Some(one.div_euclid(other)),
        BinOp::Mod if other > 0 => Some(one.rem_euclid(other)),
        _ => None,
    }
}

fn quick_float(op: BinOp, one: f64, other: f64) -> Option<f64> {
    match op {
        BinOp::Add => Some(one + other),
        BinOp::Sub => Some(one - other),
        BinOp::Mul => Some(one * other),
        BinOp::Div if other != 0.0 => Some(one / other),
        _ => None,
    }
}

fn compare_ints(op: CmpOp, one: i64, other: i64) -> bool {
    match op {
        CmpOp::Eq => one == other,
        CmpOp::Ne => one != other,
        CmpOp::Lt => one < other,
        CmpOp::Le => one <= other,
        CmpOp::Gt => one > other,
        CmpOp::Ge => one >= other,
    }
}

/// The next item where nothing of the program's has to run.
fn quick_next(iter: &Iter) -> Next {
    let mut state = iter.state.borrow_mut();
    match &mut *state {
        IterState::Range(at, left, step) => {
            if *left == 0 {
                return Next::Over;
            }
            let value = *at;
            *left -= 1;
            *at = at.wrapping_add(*step);
            Next::Item(Value::Int(value))
        }
        IterState::List(list) => {
            let at = iter.at.get();
            let item = list.0.borrow().get(at).cloned();
            match item {
                Some(value) => {
                    iter.at.set(at + 1);
                    Next::Item(value)
                }
                None => {
                    *state = IterState::Done;
                    Next::Over
                }
            }
        }
        IterState::Tuple(tuple) => {
            let at = iter.at.get();
            match tuple.0.get(at) {
                Some(value) => {
                    iter.at.set(at + 1);
                    Next::Item(value.clone())
                }
                None => Next::Over,
            }
        }
        _ => Next::Slow,
    }
}

fn make_function(frame: &mut Frame, flags: u32) -> Value {
    let Value::Code(code) = pop(frame) else {
        return Value::None;
    };
    let closure = if flags & 8 != 0 {
        pop(frame)
    } else {
        Value::None
    };
    let annotations = if flags & 4 != 0 {
        Some(pop(frame))
    } else {
        None
    };
    let kwdefaults = if flags & 2 != 0 {
        Some(pop(frame))
    } else {
        None
    };
    let defaults = if flags & 1 != 0 {
        pop(frame)
    } else {
        Value::None
    };
    let cells = super::args::items(&closure)
        .iter()
        .filter_map(|cell| match cell {
            Value::Cell(cell) => Some(cell.clone()),
            _ => None,
        });
    let told = Rc::new(Dict::default());
    if let Some(annotations) = annotations {
        told.set_str("__annotations__", annotations);
    }
    Value::Func(Rc::new(Func {
        globals: frame.globals.clone(),
        defaults: RefCell::new(super::args::items(&defaults).to_vec()),
        kwdefaults: RefCell::new(kwdefaults.and_then(|dict| match dict {
            Value::Dict(dict) => Some(dict),
            _ => None,
        })),
        closure: cells.collect(),
        name: RefCell::new(code.name.clone()),
        qualname: RefCell::new(code.qualname.clone()),
        attrs: Rc::default(),
        told,
        code,
    }))
}
