//! Futures, tasks and callbacks in words, as CPython's `repr` has them.

use super::future::{Callback, State, fut};
use super::task::part;
use crate::python::object::{Gen, Value, intern};
use crate::python::vm::{Frame, R, Vm};
use alloc::format;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Longer results are cut, as `reprlib.repr` cuts them.
const LONGEST: usize = 30;

/// The same, of numbers.
const LONGEST_NUMBER: usize = 40;

/// How deep containers are shown.
const DEEPEST: usize = 6;

/// `repr(future)`.
pub fn future(vm: &mut Vm, this: &Value) -> R<String> {
    once(vm, this, future_text)
}

/// `repr(task)`.
pub fn task(vm: &mut Vm, this: &Value) -> R<String> {
    once(vm, this, task_text)
}

/// A future inside of itself is not told again.
fn once(vm: &mut Vm, this: &Value, text: fn(&mut Vm, &Value) -> R<String>) -> R<String> {
    let address = this.address();
    if vm.representing.contains(&address) {
        return Ok("...".into());
    }
    vm.representing.push(address);
    let text = text(vm, this);
    vm.representing.pop();
    text
}

fn future_text(vm: &mut Vm, this: &Value) -> R<String> {
    let told = details(vm, this, state_word(this))?;
    Ok(format!(
        "<{} {}>",
        vm.class_of(this).name().as_str(),
        told.join(" ")
    ))
}

fn task_text(vm: &mut Vm, this: &Value) -> R<String> {
    let (Some(data), Some(own)) = (fut(this), part(this)) else {
        return future_text(vm, this);
    };
    let cancelling = own.cancels.get() > 0 && !data.done();
    let word = if cancelling {
        "cancelling"
    } else {
        state_word(this)
    };
    let mut told = details(vm, this, word)?;
    let name = own.name();
    told.insert(1, format!("name={}", vm.repr(&name)?));
    let coro = own.coro.borrow().clone();
    let shown = match &coro {
        Value::Gen(generator) => coroutine(vm, generator),
        other => match qualname(vm, other)? {
            Some(name) => format!("{}()", vm.str(&name)?),
            None => format!("<{} without __name__>()", vm.type_name(other).as_str()),
        },
    };
    told.insert(2, format!("coro=<{shown}>"));
    let waiter = own.waiter.borrow().clone();
    if !waiter.is_none() {
        told.insert(3, format!("wait_for={}", vm.repr(&waiter)?));
    }
    Ok(format!(
        "<{} {}>",
        vm.class_of(this).name().as_str(),
        told.join(" ")
    ))
}

fn state_word(this: &Value) -> &'static str {
    match fut(this).map(|data| data.state.get()) {
        Some(State::Cancelled) => "cancelled",
        Some(State::Finished) => "finished",
        _ => "pending",
    }
}

fn details(vm: &mut Vm, this: &Value, word: &str) -> R<Vec<String>> {
    let mut told = Vec::from([word.to_string()]);
    let Some(data) = fut(this) else {
        return Ok(told);
    };
    if data.state.get() == State::Finished {
        let value = data.value.borrow().clone();
        told.push(if data.failed.get() {
            format!("exception={}", vm.repr(&value)?)
        } else {
            format!("result={}", shortened(vm, &value)?)
        });
    }
    let callbacks = data.callbacks.borrow().clone();
    let mut shown = Vec::new();
    {
        for one in &callbacks {
            match one {
                Callback::Wake(_) => shown.push("Task.task_wakeup()".to_string()),
                Callback::Call(function, _) => shown.push(callback(vm, function, &[])),
                Callback::Rust(_) => {}
            }
        }
        let shown = match &shown[..] {
            [first, .., last] if shown.len() > 2 => {
                format!("{first}, <{} more>, {last}", shown.len() - 2)
            }
            _ => shown.join(", "),
        };
        if !shown.is_empty() {
            told.push(format!("cb=[{shown}]"));
        }
    }
    Ok(told)
}

/// As `reprlib.repr` writes it.
fn shortened(vm: &mut Vm, value: &Value) -> R<String> {
    shortened_at(vm, value, DEEPEST)
}

fn shortened_at(vm: &mut Vm, value: &Value, level: usize) -> R<String> {
    let (items, most, open, close) = match value {
        Value::Str(text) => {
            let first: String = text.as_str().chars().take(LONGEST).collect();
            let shown = vm.repr(&Value::str(first))?;
            if shown.chars().count() <= LONGEST {
                return Ok(shown);
            }
            let ends = cut(text.as_str(), LONGEST, "");
            return Ok(cut(&vm.repr(&Value::str(ends))?, LONGEST, "..."));
        }
        Value::Int(_) | Value::Big(_) => {
            let text = vm.repr(value)?;
            return Ok(match text.len() <= LONGEST_NUMBER {
                true => text,
                false => cut(&text, LONGEST_NUMBER, "..."),
            });
        }
        Value::List(list) => (list.0.borrow().clone(), 6, "[", "]"),
        Value::Tuple(tuple) => (tuple.0.to_vec(), 6, "(", ")"),
        Value::Dict(_) => (sorted(vm, value)?, 4, "{", "}"),
        Value::Set(set) if !set.frozen => match sorted(vm, value)? {
            none if none.is_empty() => return Ok("set()".into()),
            some => (some, 6, "{", "}"),
        },
        Value::Set(_) => match sorted(vm, value)? {
            none if none.is_empty() => return Ok("frozenset()".into()),
            some => (some, 6, "frozenset({", "})"),
        },
        other => {
            let text = vm.repr(other)?;
            return Ok(match text.chars().count() <= LONGEST {
                true => text,
                false => cut(&text, LONGEST, "..."),
            });
        }
    };
    if level == 0 && !items.is_empty() {
        return Ok(format!("{open}...{close}"));
    }
    let mut parts = Vec::new();
    for item in items.iter().take(most) {
        let mut shown = shortened_at(vm, item, level.saturating_sub(1))?;
        if let Value::Dict(dict) = value
            && let Some(held) = vm.dict_get(dict, item)?
        {
            shown = format!(
                "{shown}: {}",
                shortened_at(vm, &held, level.saturating_sub(1))?
            );
        }
        parts.push(shown);
    }
    if items.len() > most {
        parts.push("...".into());
    }
    let comma = if open == "(" && items.len() == 1 {
        ","
    } else {
        ""
    };
    Ok(format!("{open}{}{comma}{close}", parts.join(", ")))
}

/// The items, in their order where they have one.
fn sorted(vm: &mut Vm, value: &Value) -> R<Vec<Value>> {
    let items = vm.collect(value)?;
    match crate::python::builtins::sort(vm, items.clone(), &[]) {
        Ok(sorted) => Ok(sorted),
        Err(_) => Ok(items),
    }
}

/// The two ends of a text that is too long.
fn cut(text: &str, most: usize, between: &str) -> String {
    let length = text.chars().count();
    let (head, tail) = ((most - 3) / 2, most - 3 - (most - 3) / 2);
    let begin: String = text.chars().take(head).collect();
    let end: String = text.chars().skip(length.saturating_sub(tail)).collect();
    format!("{begin}{between}{end}")
}

fn coroutine(vm: &Vm, generator: &Rc<Gen>) -> String {
    let name = generator.qualname.borrow();
    let path = &generator.code.source.path;
    let frame = generator.frame.borrow();
    let line = match (frame.as_ref(), generator.running.get()) {
        (Some(frame), _) if generator.started.get() => Some(frame.line()),
        (Some(_), _) => Some(generator.code.line),
        (None, true) => Some(line_of_running(vm, generator)),
        (None, false) => None,
    };
    match line {
        Some(line) => format!("{}() running at {path}:{line}", name.as_str()),
        None => format!(
            "{}() done, defined at {path}:{}",
            name.as_str(),
            generator.code.line
        ),
    }
}

/// The line at which a coroutine is that runs: its frame is among those of the machine, or is the
/// one that has called into Rust.
fn line_of_running(vm: &Vm, generator: &Rc<Gen>) -> u32 {
    let owns = |frame: &&Frame| {
        let owner = frame.generator.as_ref();
        owner.is_some_and(|owner| Rc::ptr_eq(owner, generator))
    };
    let mut frames = vm.frames.iter().map(AsRef::as_ref);
    match (frames.find(owns), &vm.place) {
        (Some(frame), _) => frame.line(),
        (None, Some((code, place))) if Rc::ptr_eq(code, &generator.code) => code.line_at(*place),
        _ => generator.code.line,
    }
}

/// A function with its arguments, and where it is defined.
pub fn callback(vm: &mut Vm, function: &Value, args: &[Value]) -> String {
    called(vm, function.clone(), args).unwrap_or_default()
}

fn called(vm: &mut Vm, mut function: Value, args: &[Value]) -> R<String> {
    let mut shown = arguments(vm, args)?;
    // A partial object is told as what it calls, with what it gives and then what it is given. That
    // is never another one: those are merged as they are made.
    if let Some((inner, given)) = partial(vm, &function)? {
        shown.insert_str(0, &given);
        function = inner;
    }
    if let Value::Func(func) = &function {
        let (path, line) = (&func.code.source.path, func.code.line);
        let name = func.qualname.borrow();
        return Ok(format!("{}{shown} at {path}:{line}", name.as_str()));
    }
    let name = qualname(vm, &function)?;
    Ok(match name.as_ref().and_then(Value::as_str) {
        Some(name) => format!("{name}{shown}"),
        None => vm.repr(&function)? + &shown,
    })
}

fn arguments(vm: &mut Vm, args: &[Value]) -> R<String> {
    let shown: R<Vec<_>> = args.iter().map(|value| shortened(vm, value)).collect();
    Ok(format!("({})", shown?.join(", ")))
}

/// `value.__qualname__`, if there is one. An object's class has its own for itself only.
fn qualname(vm: &mut Vm, value: &Value) -> R<Option<Value>> {
    let name = intern("__qualname__");
    match value {
        Value::Instance(instance) => Ok(instance.attrs.borrow().get_name(&name)),
        _ => vm.attr_or_none(value, &name),
    }
}

/// What a `functools.partial` calls, and the arguments it gives.
fn partial(vm: &mut Vm, function: &Value) -> R<Option<(Value, String)>> {
    let class = vm.class_of(function);
    let of_library = class.mro.borrow().iter().any(|class| {
        let module = class.dict.get_str("__module__");
        class.name().as_str() == "partial"
            && module.as_ref().and_then(Value::as_str) == Some("functools")
    });
    if !of_library {
        return Ok(None);
    }
    let mut part = |name: &str| vm.attr(function, &intern(name));
    let (inner, args, keywords) = (part("func")?, part("args")?, part("keywords")?);
    let args = vm.collect(&args)?;
    let mut given = arguments(vm, &args)?;
    let Value::Dict(keywords) = &keywords else {
        return Ok(None);
    };
    let mut pairs = Vec::new();
    for (name, value) in keywords.map.borrow().iter() {
        pairs.push((name.clone(), value.clone()));
    }
    for (name, value) in pairs {
        let comma = if given == "(" || given == "()" {
            ""
        } else {
            ", "
        };
        given.pop();
        given += &format!("{comma}{}={})", vm.str(&name)?, shortened(vm, &value)?);
    }
    Ok(Some((inner, given)))
}
