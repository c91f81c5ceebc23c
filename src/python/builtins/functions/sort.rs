//! Sorting. The standard library's sort may end the program where a comparison contradicts
//! itself, which is any program's right here.

use super::keyword;
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::vec::Vec;

/// Runs of this length are sorted by insertion.
const RUN: usize = 64;

/// An item with what it is compared by.
type Weighed = (Value, Value);

/// Sorts items, equal ones in their order.
///
/// # Errors
/// What comparing them, or the key function, raises.
pub fn sort(vm: &mut Vm, items: Vec<Value>, kw: &Kw) -> R<Vec<Value>> {
    super::known(vm, kw, "sort", &["key", "reverse"])?;
    let key = keyword(kw, "key").filter(|key| !key.is_none());
    let reverse = match keyword(kw, "reverse") {
        Some(value) => vm.small_index(&value)? != 0,
        None => false,
    };
    let mut weighed = Vec::with_capacity(items.len());
    for item in items {
        let weight = match &key {
            Some(key) => vm.call_with(key, core::slice::from_ref(&item))?,
            None => item.clone(),
        };
        weighed.push((weight, item));
    }
    // Turned around twice: equal ones keep their order.
    if reverse {
        weighed.reverse();
    }
    let mut sorted = merged(vm, weighed)?;
    if reverse {
        sorted.reverse();
    }
    Ok(sorted.into_iter().map(|(_, item)| item).collect())
}

fn less(vm: &mut Vm, one: &Weighed, other: &Weighed) -> R<bool> {
    vm.less(&one.0, &other.0)
}

fn merged(vm: &mut Vm, all: Vec<Weighed>) -> R<Vec<Weighed>> {
    let mut runs: Vec<Vec<Weighed>> = Vec::new();
    let mut rest = all;
    while rest.len() > RUN {
        let behind = rest.split_off(RUN);
        runs.push(inserted(vm, rest)?);
        rest = behind;
    }
    runs.push(inserted(vm, rest)?);
    while runs.len() > 1 {
        let mut wider = Vec::with_capacity(runs.len().div_ceil(2));
        let mut from = runs.into_iter();
        while let Some(one) = from.next() {
            match from.next() {
                Some(other) => wider.push(merge(vm, one, other)?),
                None => wider.push(one),
            }
        }
        runs = wider;
    }
    Ok(runs.pop().unwrap_or_default())
}

/// A short run: what is sorted at its beginning stays, the rest goes to its place.
fn inserted(vm: &mut Vm, mut run: Vec<Weighed>) -> R<Vec<Weighed>> {
    let mut sorted = 1;
    if let [first, second, ..] = run.as_slice() {
        let down = less(vm, second, first)?;
        sorted = 2;
        while let (Some(before), Some(next)) = (run.get(sorted - 1), run.get(sorted)) {
            if less(vm, next, before)? != down {
                break;
            }
            sorted += 1;
        }
        if let (true, Some(part)) = (down, run.get_mut(..sorted)) {
            part.reverse();
        }
    }
    while let Some(one) = run.get(sorted).cloned() {
        let (mut low, mut high) = (0, sorted);
        while low < high {
            let middle = low + (high - low) / 2;
            let before = match run.get(middle) {
                Some(known) => less(vm, &one, known)?,
                None => false,
            };
            if before {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if let Some(part) = run.get_mut(low..=sorted) {
            part.rotate_right(1);
        }
        sorted += 1;
    }
    Ok(run)
}

fn merge(vm: &mut Vm, one: Vec<Weighed>, other: Vec<Weighed>) -> R<Vec<Weighed>> {
    let mut made = Vec::with_capacity(one.len() + other.len());
    // In order already, as it often is.
    if let (Some(last), Some(first)) = (one.last(), other.first())
        && !less(vm, first, last)?
    {
        made.extend(one);
        made.extend(other);
        return Ok(made);
    }
    let (mut left, mut right) = (one.into_iter().peekable(), other.into_iter().peekable());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let from_right = less(vm, other, one)?;
        made.extend(if from_right {
            right.next()
        } else {
            left.next()
        });
    }
    made.extend(left);
    made.extend(right);
    Ok(made)
}
