//! `import`.

use super::{R, Then, Vm};
use crate::python::code::Source;
use crate::python::object::{Dict, Module, Str, Value, intern};
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Vm {
    /// `import name` and `from name import names`; `names` is `None` for the first.
    pub fn import(&mut self, name: &str, level: u16, names: &Value, globals: &Rc<Dict>) -> R {
        let full = match level {
            0 => name.to_string(),
            level => self.relative(name, level, globals)?,
        };
        let mut path = String::new();
        let mut module = Value::None;
        let mut first = Value::None;
        for part in full.split('.') {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(part);
            let parent = module.clone();
            module = self.load(&path)?;
            if let Value::Module(parent) = &parent {
                parent.dict.set_str(part, module.clone());
            }
            if first.is_none() {
                first = module.clone();
            }
        }
        if names.is_none() {
            return Ok(first);
        }
        for wanted in super::args::items(names).to_vec() {
            let Some(wanted) = wanted.as_str() else {
                continue;
            };
            if let Value::Module(of) = &module
                && of.dict.get_str(wanted).is_none()
                && crate::python::modules::exists(&alloc::format!("{full}.{wanted}"))
            {
                let inner = self.load(&alloc::format!("{full}.{wanted}"))?;
                of.dict.set_str(wanted, inner);
            }
        }
        Ok(module)
    }

    fn relative(&mut self, name: &str, level: u16, globals: &Rc<Dict>) -> R<String> {
        let own = globals
            .get_str("__name__")
            .and_then(|name| name.as_str().map(String::from))
            .unwrap_or_default();
        let package = globals.get_str("__path__").is_some();
        let mut parts: Vec<&str> = own.split('.').collect();
        let up = usize::from(level) - usize::from(package);
        if up >= parts.len() + usize::from(package) || own == "__main__" {
            return self.raise(
                "ImportError",
                "attempted relative import with no known parent package",
            );
        }
        parts.truncate(parts.len() - up);
        if !name.is_empty() {
            parts.push(name);
        }
        Ok(parts.join("."))
    }

    /// The module of a full name, loaded if it is not yet.
    pub fn load(&mut self, name: &str) -> R {
        let known = self.modules.get_str(name);
        if let Some(known) = known {
            return Ok(known);
        }
        if let Some(module) = crate::python::modules::native(self, name) {
            self.modules.set_str(name, module.clone());
            return Ok(module);
        }
        let Some(found) = crate::python::modules::find(self, name)? else {
            let mut why = crate::python::modules::missing(name)
                .map_or(String::new(), |why| alloc::format!(": {why}"));
            if let Some((parent, _)) = name.rsplit_once('.')
                && let Some(Value::Module(known)) = self.modules.get_str(parent)
                && known.dict.get_str("__path__").is_none()
            {
                why = alloc::format!("; '{parent}' is not a package");
            }
            let text = alloc::format!("No module named '{name}'{why}");
            return self.import_error("ModuleNotFoundError", text, name);
        };
        let path = alloc::format!("lib/{}", found.path);
        let source = Rc::new(Source::new(&path, &found.text, false));
        let code = match crate::python::compile::compile(&source) {
            Ok(code) => code,
            Err(wrong) => return self.raise("SyntaxError", wrong.message),
        };
        let dict = Rc::new(Dict::default());
        dict.set_str("__name__", Value::Str(intern(name)));
        dict.set_str("__file__", Value::str(path.as_str()));
        if found.is_package() {
            dict.set_str("__path__", Value::list(Vec::new()));
        }
        let module = Value::Module(Rc::new(Module {
            name: intern(name),
            dict: dict.clone(),
        }));
        self.modules.set_str(name, module.clone());
        let frame = self.frame(&code, &dict, Then::Stop);
        match self.run_nested(frame) {
            Ok(_) => Ok(module),
            Err(stop) => {
                self.modules.remove_name(&intern(name));
                Err(stop)
            }
        }
    }

    /// `from module import name`.
    pub fn import_from(&mut self, module: &Value, name: &Rc<Str>) -> R {
        if let Some(value) = self.attr_or_none(module, name)? {
            return Ok(value);
        }
        let of = match module {
            Value::Module(module) => module.name.as_str().to_string(),
            _ => "?".into(),
        };
        let full = alloc::format!("{of}.{}", name.as_str());
        if let Some(known) = self.modules.get_str(&full) {
            return Ok(known);
        }
        let place = match module {
            Value::Module(module) => module
                .dict
                .get_str("__file__")
                .and_then(|file| file.as_str().map(String::from)),
            _ => None,
        };
        let place = place.unwrap_or_else(|| "unknown location".into());
        let text = alloc::format!(
            "cannot import name '{}' from '{of}' ({place})",
            name.as_str()
        );
        self.import_error("ImportError", text, &of)
    }

    /// An `ImportError` that knows the module.
    fn import_error(&mut self, class: &str, text: String, name: &str) -> R {
        let class = self.types.exception(class);
        let error = self.exception(&class, Vec::from([Value::str(text)]));
        if let Value::Instance(instance) = &error {
            instance.attrs.borrow().set_str("name", Value::str(name));
        }
        Err(super::Stop::raise(error))
    }

    /// `from module import *`.
    pub fn import_star(&mut self, module: &Value, globals: &Rc<Dict>) -> R<()> {
        let Value::Module(of) = module else {
            return Ok(());
        };
        let all = of.dict.get_str("__all__");
        let names = match &all {
            Some(all) => self.collect(all)?,
            None => self
                .names_of(&of.dict)
                .into_iter()
                .filter(|name| !name.as_str().unwrap_or("_").starts_with('_'))
                .collect(),
        };
        for name in names {
            if let Some(text) = name.as_str() {
                let name = intern(text);
                let value = self.import_from(module, &name)?;
                globals.set_name(&name, value);
            }
        }
        Ok(())
    }
}
