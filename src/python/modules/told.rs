//! `_traceback` and `_warnings`: what the library's `traceback` and `warnings` are made of.

use super::kit::names;
use super::sys::{entry_at, stream::error_text};
use crate::python::builtins::arg;
use crate::python::object::{Dict, Kw, Value, intern};
use crate::python::vm::{Entry, R, Stop, Trace, Vm, caret_line, entries_text};
use alloc::collections::BTreeSet;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// `_traceback`.
pub fn traces() -> Rc<Dict> {
    names(
        &[
            ("entries /", entries, 1, 1),
            (
                "line_of /",
                |vm, args, _| {
                    let line = u32::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
                    Ok(match arg(args, 0) {
                        Value::Code(code) => Value::str(code.source.line(line).trim()),
                        _ => Value::None,
                    })
                },
                2,
                2,
            ),
            ("stack /", stack, 1, 1),
            ("lines /", lines, 2, 2),
            ("format /", format, 4, 4),
        ],
        [],
    )
}

fn trace(value: &Value) -> Vec<Entry> {
    match super::kit::data::<Trace>(value) {
        Some(trace) => trace.entries.get(trace.at..).unwrap_or_default().to_vec(),
        None => Vec::new(),
    }
}

/// File, line, function, last line, columns, text.
fn row(entry: &Entry) -> Value {
    let source = &entry.code.source;
    let line = entry.code.line_at(entry.place);
    let number = |number: u32| Value::Int(i64::from(number));
    let (end_line, begin, end) = match entry.code.places.get(entry.place) {
        Some((from, to)) => (
            number(source.line_of(*to)),
            number(source.column_of(*from)),
            number(source.column_of(*to)),
        ),
        None => (number(line), Value::None, Value::None),
    };
    Value::tuple(Vec::from([
        Value::str(&*source.path),
        number(line),
        Value::Str(entry.code.name.clone()),
        end_line,
        begin,
        end,
        Value::str(source.line(line).trim()),
        Value::option(caret_line(entry).map(Value::str)),
    ]))
}

fn entries(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::list(trace(&arg(args, 0)).iter().map(row).collect()))
}

/// What runs now, the outermost first, without the innermost so many.
fn stack(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let skip = usize::try_from(vm.small_index(&arg(args, 0))?).unwrap_or(0);
    let mut rows = Vec::new();
    while let Some(entry) = entry_at(vm, skip + rows.len()) {
        rows.push(row(&entry));
    }
    rows.reverse();
    Ok(Value::list(rows))
}

/// The lines for a traceback, of which only some may be wanted: those from the one end where the
/// number is positive, from the other where it is negative.
fn lines(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let entries = limited(vm, trace(&arg(args, 0)), &arg(args, 1))?;
    let innermost_first: Vec<Entry> = entries.into_iter().rev().collect();
    Ok(Value::str(entries_text(&innermost_first)))
}

fn limited(vm: &mut Vm, mut entries: Vec<Entry>, limit: &Value) -> R<Vec<Entry>> {
    if !limit.is_none() {
        let limit = vm.small_index(limit)?;
        let count = usize::try_from(limit.unsigned_abs()).unwrap_or(usize::MAX);
        if limit >= 0 {
            entries.truncate(count);
        } else {
            let from = entries.len().saturating_sub(count);
            entries.drain(..from);
        }
    }
    Ok(entries)
}

/// The whole text for an exception with this traceback.
fn format(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (exception, limit) = (arg(args, 0), arg(args, 2));
    let chain = vm.truth(&arg(args, 3))?;
    let given = match &arg(args, 1) {
        Value::None => Vec::new(),
        tb => trace(tb),
    };
    let own = limited(vm, given, &limit)?;
    Ok(Value::str(vm.traceback_of(&exception, own, chain)))
}

/// What was warned of already: text, class, file and line.
#[derive(Default)]
struct Warned(BTreeSet<(String, String, String, u32)>);

/// `_warnings`.
pub fn warnings() -> Rc<Dict> {
    names(&[("warn_here /", warn_here, 3, 3)], [])
}

/// Tells a warning of the frame that lies so many calls further out, once for each place.
fn warn_here(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = vm.str(&arg(args, 0))?;
    let category = match arg(args, 1) {
        Value::Class(class) => String::from(class.name().as_str()),
        _ => String::from("UserWarning"),
    };
    // The caller counts a call of this function too.
    let depth = vm.small_index(&arg(args, 2))?.saturating_sub(1);
    let depth = usize::try_from(depth).unwrap_or(0);
    let (path, line, source) = match entry_at(vm, depth) {
        Some(entry) => {
            let line = entry.code.line_at(entry.place);
            let source = &entry.code.source;
            (
                String::from(&*source.path),
                line,
                String::from(source.line(line).trim()),
            )
        }
        None => (String::from("sys"), 1, String::new()),
    };
    tell_warning(vm, &category, &text, (path, line, source))?;
    Ok(Value::None)
}

/// Where a warning is about: path, line, and the line's text.
pub type WarnPlace = (String, u32, String);

/// Writes a warning, once for each place; whether it did.
fn tell_warning(
    vm: &mut Vm,
    category: &str,
    text: &str,
    (path, line, source): WarnPlace,
) -> R<bool> {
    let key = (text.into(), category.into(), path.clone(), line);
    if !vm.kept::<Warned>().0.insert(key) {
        return Ok(false);
    }
    let mut told = alloc::format!("{path}:{line}: {category}: {text}\n");
    if !source.is_empty() {
        told.push_str(&alloc::format!("  {source}\n"));
    }
    error_text(vm, &told)?;
    Ok(true)
}

/// Tells a warning of the machine's own, as the program's filters have it; whether it was written.
///
/// # Errors
/// The warning itself, where the program wants errors instead.
pub fn warn_at(vm: &mut Vm, category: &str, text: &str, place: WarnPlace) -> R<bool> {
    let library = vm.modules.get_str("warnings");
    let filter = match &library {
        Some(library) => vm.attr_or_none(library, &intern("_machine"))?,
        None => None,
    };
    if let Some(filter) = filter {
        let class = Value::Class(vm.types.exception(category));
        let (path, line) = (place.0.as_str(), i64::from(place.1));
        let args = [Value::str(text), class, Value::str(path), Value::Int(line)];
        let wanted = vm.call_with(&filter, &args)?;
        if !vm.truth(&wanted)? {
            return Ok(false);
        }
    }
    tell_warning(vm, category, text, place)
}

/// Warns of what compiling a text came upon.
///
/// # Errors
/// A `SyntaxError`, where the program wants errors instead.
pub fn warn_of_suspects(vm: &mut Vm, source: &Rc<crate::python::code::Source>) -> R<()> {
    for (place, message) in source.suspects.take() {
        let line = source.line_of(place.0);
        let shown = match source.given {
            true => String::new(),
            false => String::from(source.line(line).trim()),
        };
        let at = (String::from(&*source.path), line, shown);
        match warn_at(vm, "SyntaxWarning", &message, at) {
            Err(Stop::Raise(error)) if vm.is_exception(&error, "SyntaxWarning") => {
                let kind = "SyntaxError";
                let wrong = crate::python::compile::Wrong {
                    message,
                    place,
                    kind,
                };
                return Err(vm.syntax_error(source, &wrong));
            }
            told => told?,
        };
    }
    Ok(())
}
