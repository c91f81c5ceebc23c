//! Numbers as places: indices and slices.

use super::{R, Stop, Vm};
use crate::python::object::{Slice, Value};
use num_traits::ToPrimitive;

impl Vm {
    /// An integer, or what `__index__` gives.
    pub fn index(&mut self, value: &Value) -> R {
        match value.inner() {
            Value::Int(_) | Value::Big(_) => Ok(value.inner().clone()),
            Value::Bool(one) => Ok(Value::Int(i64::from(*one))),
            _ => {
                let name = self.names.index.clone();
                match self.call_special(value, &name, &[])? {
                    Some(given @ (Value::Int(_) | Value::Big(_))) => Ok(given),
                    Some(given) => match super::numbers::whole(&given) {
                        Some(number) => Ok(Value::big(number)),
                        None => {
                            let text = alloc::format!(
                                "__index__ returned non-int (type {})",
                                self.type_name(&given).as_str()
                            );
                            self.type_error(text)
                        }
                    },
                    None => {
                        let text = alloc::format!(
                            "'{}' object cannot be interpreted as an integer",
                            self.type_name(value).as_str()
                        );
                        self.type_error(text)
                    }
                }
            }
        }
    }

    /// A small integer.
    pub fn small_index(&mut self, value: &Value) -> R<i64> {
        match self.index(value)? {
            Value::Int(number) => Ok(number),
            Value::Big(number) => {
                Ok(number
                    .to_i64()
                    .unwrap_or(if number.sign() == num_bigint::Sign::Minus {
                        i64::MIN
                    } else {
                        i64::MAX
                    }))
            }
            _ => self.type_error("an integer is required"),
        }
    }

    /// The place that an index means.
    pub fn place(&mut self, key: &Value, length: usize, what: &str) -> R<usize> {
        let index = match key.inner() {
            Value::Int(index) => *index,
            Value::Bool(index) => i64::from(*index),
            Value::Big(_) => {
                return self.raise("IndexError", "cannot fit 'int' into an index-sized integer");
            }
            _ => {
                let name = self.names.index.clone();
                let class = self.types.of(key);
                match self.find_in(&class, &name) {
                    Some(_) => self.small_index(key)?,
                    None => {
                        let name = self.type_name(key);
                        let name = name.as_str();
                        let text = match what {
                            "string" => {
                                alloc::format!("string indices must be integers, not '{name}'")
                            }
                            "index" => {
                                alloc::format!(
                                    "byte indices must be integers or slices, not {name}"
                                )
                            }
                            _ => alloc::format!(
                                "{} indices must be integers or slices, not {name}",
                                what.trim_end_matches(" object")
                            ),
                        };
                        return self.type_error(text);
                    }
                }
            }
        };
        let from_end = if index < 0 {
            index + length as i64
        } else {
            index
        };
        match usize::try_from(from_end) {
            Ok(place) if place < length => Ok(place),
            _ => {
                let text = match what {
                    "index" => "index out of range".into(),
                    _ => alloc::format!("{what} index out of range"),
                };
                self.raise("IndexError", text)
            }
        }
    }

    /// The places that a slice means: first, step, count.
    pub fn slice_places(&mut self, slice: &Slice, length: usize) -> R<(i64, i64, usize)> {
        let (start, stop, step) = self.slice_ends(slice, length)?;
        let span = if step > 0 { stop - start } else { start - stop };
        let count = match span > 0 {
            true => (span - 1) / step.abs() + 1,
            false => 0,
        };
        Ok((start, step, count as usize))
    }

    /// `slice.indices(length)`: start, stop and step, none of which is past the ends.
    pub fn slice_ends(&mut self, slice: &Slice, length: usize) -> R<(i64, i64, i64)> {
        let length = length as i64;
        let step = match &slice.step {
            Value::None => 1,
            // So that it can be turned round.
            step => self.slice_index(step)?.max(-i64::MAX),
        };
        if step == 0 {
            return self.value_error("slice step cannot be zero");
        }
        let (low, high) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let mut bound = |value: &Value, default: i64| -> R<i64> {
            if value.is_none() {
                return Ok(default);
            }
            let index = self.slice_index(value)?;
            let index = if index < 0 {
                index.saturating_add(length)
            } else {
                index
            };
            Ok(index.clamp(low, high))
        };
        let start = bound(&slice.start, if step > 0 { low } else { high })?;
        let stop = bound(&slice.stop, if step > 0 { high } else { low })?;
        Ok((start, stop, step))
    }

    pub(super) fn slice_index(&mut self, value: &Value) -> R<i64> {
        match self.small_index(value) {
            Err(Stop::Raise(error)) if self.is_exception(&error, "TypeError") => self
                .type_error("slice indices must be integers or None or have an __index__ method"),
            other => other,
        }
    }
}
