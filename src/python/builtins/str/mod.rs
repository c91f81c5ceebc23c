//! Methods of strings; most of them are methods of bytes too, which are treated as strings of
//! their first 256 characters.

mod case;
mod codec;
mod fields;
mod find;
mod pad;
mod split;

pub use case::decimal;
pub use codec::{decode, encode, str_of_bytes};

use super::{ANY, Row, add_methods, add_static_method, arg};
use crate::python::object::{Class, Value};
use crate::python::vm::{R, Vm};
use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// Which type a text is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `str`.
    Str,
    /// `bytes`.
    Bytes,
    /// `bytearray`.
    Array,
}

impl Kind {
    /// A value of this type.
    pub fn make(self, vm: &Vm, text: &str) -> Value {
        match self {
            Self::Str => Value::str(text),
            Self::Bytes => Value::bytes(narrow(text)),
            Self::Array => super::bytes::make_array(vm, narrow(text)),
        }
    }

    /// Whether it counts as a blank.
    pub fn is_space(self, character: char) -> bool {
        match self {
            Self::Str => character.is_whitespace() || matches!(character, '\x1c'..='\x1f'),
            _ => matches!(character, ' ' | '\t'..='\r'),
        }
    }
}

/// Each byte as a character.
pub fn wide(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// See [`wide`].
pub fn narrow(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u32::from(character) as u8)
        .collect()
}

/// A text of any type.
pub struct Text<'a> {
    /// The type.
    pub kind: Kind,
    /// The text.
    pub text: Cow<'a, str>,
}

impl<'a> Text<'a> {
    /// The object of a method.
    pub fn this(args: &'a [Value]) -> Self {
        let kind = match args.first().map(Value::inner) {
            Some(Value::Bytes(_)) => Kind::Bytes,
            Some(Value::Instance(_)) => Kind::Array,
            _ => Kind::Str,
        };
        Self {
            kind,
            text: args
                .first()
                .and_then(|value| text_of(value, kind))
                .unwrap_or_default(),
        }
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        match self.text.is_ascii() {
            true => self.text.len(),
            false => self.text.chars().count(),
        }
    }
}

/// The text of a value, if it is of the same sort.
pub fn text_of(value: &Value, kind: Kind) -> Option<Cow<'_, str>> {
    match kind {
        Kind::Str => value.as_str().map(Cow::Borrowed),
        _ => super::bytes::bytes_of(value).map(|bytes| Cow::Owned(wide(&bytes))),
    }
}

/// An argument that is a text of the same sort as the object; `words` are the complaint's.
pub fn wanted<'a>(vm: &mut Vm, value: &'a Value, kind: Kind, words: &str) -> R<Cow<'a, str>> {
    match text_of(value, kind) {
        Some(text) => Ok(text),
        None => {
            let name = vm.given_name(value);
            let name = name.as_str();
            vm.type_error(match kind {
                Kind::Str => alloc::format!("{words} must be str, not {name}"),
                _ => alloc::format!("a bytes-like object is required, not '{name}'"),
            })
        }
    }
}

/// A count that a program gives, `default` where it does not; a negative one is without bound.
pub fn most(vm: &mut Vm, value: Option<&Value>) -> R<usize> {
    match value {
        Some(value) => Ok(usize::try_from(vm.small_index(value)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

pub fn install(vm: &mut Vm) {
    let common: [&[Row]; 4] = [split::ROWS, find::ROWS, pad::ROWS, case::ROWS];
    let classes: [Rc<Class>; 3] = [
        vm.types.str.clone(),
        vm.types.bytes.clone(),
        vm.types.bytearray.clone(),
    ];
    for class in &classes {
        for rows in common {
            add_methods(class, rows);
        }
        add_static_method(class, ("maketrans", case::maketrans, 1, 3));
    }
    add_methods(
        &vm.types.str,
        &[
            ("encode encoding errors", codec::encode_method, 0, 2),
            ("format", fields::format_method, 0, ANY - 1),
            ("format_map /", fields::format_map_method, 1, 1),
        ],
    );
    add_methods(&vm.types.str, case::STR_ROWS);
    for class in [&vm.types.bytes, &vm.types.bytearray] {
        add_methods(
            class,
            &[("decode encoding errors", codec::decode_method, 0, 2)],
        );
    }
}

/// Raises where a text would be too large.
pub fn bounded(vm: &mut Vm, length: usize) -> R<()> {
    match length > crate::python::vm::MOST_ITEMS * 8 {
        true => vm.bare("MemoryError"),
        false => Ok(()),
    }
}

/// The object as it is, where nothing of it changed and it is no object of a derived class.
pub fn same(vm: &Vm, args: &[Value], kind: Kind, text: &str) -> Value {
    match arg(args, 0) {
        Value::Str(known) if known.as_str().len() == text.len() => Value::Str(known),
        _ => kind.make(vm, text),
    }
}
