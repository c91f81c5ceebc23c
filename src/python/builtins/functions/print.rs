//! `print`, `input` and `open`.

use crate::python::builtins::given;
use crate::python::object::{Kw, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::string::String;

/// Where text goes.
enum Target {
    Nowhere,
    Out,
    Err,
    Object(Value),
}

/// `sys.name`, if the module is loaded and has it.
fn of_sys(vm: &Vm, name: &str) -> Option<Value> {
    match vm.modules.get_str("sys") {
        Some(Value::Module(module)) => module.dict.get_str(name),
        _ => None,
    }
}

/// The machine's own streams are told by what `sys.__stdout__` and `sys.__stderr__` are.
fn target(vm: &Vm, file: Option<&Value>) -> Target {
    let object = match file {
        None | Some(Value::None) => of_sys(vm, "stdout"),
        Some(file) => Some(file.clone()),
    };
    let Some(object) = object else {
        return Target::Out;
    };
    let is = |name: &str| of_sys(vm, name).is_some_and(|known| known.is(&object));
    match &object {
        Value::None => Target::Nowhere,
        _ if is("__stdout__") => Target::Out,
        _ if is("__stderr__") => Target::Err,
        _ => Target::Object(object),
    }
}

pub fn print(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    super::known(vm, kw, "print", &["sep", "end", "file", "flush"])?;
    let mut marks = [String::from(" "), String::from("\n")];
    for (name, slot) in ["sep", "end"].iter().zip(&mut marks) {
        match super::keyword(kw, name) {
            None | Some(Value::None) => {}
            Some(value) => match value.as_str() {
                Some(text) => *slot = text.into(),
                None => {
                    let given = vm.given_name(&value);
                    return vm.type_error(alloc::format!(
                        "{name} must be None or a string, not {}",
                        given.as_str()
                    ));
                }
            },
        }
    }
    let [sep, end] = marks;
    let target = target(vm, super::keyword(kw, "file").as_ref());
    if let Target::Object(file) = &target {
        let write = vm.attr(file, &intern("write"))?;
        for (place, value) in args.iter().enumerate() {
            if place > 0 && !sep.is_empty() {
                vm.call_with(&write, &[Value::str(sep.as_str())])?;
            }
            let text = Value::str(vm.str(value)?);
            vm.call_with(&write, &[text])?;
        }
        if !end.is_empty() {
            vm.call_with(&write, &[Value::str(end)])?;
        }
        let flush = super::keyword(kw, "flush").unwrap_or(Value::None);
        if vm.truth(&flush)? {
            let flush = vm.attr(file, &intern("flush"))?;
            vm.call_with(&flush, &[])?;
        }
        return Ok(Value::None);
    }
    let mut line = String::new();
    for (place, value) in args.iter().enumerate() {
        if place > 0 {
            line.push_str(&sep);
        }
        match value {
            Value::Str(text) => line.push_str(text.as_str()),
            other => match vm.str(other) {
                Ok(text) => line.push_str(&text),
                Err(stop) => {
                    // What comes before it is written already.
                    put(vm, &target, &line);
                    return Err(stop);
                }
            },
        }
    }
    line.push_str(&end);
    put(vm, &target, &line);
    Ok(Value::None)
}

fn put(vm: &mut Vm, target: &Target, text: &str) {
    match target {
        Target::Out => vm.host.stdout(text),
        Target::Err => vm.host.stderr(text),
        _ => {}
    }
}

pub fn input(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let prompt = match given(args, 0) {
        Some(prompt) => vm.str(prompt)?,
        None => String::new(),
    };
    vm.ask(&prompt)
}

/// Opens a file in memory, which the library keeps.
pub fn open(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if args.is_empty() && kw.iter().all(|(name, _)| name.as_str() != "file") {
        return vm.type_error("open() missing required argument 'file' (pos 1)");
    }
    let files = vm.load("_os")?;
    let open = vm.attr(&files, &intern("open"))?;
    vm.call(&open, args.to_vec(), kw.to_vec())
}
