//! `eval`, `exec` and `compile`.

use super::reflect::seen;
use crate::python::builtins::{arg, bytes_of, given};
use crate::python::code::{Code, Source};
use crate::python::compile::{compile as compile_module, compile_expression};
use crate::python::object::{Dict, Kw, Value};
use crate::python::vm::{R, Then, Vm};
use alloc::rc::Rc;
use alloc::string::String;

fn text(vm: &mut Vm, value: &Value, function: &str) -> R<String> {
    let text = match value.as_str() {
        Some(text) => Some(String::from(text)),
        None => bytes_of(value).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok()),
    };
    match text {
        Some(text) if text.contains('\0') => {
            vm.value_error("source code string cannot contain null bytes")
        }
        Some(text) => Ok(text),
        None => {
            let what = match function {
                "compile" => "a string, bytes or AST object",
                _ => "a string, bytes or code object",
            };
            vm.type_error(alloc::format!("{function}() arg 1 must be {what}"))
        }
    }
}

fn compiled(vm: &mut Vm, text: &str, path: &str, expression: bool) -> R<Rc<Code>> {
    let text = match expression {
        true => text.trim_start_matches([' ', '\t']),
        false => text,
    };
    let mut source = Source::new(path, text, false);
    source.given = true;
    let source = Rc::new(source);
    let made = match expression {
        true => compile_expression(&source),
        false => compile_module(&source),
    };
    match made {
        Ok(code) => {
            crate::python::modules::warn_of_suspects(vm, &source)?;
            Ok(code)
        }
        Err(wrong) => Err(vm.syntax_error(&source, &wrong)),
    }
}

fn dict_of(vm: &mut Vm, value: &Value, function: &str, what: &str) -> R<Rc<Dict>> {
    match value.inner() {
        Value::Dict(dict) => Ok(dict.clone()),
        _ => {
            let name = vm.type_name(value);
            let text = match (function, what) {
                (_, "locals") => alloc::format!(
                    "{function}() locals must be a dict here, not {}",
                    name.as_str()
                ),
                ("eval", _) => "globals must be a dict".into(),
                _ => alloc::format!("{function}() globals must be a dict, not {}", name.as_str()),
            };
            vm.type_error(text)
        }
    }
}

fn run(vm: &mut Vm, args: &[Value], function: &str) -> R {
    let seen = seen(vm);
    let (globals, locals) = match (given(args, 1), given(args, 2)) {
        (None | Some(Value::None), None | Some(Value::None)) => (seen.globals, seen.locals),
        (None | Some(Value::None), Some(own)) => {
            (seen.globals, dict_of(vm, own, function, "locals")?)
        }
        (Some(globals), own) => {
            let globals = dict_of(vm, globals, function, "globals")?;
            match own {
                None | Some(Value::None) => (globals.clone(), globals),
                Some(own) => (globals, dict_of(vm, own, function, "locals")?),
            }
        }
    };
    if globals.get_str("__builtins__").is_none() && given(args, 1).is_some() {
        globals.set_str("__builtins__", Value::Dict(vm.builtins.clone()));
    }
    let code = match arg(args, 0) {
        Value::Code(code) => code,
        other => {
            let text = text(vm, &other, function)?;
            compiled(vm, &text, "<string>", function == "eval")?
        }
    };
    let mut frame = vm.frame(&code, &globals, Then::Stop);
    if !Rc::ptr_eq(&globals, &locals) {
        frame.names = Some(locals);
    }
    vm.run_nested(frame)
}

pub fn eval(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    run(vm, args, "eval")
}

pub fn exec(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    run(vm, args, "exec")?;
    Ok(Value::None)
}

pub fn compile(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let source = text(vm, &arg(args, 0), "compile")?;
    let (path, mode) = (arg(args, 1), arg(args, 2));
    let expression = match mode.as_str() {
        Some("eval") => true,
        Some("exec" | "single") => false,
        _ => return vm.value_error("compile() mode must be 'exec', 'eval' or 'single'"),
    };
    let path = path.as_str().unwrap_or("<string>");
    compiled(vm, &source, path, expression).map(Value::Code)
}

pub fn import(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = arg(args, 0);
    let Some(name) = name.as_str() else {
        let given = vm.given_name(&name);
        return vm.type_error(alloc::format!(
            "__import__() argument 1 must be str, not {}",
            given.as_str()
        ));
    };
    let globals = seen(vm).globals;
    let names = match given(args, 3) {
        Some(names) if vm.truth(names)? => Value::tuple(vm.collect(names)?),
        _ => Value::None,
    };
    let level = match given(args, 4) {
        Some(level) => u16::try_from(vm.small_index(level)?).unwrap_or(0),
        None => 0,
    };
    if name.is_empty() {
        return vm.value_error("Empty module name");
    }
    vm.import(name, level, &names, &globals)
}
