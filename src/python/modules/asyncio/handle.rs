//! `asyncio.Handle` and `asyncio.TimerHandle`: callbacks that are to be called.

use super::{described, this};
use crate::python::builtins::add_methods;
use crate::python::modules::kit::data;
use crate::python::object::{Class, Value};
use crate::python::vm::Vm;
use crate::trace::WakeBy;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// A callback.
pub struct HandleData {
    /// Its loop.
    pub event_loop: Value,
    /// The context it is called in.
    pub context: Value,
    /// When it is due, in s on the loop's clock, where it is a timer's.
    pub when: Option<f64>,
    call: RefCell<Option<(Value, Vec<Value>)>>,
    cancelled: Cell<bool>,
    source: Option<WakeBy>,
}

impl HandleData {
    /// A callback; `source` is who asked for it, in the trace.
    pub fn new(
        event_loop: &Value,
        function: Value,
        args: Vec<Value>,
        context: Value,
        when: Option<f64>,
        source: Option<WakeBy>,
    ) -> Self {
        Self {
            event_loop: event_loop.clone(),
            context,
            when,
            call: RefCell::new(Some((function, args))),
            cancelled: Cell::new(false),
            source,
        }
    }

    /// What is to be called; nothing where it was cancelled.
    pub fn take(&self) -> Option<(Value, Vec<Value>)> {
        if self.cancelled.get() {
            return None;
        }
        self.call.borrow().clone()
    }

    /// In whose name it is called.
    pub fn source(&self) -> WakeBy {
        match self.when {
            Some(_) => WakeBy::Timer,
            None => self.source.unwrap_or(WakeBy::Unknown),
        }
    }
}

/// Whether a handle was cancelled.
pub fn is_cancelled(handle: &Value) -> bool {
    data::<HandleData>(handle).is_none_or(|data| data.cancelled.get())
}

/// What a callback is called in messages: its name, its arguments and where it is.
pub fn callback_text(vm: &mut Vm, function: &Value, handle: &Value) -> String {
    let args = data::<HandleData>(handle)
        .and_then(|data| data.call.borrow().as_ref().map(|(_, args)| args.clone()))
        .unwrap_or_default();
    described::callback(vm, function, &args)
}

/// Fills the class.
pub fn fill(class: &Rc<Class>) {
    add_methods(
        class,
        &[
            (
                "cancel",
                |_, args, _| {
                    if let Some(data) = data::<HandleData>(&this(args)) {
                        data.cancelled.set(true);
                        let call = data.call.take();
                        drop(call);
                    }
                    Ok(Value::None)
                },
                0,
                0,
            ),
            (
                "cancelled",
                |_, args, _| Ok(Value::Bool(is_cancelled(&this(args)))),
                0,
                0,
            ),
            (
                "__repr__",
                |vm, args, _| {
                    let this = this(args);
                    let name = vm.class_of(&this).name();
                    let mut text = String::from("<");
                    text.push_str(name.as_str());
                    if is_cancelled(&this) {
                        text.push_str(" cancelled");
                    }
                    if let Some(data) = data::<HandleData>(&this) {
                        if let Some(when) = data.when {
                            text.push_str(" when=");
                            text.push_str(&vm.repr(&Value::Float(when))?);
                        }
                        let call = data.call.borrow().clone();
                        if let Some((function, args)) = call {
                            text.push(' ');
                            text.push_str(&described::callback(vm, &function, &args));
                        }
                    }
                    text.push('>');
                    Ok(Value::str(text))
                },
                0,
                0,
            ),
        ],
    );
}

/// Fills the timers' class.
pub fn fill_timer(class: &Rc<Class>) {
    add_methods(
        class,
        &[(
            "when",
            |_, args, _| {
                let when = data::<HandleData>(&this(args)).and_then(|data| data.when);
                Ok(Value::Float(when.unwrap_or_default()))
            },
            0,
            0,
        )],
    );
}
