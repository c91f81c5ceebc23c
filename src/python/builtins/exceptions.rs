//! Exceptions.

use super::{ANY, Row, add_methods, add_new, arg};
use crate::python::object::{Class, Instance, Kw, Payload, Str, Value};
use crate::python::vm::{Exc, R, Trace, Vm, exc};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    let base = vm.types.exception("BaseException");
    add_new(&base, new);
    add_methods(&base, BASE);
    let group = vm.types.exception("BaseExceptionGroup");
    add_new(&group, new_group);
    add_methods(
        &group,
        &[
            ("derive /", derive, 1, 1),
            ("split /", |vm, args, _| split(vm, args, false), 1, 1),
            ("subgroup /", |vm, args, _| split(vm, args, true), 1, 1),
        ],
    );
    let alias = vm.types.exception("OSError");
    for name in ["IOError", "EnvironmentError"] {
        vm.builtins.set_str(name, Value::Class(alias.clone()));
    }
}

const BASE: &[Row] = &[
    ("__init__", init, 0, ANY - 1),
    ("with_traceback /", with_traceback, 1, 1),
    ("add_note /", add_note, 1, 1),
    (
        "__repr__ /",
        |vm, args, _| vm.plain_repr(&arg(args, 0)).map(Value::str),
        0,
        0,
    ),
    (
        "__str__ /",
        |vm, args, _| vm.str_without_own(&arg(args, 0)).map(Value::str),
        0,
        0,
    ),
];

/// The classes of `OSError` by their numbers.
const NUMBERS: &[(i64, &str)] = &[
    (1, "PermissionError"),
    (2, "FileNotFoundError"),
    (3, "ProcessLookupError"),
    (4, "InterruptedError"),
    (10, "ChildProcessError"),
    (11, "BlockingIOError"),
    (13, "PermissionError"),
    (17, "FileExistsError"),
    (20, "NotADirectoryError"),
    (21, "IsADirectoryError"),
    (32, "BrokenPipeError"),
    (103, "ConnectionAbortedError"),
    (104, "ConnectionResetError"),
    (108, "BrokenPipeError"),
    (110, "TimeoutError"),
    (111, "ConnectionRefusedError"),
    (114, "BlockingIOError"),
    (115, "BlockingIOError"),
];

fn make(class: Rc<Class>, args: Vec<Value>) -> Value {
    let data = Exc::of(args);
    Value::Instance(Rc::new(Instance::new(
        class,
        Payload::Native(Box::new(data)),
    )))
}

fn new(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Class(mut class) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let given = args.get(1..).unwrap_or_default().to_vec();
    let base = vm.types.exception("OSError");
    if let (true, [number, _, ..]) = (class.inherits(&base), given.as_slice()) {
        if let (true, Value::Int(number)) = (Rc::ptr_eq(&class, &base), number) {
            let known = NUMBERS.iter().find(|(known, _)| known == number);
            if let Some((_, name)) = known {
                class = vm.types.exception(name);
            }
        }
        let made = make(class, given.iter().take(2).cloned().collect());
        set_files(&made, &given);
        return Ok(made);
    }
    Ok(make(class, given))
}

/// The names of files that an `OSError` is about.
fn set_files(made: &Value, given: &[Value]) {
    if let Value::Instance(instance) = made {
        for (name, place) in [("filename", 2), ("filename2", 4)] {
            if let Some(file) = given.get(place).filter(|file| !file.is_none()) {
                instance.attrs.borrow().set_str(name, file.clone());
            }
        }
    }
}

fn init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let this = arg(args, 0);
    let given = args.get(1..).unwrap_or_default();
    let mut names: &[&str] = &[];
    for (class, known) in [
        ("ImportError", &["name", "path"] as &[&str]),
        ("AttributeError", &["name", "obj"]),
        ("NameError", &["name"]),
    ] {
        if vm.is_exception(&this, class) {
            names = known;
        }
    }
    if let (Value::Instance(instance), Some(data)) = (&this, exc(&this)) {
        for (name, value) in kw {
            if !names.contains(&name.as_str()) {
                let class = vm.type_name(&this);
                let class = class.as_str();
                return vm.type_error(match names.is_empty() {
                    true => alloc::format!("{class}() takes no keyword arguments"),
                    false => alloc::format!(
                        "'{}' is an invalid keyword argument for {class}()",
                        name.as_str()
                    ),
                });
            }
            instance.attrs.borrow().set_name(name, value.clone());
        }
        let files = given.len() > 2 && vm.is_exception(&this, "OSError");
        if files {
            set_files(&this, given);
        }
        let kept = if files { 2 } else { given.len() };
        let before = data
            .args
            .replace(given.iter().take(kept).cloned().collect());
        drop(before);
    }
    Ok(Value::None)
}

fn with_traceback(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    set_trace(vm, &this, &arg(args, 1))?;
    Ok(this)
}

fn set_trace(vm: &mut Vm, this: &Value, trace: &Value) -> R<()> {
    let entries = match trace {
        Value::None => Vec::new(),
        Value::Instance(instance) => match instance.native::<Trace>() {
            Some(trace) => trace
                .entries
                .get(trace.at..)
                .unwrap_or_default()
                .iter()
                .rev()
                .cloned()
                .collect(),
            None => return vm.type_error("__traceback__ must be a traceback or None"),
        },
        _ => return vm.type_error("__traceback__ must be a traceback or None"),
    };
    if let Some(data) = exc(this) {
        data.trace.replace(entries);
    }
    Ok(())
}

fn add_note(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, note) = (arg(args, 0), arg(args, 1));
    if note.as_str().is_none() {
        let name = vm.type_name(&note);
        return vm.type_error(alloc::format!(
            "note must be a str, not '{}'",
            name.as_str()
        ));
    }
    if let Value::Instance(instance) = &this {
        let name = vm.names.notes.clone();
        match instance.attrs.borrow().get_name(&name) {
            Some(Value::List(notes)) => notes.0.borrow_mut().push(note),
            None => instance
                .attrs
                .borrow()
                .set_name(&name, Value::list(Vec::from([note]))),
            Some(_) => return vm.type_error("Cannot add note: __notes__ is not a list"),
        }
    }
    Ok(Value::None)
}

fn new_group(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Class(mut class) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let given = args.len().saturating_sub(1);
    if given != 2 {
        return vm.type_error(alloc::format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"
        ));
    }
    let (message, members) = (arg(args, 1), arg(args, 2));
    if message.as_str().is_none() {
        let name = vm.given_name(&message);
        return vm.type_error(alloc::format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            name.as_str()
        ));
    }
    if !vm.is_sequence(&members) && members.as_str().is_none() {
        return vm.type_error("second argument (exceptions) must be a sequence");
    }
    let items = vm.collect(&members)?;
    if items.is_empty() {
        return vm.value_error("second argument (exceptions) must be a non-empty sequence");
    }
    let mut plain = true;
    for (place, item) in items.iter().enumerate() {
        if !vm.is_exception(item, "BaseException") {
            return vm.value_error(alloc::format!(
                "Item {place} of second argument (exceptions) is not an exception"
            ));
        }
        plain &= vm.is_exception(item, "Exception");
    }
    let base = vm.types.exception("BaseExceptionGroup");
    let usual = vm.types.exception("ExceptionGroup");
    if plain && Rc::ptr_eq(&class, &base) {
        class = usual;
    } else if !plain {
        if Rc::ptr_eq(&class, &usual) {
            return vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup");
        }
        let exception = vm.types.exception("Exception");
        if class.inherits(&exception) {
            let name = class.name();
            return vm.type_error(alloc::format!(
                "Cannot nest BaseExceptions in '{}'",
                name.as_str()
            ));
        }
    }
    let made = make(class, Vec::from([message, members]));
    if let Some(data) = exc(&made) {
        data.members.replace(items);
    }
    Ok(made)
}

fn derive(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let message = exc(&arg(args, 0)).and_then(|data| data.args.borrow().first().cloned());
    let class = Value::Class(vm.types.exception("BaseExceptionGroup"));
    vm.call_with(&class, &[Value::option(message), arg(args, 1)])
}

fn split(vm: &mut Vm, args: &[Value], one: bool) -> R {
    let condition = arg(args, 1);
    let base = vm.types.exception("BaseException");
    let fits = match &condition {
        Value::Class(class) => class.inherits(&base),
        Value::Tuple(classes) => classes
            .0
            .iter()
            .all(|class| matches!(class, Value::Class(class) if class.inherits(&base))),
        Value::Func(_) | Value::Native(_) | Value::Bound(_) => true,
        _ => false,
    };
    if !fits {
        return vm.type_error("expected a function, exception type or tuple of exception types");
    }
    let (matched, rest) = vm.split(&arg(args, 0), &condition)?;
    Ok(match one {
        true => matched,
        false => Value::tuple(Vec::from([matched, rest])),
    })
}

/// Attributes that Rust keeps.
pub fn attr(vm: &mut Vm, this: &Value, name: &Rc<Str>) -> R<Option<Value>> {
    let Some(data) = exc(this) else {
        return Ok(None);
    };
    let nth = |place: usize| Value::option(data.args.borrow().get(place).cloned());
    let count = data.args.borrow().len();
    let is = |vm: &mut Vm, class: &str| vm.is_exception(this, class);
    Ok(Some(match name.as_str() {
        "args" => Value::tuple(data.args.borrow().clone()),
        "__cause__" => Value::option(data.cause.borrow().clone()),
        "__context__" => Value::option(data.context.borrow().clone()),
        "__suppress_context__" => Value::Bool(data.suppress.get()),
        "__traceback__" => vm.trace_of(this),
        "value" if is(vm, "StopIteration") => nth(0),
        "code" if is(vm, "SystemExit") => match count {
            0 | 1 => nth(0),
            _ => Value::tuple(data.args.borrow().clone()),
        },
        "message" if is(vm, "BaseExceptionGroup") => nth(0),
        "exceptions" if is(vm, "BaseExceptionGroup") => Value::tuple(vm.members(this)),
        "errno" | "strerror" | "filename" | "filename2" if is(vm, "OSError") => {
            match name.as_str() {
                "errno" if count >= 2 => nth(0),
                "strerror" if count >= 2 => nth(1),
                _ => Value::None,
            }
        }
        "encoding" | "object" | "start" | "end" | "reason"
            if is(vm, "UnicodeError") && count == 5 =>
        {
            let names = ["encoding", "object", "start", "end", "reason"];
            nth(names
                .iter()
                .position(|known| *known == name.as_str())
                .unwrap_or(0))
        }
        "name" | "path" | "obj"
            if is(vm, "ImportError") || is(vm, "AttributeError") || is(vm, "NameError") =>
        {
            Value::None
        }
        "msg" if is(vm, "SyntaxError") || is(vm, "ImportError") && count == 1 => nth(0),
        "msg" if is(vm, "ImportError") => Value::None,
        "filename" | "lineno" | "offset" | "text" | "end_lineno" | "end_offset"
            if is(vm, "SyntaxError") =>
        {
            let names = [
                "filename",
                "lineno",
                "offset",
                "text",
                "end_lineno",
                "end_offset",
            ];
            let place = names.iter().position(|known| *known == name.as_str());
            match (nth(1), place) {
                (Value::Tuple(parts), Some(place)) => Value::option(parts.0.get(place).cloned()),
                _ => Value::None,
            }
        }
        "print_file_and_line" if is(vm, "SyntaxError") => Value::None,
        _ => return Ok(None),
    }))
}

/// See [`attr`]; true where it was one of them.
pub fn set_attr(vm: &mut Vm, this: &Value, name: &Rc<Str>, value: &Value) -> R<bool> {
    let Some(data) = exc(this) else {
        return Ok(false);
    };
    let some = (!value.is_none()).then(|| value.clone());
    match name.as_str() {
        "args" => {
            let args = vm.collect(value)?;
            data.args.replace(args);
        }
        "__cause__" | "__context__" => {
            let cause = name.as_str() == "__cause__";
            if !value.is_none() && !vm.is_exception(value, "BaseException") {
                let what = if cause { "cause" } else { "context" };
                return vm.type_error(alloc::format!(
                    "exception {what} must be None or derive from BaseException"
                ));
            }
            if cause {
                data.cause.replace(some);
                data.suppress.set(true);
            } else {
                data.context.replace(some);
            }
        }
        "__suppress_context__" => {
            let truth = vm.truth(value)?;
            data.suppress.set(truth);
        }
        "__traceback__" => set_trace(vm, this, value)?,
        _ => return Ok(false),
    }
    Ok(true)
}
