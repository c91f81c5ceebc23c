//! Comparing, and whether something is true.

use super::{R, Vm};
use crate::python::code::CmpOp;
use crate::python::object::{Value, simple_eq};
use core::cmp::Ordering;

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
        if matches!(right, Value::Float(_)) && !matches!(left, Value::Float(_)) {
            return Ok(None);
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
        let class = self.types.of(value);
        if let Some(method) = self.find_in(&class, &bool_name) {
            return match self.call_found(method, value, &[])? {
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
        match self.find_in(&class, &len) {
            Some(_) => Ok(self.len(value)? > 0),
            None => match value {
                Value::Instance(instance) => match instance.inner().cloned() {
                    Some(inner) => self.truth(&inner),
                    None => Ok(true),
                },
                _ => Ok(true),
            },
        }
    }
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
