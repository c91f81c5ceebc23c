//! Bringing texts to a width.

use super::{Kind, Text, bounded, text_of};
use crate::python::builtins::{Row, arg, given};
use crate::python::object::{Kw, Value};
use crate::python::vm::{R, Vm};
use alloc::string::String;

pub const ROWS: &[Row] = &[
    (
        "ljust /",
        |vm, args, _| padded(vm, args, '<', "ljust"),
        1,
        2,
    ),
    (
        "rjust /",
        |vm, args, _| padded(vm, args, '>', "rjust"),
        1,
        2,
    ),
    (
        "center /",
        |vm, args, _| padded(vm, args, '^', "center"),
        1,
        2,
    ),
    ("zfill /", zfill, 1, 1),
    ("expandtabs tabsize", expandtabs, 0, 1),
];

fn padded(vm: &mut Vm, args: &[Value], align: char, name: &str) -> R {
    let text = Text::this(args);
    let width = usize::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
    bounded(vm, width)?;
    let fill = match given(args, 2) {
        None => ' ',
        Some(fill) => {
            let found = text_of(fill, text.kind);
            let mut characters = found.as_deref().unwrap_or("").chars();
            match (characters.next(), characters.next(), text.kind) {
                (Some(one), None, _) => one,
                (_, _, Kind::Str) if found.is_some() => {
                    return vm.type_error("The fill character must be exactly one character long");
                }
                (_, _, Kind::Str) => {
                    let name = vm.given_name(fill);
                    return vm.type_error(alloc::format!(
                        "The fill character must be a unicode character, not {}",
                        name.as_str()
                    ));
                }
                _ => {
                    let given = vm.given_name(fill);
                    return vm.type_error(alloc::format!(
                        "{name}() argument 2 must be a byte string of length 1, not {}",
                        given.as_str()
                    ));
                }
            }
        }
    };
    let missing = width.saturating_sub(text.len());
    let left = match align {
        '<' => 0,
        '>' => missing,
        // An odd one goes to the left where the width is odd.
        _ => missing / 2 + (missing & width & 1),
    };
    let fill = |count: usize| core::iter::repeat_n(fill, count).collect::<String>();
    Ok(text
        .kind
        .make(vm, &(fill(left) + &text.text + &fill(missing - left))))
}

fn zfill(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let width = usize::try_from(vm.small_index(&arg(args, 1))?).unwrap_or(0);
    bounded(vm, width)?;
    let sign = usize::from(text.text.starts_with(['+', '-']));
    let (sign, digits) = text.text.split_at(sign);
    let missing = width.saturating_sub(text.len());
    let zeros = "0".repeat(missing);
    Ok(text.kind.make(vm, &alloc::format!("{sign}{zeros}{digits}")))
}

fn expandtabs(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = Text::this(args);
    let size = match given(args, 1) {
        Some(size) => usize::try_from(vm.small_index(size)?).unwrap_or(0),
        None => 8,
    };
    bounded(vm, text.text.matches('\t').count().saturating_mul(size))?;
    let mut column = 0;
    let mut expanded = String::new();
    for character in text.text.chars() {
        match character {
            '\t' => {
                let missing = match size {
                    0 => 0,
                    size => size - column % size,
                };
                expanded.extend(core::iter::repeat_n(' ', missing));
                column += missing;
            }
            other => {
                column = match other {
                    '\n' | '\r' => 0,
                    _ => column + 1,
                };
                expanded.push(other);
            }
        }
    }
    Ok(text.kind.make(vm, &expanded))
}
