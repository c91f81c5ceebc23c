//! The modules that are written in Rust: `sys` and `math`, as far as they go.

use crate::python::builtins::{Row, arg, function};
use crate::python::object::{Dict, Module, Value, intern};
use crate::python::vm::{R, Stop, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;

/// The module in Rust of this name.
pub fn native(vm: &mut Vm, name: &str) -> Option<Value> {
    let dict = match name {
        "sys" => sys(vm),
        "math" => math(),
        "_collections" => {
            let deque = super::deque::class(vm);
            Rc::new(Dict::of_names([("deque", Value::Class(deque))]))
        }
        "_asyncio" => super::asyncio::module(vm),
        "_contextvars" => super::context::module(vm),
        "_net" => super::net::module(vm),
        "_thread" => super::thread::module(vm),
        "_time" => super::time::module(),
        "_trace" => super::asyncio::trace_module(),
        "builtins" => vm.builtins.clone(),
        _ => return None,
    };
    let name = intern(name);
    dict.set_str("__name__", Value::Str(name.clone()));
    Some(Value::Module(Rc::new(Module { name, dict })))
}

fn with_functions(dict: Dict, rows: &[Row]) -> Rc<Dict> {
    for row in rows {
        dict.set_str(row.0, function(row));
    }
    Rc::new(dict)
}

fn sys(vm: &Vm) -> Rc<Dict> {
    let dict = Dict::of_names([
        ("maxsize", Value::Int(i64::MAX)),
        ("modules", Value::Dict(vm.modules.clone())),
        ("platform", Value::str("linux")),
        (
            "version_info",
            Value::tuple([3, 11, 7].map(Value::Int).to_vec()),
        ),
        ("argv", Value::list(Vec::from([Value::str("")]))),
    ]);
    with_functions(
        dict,
        &[
            ("exit", exit, 0, 1),
            (
                "getrecursionlimit",
                |vm, _, _| Ok(Value::Int(i64::from(vm.recursion_limit))),
                0,
                0,
            ),
        ],
    )
}

fn exit(vm: &mut Vm, args: &[Value], _: &crate::python::object::Kw) -> R {
    let class = vm.types.exception("SystemExit");
    Err(Stop::Raise(vm.exception(&class, args.to_vec())))
}

fn math() -> Rc<Dict> {
    use core::f64::consts::{E, PI, TAU};
    let dict = Dict::of_names([
        ("pi", Value::Float(PI)),
        ("e", Value::Float(E)),
        ("tau", Value::Float(TAU)),
        ("inf", Value::Float(f64::INFINITY)),
        ("nan", Value::Float(f64::NAN)),
    ]);
    with_functions(
        dict,
        &[
            (
                "sqrt",
                |vm, args, _| of_float(vm, args, |x| (x >= 0.0 || x.is_nan()).then(|| x.sqrt())),
                1,
                1,
            ),
            (
                "sin",
                |vm, args, _| of_float(vm, args, |x| x.is_finite().then(|| x.sin())),
                1,
                1,
            ),
            (
                "cos",
                |vm, args, _| of_float(vm, args, |x| x.is_finite().then(|| x.cos())),
                1,
                1,
            ),
            (
                "exp",
                |vm, args, _| of_float(vm, args, |x| Some(x.exp())),
                1,
                1,
            ),
            (
                "isnan",
                |vm, args, _| Ok(Value::Bool(float(vm, args)?.is_nan())),
                1,
                1,
            ),
            (
                "isinf",
                |vm, args, _| Ok(Value::Bool(float(vm, args)?.is_infinite())),
                1,
                1,
            ),
        ],
    )
}

fn float(vm: &mut Vm, args: &[Value]) -> R<f64> {
    match vm.float_of(&arg(args, 0))? {
        Some(float) => Ok(float),
        None => {
            let name = vm.type_name(&arg(args, 0));
            vm.type_error(alloc::format!("must be real number, not {}", name.as_str()))
        }
    }
}

fn of_float(vm: &mut Vm, args: &[Value], compute: fn(f64) -> Option<f64>) -> R {
    let float = float(vm, args)?;
    match compute(float) {
        Some(value) => Ok(Value::Float(value)),
        None => vm.value_error("math domain error"),
    }
}
