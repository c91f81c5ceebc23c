//! The values that programs handle.

mod class;
mod dict;
mod function;
mod generator;
mod iter;
mod set;
mod string;
mod trash;
mod value;

pub use class::{Class, Instance, Layout, Payload};
pub use dict::{Dict, Map};
pub use function::{
    Bound, Cell, Func, Keywords, Kw, Module, Native, NativeFn, Property, Wrapped, Wrapper,
};
pub use generator::{Gen, GenKind};
pub use iter::{Iter, IterState};
pub use set::Set;
pub use string::{Str, hash_bytes as hash_of, intern};
pub use trash::{Aside, let_go, let_go_backwards, let_go_value, let_go_values};
pub use value::{List, Range, Slice, Tuple, Value, simple_eq};
