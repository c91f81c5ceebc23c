//! Variables: of modules, of classes, and shared ones.

use super::ok_err;
use crate::python::code::Code;
use crate::python::object::{Cell, Dict, Str, Value};
use crate::python::vm::{Frame, R, Stop, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

impl Vm {
    /// What a name stands for, in a module or a class.
    pub(super) fn named(&mut self, frame: &Frame, name: &Rc<Str>) -> R {
        let own = frame.names.as_ref().and_then(|names| names.get_name(name));
        let value = own
            .or_else(|| frame.globals.get_name(name))
            .or_else(|| self.builtins.get_name(name));
        value.ok_or_else(|| self.no_name(name))
    }

    /// Sets a name of a module or a class.
    pub(super) fn set_name(&mut self, frame: &mut Frame, name: &Rc<Str>) -> R<()> {
        let value = frame.pop();
        match (&frame.space, &frame.names) {
            (Some(space), _) => {
                let space = space.clone();
                return self.set_subscript(&space, &Value::Str(name.clone()), value);
            }
            (None, Some(names)) => names.set_name(name, value),
            (None, None) => frame.globals.set_name(name, value),
        }
        Ok(())
    }

    /// `del`, in a module or a class.
    pub(super) fn delete_name(&mut self, names: &Dict, name: &Rc<Str>) -> R<()> {
        match names.remove_name(name) {
            Some(_) => Ok(()),
            None => Err(self.no_name(name)),
        }
    }

    /// `del` of a local variable.
    pub(super) fn delete_fast(&mut self, frame: &mut Frame, place: u32) -> R<()> {
        let slot = frame.fast.get_mut(place as usize);
        let before = slot.map(|slot| core::mem::replace(slot, Value::Unbound));
        match before {
            Some(Value::Unbound) | None => Err(self.unbound(&frame.code, place)),
            Some(_) => Ok(()),
        }
    }

    /// `del` of a shared variable.
    pub(super) fn delete_shared(&mut self, frame: &Frame, place: u32) -> R<()> {
        let cell = frame.cells.get(place as usize);
        let before = cell.map(|cell| cell.0.replace(Value::Unbound));
        match before {
            Some(Value::Unbound) | None => Err(self.unbound_cell(&frame.code, place)),
            Some(_) => Ok(()),
        }
    }

    /// A shared variable, seen from a class, which may have a name of its own for it.
    pub(super) fn shared_in_class(&mut self, frame: &Frame, place: u32) -> R {
        let code = &frame.code;
        let free = (place as usize).saturating_sub(code.cells.len());
        let name = code.frees.get(free);
        let own = name.and_then(|name| frame.names.as_ref()?.get_name(name));
        let value = own.or_else(|| {
            let cell = frame.cells.get(place as usize)?;
            Some(cell.0.borrow().clone())
        });
        match value {
            Some(Value::Unbound) | None => Err(self.unbound_cell(code, place)),
            Some(value) => Ok(value),
        }
    }

    /// Begins on the annotations of a module or a class.
    pub(super) fn annotations(&self, frame: &Frame) {
        let names = frame.names.as_ref().unwrap_or(&frame.globals);
        let name = &self.names.annotations;
        if names.get_name(name).is_none() {
            names.set_name(name, Value::dict(Dict::default()));
        }
    }

    /// Annotates a name of a module or a class.
    pub(super) fn annotate(&self, frame: &Frame, name: &Rc<Str>, value: Value) {
        let names = frame.names.as_ref().unwrap_or(&frame.globals);
        if let Some(Value::Dict(dict)) = names.get_name(&self.names.annotations) {
            dict.set_name(name, value);
        }
    }

    /// The error of a local variable that is not set.
    pub(super) fn unbound(&mut self, code: &Code, place: u32) -> Stop {
        let name = code
            .locals
            .get(place as usize)
            .map_or("?", |name| name.as_str());
        let text = alloc::format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        ok_err(self.raise::<()>("UnboundLocalError", text))
    }

    /// The error of a shared variable that is not set.
    pub(super) fn unbound_cell(&mut self, code: &Code, place: u32) -> Stop {
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

    /// The error of a name that nothing has.
    pub(super) fn no_name(&mut self, name: &Rc<Str>) -> Stop {
        let class = self.types.exception("NameError");
        let text = alloc::format!("name '{}' is not defined", name.as_str());
        let exception = self.exception(&class, Vec::from([Value::str(text)]));
        if let Value::Instance(instance) = &exception {
            instance
                .attrs
                .borrow()
                .set_str("name", Value::Str(name.clone()));
        }
        Stop::raise(exception)
    }
}

/// The variable itself, that functions share.
pub(super) fn shared(frame: &Frame, place: u32) -> Value {
    let cell = frame.cells.get(place as usize).cloned();
    Value::Cell(cell.unwrap_or_else(|| Rc::new(Cell(RefCell::new(Value::Unbound)))))
}
