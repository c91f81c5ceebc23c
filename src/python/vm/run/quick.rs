//! What the loop does itself with integers, floats and the iterators of most loops.

use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{Iter, IterState, Value};
use crate::python::vm::iterate::Next;

/// An operation on integers, where the result is one of 64 bits.
pub(super) fn quick(op: BinOp, one: i64, other: i64) -> Option<i64> {
    match op {
        BinOp::Add => one.checked_add(other),
        BinOp::Sub => one.checked_sub(other),
        BinOp::Mul => one.checked_mul(other),
        BinOp::And => Some(one & other),
        BinOp::Or => Some(one | other),
        BinOp::Xor => Some(one ^ other),
        BinOp::FloorDiv if other > 0 => Some(one.div_euclid(other)),
        BinOp::Mod if other > 0 => Some(one.rem_euclid(other)),
        _ => None,
    }
}

/// An operation on floats, where it cannot fail.
pub(super) fn quick_float(op: BinOp, one: f64, other: f64) -> Option<f64> {
    match op {
        BinOp::Add => Some(one + other),
        BinOp::Sub => Some(one - other),
        BinOp::Mul => Some(one * other),
        BinOp::Div if other != 0.0 => Some(one / other),
        _ => None,
    }
}

/// A comparison of integers.
pub(super) fn compare_ints(op: CmpOp, one: i64, other: i64) -> bool {
    match op {
        CmpOp::Eq => one == other,
        CmpOp::Ne => one != other,
        CmpOp::Lt => one < other,
        CmpOp::Le => one <= other,
        CmpOp::Gt => one > other,
        CmpOp::Ge => one >= other,
    }
}

/// The next item where nothing of the program's has to run.
pub(super) fn quick_next(iter: &Iter) -> Next {
    let mut state = iter.state.borrow_mut();
    match &mut *state {
        IterState::Range(at, left, step) => {
            if *left == 0 {
                return Next::Over;
            }
            let value = *at;
            *left -= 1;
            *at = at.wrapping_add(*step);
            Next::Item(Value::Int(value))
        }
        IterState::List(list) => {
            let at = iter.at.get();
            let item = list.0.borrow().get(at).cloned();
            match item {
                Some(value) => {
                    iter.at.set(at + 1);
                    Next::Item(value)
                }
                None => {
                    *state = IterState::Done;
                    Next::Over
                }
            }
        }
        IterState::Tuple(tuple) => {
            let at = iter.at.get();
            match tuple.0.get(at) {
                Some(value) => {
                    iter.at.set(at + 1);
                    Next::Item(value.clone())
                }
                None => Next::Over,
            }
        }
        _ => Next::Slow,
    }
}
