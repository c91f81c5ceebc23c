//! Exceptions.

use super::{R, Vm};
use crate::python::code::Code;
use crate::python::object::{Class, Instance, Payload, Value};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// Why a step did not come to its end.
#[derive(Clone)]
pub enum Stop {
    /// An exception: an instance of a class that inherits from `BaseException`. In a box, so that
    /// in a browser a result is no larger than a value.
    Raise(Box<Value>),
    /// The thread that runs has to wait. Its frames stay as they are; what it waits for is known
    /// to the one who asked.
    Park,
    /// The program is over, whatever it would still do.
    Halt,
}

impl Stop {
    /// An exception goes up from here.
    pub fn raise(exception: Value) -> Self {
        Self::Raise(Box::new(exception))
    }
}

/// One line of a traceback.
#[derive(Clone)]
pub struct Entry {
    /// What ran.
    pub code: Rc<Code>,
    /// Which instruction.
    pub place: usize,
    /// The names of its module.
    pub globals: Rc<crate::python::object::Dict>,
}

/// What an exception holds besides its attributes.
#[derive(Default)]
pub struct Exc {
    /// `args`.
    pub args: RefCell<Vec<Value>>,
    /// `__cause__`.
    pub cause: RefCell<Option<Value>>,
    /// `__context__`.
    pub context: RefCell<Option<Value>>,
    /// `__suppress_context__`.
    pub suppress: Cell<bool>,
    /// `__traceback__`, innermost first.
    pub trace: RefCell<Vec<Entry>>,
    /// The exceptions of a group.
    pub members: RefCell<Vec<Value>>,
    /// Coroutines that were local variables of the frames in its traceback: those frames live as
    /// long as it does.
    pub held: RefCell<Vec<Value>>,
}

impl Drop for Exc {
    fn drop(&mut self) {
        let mut held = core::mem::take(self.args.get_mut());
        held.append(self.members.get_mut());
        held.append(self.held.get_mut());
        held.extend(self.cause.take());
        held.extend(self.context.take());
        crate::python::object::let_go_values(held);
    }
}

impl Exc {
    /// With these arguments, and nothing else yet.
    pub fn of(args: Vec<Value>) -> Self {
        let data = Self::default();
        data.args.replace(args);
        data
    }
}

impl Vm {
    /// An exception of a class, with its arguments.
    pub fn exception(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Value {
        let data = Exc::of(args);
        let payload = Payload::Native(Box::new(data));
        Value::Instance(Rc::new(Instance::new(class.clone(), payload)))
    }

    /// Raises a builtin exception, by its name.
    pub fn raise<T>(&mut self, class: &str, text: impl Into<String>) -> R<T> {
        let class = self.types.exception(class);
        let text: String = text.into();
        let exception = self.exception(&class, Vec::from([Value::str(text)]));
        Err(Stop::raise(exception))
    }

    /// `TypeError`.
    pub fn type_error<T>(&mut self, text: impl Into<String>) -> R<T> {
        self.raise("TypeError", text)
    }

    /// `ValueError`.
    pub fn value_error<T>(&mut self, text: impl Into<String>) -> R<T> {
        self.raise("ValueError", text)
    }

    /// `StopIteration`, with what the iterator returned.
    pub fn stop_iteration(&mut self, value: Value) -> Stop {
        let class = self.types.exception("StopIteration");
        let args = if value.is_none() {
            Vec::new()
        } else {
            Vec::from([value])
        };
        Stop::raise(self.exception(&class, args))
    }

    /// An exception of a class without a message.
    pub fn bare<T>(&mut self, class: &str) -> R<T> {
        let class = self.types.exception(class);
        Err(Stop::raise(self.exception(&class, Vec::new())))
    }

    /// `KeyError` with the key.
    pub fn key_error<T>(&mut self, key: Value) -> R<T> {
        let class = self.types.exception("KeyError");
        Err(Stop::raise(self.exception(&class, Vec::from([key]))))
    }

    /// Whether an exception is of a builtin class.
    pub fn is_exception(&mut self, exception: &Value, class: &str) -> bool {
        let class = self.types.exception(class);
        self.is_a(exception, &class)
    }

    /// The exception, if it is a `StopIteration`: then its value.
    pub fn stopped_with(&mut self, stop: Stop) -> R<Value> {
        match stop {
            Stop::Raise(exception) if self.is_exception(&exception, "StopIteration") => {
                Ok(exc(&exception)
                    .and_then(|data| data.args.borrow().first().cloned())
                    .unwrap_or(Value::None))
            }
            other => Err(other),
        }
    }

    /// Nothing where it is the end of an iteration.
    pub fn end_of_iteration(&mut self, stop: Stop) -> R<Option<Value>> {
        self.stopped_with(stop).map(|_| None)
    }

    /// What `raise value` raises: an instance, made if it is a class.
    pub fn to_exception(&mut self, value: Value) -> R<Value> {
        let base = self.types.exception("BaseException");
        match &value {
            Value::Class(class) if class.inherits(&base) => {
                let made = self.call(&value, Vec::new(), Vec::new())?;
                match self.is_a(&made, &base) {
                    true => Ok(made),
                    false => self.type_error(alloc::format!(
                        "calling {} should have returned an instance of BaseException, not {}",
                        self.types.of(&value).name().as_str(),
                        self.type_name(&made).as_str()
                    )),
                }
            }
            Value::Instance(_) if self.is_a(&value, &base) => Ok(value),
            _ => self.type_error("exceptions must derive from BaseException"),
        }
    }

    /// `raise value from cause`.
    pub fn set_cause(&mut self, exception: &Value, cause: Value) -> R<()> {
        let cause = match cause {
            Value::None => None,
            cause => {
                let base = self.types.exception("BaseException");
                let fits = match &cause {
                    Value::Class(class) => class.inherits(&base),
                    other => self.is_a(other, &base),
                };
                if !fits {
                    return self.type_error("exception causes must derive from BaseException");
                }
                Some(self.to_exception(cause)?)
            }
        };
        if let Some(data) = exc(exception) {
            data.cause.replace(cause);
            data.suppress.set(true);
        }
        Ok(())
    }

    /// Notes the exception being handled as the context of a new one.
    pub fn chain(&mut self, exception: &Value) {
        let handled = self.exc.clone();
        if handled.is_none() || handled.is(exception) {
            return;
        }
        // It may come from code that Rust called, and know of what was handled there.
        let mut at = exc(exception).and_then(|data| data.context.borrow().clone());
        for _ in 0..10_000 {
            let Some(known) = at else { break };
            if known.is(&handled) {
                return;
            }
            at = exc(&known).and_then(|data| data.context.borrow().clone());
        }
        // The chain must not lead back to the new one.
        let mut at = handled.clone();
        for _ in 0..10_000 {
            let next = exc(&at).and_then(|data| data.context.borrow().clone());
            match next {
                Some(next) if next.is(exception) => {
                    if let Some(data) = exc(&at) {
                        data.context.replace(None);
                    }
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(data) = exc(exception) {
            data.context.replace(Some(handled));
        }
    }

    /// Whether an exception is caught by a class or a tuple of classes.
    pub fn catches(&mut self, exception: &Value, class: &Value) -> R<bool> {
        match class {
            Value::Class(class) => {
                let base = self.types.exception("BaseException");
                if !class.inherits(&base) {
                    return self.type_error(
                        "catching classes that do not inherit from BaseException is not allowed",
                    );
                }
                Ok(self.is_a(exception, class))
            }
            Value::Tuple(classes) => {
                for class in &classes.0 {
                    self.inward()?;
                    let caught = self.catches(exception, class);
                    self.outward();
                    if caught? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => self.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ),
        }
    }
}

/// What an exception holds.
pub fn exc(value: &Value) -> Option<&Exc> {
    match value {
        Value::Instance(instance) => instance.native::<Exc>(),
        _ => None,
    }
}
