//! `_heapq` and `_bisect`
//! (<https://docs.python.org/3.11/library/heapq.html>,
//! <https://docs.python.org/3.11/library/bisect.html>).

use super::kit::{keyword, names};
use crate::python::builtins::{arg, given};
use crate::python::object::{Dict, Kw, List, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;

/// `_heapq`.
pub fn heaps() -> Rc<Dict> {
    names(
        &[
            ("heappush /", push, 2, 2),
            ("heappop /", pop, 1, 1),
            ("heapreplace /", replace, 2, 2),
            ("heappushpop /", push_pop, 2, 2),
            ("heapify /", heapify, 1, 1),
        ],
        [],
    )
}

fn heap(vm: &mut Vm, args: &[Value]) -> R<Rc<List>> {
    let value = arg(args, 0);
    match value.inner() {
        Value::List(list) => Ok(list.clone()),
        _ => {
            let name = vm.type_name(&value);
            vm.type_error(alloc::format!(
                "heap argument must be a list, not {}",
                name.as_str()
            ))
        }
    }
}

fn at(vm: &mut Vm, heap: &List, place: usize) -> R {
    let found = heap.0.borrow().get(place).cloned();
    match found {
        Some(value) => Ok(value),
        // Comparing may run the program, which may change the list.
        None => vm.raise("RuntimeError", "list changed size during iteration"),
    }
}

fn swap(heap: &List, one: usize, other: usize) {
    let mut items = heap.0.borrow_mut();
    if one < items.len() && other < items.len() {
        items.swap(one, other);
    }
}

/// Lets an item rise to its place, at most to `top`.
fn rise(vm: &mut Vm, heap: &List, top: usize, mut place: usize) -> R<()> {
    while place > top {
        let above = (place - 1) / 2;
        let (item, parent) = (at(vm, heap, place)?, at(vm, heap, above)?);
        if !vm.less(&item, &parent)? {
            break;
        }
        swap(heap, place, above);
        place = above;
    }
    Ok(())
}

/// Lets an item sink to a leaf, along the smaller children, and rise from there: equal items come
/// in the order in which CPython has them.
fn sink(vm: &mut Vm, heap: &List, top: usize) -> R<()> {
    let size = heap.0.borrow().len();
    let mut place = top;
    while 2 * place + 1 < size {
        let (left, right) = (2 * place + 1, 2 * place + 2);
        let mut child = left;
        if right < size {
            let (one, other) = (at(vm, heap, left)?, at(vm, heap, right)?);
            if !vm.less(&one, &other)? {
                child = right;
            }
        }
        swap(heap, place, child);
        place = child;
    }
    rise(vm, heap, top, place)
}

fn push(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let heap = heap(vm, args)?;
    heap.0.borrow_mut().push(arg(args, 1));
    let last = heap.0.borrow().len() - 1;
    rise(vm, &heap, 0, last)?;
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let heap = heap(vm, args)?;
    let last = heap.0.borrow_mut().pop();
    match last {
        None => vm.raise("IndexError", "index out of range"),
        Some(last) if heap.0.borrow().is_empty() => Ok(last),
        Some(last) => exchange(vm, &heap, last),
    }
}

/// Puts an item in for the smallest.
fn exchange(vm: &mut Vm, heap: &List, item: Value) -> R {
    let first = heap
        .0
        .borrow_mut()
        .first_mut()
        .map(|first| core::mem::replace(first, item));
    match first {
        Some(first) => {
            sink(vm, heap, 0)?;
            Ok(first)
        }
        None => vm.raise("IndexError", "index out of range"),
    }
}

fn replace(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let heap = heap(vm, args)?;
    exchange(vm, &heap, arg(args, 1))
}

fn push_pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let heap = heap(vm, args)?;
    let first = heap.0.borrow().first().cloned();
    match first {
        Some(first) if vm.less(&first, &arg(args, 1))? => exchange(vm, &heap, arg(args, 1)),
        _ => Ok(arg(args, 1)),
    }
}

fn heapify(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let heap = heap(vm, args)?;
    let half = heap.0.borrow().len() / 2;
    for top in (0..half).rev() {
        sink(vm, &heap, top)?;
    }
    Ok(Value::None)
}

/// `_bisect`.
pub fn bisecting() -> Rc<Dict> {
    names(
        &[
            (
                "bisect_left",
                |vm, args, kw| find(vm, args, kw, true).map(Value::Int),
                0,
                4,
            ),
            (
                "bisect_right",
                |vm, args, kw| find(vm, args, kw, false).map(Value::Int),
                0,
                4,
            ),
            (
                "insort_left",
                |vm, args, kw| insert(vm, args, kw, true),
                0,
                4,
            ),
            (
                "insort_right",
                |vm, args, kw| insert(vm, args, kw, false),
                0,
                4,
            ),
        ],
        [],
    )
}

fn parameter(vm: &mut Vm, args: &[Value], kw: &Kw, place: usize) -> R<Option<Value>> {
    let name = ["a", "x", "lo", "hi"]
        .get(place)
        .copied()
        .unwrap_or_default();
    let found = given(args, place).cloned().or_else(|| keyword(kw, name));
    match (&found, place) {
        (None, 0 | 1) => vm.type_error(alloc::format!(
            "missing required argument '{name}' (pos {})",
            place + 1
        )),
        _ => Ok(found.filter(|value| !value.is_none() || place < 2)),
    }
}

fn find(vm: &mut Vm, args: &[Value], kw: &Kw, left: bool) -> R<i64> {
    let list = parameter(vm, args, kw, 0)?.unwrap_or(Value::None);
    let item = parameter(vm, args, kw, 1)?.unwrap_or(Value::None);
    let key = keyword(kw, "key");
    let mut low = match parameter(vm, args, kw, 2)? {
        Some(low) => vm.small_index(&low)?,
        None => 0,
    };
    if low < 0 {
        return vm.value_error("lo must be non-negative");
    }
    let mut high = match parameter(vm, args, kw, 3)? {
        Some(high) => vm.small_index(&high)?,
        None => vm.len(&list)? as i64,
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let mut found = vm.subscript(&list, &Value::Int(middle))?;
        if let Some(key) = &key {
            found = vm.call_with(key, &[found])?;
        }
        let below = match left {
            true => vm.less(&found, &item)?,
            false => !vm.less(&item, &found)?,
        };
        if below {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn insert(vm: &mut Vm, args: &[Value], kw: &Kw, left: bool) -> R {
    let list = parameter(vm, args, kw, 0)?.unwrap_or(Value::None);
    let item = parameter(vm, args, kw, 1)?.unwrap_or(Value::None);
    let weight = match keyword(kw, "key") {
        Some(key) => vm.call_with(&key, core::slice::from_ref(&item))?,
        None => item.clone(),
    };
    let mut of = alloc::vec::Vec::from([list.clone(), weight]);
    for place in [2, 3] {
        let bound = parameter(vm, args, kw, place)?;
        of.push(bound.unwrap_or(Value::None));
    }
    // A lower bound that is not given is zero.
    if of.get(2).is_some_and(Value::is_none) {
        of[2] = Value::Int(0);
    }
    let key: alloc::vec::Vec<_> = kw
        .iter()
        .filter(|(name, _)| name.as_str() == "key")
        .cloned()
        .collect();
    let place = find(vm, &of, &key, left)?;
    let insert = vm.attr(&list, &intern("insert"))?;
    vm.call_with(&insert, &[Value::Int(place), item])
}
