//! "Did you mean": the name nearest to one that is not there.

use super::Vm;
use super::error::exc;
use crate::python::object::{Dict, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Longer names are not compared.
const LONGEST: usize = 40;

/// Among more names than this nothing is suggested.
const MOST_NAMES: usize = 750;

/// What adding, removing or changing a character costs; changing its case costs 1.
const MOVE: usize = 2;

impl Vm {
    /// What the program may have meant, for an exception about a name.
    pub fn suggestion(&mut self, exception: &Value) -> Option<String> {
        let named = self.is_exception(exception, "NameError");
        if !named && !self.is_exception(exception, "AttributeError") {
            return None;
        }
        let Value::Instance(instance) = exception else {
            return None;
        };
        let wanted = instance.attrs.borrow().get_str("name")?;
        let wanted = String::from(wanted.as_str()?);
        if named {
            return self.suggested_name(exception, &wanted);
        }
        let of = instance.attrs.borrow().get_str("obj")?;
        let dir = self.builtins.get_str("dir")?;
        let names = self.call_with(&dir, &[of]).ok()?;
        nearest(&wanted, &self.collect(&names).ok()?)
    }

    fn suggested_name(&mut self, exception: &Value, wanted: &str) -> Option<String> {
        let innermost = exc(exception)?.trace.borrow().first().cloned()?;
        let code = &innermost.code;
        let own = code.locals.iter().chain(&code.cells).chain(&code.frees);
        let own: Vec<Value> = own.cloned().map(Value::Str).collect();
        let keys = |dict: &Dict| -> Vec<Value> {
            let map = dict.map.borrow();
            map.iter().map(|(key, _)| key.clone()).collect()
        };
        nearest(wanted, &own)
            .or_else(|| nearest(wanted, &keys(&innermost.globals)))
            .or_else(|| {
                // Helpers of the machine are no names of the language.
                let inner = ["__rest_of_mapping__", "__imaginary__"];
                let mut known = keys(&self.builtins);
                known.extend(["None", "False", "True"].map(Value::str));
                known.retain(|name| !name.as_str().is_some_and(|name| inner.contains(&name)));
                nearest(wanted, &known)
            })
    }
}

fn nearest(wanted: &str, names: &[Value]) -> Option<String> {
    if names.len() >= MOST_NAMES {
        return None;
    }
    let letters: Vec<char> = wanted.chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let Some(name) = name.as_str().filter(|name| *name != wanted) else {
            continue;
        };
        let other: Vec<char> = name.chars().collect();
        let mut most = (letters.len() + other.len() + 3) * MOVE / 6;
        if let Some((known, _)) = best {
            most = most.min(known.saturating_sub(1));
        }
        if let Some(distance) = distance(&letters, &other, most) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name.into())
}

fn change(one: char, other: char) -> usize {
    if one == other {
        0
    } else if one.eq_ignore_ascii_case(&other) {
        1
    } else {
        MOVE
    }
}

/// The cost of making one name the other, if it is not too high.
fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(same..)?, other.get(same..)?);
    let tail = one.iter().rev().zip(other.iter().rev());
    let same = tail.take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - same)?;
    let other = other.get(..other.len() - same)?;
    if one.len() > LONGEST || other.len() > LONGEST {
        return None;
    }
    if one.len().abs_diff(other.len()) * MOVE > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=one.len()).map(|place| place * MOVE).collect();
    for (line, letter) in other.iter().enumerate() {
        let mut before = row.first().copied().unwrap_or(0);
        let mut left = (line + 1) * MOVE;
        if let Some(slot) = row.first_mut() {
            *slot = left;
        }
        for (place, known) in one.iter().enumerate() {
            let Some(slot) = row.get_mut(place + 1) else {
                continue;
            };
            let cost = (before + change(*known, *letter))
                .min(*slot + MOVE)
                .min(left + MOVE);
            before = *slot;
            *slot = cost;
            left = cost;
        }
    }
    row.last().copied().filter(|cost| *cost <= most)
}
