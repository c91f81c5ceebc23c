//! Operators.

use super::numbers::{is_int, sign, small, whole, word};
use super::{R, Vm};
use crate::python::builtins::{Kind, wide};
use crate::python::code::BinOp;
use crate::python::object::{Set, Value, intern};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

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
            && !matches!(other.inner(), Value::Tuple(_));
        let right = if whole { other } else { other.inner() };
        match self.plain_binary(op, one.inner(), right)? {
            Some(value) => Ok(value),
            None => self.unsupported(op, one, other, false),
        }
    }

    pub(super) fn unsupported(
        &mut self,
        op: BinOp,
        one: &Value,
        other: &Value,
        in_place: bool,
    ) -> R {
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
                    let (class, name) = (self.types.of(that), self.names.index.clone());
                    if self.find_in(&class, &name).is_some() {
                        let count = self.index(that)?;
                        let given = self.repeat(this.inner(), &count)?;
                        return Ok(Value::option(given));
                    }
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

    pub(super) fn binary_special(
        &mut self,
        op: BinOp,
        one: &Value,
        other: &Value,
    ) -> R<Option<Value>> {
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
                if let Value::Set(_) = other.inner()
                    && let Value::Set(made) = self.binary(op, one, other)?
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

    pub(super) fn repeat(&mut self, sequence: &Value, count: &Value) -> R<Option<Value>> {
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

    pub(super) fn numbers(&mut self, op: BinOp, one: &Value, other: &Value) -> R<Option<Value>> {
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
}

fn repeated(items: &[Value], count: usize) -> Vec<Value> {
    let mut all = Vec::with_capacity(items.len() * count);
    for _ in 0..count {
        all.extend_from_slice(items);
    }
    all
}
