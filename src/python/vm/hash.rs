//! Hashing: the machine's own hashes, and those that programs are told.

use super::{R, Vm, told_name};
use crate::python::object::{Value, hash_of};
use num_traits::ToPrimitive;

impl Vm {
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
            Value::Big(value) => hash_of(&value.to_signed_bytes_le()),
            Value::Bytes(bytes) => hash_of(bytes) ^ 0x55,
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
                        let text =
                            alloc::format!("unhashable type: '{}'", told_name(&class).as_str());
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
        return hash_of(&big.to_signed_bytes_le());
    }
    hash_int(value.to_bits() as i64)
}
