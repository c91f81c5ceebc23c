//! Patterns of `match`.

use super::{R, Vm, told_name};
use crate::python::object::{Value, intern};
use alloc::string::String;
use alloc::vec::Vec;

impl Vm {
    /// Whether a sequence pattern may fit it.
    pub fn is_sequence(&mut self, value: &Value) -> bool {
        match value.inner() {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(_) => {
                let class = self.types.of(value);
                class
                    .mro
                    .borrow()
                    .iter()
                    .any(|base| matches!(base.name().as_str(), "Sequence" | "deque"))
            }
            _ => false,
        }
    }

    /// Whether a mapping pattern may fit it.
    pub fn is_mapping(&mut self, value: &Value) -> bool {
        match value.inner() {
            Value::Dict(_) => true,
            Value::Instance(_) => {
                let class = self.types.of(value);
                class
                    .mro
                    .borrow()
                    .iter()
                    .any(|base| base.name().as_str() == "Mapping")
            }
            _ => false,
        }
    }

    /// The values of these keys, or `None` where one is missing.
    pub fn match_keys(&mut self, subject: &Value, keys: &Value) -> R {
        let mut values = Vec::new();
        for key in super::args::items(keys).to_vec() {
            let found = match subject.inner() {
                Value::Dict(dict) => {
                    let dict = dict.clone();
                    self.dict_get(&dict, &key)?
                }
                _ => {
                    let get = self.attr(subject, &intern("get"))?;
                    let given = self.call_with(&get, &[key, Value::Ellipsis])?;
                    (!matches!(given, Value::Ellipsis)).then_some(given)
                }
            };
            match found {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    /// The values that a class pattern asks for, or `None` where it does not fit.
    pub fn match_class(
        &mut self,
        subject: &Value,
        class: &Value,
        positional: usize,
        names: &Value,
    ) -> R {
        if !matches!(class, Value::Class(_)) {
            return self.type_error("called match pattern must be a type");
        }
        if !self.is_instance(subject, class)? {
            return Ok(Value::None);
        }
        let mut wanted: Vec<Value> = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let name = self.names.match_args.clone();
            match self.attr_or_none(class, &name)? {
                Some(Value::Tuple(args)) => {
                    self.check_positional(class, args.0.len(), positional)?;
                    wanted.extend(args.0.iter().take(positional).cloned());
                }
                Some(other) => {
                    let text = alloc::format!(
                        "{}.__match_args__ must be a tuple (got {})",
                        self.class_name(class),
                        self.type_name(&other).as_str()
                    );
                    return self.type_error(text);
                }
                None => {
                    let whole = !matches!(subject.inner(), Value::Instance(_));
                    self.check_positional(class, usize::from(whole), positional)?;
                    values.push(subject.clone());
                }
            }
        }
        wanted.extend(super::args::items(names).iter().cloned());
        for (place, name) in wanted.iter().enumerate() {
            let Some(text) = name.as_str() else {
                let text = alloc::format!(
                    "__match_args__ elements must be strings (got {})",
                    self.type_name(name).as_str()
                );
                return self.type_error(text);
            };
            let before = wanted.iter().take(place);
            if before.filter_map(Value::as_str).any(|known| known == text) {
                let text = alloc::format!(
                    "{}() got multiple sub-patterns for attribute '{text}'",
                    self.class_name(class)
                );
                return self.type_error(text);
            }
            match self.attr_or_none(subject, &intern(text))? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    fn check_positional(&mut self, class: &Value, known: usize, given: usize) -> R<()> {
        if given <= known {
            return Ok(());
        }
        let text = alloc::format!(
            "{}() accepts {known} positional sub-pattern{} ({given} given)",
            match class {
                Value::Class(class) => told_name(class),
                _ => intern(""),
            }
            .as_str(),
            if known == 1 { "" } else { "s" }
        );
        self.type_error(text)
    }

    pub(super) fn class_name(&self, class: &Value) -> String {
        match class {
            Value::Class(class) => class.name().as_str().into(),
            _ => String::new(),
        }
    }
}
