//! Arithmetic on numbers.

use super::{R, Vm};
use crate::python::code::{BinOp, UnOp};
use crate::python::exact;
use crate::python::object::Value;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Pow, Signed, ToPrimitive, Zero};

/// More bits than this in one integer are refused.
const MOST_BITS: u64 = 1 << 25;

impl Vm {
    /// A number as a float; `None` where it is none.
    pub fn float_of(&mut self, value: &Value) -> R<Option<f64>> {
        Ok(match value.inner() {
            Value::Float(value) => Some(*value),
            Value::Int(value) => Some(*value as f64),
            Value::Bool(value) => Some(f64::from(u8::from(*value))),
            Value::Big(value) => match value.to_f64() {
                Some(float) if float.is_finite() => Some(float),
                _ => return self.raise("OverflowError", "int too large to convert to float"),
            },
            _ => None,
        })
    }

    pub(super) fn ints(&mut self, op: BinOp, a: i64, b: i64) -> R {
        let quick = match op {
            BinOp::Add => a.checked_add(b),
            BinOp::Sub => a.checked_sub(b),
            BinOp::Mul => a.checked_mul(b),
            BinOp::And => Some(a & b),
            BinOp::Or => Some(a | b),
            BinOp::Xor => Some(a ^ b),
            BinOp::Shr if (0..64).contains(&b) => Some(a >> b),
            BinOp::Shr if b >= 64 => Some(if a < 0 { -1 } else { 0 }),
            BinOp::Shl if (0..63).contains(&b) && a.abs() < (1 << (62 - b)) => Some(a << b),
            BinOp::Div => {
                if b == 0 {
                    return self.raise("ZeroDivisionError", "division by zero");
                }
                return match a.unsigned_abs() < (1 << 53) && b.unsigned_abs() < (1 << 53) {
                    true => Ok(Value::Float(a as f64 / b as f64)),
                    false => self.bigs(op, &BigInt::from(a), &BigInt::from(b)),
                };
            }
            BinOp::FloorDiv | BinOp::Mod if b == 0 => {
                let text = if op == BinOp::Mod {
                    "integer modulo by zero"
                } else {
                    "integer division or modulo by zero"
                };
                return self.raise("ZeroDivisionError", text);
            }
            BinOp::FloorDiv if b != -1 => Some(Integer::div_floor(&a, &b)),
            BinOp::Mod if b != -1 => Some(Integer::mod_floor(&a, &b)),
            BinOp::Pow if b >= 0 => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
            _ => None,
        };
        match quick {
            Some(value) => Ok(Value::Int(value)),
            None => self.bigs(op, &BigInt::from(a), &BigInt::from(b)),
        }
    }

    pub(super) fn bigs(&mut self, op: BinOp, a: &BigInt, b: &BigInt) -> R {
        let value = match op {
            BinOp::Add => a + b,
            BinOp::Sub => a - b,
            BinOp::Mul => {
                if a.bits() + b.bits() > MOST_BITS {
                    return self.bare("MemoryError");
                }
                a * b
            }
            BinOp::And => a & b,
            BinOp::Or => a | b,
            BinOp::Xor => a ^ b,
            BinOp::Div => {
                if b.is_zero() {
                    return self.raise("ZeroDivisionError", "division by zero");
                }
                return match true_divide(a, b) {
                    Some(float) => Ok(Value::Float(float)),
                    None => self.raise(
                        "OverflowError",
                        "integer division result too large for a float",
                    ),
                };
            }
            BinOp::FloorDiv | BinOp::Mod => {
                if b.is_zero() {
                    let text = if op == BinOp::Mod {
                        "integer modulo by zero"
                    } else {
                        "integer division or modulo by zero"
                    };
                    return self.raise("ZeroDivisionError", text);
                }
                if op == BinOp::FloorDiv {
                    a.div_floor(b)
                } else {
                    a.mod_floor(b)
                }
            }
            BinOp::Pow => {
                if b.is_negative() {
                    let (Some(a), Some(b)) = (a.to_f64(), b.to_f64()) else {
                        return Ok(Value::Float(0.0));
                    };
                    if a == 0.0 {
                        return self.raise(
                            "ZeroDivisionError",
                            "0.0 cannot be raised to a negative power",
                        );
                    }
                    return Ok(Value::Float(exact::pow(a, b)));
                }
                let exponent = b.to_u64().unwrap_or(u64::MAX);
                if a.bits().saturating_sub(1).saturating_mul(exponent) > MOST_BITS {
                    return self.raise(
                        "OverflowError",
                        "exponent too large: the result would not fit into memory",
                    );
                }
                Pow::pow(a, exponent)
            }
            BinOp::Shl | BinOp::Shr => {
                if b.is_negative() {
                    return self.value_error("negative shift count");
                }
                let count = b.to_u64().unwrap_or(u64::MAX);
                if op == BinOp::Shr {
                    let count = usize::try_from(count.min(1 << 40)).unwrap_or(usize::MAX);
                    if count as u64 > a.bits() {
                        BigInt::from(if a.is_negative() { -1 } else { 0 })
                    } else {
                        a >> count
                    }
                } else {
                    if !a.is_zero() && a.bits().saturating_add(count) > MOST_BITS {
                        return self.raise("OverflowError", "too many digits in integer");
                    }
                    a << usize::try_from(count.min(MOST_BITS)).unwrap_or(0)
                }
            }
            BinOp::MatMul => {
                return self.type_error("unsupported operand type(s) for @: 'int' and 'int'");
            }
        };
        Ok(Value::big(value))
    }

    pub(super) fn floats(&mut self, op: BinOp, a: f64, b: f64) -> R<Option<Value>> {
        Ok(Some(Value::Float(match op {
            BinOp::Add => a + b,
            BinOp::Sub => a - b,
            BinOp::Mul => a * b,
            BinOp::Div => {
                if b == 0.0 {
                    return self.raise("ZeroDivisionError", "float division by zero");
                }
                a / b
            }
            BinOp::FloorDiv | BinOp::Mod => {
                if b == 0.0 {
                    let text = if op == BinOp::Mod {
                        "float modulo"
                    } else {
                        "float floor division by zero"
                    };
                    return self.raise("ZeroDivisionError", text);
                }
                let (quotient, rest) = float_divmod(a, b);
                if op == BinOp::Mod { rest } else { quotient }
            }
            BinOp::Pow => {
                if a == 0.0 && b < 0.0 {
                    return self.raise(
                        "ZeroDivisionError",
                        "0.0 cannot be raised to a negative power",
                    );
                }
                if a < 0.0 && b.fract() != 0.0 && b.is_finite() {
                    return crate::python::builtins::complex_power(self, a, b).map(Some);
                }
                let value = exact::pow(a, b);
                if value.is_infinite() && a.is_finite() && b.is_finite() {
                    return self.raise("OverflowError", "(34, 'Numerical result out of range')");
                }
                value
            }
            _ => return Ok(None),
        })))
    }

    /// `op value`.
    pub fn unary(&mut self, op: UnOp, value: &Value) -> R {
        if let Value::Instance(_) = value {
            let name = match op {
                UnOp::Neg => self.names.neg.clone(),
                UnOp::Pos => self.names.pos.clone(),
                _ => self.names.invert.clone(),
            };
            if let Some(given) = self.call_special(value, &name, &[])? {
                return Ok(given);
            }
        }
        Ok(match (op, value.inner()) {
            (UnOp::Not, value) => Value::Bool(!self.truth(&value.clone())?),
            (UnOp::Neg, Value::Int(number)) => match number.checked_neg() {
                Some(number) => Value::Int(number),
                None => Value::big(-BigInt::from(*number)),
            },
            (UnOp::Neg, Value::Bool(value)) => Value::Int(-i64::from(*value)),
            (UnOp::Neg, Value::Float(number)) => Value::Float(-number),
            (UnOp::Neg, Value::Big(number)) => Value::big(-&**number),
            (UnOp::Pos, Value::Bool(value)) => Value::Int(i64::from(*value)),
            (UnOp::Pos, number @ (Value::Int(_) | Value::Float(_) | Value::Big(_))) => {
                number.clone()
            }
            (UnOp::Invert, Value::Int(number)) => Value::Int(!number),
            (UnOp::Invert, Value::Bool(value)) => Value::Int(!i64::from(*value)),
            (UnOp::Invert, Value::Big(number)) => Value::big(!&**number),
            _ => {
                let sign = match op {
                    UnOp::Neg => "-",
                    UnOp::Pos => "+",
                    _ => "~",
                };
                let text = alloc::format!(
                    "bad operand type for unary {sign}: '{}'",
                    self.type_name(value).as_str()
                );
                return self.type_error(text);
            }
        })
    }
}

/// A small integer.
pub fn small(value: &Value) -> Option<i64> {
    match value.inner() {
        Value::Int(value) => Some(*value),
        Value::Bool(value) => Some(i64::from(*value)),
        _ => None,
    }
}

/// Any integer.
pub fn whole(value: &Value) -> Option<BigInt> {
    match value.inner() {
        Value::Int(value) => Some(BigInt::from(*value)),
        Value::Bool(value) => Some(BigInt::from(u8::from(*value))),
        Value::Big(value) => Some((**value).clone()),
        _ => None,
    }
}

/// Quotient and rest, the rest with the sign of the divisor.
pub fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0_f64.copysign(b);
    }
    let floor = quotient.floor();
    let quotient = if quotient == 0.0 {
        0.0_f64.copysign(a / b)
    } else if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (quotient, rest)
}

/// The float nearest to the quotient of two integers of any size.
pub fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    let shift = a.bits() as i64 - b.bits() as i64;
    // 66 bits of quotient: enough to round 53 of them, with a bit for what is left.
    let by = 66 - shift;
    let (top, bottom) = match by >= 0 {
        true => (a.abs() << by as usize, b.abs()),
        false => (a.abs(), b.abs() << (-by) as usize),
    };
    let (quotient, rest) = top.div_rem(&bottom);
    let sticky = if rest.is_zero() {
        quotient
    } else {
        quotient | BigInt::from_u8(1)?
    };
    let magnitude = sticky.to_f64()? * 2.0_f64.powi(i32::try_from(-by).ok()?.clamp(-1060, 1060));
    if magnitude.is_infinite() {
        return None;
    }
    Some(if a.is_negative() == b.is_negative() {
        magnitude
    } else {
        -magnitude
    })
}

/// The operator's sign.
pub fn sign(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::Div => "/",
        BinOp::FloorDiv => "//",
        BinOp::Mod => "%",
        BinOp::Pow => "**",
        BinOp::MatMul => "@",
        BinOp::Shl => "<<",
        BinOp::Shr => ">>",
        BinOp::And => "&",
        BinOp::Or => "|",
        BinOp::Xor => "^",
    }
}

/// The operator's name in method names.
pub fn word(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "add",
        BinOp::Sub => "sub",
        BinOp::Mul => "mul",
        BinOp::Div => "truediv",
        BinOp::FloorDiv => "floordiv",
        BinOp::Mod => "mod",
        BinOp::Pow => "pow",
        BinOp::MatMul => "matmul",
        BinOp::Shl => "lshift",
        BinOp::Shr => "rshift",
        BinOp::And => "and",
        BinOp::Or => "or",
        BinOp::Xor => "xor",
    }
}

pub fn is_int(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Bool(_) | Value::Big(_))
}
