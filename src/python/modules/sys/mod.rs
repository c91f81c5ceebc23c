//! `sys` (<https://docs.python.org/3.11/library/sys.html>).

mod record;
mod size;
pub mod stream;

use super::asyncio::Hooks;
use super::kit::{keyword, names};
use crate::python::builtins::{arg, frame_object, is_callable};
use crate::python::object::{Dict, Kw, Value, intern};
use crate::python::vm::{Entry, Frame, R, Seen, Spot, Stop, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;
use record::record;

/// What `sys.hexversion` is for 3.11.7.
const HEX_VERSION: i64 = 0x030b_07f0;

/// No limit of the program's is higher than this: frames take memory too.
const HIGHEST_LIMIT: i64 = 1_000_000;

/// The module.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let version = [
        ("major", Value::Int(3)),
        ("minor", Value::Int(11)),
        ("micro", Value::Int(7)),
        ("releaselevel", Value::str("final")),
        ("serial", Value::Int(0)),
    ];
    let version = record(vm, "version_info", &version);
    let float = [
        ("max", Value::Float(f64::MAX)),
        ("max_exp", Value::Int(1024)),
        ("max_10_exp", Value::Int(308)),
        ("min", Value::Float(f64::MIN_POSITIVE)),
        ("min_exp", Value::Int(-1021)),
        ("min_10_exp", Value::Int(-307)),
        ("dig", Value::Int(15)),
        ("mant_dig", Value::Int(53)),
        ("epsilon", Value::Float(f64::EPSILON)),
        ("radix", Value::Int(2)),
        ("rounds", Value::Int(1)),
    ];
    let float = record(vm, "float_info", &float);
    let int = [
        ("bits_per_digit", Value::Int(30)),
        ("sizeof_digit", Value::Int(4)),
        ("default_max_str_digits", Value::Int(4300)),
        ("str_digits_check_threshold", Value::Int(640)),
    ];
    let int = record(vm, "int_info", &int);
    let flags = "debug inspect interactive optimize dont_write_bytecode no_user_site no_site \
        ignore_environment verbose bytes_warning quiet hash_randomization isolated dev_mode utf8_mode \
        warn_default_encoding safe_path int_max_str_digits";
    let flags: Vec<(&'static str, Value)> = flags
        .split_whitespace()
        .map(|name| match name {
            "hash_randomization" => (name, Value::Int(1)),
            "dev_mode" | "safe_path" => (name, Value::Bool(false)),
            "int_max_str_digits" => (name, Value::Int(4300)),
            _ => (name, Value::Int(0)),
        })
        .collect();
    let flags = record(vm, "flags", &flags);
    let implementation = record::namespace(
        vm,
        [
            ("name", Value::str("cpython")),
            ("cache_tag", Value::str("cpython-311")),
            ("version", version.clone()),
            ("hexversion", Value::Int(HEX_VERSION)),
        ],
    );
    let [stdin, stdout, stderr] = stream::make(vm);
    let main = vm.modules.get_str("__main__");
    let path = match &main {
        Some(Value::Module(main)) => main.dict.get_str("__file__"),
        _ => None,
    };
    let path = path.unwrap_or_else(|| Value::str(""));
    let dict = names(
        FUNCTIONS,
        [
            ("maxsize", Value::Int(i64::MAX)),
            ("maxunicode", Value::Int(0x10_ffff)),
            ("byteorder", Value::str("little")),
            ("platform", Value::str("linux")),
            ("executable", Value::str("")),
            ("prefix", Value::str("/usr")),
            ("exec_prefix", Value::str("/usr")),
            ("base_prefix", Value::str("/usr")),
            ("copyright", Value::str("")),
            ("version", Value::str("3.11.7 (main) [Interleave]")),
            ("api_version", Value::Int(1013)),
            ("hexversion", Value::Int(HEX_VERSION)),
            ("version_info", version),
            ("float_info", float),
            ("int_info", int),
            ("flags", flags),
            ("implementation", implementation),
            ("argv", Value::list(Vec::from([path.clone()]))),
            (
                "orig_argv",
                Value::list(Vec::from([Value::str("python3"), path])),
            ),
            ("path", Value::list(Vec::from([Value::str("/")]))),
            ("meta_path", Value::list(Vec::new())),
            ("warnoptions", Value::list(Vec::new())),
            ("dont_write_bytecode", Value::Bool(true)),
            ("modules", Value::Dict(vm.modules.clone())),
            ("stdin", stdin.clone()),
            ("__stdin__", stdin),
            ("stdout", stdout.clone()),
            ("__stdout__", stdout),
            ("stderr", stderr.clone()),
            ("__stderr__", stderr),
        ],
    );
    for hook in ["excepthook", "unraisablehook", "displayhook"] {
        let known = dict.get_str(hook).unwrap_or(Value::None);
        dict.set_str(&alloc::format!("__{hook}__"), known);
    }
    dict
}

fn set_hooks(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let mut hooks = vm.kept::<Hooks>().clone();
    for (place, (name, hook)) in [("firstiter", &mut hooks.0), ("finalizer", &mut hooks.1)]
        .into_iter()
        .enumerate()
    {
        let given = args.get(place).cloned().or_else(|| keyword(kw, name));
        let Some(given) = given else { continue };
        if !given.is_none() && !is_callable(vm, &given) {
            let got = vm.type_name(&given);
            return vm.type_error(alloc::format!(
                "callable {name} expected, got {}",
                got.as_str()
            ));
        }
        *hook = given;
    }
    *vm.kept::<Hooks>() = hooks;
    Ok(Value::None)
}

const FUNCTIONS: &[crate::python::builtins::Row] = &[
    ("set_asyncgen_hooks", set_hooks, 0, 2),
    (
        "get_asyncgen_hooks /",
        |vm, _, _| {
            let Hooks(first, last) = vm.kept::<Hooks>().clone();
            let hooks = [("firstiter", first), ("finalizer", last)];
            Ok(record(vm, "asyncgen_hooks", &hooks))
        },
        0,
        0,
    ),
    ("exit /", exit, 0, 1),
    (
        "getrecursionlimit /",
        |vm, _, _| Ok(Value::Int(i64::from(vm.recursion_limit))),
        0,
        0,
    ),
    ("setrecursionlimit /", set_limit, 1, 1),
    (
        "exc_info /",
        |vm, _, _| {
            let handled = vm.exc.clone();
            if handled.is_none() {
                return Ok(Value::tuple(Vec::from([
                    Value::None,
                    Value::None,
                    Value::None,
                ])));
            }
            let class = Value::Class(vm.class_of(&handled));
            let trace = vm.trace_of(&handled);
            Ok(Value::tuple(Vec::from([class, handled, trace])))
        },
        0,
        0,
    ),
    ("exception /", |vm, _, _| Ok(vm.exc.clone()), 0, 0),
    ("getsizeof", size::of, 1, 2),
    ("getrefcount /", |_, _, _| Ok(Value::Int(2)), 1, 1),
    ("intern /", interned, 1, 1),
    ("_getframe", frame, 0, 1),
    (
        "getswitchinterval /",
        |_, _, _| Ok(Value::Float(0.005)),
        0,
        0,
    ),
    ("setswitchinterval /", set_interval, 1, 1),
    (
        "getdefaultencoding /",
        |_, _, _| Ok(Value::str("utf-8")),
        0,
        0,
    ),
    (
        "getfilesystemencoding /",
        |_, _, _| Ok(Value::str("utf-8")),
        0,
        0,
    ),
    (
        "get_int_max_str_digits /",
        |_, _, _| Ok(Value::Int(4300)),
        0,
        0,
    ),
    ("set_int_max_str_digits", |_, _, _| Ok(Value::None), 0, 1),
    ("gettrace /", |_, _, _| Ok(Value::None), 0, 0),
    ("getprofile /", |_, _, _| Ok(Value::None), 0, 0),
    (
        "settrace /",
        |vm, args, _| no_hook(vm, args, "settrace"),
        1,
        1,
    ),
    (
        "setprofile /",
        |vm, args, _| no_hook(vm, args, "setprofile"),
        1,
        1,
    ),
    ("is_finalizing /", |_, _, _| Ok(Value::Bool(false)), 0, 0),
    ("getallocatedblocks /", |_, _, _| Ok(Value::Int(0)), 0, 0),
    (
        "call_tracing /",
        |vm, args, _| {
            let inner = vm.collect(&arg(args, 1))?;
            vm.call_with(&arg(args, 0), &inner)
        },
        2,
        2,
    ),
    ("excepthook /", except_hook, 3, 3),
    ("unraisablehook /", |_, _, _| Ok(Value::None), 1, 1),
    ("displayhook /", display, 1, 1),
];

/// `sys.exit()`.
pub fn exit(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let class = vm.types.exception("SystemExit");
    let args = args
        .iter()
        .filter(|code| !code.is_none())
        .cloned()
        .collect();
    Err(Stop::raise(vm.exception(&class, args)))
}

fn set_limit(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let limit = vm.small_index(&arg(args, 0))?;
    if limit < 1 {
        return vm.value_error("recursion limit must be greater or equal than 1");
    }
    if limit <= i64::from(vm.depth) {
        let text = alloc::format!(
            "cannot set the recursion limit to {limit} at the recursion depth {}: the limit is too low",
            vm.depth
        );
        return vm.raise("RecursionError", text);
    }
    vm.recursion_limit = u32::try_from(limit.min(HIGHEST_LIMIT)).unwrap_or(u32::MAX);
    Ok(Value::None)
}

fn set_interval(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match vm.float_of(&arg(args, 0))? {
        Some(seconds) if seconds > 0.0 => Ok(Value::None),
        Some(_) => vm.value_error("switch interval must be strictly positive"),
        None => vm.type_error("must be real number"),
    }
}

fn no_hook(vm: &mut Vm, args: &[Value], name: &str) -> R {
    match arg(args, 0) {
        Value::None => Ok(Value::None),
        _ => vm.raise("NotImplementedError", alloc::format!("sys.{name}()")),
    }
}

fn interned(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match arg(args, 0) {
        Value::Str(text) => Ok(Value::Str(intern(text.as_str()))),
        other => {
            let name = vm.type_name(&other);
            vm.type_error(alloc::format!(
                "intern() argument must be str, not {}",
                name.as_str()
            ))
        }
    }
}

/// Frames that run now, as far as they can be told: code, line, module and variables.
fn frame(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let seen = vm.seen.take();
    let depth = match args.first() {
        Some(depth) => vm.small_index(depth)?.max(0),
        None => 0,
    };
    match running_frame(vm, depth as usize, seen) {
        Some(frame) => Ok(frame),
        None => vm.value_error("call stack is not deep enough"),
    }
}

/// The frame object of what runs so many calls further out.
fn running_frame(vm: &Vm, depth: usize, own: Option<Seen>) -> Option<Value> {
    let (mut entry, frame) = running(vm, depth)?;
    let seen = frame.map(Frame::seen).or(own);
    if let Some(seen) = &seen {
        entry.globals = seen.globals.clone();
    }
    let place = (vm.frames.len() + vm.outer.len()).checked_sub(depth);
    Some(frame_object(vm, entry, seen.map(|seen| seen.locals), place))
}

/// What called a frame that was so many calls from the outermost one, while it still runs.
pub fn caller(vm: &Vm, of: &Entry, place: usize) -> Option<Value> {
    let depth = (vm.frames.len() + vm.outer.len()).checked_sub(place)?;
    let (found, _) = running(vm, depth)?;
    let same = Rc::ptr_eq(&found.code, &of.code);
    running_frame(vm, depth + 1, None).filter(|_| same)
}

/// What runs so many calls further out.
pub fn entry_at(vm: &Vm, depth: usize) -> Option<Entry> {
    running(vm, depth).map(|(entry, _)| entry)
}

fn running(vm: &Vm, depth: usize) -> Option<(Entry, Option<&Frame>)> {
    let of_place = |place: &Spot| {
        let (code, place) = place.clone()?;
        let globals = Rc::default();
        let entry = Entry {
            code,
            place,
            globals,
        };
        Some((entry, None))
    };
    if depth == 0 {
        return of_place(&vm.place);
    }
    // Frames wait for each other; where Rust called into Python between them, the caller is none
    // of those that wait.
    let mut left = depth;
    let mut waiting = vm.frames.len();
    let mut calls = vm.outer.iter().rev().peekable();
    loop {
        while let Some((_, place)) = calls.next_if(|(below, _)| *below == waiting) {
            left -= 1;
            if left == 0 {
                return of_place(place);
            }
        }
        waiting = waiting.checked_sub(1)?;
        left -= 1;
        if left == 0 {
            let frame = vm.frames.get(waiting)?;
            let entry = Entry {
                code: frame.code.clone(),
                place: frame.pc.saturating_sub(1),
                globals: frame.globals.clone(),
            };
            return Some((entry, Some(frame)));
        }
    }
}

fn except_hook(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = vm.traceback(&arg(args, 1));
    stream::error_text(vm, &text)?;
    Ok(Value::None)
}

fn display(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 0);
    if !value.is_none() {
        let text = vm.repr(&value)?;
        vm.host.stdout(&alloc::format!("{text}\n"));
        vm.builtins.set_str("_", value);
    }
    Ok(Value::None)
}
