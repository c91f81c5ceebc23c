//! Calls, and the making of functions.

use crate::python::object::{Dict, Func, Gen, GenKind, Str, Value};
use crate::python::vm::args::items;
use crate::python::vm::{Called, Frame, Input, R, Stop, Then, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What a call began with.
pub(super) enum Begun {
    /// A value, or a frame of its own.
    Called(Called),
    /// A generator's frame, which is there already.
    Resume(Rc<Gen>, Input, Then),
}

impl Vm {
    /// Puts another frame in the place of the one that runs, which waits for it.
    pub(super) fn enter(&mut self, frame: &mut Box<Frame>, begun: Begun) -> R<()> {
        match begun {
            Begun::Called(Called::Value(value)) => frame.stack.push(value),
            Begun::Called(Called::Frame(next)) => {
                if self.frames.len() + 1 >= self.recursion_limit as usize {
                    self.recycle(next);
                    return self.raise("RecursionError", "maximum recursion depth exceeded");
                }
                let caller = core::mem::replace(frame, next);
                self.frames.push(caller);
            }
            Begun::Resume(generator, input, then) => {
                if let Some(thrown) = self.enter_generator(frame, &generator, input, then)? {
                    return Err(Stop::raise(thrown));
                }
            }
        }
        Ok(())
    }

    /// Keeps the frame's names for a function that asks for them.
    fn show(&mut self, frame: &Frame, callee: &Value) {
        if let Value::Native(native) = callee
            && native.sees
        {
            self.seen = Some(frame.seen());
        }
    }

    /// The function and the object in the object's place, or nothing and the bound method.
    pub(super) fn take_method(&mut self, frame: &mut Frame, name: &Rc<Str>) -> R<()> {
        let this = frame.pop();
        let (callee, first) = match self.method(&this, name) {
            Some(method) => (method, this),
            None => (Value::Unbound, self.attr(&this, name)?),
        };
        frame.stack.push(callee);
        frame.stack.push(first);
        Ok(())
    }

    /// A call of what is below so many arguments.
    pub(super) fn call_plain(&mut self, frame: &mut Frame, count: u32) -> R<Begun> {
        let base = frame.stack.len().saturating_sub(count as usize + 1);
        match frame.stack.get(base).cloned() {
            Some(Value::Func(func)) => {
                let args = frame.stack.drain(base + 1..);
                let called = self.begin_func(&func, args, Vec::new(), Then::Push)?;
                frame.stack.truncate(base);
                Ok(Begun::Called(called))
            }
            Some(callee) => {
                self.show(frame, &callee);
                let args = frame.stack.drain(base + 1..).collect();
                frame.stack.truncate(base);
                self.call_any(callee, args)
            }
            None => Err(Stop::Halt),
        }
    }

    /// A call of what [`Op::Method`](crate::python::code::Op::Method) left below so many
    /// arguments.
    pub(super) fn call_method(&mut self, frame: &mut Frame, count: u32) -> R<Begun> {
        let base = frame.stack.len().saturating_sub(count as usize + 2);
        let plain = matches!(frame.stack.get(base), Some(Value::Unbound));
        let (callee_at, from) = if plain {
            (base + 1, base + 2)
        } else {
            (base, base + 1)
        };
        match frame.stack.get(callee_at).cloned() {
            Some(Value::Native(native)) if native.with.is_unbound() && !self.in_green_thread() => {
                let args = frame.stack.get(from..).unwrap_or_default();
                let result = self.call_native(&native, args, &[]);
                if let Ok(_) | Err(Stop::Park) = &result {
                    frame.stack.truncate(base);
                }
                Ok(Begun::Called(Called::Value(result?)))
            }
            Some(Value::Func(func)) => {
                let args = frame.stack.drain(from..);
                let called = self.begin_func(&func, args, Vec::new(), Then::Push)?;
                frame.stack.truncate(base);
                Ok(Begun::Called(called))
            }
            Some(callee) => {
                let args = frame.stack.drain(from..).collect();
                frame.stack.truncate(base);
                self.call_any(callee, args)
            }
            None => Err(Stop::Halt),
        }
    }

    fn call_any(&mut self, mut callee: Value, mut args: Vec<Value>) -> R<Begun> {
        if self.in_green_thread() {
            self.in_steps(&mut callee, &mut args)?;
        }
        match self.special_call(&callee, &args) {
            Some((generator, input, then)) => Ok(Begun::Resume(generator, input, then)),
            None => {
                let called = self.begin(&callee, args, Vec::new(), Then::Push)?;
                Ok(Begun::Called(called))
            }
        }
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

    /// A call where the last of so many arguments are named.
    pub(super) fn call_named(&mut self, frame: &mut Frame, count: u32) -> R<Begun> {
        let names = frame.pop();
        let names = items(&names).to_vec();
        let mut args = frame.take(count);
        let values = args.split_off(args.len().saturating_sub(names.len()));
        let mut callee = frame.pop();
        self.show(frame, &callee);
        if self.in_green_thread() {
            self.in_steps(&mut callee, &mut args)?;
        }
        let kw = names.into_iter().zip(values);
        let kw = kw.filter_map(|(name, value)| match name {
            Value::Str(name) => Some((name, value)),
            _ => None,
        });
        let called = self.begin(&callee, args, kw.collect(), Then::Push)?;
        Ok(Begun::Called(called))
    }

    /// A call with a tuple, and a dictionary or not.
    pub(super) fn call_spread(&mut self, frame: &mut Frame, with_kw: bool) -> R<Begun> {
        let kw = with_kw.then(|| frame.pop());
        let args = frame.pop();
        let callee = frame.pop();
        self.show(frame, &callee);
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
        let Some(kw) = kw else {
            return self.type_error("keywords must be strings");
        };
        let called = self.begin(&callee, items(&args).to_vec(), kw, Then::Push)?;
        Ok(Begun::Called(called))
    }
}

/// `flags`: see [`Op::MakeFunction`](crate::python::code::Op::MakeFunction).
pub(super) fn make_function(frame: &mut Frame, flags: u32) -> Value {
    let Value::Code(code) = frame.pop() else {
        return Value::None;
    };
    let closure = if flags & 8 != 0 {
        frame.pop()
    } else {
        Value::None
    };
    let annotations = if flags & 4 != 0 {
        Some(frame.pop())
    } else {
        None
    };
    let kwdefaults = if flags & 2 != 0 {
        Some(frame.pop())
    } else {
        None
    };
    let defaults = if flags & 1 != 0 {
        frame.pop()
    } else {
        Value::None
    };
    let cells = items(&closure).iter().filter_map(|cell| match cell {
        Value::Cell(cell) => Some(cell.clone()),
        _ => None,
    });
    let told = Rc::new(Dict::default());
    if let Some(annotations) = annotations {
        told.set_str("__annotations__", annotations);
    }
    Value::Func(Rc::new(Func {
        globals: frame.globals.clone(),
        defaults: RefCell::new(items(&defaults).to_vec()),
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
