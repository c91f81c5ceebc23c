//! Calls.

use super::{Frame, Given, R, Stop, Then, Vm};
use crate::python::object::{
    Class, Func, Gen, GenKind, Instance, Keywords, Layout, Native, Payload, Str, Value, Wrapper,
};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// What a call came to: a value, or a frame that has to run first.
pub enum Called {
    /// A value.
    Value(Value),
    /// A frame; what becomes of its value is in it.
    Frame(Box<Frame>),
}

impl Vm {
    /// Calls anything from Rust and waits for what it gives.
    ///
    /// # Errors
    /// What the function raises; `RecursionError` where Rust and Python call each other too
    /// deeply.
    pub fn call(&mut self, callee: &Value, args: Vec<Value>, kw: Given) -> R {
        match self.begin(callee, args, kw, Then::Stop)? {
            Called::Value(value) => Ok(value),
            Called::Frame(frame) => self.run_nested(frame),
        }
    }

    /// Calls with positional arguments.
    pub fn call_with(&mut self, callee: &Value, args: &[Value]) -> R {
        self.call(callee, args.to_vec(), Vec::new())
    }

    /// Calls a method of a value; `None` where its class has none of this name.
    pub fn call_special(
        &mut self,
        this: &Value,
        name: &Rc<Str>,
        args: &[Value],
    ) -> R<Option<Value>> {
        let class = self.types.of(this);
        let Some(method) = self.find_in(&class, name) else {
            return Ok(None);
        };
        if method.is_none() {
            return Ok(None);
        }
        self.call_found(method, this, args).map(Some)
    }

    /// Calls what was found in the class of `this`.
    pub fn call_found(&mut self, method: Value, this: &Value, args: &[Value]) -> R {
        match method {
            Value::Func(_) | Value::Native(_) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(this.clone());
                all.extend_from_slice(args);
                self.call(&method, all, Vec::new())
            }
            other => {
                let class = self.types.of(this);
                let bound = self.bind_found(other, Some(this), &class)?;
                self.call(&bound, args.to_vec(), Vec::new())
            }
        }
    }

    /// Begins a call: what is written in Rust is done at once.
    pub fn begin(
        &mut self,
        callee: &Value,
        mut args: Vec<Value>,
        kw: Given,
        then: Then,
    ) -> R<Called> {
        match callee {
            Value::Func(func) => self.begin_func(func, args.into_iter(), kw, then),
            Value::Native(native) => {
                if !native.with.is_unbound() {
                    args.insert(0, native.with.clone());
                }
                self.call_native(native, &args, &kw).map(Called::Value)
            }
            Value::Bound(bound) => {
                args.insert(0, bound.this.clone());
                self.begin(&bound.func, args, kw, then)
            }
            Value::Class(class) => self.begin_class(class, args, kw, then),
            Value::Wrapped(wrapped) if wrapped.kind == Wrapper::Static => {
                let mut inner = &wrapped.func;
                while let Value::Wrapped(wrapped) = inner
                    && wrapped.kind == Wrapper::Static
                {
                    inner = &wrapped.func;
                }
                self.begin(inner, args, kw, then)
            }
            Value::Instance(instance) => {
                let class = instance.class();
                let name = self.names.call.clone();
                match self.find_in(&class, &name) {
                    Some(method @ (Value::Func(_) | Value::Native(_))) => {
                        args.insert(0, callee.clone());
                        self.begin(&method, args, kw, then)
                    }
                    Some(other) => {
                        let bound = self.bind_found(other, Some(callee), &class)?;
                        self.begin(&bound, args, kw, then)
                    }
                    None => self.not_callable(callee),
                }
            }
            other => self.not_callable(other),
        }
    }

    fn not_callable<T>(&mut self, value: &Value) -> R<T> {
        let name = self.type_name(value);
        self.type_error(alloc::format!("'{}' object is not callable", name.as_str()))
    }

    /// Calls a function in Rust.
    pub fn call_native(&mut self, native: &Native, args: &[Value], kw: &[(Rc<Str>, Value)]) -> R {
        let owner = native.owner.borrow().clone();
        if let Some(class) = owner {
            self.check_owner(native, &class, args.first())?;
        }
        if !kw.is_empty() && native.keywords != Keywords::Own {
            let merged = self.merge_keywords(native, args, kw)?;
            return self.enter_native(native, &merged, &[]);
        }
        self.check_arity(native, args.len())?;
        self.enter_native(native, args, kw)
    }

    /// Functions in Rust that call each other take the host's stack.
    fn enter_native(&mut self, native: &Native, args: &[Value], kw: &[(Rc<Str>, Value)]) -> R {
        if self.inward().is_err() {
            return self.raise("RecursionError", "maximum recursion depth exceeded");
        }
        let given = (native.call)(self, args, kw);
        self.outward();
        given
    }

    fn check_owner(&mut self, native: &Native, class: &Rc<Class>, this: Option<&Value>) -> R<()> {
        let text = match this {
            Some(this) if self.is_a(this, class) => return Ok(()),
            Some(this) if native.name.starts_with("__") => alloc::format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                native.name,
                class.name().as_str(),
                self.type_name(this).as_str()
            ),
            Some(this) => alloc::format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                native.name,
                class.name().as_str(),
                self.type_name(this).as_str()
            ),
            None if native.name.starts_with("__") => alloc::format!(
                "descriptor '{}' of '{}' object needs an argument",
                native.name,
                class.name().as_str()
            ),
            None => alloc::format!(
                "unbound method {}.{}() needs an argument",
                class.name().as_str(),
                native.name
            ),
        };
        self.type_error(text)
    }

    /// Makes the frame of a call, or the generator that the call makes.
    pub fn begin_func(
        &mut self,
        func: &Rc<Func>,
        args: impl ExactSizeIterator<Item = Value>,
        kw: Given,
        then: Then,
    ) -> R<Called> {
        let mut frame = self.frame(&func.code, &func.globals, then);
        if let Err(stop) = self.bind(func, &mut frame, args, kw) {
            self.recycle(frame);
            return Err(stop);
        }
        let Some(kind) = func.code.kind else {
            return Ok(Called::Frame(frame));
        };
        let then = core::mem::replace(&mut frame.then, Then::Push);
        let made = self.generator(kind, func, frame);
        match then {
            Then::Made(_) => {
                let text = alloc::format!(
                    "__init__() should return None, not '{}'",
                    self.type_name(&made).as_str()
                );
                self.type_error(text)
            }
            _ => Ok(Called::Value(made)),
        }
    }

    fn generator(&mut self, kind: GenKind, func: &Func, frame: Box<Frame>) -> Value {
        Value::Gen(Rc::new(Gen {
            kind,
            frame: RefCell::new(Some(frame)),
            running: Cell::new(false),
            started: Cell::new(false),
            name: RefCell::new(func.name.borrow().clone()),
            qualname: RefCell::new(func.qualname.borrow().clone()),
            code: func.code.clone(),
            hooked: Cell::new(false),
        }))
    }

    /// Calls a class: `__new__`, then `__init__`.
    fn begin_class(
        &mut self,
        class: &Rc<Class>,
        args: Vec<Value>,
        kw: Given,
        then: Then,
    ) -> R<Called> {
        if let Some(meta) = &class.meta {
            let name = self.names.call.clone();
            let found = self.find_in(meta, &name);
            if let Some(method @ Value::Func(_)) = found {
                let mut all = Vec::from([Value::Class(class.clone())]);
                all.extend(args);
                return self.begin(&method, all, kw, then);
            }
        }
        self.make_object(class, args, kw, then)
    }

    /// What `type.__call__` does, to its end.
    pub fn make_whole(&mut self, class: &Rc<Class>, args: Vec<Value>, kw: Given) -> R {
        match self.make_object(class, args, kw, Then::Stop)? {
            Called::Value(value) => Ok(value),
            Called::Frame(frame) => self.run_nested(frame),
        }
    }

    /// What `type.__call__` does.
    pub fn make_object(
        &mut self,
        class: &Rc<Class>,
        args: Vec<Value>,
        kw: Given,
        then: Then,
    ) -> R<Called> {
        if Rc::ptr_eq(class, &self.types.type_) && args.len() == 1 && kw.is_empty() {
            let of = args.first().map(|value| self.types.of(value));
            return Ok(Called::Value(Value::option(of.map(Value::Class))));
        }
        let (new_name, init_name) = (self.names.new.clone(), self.names.init.clone());
        let new = self.find_in(class, &new_name);
        let init = self.find_in(class, &init_name);
        let object = match new {
            Some(new @ Value::Wrapped(_)) | Some(new @ Value::Func(_)) => {
                let new = match &new {
                    Value::Wrapped(wrapped) => wrapped.func.clone(),
                    other => other.clone(),
                };
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(Value::Class(class.clone()));
                all.extend(args.iter().cloned());
                self.call(&new, all, kw.clone())?
            }
            Some(Value::Native(new)) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(Value::Class(class.clone()));
                all.extend(args.iter().cloned());
                self.call_native(&new, &all, &kw)?
            }
            _ => {
                // `object.__new__`: arguments are for `__init__`, if it takes any.
                if class.layout != Layout::Object {
                    let text =
                        alloc::format!("cannot create '{}' instances", class.name().as_str());
                    return self.type_error(text);
                }
                if init.is_none() && !(args.is_empty() && kw.is_empty()) {
                    let text = alloc::format!("{}() takes no arguments", class.name().as_str());
                    return self.type_error(text);
                }
                self.check_abstract(class)?;
                Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Nothing)))
            }
        };
        // The object has the say, which may be of a derived class.
        let made = self.types.of(&object);
        let init = match alloc::rc::Rc::ptr_eq(&made, class) {
            true => init,
            false => self.find_in(&made, &init_name),
        };
        let of_class = match &object {
            Value::Instance(instance) => instance.class.borrow().inherits(class),
            Value::Class(_) => self.is_a(&object, class),
            _ => false,
        };
        match init {
            Some(init @ (Value::Func(_) | Value::Native(_))) if of_class => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(object.clone());
                all.extend(args);
                let stops = matches!(then, Then::Stop);
                if stops {
                    let given = self.call(&init, all, kw)?;
                    self.check_init(&given)?;
                    return Ok(Called::Value(object));
                }
                match self.begin(&init, all, kw, Then::Made(object.clone()))? {
                    Called::Frame(frame) => Ok(Called::Frame(frame)),
                    Called::Value(_) => Ok(Called::Value(object)),
                }
            }
            _ => Ok(Called::Value(object)),
        }
    }

    /// Complains where `__init__` returned something.
    pub fn check_init(&mut self, given: &Value) -> R<()> {
        if given.is_none() {
            return Ok(());
        }
        let text = alloc::format!(
            "__init__() should return None, not '{}'",
            self.type_name(given).as_str()
        );
        self.type_error(text)
    }

    /// Complains where a class has methods that are still abstract.
    pub fn check_abstract(&mut self, class: &Rc<Class>) -> R<()> {
        let name = self.names.abstract_methods.clone();
        let Some(found) = class.find(&name) else {
            return Ok(());
        };
        let mut names: Vec<_> = self
            .collect(&found)?
            .iter()
            .filter_map(|name| name.as_str().map(alloc::string::String::from))
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let text = alloc::format!(
            "Can't instantiate abstract class {} with abstract method{plural} {}",
            class.name().as_str(),
            names.join(", ")
        );
        self.type_error(text)
    }

    /// Runs a frame to its end from within Rust.
    pub fn run_nested(&mut self, frame: Box<Frame>) -> R {
        if self.nesting >= super::DEEPEST_NESTING {
            self.recycle(frame);
            return self.raise("RecursionError", "maximum recursion depth exceeded");
        }
        self.nesting += 1;
        let caller = self.place.clone();
        self.outer.push((self.frames.len(), caller.clone()));
        let result = self.run(frame);
        self.outer.pop();
        // What comes of it is told of the one who called.
        self.place = caller;
        self.nesting -= 1;
        match result? {
            super::Resumed::Returned(value) | super::Resumed::Yielded(value) => Ok(value),
        }
    }

    /// The value of `stop`, where it is an exception.
    pub fn raised(&self, stop: &Stop) -> Option<Value> {
        match stop {
            Stop::Raise(exception) => Some(*exception.clone()),
            _ => None,
        }
    }
}
