//! Attributes of builtin values that are no methods.

use super::{bytes, collections, exceptions, generics};
use crate::python::code::Code;
use crate::python::object::{Dict, Gen, GenKind, Instance, Payload, Str, Value, Wrapper};
use crate::python::vm::{Entry, R, Trace, Vm, whole};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// What a frame object shows.
struct Shown {
    at: Entry,
    /// Its variables, where they could be seen.
    locals: Rc<Dict>,
    /// How many calls from the outermost one it ran.
    place: Option<usize>,
}

/// A frame object.
pub fn frame(vm: &Vm, at: Entry, locals: Option<Rc<Dict>>, place: Option<usize>) -> Value {
    let locals = locals.unwrap_or_default();
    let payload = Payload::Native(Box::new(Shown { at, locals, place }));
    Value::Instance(Rc::new(Instance::new(vm.types.frame.clone(), payload)))
}

/// Attributes of objects that Rust keeps.
pub fn instance_special(vm: &mut Vm, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
    let Value::Instance(instance) = this else {
        return Ok(None);
    };
    if let Payload::Native(_) = instance.payload {
        let known = generics::attr(vm, this, name)
            .or_else(|| super::numbers::complex_attr(this, name))
            .or_else(|| bytes::attr(this, name.as_str()))
            .or_else(|| collections::view_attr(this, name.as_str()));
        if known.is_some() {
            return Ok(known);
        }
        if let Some(trace) = instance.native::<Trace>() {
            return Ok(trace_attr(vm, trace, name.as_str()));
        }
        if let Some(shown) = instance.native() {
            return Ok(frame_attr(vm, shown, name.as_str()));
        }
    }
    if let Some(inner) = instance.inner() {
        let inner = inner.clone();
        return Ok(plain_special(vm, &inner, name));
    }
    exceptions::attr(vm, this, name)
}

/// See [`instance_special`]; true where the attribute was set.
pub fn set_instance_special(vm: &mut Vm, this: &Value, name: &Rc<Str>, value: &Value) -> R<bool> {
    exceptions::set_attr(vm, this, name, value)
}

fn trace_attr(vm: &mut Vm, trace: &Trace, name: &str) -> Option<Value> {
    let entry = trace.entries.get(trace.at)?;
    Some(match name {
        "tb_next" => {
            let entries = trace.entries.clone();
            vm.trace_at(entries, trace.at + 1)
        }
        "tb_lineno" => Value::Int(i64::from(entry.code.line_at(entry.place))),
        "tb_lasti" => Value::count(entry.place * 2),
        "tb_frame" => frame(vm, entry.clone(), None, None),
        _ => return None,
    })
}

fn frame_attr(vm: &Vm, shown: &Shown, name: &str) -> Option<Value> {
    let entry = &shown.at;
    Some(match name {
        "f_code" => Value::Code(entry.code.clone()),
        "f_lineno" => Value::Int(i64::from(entry.code.line_at(entry.place))),
        "f_lasti" => Value::Int((entry.place as i64).saturating_mul(2)),
        "f_globals" => Value::Dict(entry.globals.clone()),
        "f_locals" => Value::Dict(shown.locals.clone()),
        "f_back" => Value::option(
            shown
                .place
                .and_then(|place| crate::python::modules::caller(vm, entry, place)),
        ),
        "f_trace" => Value::None,
        _ => return None,
    })
}

fn generator(vm: &Vm, generator: &Rc<Gen>, name: &str) -> Option<Value> {
    let (prefix, own) = name.split_once('_')?;
    let fits = match generator.kind {
        GenKind::Generator => prefix == "gi",
        GenKind::Coroutine => prefix == "cr",
        GenKind::AsyncGen => prefix == "ag",
    };
    if !fits {
        return None;
    }
    Some(match own {
        "running" => Value::Bool(generator.running.get()),
        "suspended" => Value::Bool(generator.started.get() && generator.frame.borrow().is_some()),
        "code" => Value::Code(generator.code.clone()),
        "origin" => Value::None,
        "yieldfrom" | "await" => Value::option(generator.delegate()),
        "frame" => {
            let held = generator.frame.borrow();
            match held.as_ref() {
                Some(of) => frame(
                    vm,
                    Entry {
                        code: of.code.clone(),
                        // One that has not begun is at its first line.
                        place: of.pc.checked_sub(1).unwrap_or(usize::MAX),
                        globals: of.globals.clone(),
                    },
                    Some(of.seen().locals),
                    None,
                ),
                None => Value::None,
            }
        }
        _ => return None,
    })
}

fn names(names: &[Rc<Str>]) -> Value {
    Value::tuple(names.iter().cloned().map(Value::Str).collect())
}

fn code_attr(code: &Rc<Code>, name: &str) -> Option<Value> {
    let params = code.positional + code.keyword_only;
    Some(match name {
        "co_name" => Value::Str(code.name.clone()),
        "co_qualname" => Value::Str(code.qualname.clone()),
        "co_filename" => Value::str(&*code.source.path),
        "co_firstlineno" => Value::Int(i64::from(code.line.max(1))),
        "co_argcount" => Value::Int(i64::from(code.positional)),
        "co_posonlyargcount" => Value::Int(i64::from(code.positional_only)),
        "co_kwonlyargcount" => Value::Int(i64::from(code.keyword_only)),
        "co_nlocals" => Value::count(code.locals.len()),
        "co_varnames" => {
            // Parameters first, in CPython's order, which is this machine's too.
            let _ = params;
            names(&code.locals)
        }
        "co_names" => names(&code.names),
        "co_cellvars" => names(&code.cells),
        "co_freevars" => names(&code.frees),
        "co_consts" => {
            let doc = code.doc.clone().unwrap_or(Value::None);
            let others = code.consts.iter().filter(|known| !known.is(&doc)).cloned();
            Value::tuple(core::iter::once(doc.clone()).chain(others).collect())
        }
        "co_flags" => Value::Int(flags(code)),
        "co_stacksize" => Value::Int(0),
        "co_code" => Value::bytes(Vec::new()),
        _ => return None,
    })
}

fn flags(code: &Code) -> i64 {
    let kind = match code.kind {
        None => 0,
        Some(GenKind::Generator) => 0x20,
        Some(GenKind::Coroutine) => 0x80,
        Some(GenKind::AsyncGen) => 0x200,
    };
    let plain = if code.is_function { 3 } else { 0 };
    plain
        | if code.var_positional { 4 } else { 0 }
        | if code.var_keyword { 8 } else { 0 }
        | if code.is_function && !code.frees.is_empty() {
            0x10
        } else {
            0
        }
        | kind
}

/// Attributes of builtin values that are no methods.
pub fn plain_special(vm: &mut Vm, this: &Value, name: &Rc<Str>) -> Option<Value> {
    let text = name.as_str();
    Some(match (this, text) {
        (Value::Gen(of), "__name__") => Value::Str(of.name.borrow().clone()),
        (Value::Gen(of), "__qualname__") => Value::Str(of.qualname.borrow().clone()),
        (Value::Gen(of), name) => return generator(vm, of, name),
        (Value::Native(native), "__name__") => Value::str(native.name),
        (Value::Native(native), "__qualname__") => match &*native.owner.borrow() {
            Some(class) => Value::str(alloc::format!("{}.{}", class.name().as_str(), native.name)),
            None => Value::str(native.name),
        },
        (Value::Native(native), "__objclass__") => Value::Class(native.owner.borrow().clone()?),
        (Value::Native(native), "__module__") if native.owner.borrow().is_none() => {
            Value::str("builtins")
        }
        (Value::Native(_), "__self__" | "__text_signature__") => Value::None,
        (Value::Bound(bound), "__name__" | "__qualname__") => {
            if let Value::Native(_) = bound.func {
                return plain_special(vm, &bound.func.clone(), name);
            }
            return None;
        }
        (Value::Range(range), "start") => Value::Int(range.start),
        (Value::Range(range), "stop") => Value::Int(range.stop),
        (Value::Range(range), "step") => Value::Int(range.step),
        (Value::Slice(slice), "start") => slice.start.clone(),
        (Value::Slice(slice), "stop") => slice.stop.clone(),
        (Value::Slice(slice), "step") => slice.step.clone(),
        (Value::Property(property), "fget") => property.get.clone(),
        (Value::Property(property), "fset") => property.set.clone(),
        (Value::Property(property), "fdel") => property.del.clone(),
        (Value::Property(property), "__doc__") => match &property.doc {
            Value::None => vm.attr(&property.get.clone(), name).unwrap_or(Value::None),
            doc => doc.clone(),
        },
        (Value::Property(_) | Value::Wrapped(_), "__isabstractmethod__") => {
            let func = match this {
                Value::Property(property) => property.get.clone(),
                Value::Wrapped(wrapped) => wrapped.func.clone(),
                _ => Value::None,
            };
            let found = vm.attr_or_none(&func, name).ok().flatten();
            found.unwrap_or(Value::Bool(false))
        }
        (Value::Wrapped(wrapped), "__func__" | "__wrapped__") => wrapped.func.clone(),
        (
            Value::Wrapped(wrapped),
            "__name__" | "__qualname__" | "__doc__" | "__module__" | "__dict__" | "__annotations__",
        ) => {
            let _ = Wrapper::Static;
            vm.attr_or_none(&wrapped.func.clone(), name)
                .ok()
                .flatten()?
        }
        (Value::Cell(cell), "cell_contents") => {
            let value = cell.0.borrow().clone();
            match value {
                Value::Unbound => return None,
                value => value,
            }
        }
        (Value::Code(code), name) => return code_attr(code, name),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "real" | "numerator") => {
            Value::big(whole(this)?)
        }
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "imag") => Value::Int(0),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "denominator") => Value::Int(1),
        (Value::Float(_), "real") => this.clone(),
        (Value::Float(_), "imag") => Value::Float(0.0),
        _ => return None,
    })
}
