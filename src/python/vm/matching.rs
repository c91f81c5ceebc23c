//! Patterns of `match`.

use super::{R, Vm};
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
            return self.type_error("called match pattern must be a class");
        }
        if !self.is_instance(subject, class)? {
            return Ok(Value::None);
        }
        let mut wanted: Vec<Value> = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let name = self.names.match_args.clone();
            match self.attr_or_none(class, &name)? {
                Some(args) => {
                    let args = super::args::items(&args).to_vec();
                    if args.len() < positional {
                        let text = alloc::format!(
                            "{}() accepts {} positional sub-pattern{} ({positional} given)",
                            self.class_name(class),
                            args.len(),
                            if args.len() == 1 { "" } else { "s" }
                        );
                        return self.type_error(text);
                    }
                    wanted.extend(args.into_iter().take(positional));
                }
                None if positional == 1 && !matches!(subject.inner(), Value::Instance(_)) => {
                    values.push(subject.clone())
                }
                None => {
                    let text = alloc::format!(
                        "{}() accepts 0 positional sub-patterns ({positional} given)",
                        self.class_name(class)
                    );
                    return self.type_error(text);
                }
            }
        }
        wanted.extend(super::args::items(names).iter().cloned());
        for name in wanted {
            let Some(name) = name.as_str() else { continue };
            match self.attr_or_none(subject, &intern(name))? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    pub(super) fn class_name(&self, class: &Value) -> String {
        match class {
            Value::Class(class) => class.name().as_str().into(),
            _ => String::new(),
        }
    }
}
