//! A value, and the plain containers.

use super::{Bound, Cell, Class, Dict, Func, Gen, Instance, Iter, Module, Native, Property, Set};
use super::{Str, Wrapped, let_go_backwards, let_go_values};
use crate::python::code::Code;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use num_bigint::BigInt;

/// Any value of a program. Cheap to clone: what is large is shared.
#[derive(Clone)]
pub enum Value {
    /// A variable that has no value; never seen by a program.
    Unbound,
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// Any other integer.
    Big(Rc<BigInt>),
    /// A float.
    Float(f64),
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// A string.
    Str(Rc<Str>),
    /// Bytes.
    Bytes(Rc<Vec<u8>>),
    /// A tuple.
    Tuple(Rc<Tuple>),
    /// A list.
    List(Rc<List>),
    /// A dictionary.
    Dict(Rc<Dict>),
    /// A set, or a frozen one.
    Set(Rc<Set>),
    /// A range.
    Range(Rc<Range>),
    /// A slice.
    Slice(Rc<Slice>),
    /// A function that is written in Python.
    Func(Rc<Func>),
    /// A function that is written in Rust.
    Native(Rc<Native>),
    /// A method with its object.
    Bound(Rc<Bound>),
    /// A class.
    Class(Rc<Class>),
    /// An object of a class.
    Instance(Rc<Instance>),
    /// A generator, a coroutine or an async generator.
    Gen(Rc<Gen>),
    /// An iterator that is written in Rust.
    Iter(Rc<Iter>),
    /// A module.
    Module(Rc<Module>),
    /// A variable that functions share.
    Cell(Rc<Cell>),
    /// A property.
    Property(Rc<Property>),
    /// A static or class method.
    Wrapped(Rc<Wrapped>),
    /// Compiled code.
    Code(Rc<Code>),
}

/// A tuple's items.
pub struct Tuple(pub Vec<Value>);

/// A list's items.
pub struct List(pub RefCell<Vec<Value>>);

/// `range(start, stop, step)`; `step` is never zero.
pub struct Range {
    /// The first number.
    pub start: i64,
    /// The number before which it ends.
    pub stop: i64,
    /// From one number to the next.
    pub step: i64,
}

impl Range {
    /// How many numbers it has.
    pub fn len(&self) -> usize {
        let (start, stop, step) = (
            i128::from(self.start),
            i128::from(self.stop),
            i128::from(self.step),
        );
        let span = if step > 0 { stop - start } else { start - stop };
        if span <= 0 {
            return 0;
        }
        ((span - 1) / step.abs() + 1) as usize
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How far a number is from the first one.
    pub fn past(&self, number: i64) -> i128 {
        i128::from(number) - i128::from(self.start)
    }

    /// The number at `index`.
    pub fn at(&self, index: usize) -> i64 {
        self.start
            .wrapping_add((index as i64).wrapping_mul(self.step))
    }
}

/// `start:stop:step`.
pub struct Slice {
    /// Where it begins.
    pub start: Value,
    /// Where it ends.
    pub stop: Value,
    /// From one item to the next.
    pub step: Value,
}

impl Default for Value {
    /// `None`.
    fn default() -> Self {
        Self::None
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        if !self.0.is_empty() {
            let_go_backwards(core::mem::take(&mut self.0));
        }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let_go_backwards(core::mem::take(self.0.get_mut()));
    }
}

impl Drop for Slice {
    fn drop(&mut self) {
        let parts = [&mut self.start, &mut self.stop, &mut self.step];
        let_go_values(Vec::from(
            parts.map(|part| core::mem::replace(part, Value::None)),
        ));
    }
}

impl Value {
    /// A string.
    pub fn str(text: impl Into<Box<str>>) -> Self {
        Self::Str(Rc::new(Str::new(text)))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Self>) -> Self {
        Self::Tuple(Rc::new(Tuple(items)))
    }

    /// A list.
    pub fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(List(RefCell::new(items))))
    }

    /// Bytes.
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self::Bytes(Rc::new(bytes))
    }

    /// A dictionary.
    pub fn dict(dict: Dict) -> Self {
        Self::Dict(Rc::new(dict))
    }

    /// An integer of any size, as small as it can be.
    pub fn big(number: BigInt) -> Self {
        match i64::try_from(&number) {
            Ok(small) => Self::Int(small),
            Err(_) => Self::Big(Rc::new(number)),
        }
    }

    /// A size or a count.
    pub fn count(count: usize) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// `None` where there is nothing.
    pub fn option(value: Option<Self>) -> Self {
        value.unwrap_or(Self::None)
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether it is a variable without a value.
    pub fn is_unbound(&self) -> bool {
        matches!(self, Self::Unbound)
    }

    /// The builtin value in an object of a class that inherits from a builtin one; else itself.
    pub fn inner(&self) -> &Self {
        match self {
            Self::Instance(instance) => instance.inner().unwrap_or(self),
            other => other,
        }
    }

    /// Whether it is an object with a builtin value in it.
    pub fn wraps(&self) -> bool {
        matches!(self, Self::Instance(instance) if instance.inner().is_some())
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self.inner() {
            Self::Str(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// Where it lives, as `id` tells it; equal only for the same object.
    pub fn address(&self) -> usize {
        fn of<T>(rc: &Rc<T>) -> usize {
            Rc::as_ptr(rc).cast::<u8>() as usize
        }
        match self {
            Self::Unbound => 0,
            Self::None => 0x10,
            Self::Bool(value) => 0x20 + usize::from(*value) * 16,
            Self::Ellipsis => 0x40,
            Self::NotImplemented => 0x50,
            Self::Int(value) => (*value as usize).wrapping_mul(32).wrapping_add(0x1000),
            Self::Float(value) => value.to_bits() as usize | 1,
            Self::Big(rc) => of(rc),
            Self::Str(rc) => of(rc),
            Self::Bytes(rc) => of(rc),
            Self::Tuple(rc) => of(rc),
            Self::List(rc) => of(rc),
            Self::Dict(rc) => of(rc),
            Self::Set(rc) => of(rc),
            Self::Range(rc) => of(rc),
            Self::Slice(rc) => of(rc),
            Self::Func(rc) => of(rc),
            Self::Native(rc) => of(rc),
            Self::Bound(rc) => of(rc),
            Self::Class(rc) => of(rc),
            Self::Instance(rc) => of(rc),
            Self::Gen(rc) => of(rc),
            Self::Iter(rc) => of(rc),
            Self::Module(rc) => of(rc),
            Self::Cell(rc) => of(rc),
            Self::Property(rc) => of(rc),
            Self::Wrapped(rc) => of(rc),
            Self::Code(rc) => of(rc),
        }
    }

    /// `is`.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one.to_bits() == other.to_bits(),
            (Self::Str(one), Self::Str(other)) => {
                Rc::ptr_eq(one, other) || (one.as_str().len() < 2 && one.as_str() == other.as_str())
            }
            (Self::Tuple(one), Self::Tuple(other)) => {
                Rc::ptr_eq(one, other) || (one.0.is_empty() && other.0.is_empty())
            }
            _ => {
                core::mem::discriminant(self) == core::mem::discriminant(other)
                    && self.address() == other.address()
            }
        }
    }
}

/// `==` where no method of the program's is needed to tell.
pub fn simple_eq(one: &Value, other: &Value) -> Option<bool> {
    simple_eq_within(one, other, 20)
}

/// As [`simple_eq`], as long as tuples are not nested too deeply for Rust's own stack.
fn simple_eq_within(one: &Value, other: &Value, depth: u32) -> Option<bool> {
    use Value::{Big, Bool, Bytes, Class, Float, Int, None as Nil, Str, Tuple};
    Some(match (one, other) {
        (Str(one), Str(other)) => {
            Rc::ptr_eq(one, other) || (one.hash() == other.hash() && one.as_str() == other.as_str())
        }
        (Int(one), Int(other)) => one == other,
        (Bool(one), Bool(other)) => one == other,
        (Bool(one), Int(other)) | (Int(other), Bool(one)) => i64::from(*one) == *other,
        (Float(one), Float(other)) => one == other,
        (Int(one), Float(other)) | (Float(other), Int(one)) => {
            *one as f64 == *other && (*other as i128) == i128::from(*one)
        }
        (Bool(one), Float(other)) | (Float(other), Bool(one)) => {
            f64::from(u8::from(*one)) == *other
        }
        (Big(one), Big(other)) => one == other,
        (Big(one), Float(other)) | (Float(other), Big(one)) => {
            use num_traits::FromPrimitive;
            num_bigint::BigInt::from_f64(*other)
                .is_some_and(|exact| exact == **one && other.fract() == 0.0)
        }
        (Bytes(one), Bytes(other)) => one == other,
        (Nil, Nil) => true,
        (Class(one), Class(other)) if one.plain_meta() && other.plain_meta() => {
            Rc::ptr_eq(one, other)
        }
        (Tuple(one), Tuple(other)) => {
            if one.0.len() != other.0.len() {
                return Some(false);
            }
            let depth = depth.checked_sub(1)?;
            for (one, other) in one.0.iter().zip(&other.0) {
                if !one.is(other) && !simple_eq_within(one, other, depth)? {
                    return Some(false);
                }
            }
            true
        }
        (
            Str(_) | Int(_) | Bool(_) | Float(_) | Big(_) | Nil | Bytes(_),
            Str(_) | Int(_) | Bool(_) | Float(_) | Big(_) | Nil | Bytes(_),
        ) => false,
        _ => return None,
    })
}
