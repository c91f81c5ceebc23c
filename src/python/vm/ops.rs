//! Operators.

use super::{R, Vm};
use crate::python::builtins::{Kind, wide};
use crate::python::code::{BinOp, UnOp};
use crate::python::object::{Set, Value, intern};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Pow, Signed, ToPrimitive, Zero};

/// More bits than this in one integer are refused.
const MOST_BITS: u64 = 1 << 25;

impl Vm {
    /// `one op other`.
    pub fn binary(&mut self, op: BinOp, one: &Value, other: &Value) -> R {
        let special = matches!(one, Value::Instance(_) | Value::Class(_))
            || matches!(other, Value::Instance(_) | Value::Class(_));
        if special && let Some(value) = self.binary_special(op, one, other)? {
            return Ok(value);
        }
        // Text is made of the object itself, which may have words of its own.
        let whole = op == BinOp::Mod
            && matches!(one.inner(), Value::Str(_) | Value::Bytes(_))
            && !matches!(other.inner(), Value::Tuple(_) | Value::Dict(_));
        let right = if whole { other } else { other.inner() };
        match self.plain_binary(op, one.inner(), right)? {
            Some(value) => Ok(value),
            None => self.unsupported(op, one, other, false),
        }
    }

    fn unsupported(&mut self, op: BinOp, one: &Value, other: &Value, in_place: bool) -> R {
        if op == BinOp::Add && matches!(one.inner(), Value::Str(_)) {
            let text = alloc::format!(
                "can only concatenate str (not \"{}\") to str",
                self.type_name(other).as_str()
            );
            return self.type_error(text);
        }
        if op == BinOp::Add && matches!(one.inner(), Value::List(_)) {
            let text = alloc::format!(
                "can only concatenate list (not \"{}\") to list",
                self.type_name(other).as_str()
            );
            return self.type_error(text);
        }
        if op == BinOp::Add && matches!(one.inner(), Value::Tuple(_)) {
            let text = alloc::format!(
                "can only concatenate tuple (not \"{}\") to tuple",
                self.type_name(other).as_str()
            );
            return self.type_error(text);
        }
        if op == BinOp::Add && matches!(one.inner(), Value::Bytes(_)) {
            let text = alloc::format!("can't concat {} to bytes", self.type_name(other).as_str());
            return self.type_error(text);
        }
        if op == BinOp::Mul {
            for (this, that) in [(one, other), (other, one)] {
                if matches!(
                    this.inner(),
                    Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)
                ) {
                    let text = alloc::format!(
                        "can't multiply sequence by non-int of type '{}'",
                        self.type_name(that).as_str()
                    );
                    return self.type_error(text);
                }
            }
        }
        let equals = if in_place { "=" } else { "" };
        let sign = if op == BinOp::Pow && !in_place {
            "** or pow()"
        } else {
            sign(op)
        };
        let text = alloc::format!(
            "unsupported operand type(s) for {sign}{equals}: '{}' and '{}'",
            self.type_name(one).as_str(),
            self.type_name(other).as_str()
        );
        self.type_error(text)
    }

    fn binary_special(&mut self, op: BinOp, one: &Value, other: &Value) -> R<Option<Value>> {
        let word = word(op);
        let (own, theirs) = (self.types.of(one), self.types.of(other));
        let name = intern(&alloc::format!("__{word}__"));
        let reflected = intern(&alloc::format!("__r{word}__"));
        let different = !Rc::ptr_eq(&own, &theirs);
        let first = different && theirs.inherits(&own) && {
            let (mine, yours) = (
                self.find_in(&own, &reflected),
                self.find_in(&theirs, &reflected),
            );
            match (mine, yours) {
                (Some(mine), Some(yours)) => !mine.is(&yours),
                (None, Some(_)) => true,
                _ => false,
            }
        };
        let mut turns = Vec::from([(one, other, &name)]);
        if different {
            match first {
                true => turns.insert(0, (other, one, &reflected)),
                false => turns.push((other, one, &reflected)),
            }
        }
        for (this, that, name) in turns {
            let class = self.types.of(this);
            let Some(method) = self.find_in(&class, name) else {
                continue;
            };
            if method.is_none() {
                continue;
            }
            let given = self.call_found(method, this, core::slice::from_ref(that))?;
            if !matches!(given, Value::NotImplemented) {
                return Ok(Some(given));
            }
        }
        if op == BinOp::Or
            && let Some(union) = crate::python::builtins::union(self, one, other)
        {
            return Ok(Some(union));
        }
        Ok(None)
    }

    /// `one op= other`.
    pub fn in_place(&mut self, op: BinOp, one: &Value, other: &Value) -> R {
        match (op, one) {
            (BinOp::Add, Value::List(list)) => {
                let items = self.collect(other)?;
                self.charge(items.len());
                if list.0.borrow().len() + items.len() > super::iterate::MOST_ITEMS {
                    return self.bare("MemoryError");
                }
                list.0.borrow_mut().extend(items);
                return Ok(one.clone());
            }
            (BinOp::Mul, Value::List(list)) => {
                if let Value::List(made) = self.binary(op, one, other)? {
                    list.0.swap(&made.0);
                }
                return Ok(one.clone());
            }
            (BinOp::Or, Value::Dict(dict)) => {
                self.dict_update(dict, other, false)?;
                return Ok(one.clone());
            }
            (BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor, Value::Set(set)) if !set.frozen => {
                if let (Value::Set(made), Value::Set(_)) =
                    (self.binary(op, one, other)?, other.inner())
                {
                    set.map.swap(&made.map);
                    return Ok(one.clone());
                }
            }
            (_, Value::Instance(_)) => {
                let name = intern(&alloc::format!("__i{}__", word(op)));
                if let Some(given) = self.call_special(one, &name, core::slice::from_ref(other))?
                    && !matches!(given, Value::NotImplemented)
                {
                    return Ok(given);
                }
                if let (BinOp::Add, Value::List(list)) = (op, one.inner()) {
                    let items = self.collect(other)?;
                    list.0.borrow_mut().extend(items);
                    return Ok(one.clone());
                }
            }
            _ => {}
        }
        let special = matches!(one, Value::Instance(_) | Value::Class(_))
            || matches!(other, Value::Instance(_) | Value::Class(_));
        if special && let Some(value) = self.binary_special(op, one, other)? {
            return Ok(value);
        }
        match self.plain_binary(op, one.inner(), other.inner())? {
            Some(value) => Ok(value),
            None => self.unsupported(op, one, other, true),
        }
    }

    /// Between builtin values; `None` where the operator has no meaning for them.
    pub fn plain_binary(&mut self, op: BinOp, one: &Value, other: &Value) -> R<Option<Value>> {
        use Value::{Bytes, Dict, List, Str, Tuple};
        Ok(Some(match (op, one, other) {
            (BinOp::Add, Str(one), Str(other)) => {
                self.charge((one.as_str().len() + other.as_str().len()) / 8);
                if one.as_str().len() + other.as_str().len() > super::iterate::MOST_ITEMS * 8 {
                    return self.bare("MemoryError");
                }
                let mut text = String::with_capacity(one.as_str().len() + other.as_str().len());
                text.push_str(one.as_str());
                text.push_str(other.as_str());
                Value::str(text)
            }
            (BinOp::Add, Bytes(one), Bytes(other)) => {
                Value::bytes([one.as_slice(), other.as_slice()].concat())
            }
            (BinOp::Add, List(one), List(other)) => {
                let (one, other) = (one.0.borrow(), other.0.borrow());
                if one.len() + other.len() > super::iterate::MOST_ITEMS {
                    drop((one, other));
                    return self.bare("MemoryError");
                }
                Value::list([one.as_slice(), other.as_slice()].concat())
            }
            (BinOp::Add, Tuple(one), Tuple(other)) => {
                Value::tuple([one.0.as_slice(), other.0.as_slice()].concat())
            }
            (BinOp::Mul, Str(_) | Bytes(_) | List(_) | Tuple(_), _) if is_int(other) => {
                return self.repeat(one, other);
            }
            (BinOp::Mul, _, Str(_) | Bytes(_) | List(_) | Tuple(_)) if is_int(one) => {
                return self.repeat(other, one);
            }
            (BinOp::Mod, Str(format), _) => {
                Value::str(self.percent(format.as_str(), other, Kind::Str)?)
            }
            (BinOp::Mod, Bytes(format), _) => {
                let text = self.percent(&wide(format), other, Kind::Bytes)?;
                Kind::Bytes.make(self, &text)
            }
            (BinOp::Or, Dict(one), Dict(_)) => {
                let made = crate::python::object::Dict::default();
                made.map.replace(one.map.borrow().clone());
                self.dict_update(&made, other, false)?;
                Value::dict(made)
            }
            (
                BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor,
                Value::Set(one),
                Value::Set(other),
            ) => self.set_op(op, one, other)?,
            _ => return self.numbers(op, one, other),
        }))
    }

    fn repeat(&mut self, sequence: &Value, count: &Value) -> R<Option<Value>> {
        let count = match count {
            Value::Int(count) => (*count).max(0) as usize,
            Value::Bool(count) => usize::from(*count),
            _ => {
                return self.raise(
                    "OverflowError",
                    "cannot fit 'int' into an index-sized integer",
                );
            }
        };
        let length = match sequence {
            Value::Str(text) => text.as_str().len() / 8,
            Value::Bytes(bytes) => bytes.len() / 8,
            Value::List(list) => list.0.borrow().len(),
            Value::Tuple(tuple) => tuple.0.len(),
            _ => 0,
        };
        self.charge(length.saturating_mul(count));
        if length.saturating_mul(count) > super::iterate::MOST_ITEMS
            || count > super::iterate::MOST_ITEMS * 8
        {
            return self.bare("MemoryError");
        }
        Ok(Some(match sequence {
            Value::Str(text) => Value::str(text.as_str().repeat(count)),
            Value::Bytes(bytes) => Value::bytes(bytes.repeat(count)),
            Value::List(list) => Value::list(repeated(&list.0.borrow(), count)),
            Value::Tuple(tuple) => Value::tuple(repeated(&tuple.0, count)),
            _ => return Ok(None),
        }))
    }

    /// `|`, `&`, `-` and `^` of sets; the kind of the first.
    pub fn set_op(&mut self, op: BinOp, one: &Set, other: &Set) -> R {
        let members = |set: &Set| {
            set.map
                .borrow()
                .iter()
                .map(|(key, _)| key.clone())
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (members(one), members(other));
        let made = Set {
            frozen: one.frozen,
            ..Set::default()
        };
        for member in &ours {
            let keep = match op {
                BinOp::Or => true,
                BinOp::And => self.set_has(other, member)?,
                _ => !self.set_has(other, member)?,
            };
            if keep {
                self.set_add(&made, member.clone())?;
            }
        }
        if matches!(op, BinOp::Or | BinOp::Xor) {
            for member in &theirs {
                if op == BinOp::Or || !self.set_has(one, member)? {
                    self.set_add(&made, member.clone())?;
                }
            }
        }
        Ok(Value::Set(Rc::new(made)))
    }

    fn numbers(&mut self, op: BinOp, one: &Value, other: &Value) -> R<Option<Value>> {
        if let (Some(a), Some(b)) = (small(one), small(other)) {
            if let (Value::Bool(a), Value::Bool(b)) = (one, other) {
                match op {
                    BinOp::And => return Ok(Some(Value::Bool(a & b))),
                    BinOp::Or => return Ok(Some(Value::Bool(a | b))),
                    BinOp::Xor => return Ok(Some(Value::Bool(a ^ b))),
                    _ => {}
                }
            }
            return self.ints(op, a, b).map(Some);
        }
        if let (Some(a), Some(b)) = (whole(one), whole(other)) {
            return self.bigs(op, &a, &b).map(Some);
        }
        let (Some(a), Some(b)) = (self.float_of(one)?, self.float_of(other)?) else {
            return Ok(None);
        };
        self.floats(op, a, b)
    }

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

    fn ints(&mut self, op: BinOp, a: i64, b: i64) -> R {
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

    fn bigs(&mut self, op: BinOp, a: &BigInt, b: &BigInt) -> R {
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
                    return Ok(Value::Float(a.powf(b)));
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

    fn floats(&mut self, op: BinOp, a: f64, b: f64) -> R<Option<Value>> {
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
                let value = a.powf(b);
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

fn repeated(items: &[Value], count: usize) -> Vec<Value> {
    let mut all = Vec::with_capacity(items.len() * count);
    for _ in 0..count {
        all.extend_from_slice(items);
    }
    all
}

fn is_int(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Bool(_) | Value::Big(_))
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
