//! `sys.stdin`, `sys.stdout`, `sys.stderr`.

use crate::python::builtins::{add_methods, arg};
use crate::python::host::Asked;
use crate::python::modules::kit::{class, data, object};
use crate::python::object::{Kw, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::string::String;
use alloc::vec::Vec;

/// Which stream an object is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    In,
    Out,
    Err,
}

/// The three.
pub fn make(vm: &mut Vm) -> [Value; 3] {
    let text = class(vm, "_io", "TextIOWrapper");
    add_methods(
        &text,
        &[
            ("write /", write, 1, 1),
            ("writelines /", write_lines, 1, 1),
            ("flush /", |_, _, _| Ok(Value::None), 0, 0),
            ("close /", |_, _, _| Ok(Value::None), 0, 0),
            ("isatty /", |_, _, _| Ok(Value::Bool(false)), 0, 0),
            ("seekable /", |_, _, _| Ok(Value::Bool(false)), 0, 0),
            ("readable /", |_, args, _| is(args, Which::In, true), 0, 0),
            ("writable /", |_, args, _| is(args, Which::In, false), 0, 0),
            ("fileno /", fileno, 0, 0),
            ("reconfigure", |_, _, _| Ok(Value::None), 0, 0),
            ("readline /", read_line, 0, 1),
            ("read /", read, 0, 1),
            ("readlines /", lines, 0, 1),
            ("__iter__", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("__next__", next, 0, 0),
            ("__enter__", |_, args, _| Ok(arg(args, 0)), 0, 0),
            ("__exit__", |_, _, _| Ok(Value::None), 0, 3),
            ("__repr__", repr, 0, 0),
        ],
    );
    let bytes = class(vm, "_io", "BufferedWriter");
    add_methods(
        &bytes,
        &[
            ("write /", write_bytes, 1, 1),
            ("flush /", |_, _, _| Ok(Value::None), 0, 0),
        ],
    );
    let rows = [
        (Which::In, "<stdin>", "r", "strict"),
        (Which::Out, "<stdout>", "w", "strict"),
        (Which::Err, "<stderr>", "w", "backslashreplace"),
    ];
    rows.map(|(which, name, mode, errors)| {
        let made = object(&text, which);
        if let Value::Instance(instance) = &made {
            for (name, value) in [("name", name), ("mode", mode), ("errors", errors)] {
                instance.attrs.borrow().set_str(name, Value::str(value));
            }
            instance
                .attrs
                .borrow()
                .set_str("encoding", Value::str("utf-8"));
            instance.attrs.borrow().set_str("newlines", Value::None);
            instance
                .attrs
                .borrow()
                .set_str("closed", Value::Bool(false));
            instance
                .attrs
                .borrow()
                .set_str("line_buffering", Value::Bool(which == Which::Err));
            instance
                .attrs
                .borrow()
                .set_str("buffer", object(&bytes, which));
        }
        made
    })
}

fn which(args: &[Value]) -> Which {
    let known = args.first().and_then(data::<Which>);
    known.copied().unwrap_or(Which::Out)
}

fn is(args: &[Value], wanted: Which, equal: bool) -> R {
    Ok(Value::Bool((which(args) == wanted) == equal))
}

fn put(vm: &mut Vm, args: &[Value], text: &str) -> R<()> {
    match which(args) {
        Which::Out => vm.host.stdout(text),
        Which::Err => vm.host.stderr(text),
        Which::In => return unsupported(vm, "not writable"),
    }
    Ok(())
}

/// Written to `sys.stderr`, whatever that is now.
pub fn error_text(vm: &mut Vm, text: &str) -> R<()> {
    let known = match vm.modules.get_str("sys") {
        Some(Value::Module(sys)) => sys.dict.get_str("stderr"),
        _ => None,
    };
    match known {
        Some(Value::None) => {}
        Some(stream) if data::<Which>(&stream).is_none() => {
            let write = vm.attr(&stream, &intern("write"))?;
            vm.call_with(&write, &[Value::str(text)])?;
        }
        _ => vm.host.stderr(text),
    }
    Ok(())
}

fn unsupported<T>(vm: &mut Vm, why: &str) -> R<T> {
    let io = vm.load("io")?;
    let class = vm.attr(&io, &intern("UnsupportedOperation"))?;
    let made = vm.call_with(&class, &[Value::str(why)])?;
    Err(crate::python::vm::Stop::raise(made))
}

fn write(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 1);
    let Some(text) = value.as_str() else {
        let name = vm.type_name(&value);
        return vm.type_error(alloc::format!(
            "write() argument must be str, not {}",
            name.as_str()
        ));
    };
    put(vm, args, text)?;
    Ok(Value::count(text.chars().count()))
}

fn write_lines(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    for line in vm.collect(&arg(args, 1))? {
        write(vm, &[arg(args, 0), line], kw)?;
    }
    Ok(Value::None)
}

fn write_bytes(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let value = arg(args, 1);
    let Value::Bytes(bytes) = value.inner() else {
        let name = vm.type_name(&value);
        return vm.type_error(alloc::format!(
            "a bytes-like object is required, not '{}'",
            name.as_str()
        ));
    };
    put(vm, args, &String::from_utf8_lossy(bytes))?;
    Ok(Value::count(bytes.len()))
}

fn fileno(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::Int(which(args) as i64))
}

fn line(vm: &mut Vm, args: &[Value]) -> R<Option<String>> {
    if which(args) != Which::In {
        return unsupported(vm, "not readable");
    }
    match vm.host.ask("", false) {
        Asked::Now(line) => Ok(line.map(|line| line + "\n")),
        Asked::Refused(why) => vm.raise("RuntimeError", why),
        Asked::Later => Ok(None),
    }
}

fn read_line(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::str(line(vm, args)?.unwrap_or_default()))
}

fn all_lines(vm: &mut Vm, args: &[Value]) -> R<Vec<String>> {
    let mut lines = Vec::new();
    while let Some(line) = line(vm, args)? {
        lines.push(line);
        if lines.len() > crate::python::vm::MOST_ITEMS {
            return vm.bare("MemoryError");
        }
    }
    Ok(lines)
}

fn read(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::str(all_lines(vm, args)?.concat()))
}

fn lines(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let lines = all_lines(vm, args)?;
    Ok(Value::list(lines.into_iter().map(Value::str).collect()))
}

fn next(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match line(vm, args)? {
        Some(line) => Ok(Value::str(line)),
        None => Err(vm.stop_iteration(Value::None)),
    }
}

fn repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let name = vm.attr(&this, &intern("name"))?;
    let mode = vm.attr(&this, &intern("mode"))?;
    Ok(Value::str(alloc::format!(
        "<_io.TextIOWrapper name={} mode={} encoding='utf-8'>",
        vm.repr(&name)?,
        vm.repr(&mode)?
    )))
}
