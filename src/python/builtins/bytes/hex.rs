//! Bytes as hexadecimal digits, and back.

use super::{bytes_of, held};
use crate::python::builtins::str::wide;
use crate::python::builtins::{arg, given};
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn hex(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let bytes = held(args);
    let Some(mark) = given(args, 1) else {
        return Ok(Value::str(digits(&bytes)));
    };
    let mark = match mark.as_str() {
        Some(mark) => String::from(mark),
        None => match bytes_of(mark) {
            Some(mark) => wide(&mark),
            None => return vm.type_error("sep must be str or bytes."),
        },
    };
    if mark.chars().count() != 1 {
        return vm.value_error("sep must be length 1.");
    }
    if !mark.is_ascii() {
        return vm.value_error("sep must be ASCII.");
    }
    let by = match given(args, 2) {
        Some(by) => vm.small_index(by)?,
        None => 1,
    };
    let size = by.unsigned_abs() as usize;
    if size == 0 {
        return Ok(Value::str(digits(&bytes)));
    }
    let groups: Vec<String> = match by > 0 {
        // Counted from the end.
        true => {
            let (head, rest) = bytes.split_at(bytes.len() % size);
            let head = (!head.is_empty()).then(|| digits(head));
            head.into_iter()
                .chain(rest.chunks(size).map(digits))
                .collect()
        }
        false => bytes.chunks(size).map(digits).collect(),
    };
    Ok(Value::str(groups.join(&mark)))
}

fn digits(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| alloc::format!("{byte:02x}"))
        .collect()
}

pub(super) fn fromhex(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let given = arg(args, 1);
    let Some(text) = given.as_str() else {
        let name = vm.given_name(&given);
        return vm.type_error(alloc::format!(
            "fromhex() argument must be str, not {}",
            name.as_str()
        ));
    };
    let mut bytes = Vec::new();
    let mut characters = text.chars().enumerate();
    while let Some((place, one)) = characters.next() {
        if one.is_ascii_whitespace() {
            continue;
        }
        let second = characters.next();
        let low = second.and_then(|(_, one)| one.to_digit(16));
        let wrong = match (one.to_digit(16), low) {
            (Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                continue;
            }
            (None, _) => place,
            (Some(_), None) => place + 1,
        };
        return vm.value_error(alloc::format!(
            "non-hexadecimal number found in fromhex() arg at position {wrong}"
        ));
    }
    let made = Value::bytes(bytes);
    match arg(args, 0) {
        Value::Class(class) if Rc::ptr_eq(&class, &vm.types.bytes) => Ok(made),
        class => vm.call_with(&class, &[made]),
    }
}
