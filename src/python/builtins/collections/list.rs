//! Methods of lists, tuples and ranges.

use super::derived;
use crate::python::builtins::{ANY, Row, add_methods, add_new, arg, functions, given};
use crate::python::code::BinOp;
use crate::python::object::{Kw, List, Value, let_go_backwards};
use crate::python::vm::{R, Stop, Vm};
use alloc::rc::Rc;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_new(&types.list, new_list);
    add_methods(&types.list, ROWS);
    add_methods(
        &types.tuple,
        &[
            ("index /", tuple_index, 1, 3),
            ("count /", tuple_count, 1, 1),
        ],
    );
    add_methods(
        &types.range,
        &[
            ("index /", range_index, 1, 1),
            ("count /", range_count, 1, 1),
        ],
    );
}

const ROWS: &[Row] = &[
    ("__init__ /", list_init, 0, 1),
    ("count /", list_count, 1, 1),
    ("append /", append, 1, 1),
    ("extend /", extend, 1, 1),
    ("insert /", insert, 2, 2),
    ("pop /", pop, 0, 1),
    ("remove /", remove, 1, 1),
    ("index /", index, 1, 3),
    ("sort", sort, 0, ANY - 1),
    (
        "reverse /",
        |_, args, _| with_list(args, |list| list.0.borrow_mut().reverse()),
        0,
        0,
    ),
    (
        "clear /",
        |_, args, _| {
            with_list(args, |list| {
                let_go_backwards(list.0.take());
            })
        },
        0,
        0,
    ),
    (
        "copy /",
        |_, args, _| Ok(list(args).map_or(Value::None, |list| Value::list(list.0.borrow().clone()))),
        0,
        0,
    ),
];

fn list(args: &[Value]) -> Option<Rc<List>> {
    match args.first().map(Value::inner) {
        Some(Value::List(list)) => Some(list.clone()),
        _ => None,
    }
}

fn with_list(args: &[Value], act: fn(&List)) -> R {
    if let Some(list) = list(args) {
        act(&list);
    }
    Ok(Value::None)
}

fn new_list(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(made) = derived(args, || Value::list(Vec::new())) {
        return Ok(made);
    }
    if !kw.is_empty() {
        return vm.type_error("list() takes no keyword arguments");
    }
    match args {
        [_] | [] => Ok(Value::list(Vec::new())),
        [_, items] => vm.collect(items).map(Value::list),
        more => vm.type_error(alloc::format!(
            "list expected at most 1 argument, got {}",
            more.len() - 1
        )),
    }
}

fn list_init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(list) = list(args) {
        let before = list.0.take();
        drop(before);
    }
    if args.len() > 1 {
        extend(vm, args, kw)?;
    }
    Ok(Value::None)
}

fn append(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args) {
        if list.0.borrow().len() >= crate::python::vm::MOST_ITEMS {
            return vm.bare("MemoryError");
        }
        list.0.borrow_mut().push(arg(args, 1));
    }
    Ok(Value::None)
}

fn extend(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args) {
        vm.in_place(BinOp::Add, &Value::List(list), &arg(args, 1))?;
    }
    Ok(Value::None)
}

fn insert(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = vm.small_index(&arg(args, 1))?;
    if let Some(list) = list(args) {
        let mut items = list.0.borrow_mut();
        let length = items.len() as i64;
        let place = if place < 0 {
            place.saturating_add(length).max(0)
        } else {
            place.min(length)
        };
        items.insert(place as usize, arg(args, 2));
    }
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Some(list) = list(args) else {
        return Ok(Value::None);
    };
    let place = match args.get(1) {
        Some(place) => vm.small_index(place)?,
        None => -1,
    };
    let length = list.0.borrow().len();
    if length == 0 {
        return vm.raise("IndexError", "pop from empty list");
    }
    let place = if place < 0 {
        place.saturating_add(length as i64)
    } else {
        place
    };
    match usize::try_from(place) {
        Ok(place) if place < length => Ok(list.0.borrow_mut().remove(place)),
        _ => vm.raise("IndexError", "pop index out of range"),
    }
}

/// The place of an item between bounds; the list may change as items are compared.
fn position(vm: &mut Vm, list: &List, item: &Value, bounds: (usize, usize)) -> R<Option<usize>> {
    let mut place = bounds.0;
    while place < bounds.1 {
        let Some(known) = list.0.borrow().get(place).cloned() else {
            break;
        };
        if vm.equal(&known, item)? {
            return Ok(Some(place));
        }
        place += 1;
    }
    Ok(None)
}

fn remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args)
        && let Some(place) = position(vm, &list, &arg(args, 1), (0, usize::MAX))?
    {
        let mut items = list.0.borrow_mut();
        let gone = (place < items.len()).then(|| items.remove(place));
        drop(items);
        drop(gone);
        return Ok(Value::None);
    }
    vm.value_error("list.remove(x): x not in list")
}

/// The bounds of `index`, of a sequence of this length.
fn bounds(vm: &mut Vm, args: &[Value], length: usize) -> R<(usize, usize)> {
    let mut found = [0, usize::MAX];
    for (place, slot) in found.iter_mut().enumerate() {
        if let Some(value) = given(args, place + 2) {
            let index = match vm.small_index(value) {
                Err(Stop::Raise(error)) if vm.is_exception(&error, "TypeError") => {
                    return vm
                        .type_error("slice indices must be integers or have an __index__ method");
                }
                other => other?,
            };
            let index = if index < 0 {
                index.saturating_add(length as i64).max(0)
            } else {
                index
            };
            *slot = index as usize;
        }
    }
    let [start, stop] = found;
    Ok((start, stop))
}

fn index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args) {
        let length = list.0.borrow().len();
        let bounds = bounds(vm, args, length)?;
        if let Some(place) = position(vm, &list, &arg(args, 1), bounds)? {
            return Ok(Value::count(place));
        }
    }
    let shown = vm.repr(&arg(args, 1))?;
    vm.value_error(alloc::format!("{shown} is not in list"))
}

fn sort(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if args.len() > 1 {
        return vm.type_error("sort() takes no positional arguments");
    }
    let Some(list) = list(args) else {
        return Ok(Value::None);
    };
    // It is empty while it is sorted, so that what the program does with it then is seen.
    let items = list.0.take();
    let sorted = functions::sort(vm, items.clone(), kw);
    let changed = !list.0.borrow().is_empty();
    match sorted {
        Ok(sorted) => {
            let before = list.0.replace(sorted);
            drop(before);
        }
        Err(stop) => {
            let before = list.0.replace(items);
            drop(before);
            return Err(stop);
        }
    }
    match changed {
        true => vm.value_error("list modified during sort"),
        false => Ok(Value::None),
    }
}

fn occurrences(vm: &mut Vm, items: &[Value], value: &Value) -> R {
    let mut count = 0;
    for item in items {
        if vm.equal(item, value)? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}

fn list_count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let items = list(args)
        .map(|list| list.0.borrow().clone())
        .unwrap_or_default();
    occurrences(vm, &items, &arg(args, 1))
}

fn tuple(args: &[Value]) -> Vec<Value> {
    match args.first().map(Value::inner) {
        Some(Value::Tuple(tuple)) => tuple.0.clone(),
        _ => Vec::new(),
    }
}

fn tuple_count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    occurrences(vm, &tuple(args), &arg(args, 1))
}

fn tuple_index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let items = tuple(args);
    let (start, stop) = bounds(vm, args, items.len())?;
    for (place, item) in items.iter().enumerate().take(stop).skip(start) {
        if vm.equal(item, &arg(args, 1))? {
            return Ok(Value::count(place));
        }
    }
    vm.value_error("tuple.index(x): x not in tuple")
}

fn range_place(vm: &mut Vm, args: &[Value]) -> R<Option<i64>> {
    let (Value::Range(range), item) = (arg(args, 0), arg(args, 1)) else {
        return Ok(None);
    };
    let number = match item.inner() {
        Value::Int(number) => *number,
        Value::Bool(one) => i64::from(*one),
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 9e15 => *float as i64,
        _ => return Ok(None),
    };
    let inside = vm.contains(&Value::Range(range.clone()), &Value::Int(number))?;
    Ok(inside.then(|| (range.past(number) / i128::from(range.step)) as i64))
}

fn range_index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match range_place(vm, args)? {
        Some(place) => Ok(Value::Int(place)),
        None if matches!(arg(args, 1), Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
            let shown = vm.repr(&arg(args, 1))?;
            vm.value_error(alloc::format!("{shown} is not in range"))
        }
        None => vm.value_error("sequence.index(x): x not in sequence"),
    }
}

fn range_count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::Int(i64::from(range_place(vm, args)?.is_some())))
}
