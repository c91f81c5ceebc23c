//! Comparing, hashing, and whether something is true.

use super::{R, Vm};
use crate::python::code::CmpOp;
use crate::python::object::{Value, simple_eq};
use core::cmp::Ordering;
use num_traits::ToPrimitive;

/// Rust's own recursion through nested values.
const DEEPEST: u32 = 400;

impl Vm {
    /// Goes one level deeper into a value; the caller comes back with [`Vm::outward`].
    pub fn inward(&mut self) -> R<()> {
        if self.inward >= DEEPEST {
            return self.raise(
                "RecursionError",
                "maximum recursion depth exceeded in comparison",
            );
        }
        self.inward += 1;
        Ok(())
    }

    /// See [`Vm::inward`].
    pub fn outward(&mut self) {
        self.inward -= 1;
    }

    /// `one == other`, as a truth.
    pub fn equal(&mut self, one: &Value, other: &Value) -> R<bool> {
        if one.is(other) && !matches!(one, Value::Float(_)) {
            return Ok(true);
        }
        if let Some(same) = simple_eq(one, other) {
            return Ok(same);
        }
        let value = self.compare(CmpOp::Eq, one, other)?;
        self.truth(&value)
    }

    /// `one < other`, as a truth.
    pub fn less(&mut self, one: &Value, other: &Value) -> R<bool> {
        let value = self.compare(CmpOp::Lt, one, other)?;
        self.truth(&value)
    }

    /// A comparison.
    pub fn compare(&mut self, op: CmpOp, one: &Value, other: &Value) -> R {
        let special = matches!(one, Value::Instance(_))
            || matches!(other, Value::Instance(_))
            || matches!((one, other), (Value::Class(_), _) | (_, Value::Class(_)));
        if special && let Some(value) = self.compare_special(op, one, other)? {
            return Ok(value);
        }
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            let same = match simple_eq(one.inner(), other.inner()) {
                Some(same) => same,
                None => self.same_inside(one, other)?,
            };
            return Ok(Value::Bool(same == (op == CmpOp::Eq)));
        }
        let order = self.order(op, one.inner(), other.inner())?;
        match order {
            Some(Some(order)) => Ok(Value::Bool(match op {
                CmpOp::Lt => order == Ordering::Less,
                CmpOp::Le => order != Ordering::Greater,
                CmpOp::Gt => order == Ordering::Greater,
                _ => order != Ordering::Less,
            })),
            // Not a number.
            Some(None) => Ok(Value::Bool(false)),
            None => {
                let text = alloc::format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    sign(op),
                    self.type_name(one).as_str(),
                    self.type_name(other).as_str()
                );
                self.type_error(text)
            }
        }
    }

    /// By the program's own methods.
    fn compare_special(&mut self, op: CmpOp, one: &Value, other: &Value) -> R<Option<Value>> {
        let (own, theirs) = (self.types.of(one), self.types.of(other));
        let (name, reflected) = methods(op);
        let (name, reflected) = (
            crate::python::object::intern(name),
            crate::python::object::intern(reflected),
        );
        let derived = !alloc::rc::Rc::ptr_eq(&own, &theirs) && theirs.inherits(&own);
        let turns = if derived {
            [(other, one, &reflected), (one, other, &name)]
        } else {
            [(one, other, &name), (other, one, &reflected)]
        };
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
        if op == CmpOp::Ne {
            // By default the opposite of `==`.
            let eq = self.names.eq.clone();
            for (this, that) in [(one, other), (other, one)] {
                let class = self.types.of(this);
                if let Some(method @ Value::Func(_)) = self.find_in(&class, &eq) {
                    let given = self.call_found(method, this, core::slice::from_ref(that))?;
                    if !matches!(given, Value::NotImplemented) {
                        let truth = self.truth(&given)?;
                        return Ok(Some(Value::Bool(!truth)));
                    }
                }
            }
        }
        let plain = |value: &Value| {
            matches!(value, Value::Instance(instance) if instance.inner().is_none())
                || matches!(value, Value::Class(_))
        };
        if matches!(op, CmpOp::Eq | CmpOp::Ne) && (plain(one) || plain(other)) {
            return Ok(Some(Value::Bool(one.is(other) == (op == CmpOp::Eq))));
        }
        Ok(None)
    }

    /// A comparison as the methods of builtin classes have it; nothing where they do not know.
    pub fn plain_compare(&mut self, op: CmpOp, one: &Value, other: &Value) -> R<Option<Value>> {
        let (left, right) = (one.inner(), other.inner());
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            if let (Value::Instance(_) | Value::Class(_), _) | (_, Value::Instance(_)) =
                (left, right)
            {
                if op == CmpOp::Eq {
                    return Ok(one.is(other).then_some(Value::Bool(true)));
                }
                let name = self.names.eq.clone();
                let given = match self.call_special(one, &name, core::slice::from_ref(other))? {
                    Some(given) => given,
                    None if one.is(other) => Value::Bool(true),
                    None => Value::NotImplemented,
                };
                return Ok(match given {
                    Value::NotImplemented => None,
                    given => Some(Value::Bool(!self.truth(&given)?)),
                });
            }
            let number = |value: &Value| {
                matches!(
                    value,
                    Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_)
                )
            };
            let same_kind = core::mem::discriminant(left) == core::mem::discriminant(right);
            // An integer leaves floats to the float.
            let knows = same_kind
                || (number(left)
                    && number(right)
                    && (matches!(left, Value::Float(_)) || !matches!(right, Value::Float(_))));
            if !knows {
                return Ok(None);
            }
            return self.compare(op, left, right).map(Some);
        }
        match self.order(op, left, right)? {
            None => Ok(None),
            Some(_) => self.compare(op, left, right).map(Some),
        }
    }

    fn same_inside(&mut self, one: &Value, other: &Value) -> R<bool> {
        self.inward()?;
        let same = self.same_parts(one.inner(), other.inner());
        self.outward();
        same
    }

    fn same_parts(&mut self, one: &Value, other: &Value) -> R<bool> {
        Ok(match (one, other) {
            (Value::List(one), Value::List(other)) => {
                let (one, other) = (one.0.borrow().clone(), other.0.borrow().clone());
                self.same_items(&one, &other)?
            }
            (Value::Tuple(one), Value::Tuple(other)) => self.same_items(&one.0, &other.0)?,
            (Value::Dict(one), Value::Dict(other)) => {
                if one.len() != other.len() {
                    return Ok(false);
                }
                let pairs: alloc::vec::Vec<_> = one
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                for (key, value) in pairs {
                    match self.dict_get(other, &key)? {
                        Some(known) if known.is(&value) || self.equal(&known, &value)? => {}
                        _ => return Ok(false),
                    }
                }
                true
            }
            (Value::Set(one), Value::Set(other)) => {
                if one.map.borrow().len() != other.map.borrow().len() {
                    return Ok(false);
                }
                let members: alloc::vec::Vec<_> = one
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect();
                for member in members {
                    if !self.set_has(other, &member)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Value::Range(one), Value::Range(other)) => {
                one.len() == other.len()
                    && (one.is_empty()
                        || (one.start == other.start && (one.len() == 1 || one.step == other.step)))
            }
            (Value::Slice(one), Value::Slice(other)) => {
                self.equal(&one.start, &other.start)?
                    && self.equal(&one.stop, &other.stop)?
                    && self.equal(&one.step, &other.step)?
            }
            (Value::Bound(one), Value::Bound(other)) => {
                one.this.is(&other.this) && one.func.is(&other.func)
            }
            (one, other) => match simple_eq(one, other) {
                Some(same) => same,
                None => one.is(other),
            },
        })
    }

    fn same_items(&mut self, one: &[Value], other: &[Value]) -> R<bool> {
        if one.len() != other.len() {
            return Ok(false);
        }
        for (one, other) in one.iter().zip(other) {
            if !one.is(other) && !self.equal(one, other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How two builtin values are ordered; `None` where they are not, `Some(None)` where one is
    /// not a number.
    fn order(&mut self, op: CmpOp, one: &Value, other: &Value) -> R<Option<Option<Ordering>>> {
        Ok(match (one, other) {
            (Value::Str(one), Value::Str(other)) => Some(Some(one.as_str().cmp(other.as_str()))),
            (Value::Bytes(one), Value::Bytes(other)) => Some(Some(one.cmp(other))),
            (Value::List(one), Value::List(other)) => {
                let (one, other) = (one.0.borrow().clone(), other.0.borrow().clone());
                return self.order_items(op, &one, &other).map(Some);
            }
            (Value::Tuple(one), Value::Tuple(other)) => {
                return self.order_items(op, &one.0, &other.0).map(Some);
            }
            (Value::Set(one), Value::Set(other)) => {
                let (small, large) = match op {
                    CmpOp::Lt | CmpOp::Le => (one, other),
                    _ => (other, one),
                };
                let members: alloc::vec::Vec<_> = small
                    .map
                    .borrow()
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect();
                let mut inside = true;
                for member in members {
                    inside &= self.set_has(large, &member)?;
                }
                let same = small.map.borrow().len() == large.map.borrow().len();
                let order = match (inside, same) {
                    (true, true) => Some(Ordering::Equal),
                    (true, false) if matches!(op, CmpOp::Lt | CmpOp::Le) => Some(Ordering::Less),
                    (true, false) => Some(Ordering::Greater),
                    _ => None,
                };
                Some(order)
            }
            _ => order_numbers(one, other),
        })
    }

    fn order_items(&mut self, op: CmpOp, one: &[Value], other: &[Value]) -> R<Option<Ordering>> {
        self.inward()?;
        for (left, right) in one.iter().zip(other) {
            let same = match left.is(right) || self.equal(left, right)? {
                true => continue,
                false => self.compare(op, left, right),
            };
            self.outward();
            let holds = same?;
            let holds = self.truth(&holds)?;
            // The first pair that differs decides; its answer is told as an order.
            let less = matches!(op, CmpOp::Lt | CmpOp::Le);
            return Ok(Some(if holds == less {
                Ordering::Less
            } else {
                Ordering::Greater
            }));
        }
        self.outward();
        Ok(Some(one.len().cmp(&other.len())))
    }

    /// Whether a value is true.
    pub fn truth(&mut self, value: &Value) -> R<bool> {
        Ok(match value {
            Value::Bool(value) => *value,
            Value::None | Value::Unbound => false,
            Value::Int(value) => *value != 0,
            Value::Float(value) => *value != 0.0,
            Value::Str(text) => !text.as_str().is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(tuple) => !tuple.0.is_empty(),
            Value::List(list) => !list.0.borrow().is_empty(),
            Value::Dict(dict) => !dict.is_empty(),
            Value::Set(set) => !set.map.borrow().is_empty(),
            Value::Range(range) => !range.is_empty(),
            Value::Instance(_) => return self.instance_truth(value),
            Value::Class(class) if class.meta.is_some() => return self.instance_truth(value),
            _ => true,
        })
    }

    fn instance_truth(&mut self, value: &Value) -> R<bool> {
        let (bool_name, len) = (self.names.bool.clone(), self.names.len.clone());
        if let Some(given) = self.call_special(value, &bool_name, &[])? {
            return match given {
                Value::Bool(truth) => Ok(truth),
                other => {
                    let text = alloc::format!(
                        "__bool__ should return bool, returned {}",
                        self.type_name(&other).as_str()
                    );
                    self.type_error(text)
                }
            };
        }
        let class = self.types.of(value);
        match self.find_in(&class, &len) {
            Some(method) => {
                let given = self.call_found(method, value, &[])?;
                self.truth(&given)
            }
            None => match value {
                Value::Instance(instance) => match instance.inner().cloned() {
                    Some(inner) => self.truth(&inner),
                    None => Ok(true),
                },
                _ => Ok(true),
            },
        }
    }

    /// A hash as `hash` tells it: CPython's for numbers, and for tuples of them.
    pub fn told_hash(&mut self, value: &Value) -> R<i64> {
        const PRIME: u64 = (1 << 61) - 1;
        let number = |magnitude: u64, negative: bool| {
            let hash = (magnitude % PRIME) as i64;
            match if negative { -hash } else { hash } {
                -1 => -2,
                hash => hash,
            }
        };
        Ok(match value {
            Value::Bool(value) => i64::from(*value),
            Value::Int(value) => number(value.unsigned_abs(), *value < 0),
            Value::Big(value) => {
                let rest: num_bigint::BigUint = value.magnitude() % PRIME;
                let negative = value.sign() == num_bigint::Sign::Minus;
                number(rest.to_u64().unwrap_or(0), negative)
            }
            Value::Float(value) => float_hash(*value),
            Value::Tuple(tuple) => {
                // The parts must be hashed as they are told, which goes as deep as hashing does.
                self.hash(&Value::Tuple(tuple.clone()))?;
                let (one, two, five) = (
                    11_400_714_785_074_694_791_u64,
                    14_029_467_366_897_019_727_u64,
                    2_870_177_450_012_600_261_u64,
                );
                let mut all = five;
                for item in &tuple.0 {
                    let lane = self.told_hash(item)? as u64;
                    all = all.wrapping_add(lane.wrapping_mul(two));
                    all = all.rotate_left(31).wrapping_mul(one);
                }
                all = all.wrapping_add(tuple.0.len() as u64 ^ (five ^ 3_527_539));
                match all as i64 {
                    -1 => 1_546_275_796,
                    hash => hash,
                }
            }
            Value::Instance(_) => {
                let (class, name) = (self.types.of(value), self.names.hash.clone());
                match self.find_in(&class, &name) {
                    Some(
                        method @ (Value::Func(_)
                        | Value::Native(_)
                        | Value::Wrapped(_)
                        | Value::Instance(_)),
                    ) => {
                        let given = self.call_found(method, value, &[])?;
                        match given.inner() {
                            Value::Int(hash) => {
                                let hash = *hash;
                                if hash == -1 { -2 } else { hash }
                            }
                            Value::Big(_) | Value::Bool(_) => self.told_hash(given.inner())?,
                            _ => {
                                return self.type_error("__hash__ method should return an integer");
                            }
                        }
                    }
                    None if value.wraps() => self.told_hash(&value.inner().clone())?,
                    _ => (self.hash(value)? >> 3) as i64,
                }
            }
            other => (self.hash(other)? >> 3) as i64,
        })
    }

    /// A hash; equal values have equal ones.
    pub fn hash(&mut self, value: &Value) -> R<u64> {
        Ok(match value {
            Value::Str(text) => text.hash(),
            Value::Int(value) => hash_int(*value),
            Value::Bool(value) => hash_int(i64::from(*value)),
            Value::Float(value) => hash_float(*value),
            Value::Big(value) => crate::python::object::hash_of(&value.to_signed_bytes_le()),
            Value::Bytes(bytes) => crate::python::object::hash_of(bytes) ^ 0x55,
            Value::Tuple(tuple) => {
                self.inward()?;
                let mut hash: u64 = 0x345_678 + tuple.0.len() as u64;
                for item in &tuple.0 {
                    match self.hash(item) {
                        Ok(one) => {
                            hash = (hash.rotate_left(7) ^ one).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                        }
                        Err(stop) => {
                            self.outward();
                            return Err(stop);
                        }
                    }
                }
                self.outward();
                hash
            }
            Value::Set(set) if set.frozen => set
                .map
                .borrow()
                .hashed()
                .fold(0x1234, |hash, (one, _, _)| hash ^ one.wrapping_mul(31)),
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
                let text = alloc::format!("unhashable type: '{}'", self.type_name(value).as_str());
                return self.type_error(text);
            }
            Value::Range(range) => {
                (range.start as u64)
                    ^ (range.len() as u64).rotate_left(20)
                    ^ (range.step as u64).rotate_left(40)
            }
            Value::Bound(bound) => {
                (bound.this.address() as u64).rotate_left(8) ^ bound.func.address() as u64
            }
            Value::Instance(instance) => {
                let class = instance.class();
                let name = self.names.hash.clone();
                match self.find_in(&class, &name) {
                    Some(Value::None) => {
                        let text = alloc::format!("unhashable type: '{}'", class.name().as_str());
                        return self.type_error(text);
                    }
                    Some(
                        method @ (Value::Func(_)
                        | Value::Native(_)
                        | Value::Wrapped(_)
                        | Value::Instance(_)),
                    ) => {
                        let given = self.call_found(method, value, &[])?;
                        match given {
                            Value::Int(hash) => hash_int(hash),
                            Value::Bool(hash) => hash_int(i64::from(hash)),
                            Value::Big(hash) => hash.to_i128().unwrap_or(0) as u64,
                            _ => {
                                return self.type_error("__hash__ method should return an integer");
                            }
                        }
                    }
                    _ => match instance.inner().cloned() {
                        Some(inner) => self.hash(&inner)?,
                        None => hash_int(value.address() as i64 >> 4),
                    },
                }
            }
            Value::Class(class) if class.meta.is_some() => {
                let name = self.names.hash.clone();
                let meta = self.types.of(value);
                match self.find_in(&meta, &name) {
                    Some(method @ Value::Func(_)) => match self.call_found(method, value, &[])? {
                        Value::Int(hash) => hash_int(hash),
                        _ => 7,
                    },
                    _ => hash_int(value.address() as i64 >> 4),
                }
            }
            other => hash_int(other.address() as i64 >> 4),
        })
    }
}

fn hash_int(value: i64) -> u64 {
    let hash = (value as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

/// CPython's: a float is a fraction, hashed modulo a prime.
fn float_hash(value: f64) -> i64 {
    const PRIME: u64 = (1 << 61) - 1;
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    let bits = value.abs().to_bits();
    let (exponent, fraction) = ((bits >> 52) as i64, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = match exponent {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    };
    let shift = exponent.rem_euclid(61) as u32;
    let hash = (u128::from(mantissa) << shift) % u128::from(PRIME);
    match if value < 0.0 {
        -(hash as i64)
    } else {
        hash as i64
    } {
        -1 => -2,
        hash => hash,
    }
}

fn hash_float(value: f64) -> u64 {
    if value.fract() == 0.0 && value.abs() < 9.2e18 {
        return hash_int(value as i64);
    }
    if value.fract() == 0.0
        && let Some(big) = num_traits::FromPrimitive::from_f64(value)
    {
        let big: num_bigint::BigInt = big;
        return crate::python::object::hash_of(&big.to_signed_bytes_le());
    }
    hash_int(value.to_bits() as i64)
}

/// How two numbers are ordered.
pub fn order_numbers(one: &Value, other: &Value) -> Option<Option<Ordering>> {
    use Value::{Big, Bool, Float, Int};
    let whole = |value: &Value| match value {
        Int(value) => Some(num_bigint::BigInt::from(*value)),
        Bool(value) => Some(num_bigint::BigInt::from(u8::from(*value))),
        Big(value) => Some((**value).clone()),
        _ => None,
    };
    match (one, other) {
        (Int(one), Int(other)) => Some(Some(one.cmp(other))),
        (Float(one), Float(other)) => Some(one.partial_cmp(other)),
        (Float(one), other) => {
            let other = whole(other)?;
            Some(float_against(*one, &other))
        }
        (one, Float(other)) => {
            let one = whole(one)?;
            Some(float_against(*other, &one).map(Ordering::reverse))
        }
        (one, other) => Some(Some(whole(one)?.cmp(&whole(other)?))),
    }
}

fn float_against(float: f64, whole: &num_bigint::BigInt) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Greater
        } else {
            Ordering::Less
        });
    }
    let floor: num_bigint::BigInt = num_traits::FromPrimitive::from_f64(float.floor())?;
    match floor.cmp(whole) {
        Ordering::Equal if float.fract() != 0.0 => Some(Ordering::Greater),
        order => Some(order),
    }
}

/// The operator's sign.
pub fn sign(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::Ne => "!=",
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        CmpOp::Ge => ">=",
    }
}

fn methods(op: CmpOp) -> (&'static str, &'static str) {
    match op {
        CmpOp::Eq => ("__eq__", "__eq__"),
        CmpOp::Ne => ("__ne__", "__ne__"),
        CmpOp::Lt => ("__lt__", "__gt__"),
        CmpOp::Le => ("__le__", "__ge__"),
        CmpOp::Gt => ("__gt__", "__lt__"),
        CmpOp::Ge => ("__ge__", "__le__"),
    }
}
