//! Binding arguments to parameters.

use super::{Frame, R, Vm};
use crate::python::code::Code;
use crate::python::object::{Cell, Dict, Func, Keywords, Native, Str, Tuple, Value};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// Keyword arguments of one call.
pub type Given = Vec<(Rc<Str>, Value)>;

impl Vm {
    /// Fills a frame's parameters; `positional` are the positional arguments.
    pub fn bind(
        &mut self,
        func: &Func,
        frame: &mut Frame,
        positional: impl ExactSizeIterator<Item = Value>,
        kw: Given,
    ) -> R<()> {
        let code = &func.code;
        let wanted = code.positional as usize;
        let given = positional.len();
        let plain = given == wanted
            && kw.is_empty()
            && code.keyword_only == 0
            && !code.var_positional
            && !code.var_keyword;
        if plain {
            frame.fast.extend(positional);
        } else {
            self.bind_slowly(func, frame, positional, kw)?;
        }
        frame.fast.resize(code.locals.len(), Value::Unbound);
        if !code.cells.is_empty() || !func.closure.is_empty() {
            Self::share(code, frame, &func.closure);
        }
        Ok(())
    }

    fn share(code: &Code, frame: &mut Frame, closure: &[Rc<Cell>]) {
        for param in &code.cell_params {
            let value = param.and_then(|place| frame.fast.get(place as usize).cloned());
            let cell = Cell(RefCell::new(value.unwrap_or(Value::Unbound)));
            frame.cells.push(Rc::new(cell));
        }
        frame.cells.extend(closure.iter().cloned());
    }

    fn bind_slowly(
        &mut self,
        func: &Func,
        frame: &mut Frame,
        positional: impl ExactSizeIterator<Item = Value>,
        kw: Given,
    ) -> R<()> {
        let code = &func.code;
        let wanted = code.positional as usize;
        let given = positional.len();
        let mut rest = Vec::new();
        for (place, value) in positional.enumerate() {
            match place < wanted {
                true => frame.fast.push(value),
                false => rest.push(value),
            }
        }
        let surplus = !rest.is_empty() && !code.var_positional;
        let named = wanted + code.keyword_only as usize;
        frame.fast.resize(named, Value::Unbound);
        let mut others: Vec<(Rc<Str>, Value)> = Vec::new();
        let mut hidden: Vec<Rc<Str>> = Vec::new();
        for (name, value) in kw {
            let place = code
                .locals
                .iter()
                .take(named)
                .position(|local| Rc::ptr_eq(local, &name) || local.as_str() == name.as_str());
            match place {
                Some(place) if place >= code.positional_only as usize => {
                    let Some(slot) = frame.fast.get_mut(place) else {
                        continue;
                    };
                    if !slot.is_unbound() {
                        let text = alloc::format!(
                            "{}() got multiple values for argument '{}'",
                            func.qualname.borrow().as_str(),
                            name.as_str()
                        );
                        return self.type_error(text);
                    }
                    *slot = value;
                }
                Some(_) if !code.var_keyword => hidden.push(name),
                _ if code.var_keyword => others.push((name, value)),
                _ => {
                    let text = alloc::format!(
                        "{}() got an unexpected keyword argument '{}'",
                        func.qualname.borrow().as_str(),
                        name.as_str()
                    );
                    return self.type_error(text);
                }
            }
        }
        if !hidden.is_empty() {
            let hidden: Vec<&str> = hidden.iter().map(|name| name.as_str()).collect();
            let text = alloc::format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                func.qualname.borrow().as_str(),
                hidden.join(", ")
            );
            return self.type_error(text);
        }
        if surplus {
            return self.too_many(func, given, frame);
        }
        self.fill_defaults(func, frame)?;
        if code.var_positional {
            frame.fast.push(Value::tuple(rest));
        }
        if code.var_keyword {
            let dict = Dict::default();
            for (name, value) in others {
                dict.set_name(&name, value);
            }
            frame.fast.push(Value::dict(dict));
        }
        Ok(())
    }

    fn fill_defaults(&mut self, func: &Func, frame: &mut Frame) -> R<()> {
        let code = &func.code;
        let wanted = code.positional as usize;
        let mut missing: Vec<Rc<Str>> = Vec::new();
        {
            let defaults = func.defaults.borrow();
            let first = wanted.saturating_sub(defaults.len());
            for place in 0..wanted {
                let Some(slot) = frame.fast.get_mut(place) else {
                    continue;
                };
                if slot.is_unbound() {
                    match place
                        .checked_sub(first)
                        .and_then(|place| defaults.get(place))
                    {
                        Some(value) => *slot = value.clone(),
                        None => missing.extend(code.locals.get(place).cloned()),
                    }
                }
            }
        }
        if !missing.is_empty() {
            return self.missing(func, &missing, "positional");
        }
        for place in wanted..wanted + code.keyword_only as usize {
            let Some(slot) = frame.fast.get_mut(place) else {
                continue;
            };
            if !slot.is_unbound() {
                continue;
            }
            let Some(name) = code.locals.get(place) else {
                continue;
            };
            let default = func
                .kwdefaults
                .borrow()
                .as_ref()
                .and_then(|defaults| defaults.get_name(name));
            match default {
                Some(value) => *slot = value,
                None => missing.push(name.clone()),
            }
        }
        match missing.is_empty() {
            true => Ok(()),
            false => self.missing(func, &missing, "keyword-only"),
        }
    }

    fn missing(&mut self, func: &Func, names: &[Rc<Str>], kind: &str) -> R<()> {
        let quoted: Vec<String> = names
            .iter()
            .map(|name| alloc::format!("'{}'", name.as_str()))
            .collect();
        let listed = match quoted.as_slice() {
            [one] => one.clone(),
            [one, other] => alloc::format!("{one} and {other}"),
            [most @ .., last] => alloc::format!("{}, and {last}", most.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let text = alloc::format!(
            "{}() missing {} required {kind} argument{plural}: {listed}",
            func.qualname.borrow().as_str(),
            names.len()
        );
        self.type_error(text)
    }

    fn too_many(&mut self, func: &Func, given: usize, frame: &Frame) -> R<()> {
        let code = &func.code;
        let wanted = code.positional as usize;
        let defaults = func.defaults.borrow().len();
        let takes = match defaults {
            0 => alloc::format!("{wanted}"),
            some => alloc::format!("from {} to {wanted}", wanted.saturating_sub(some)),
        };
        let plural = if wanted == 1 && defaults == 0 {
            ""
        } else {
            "s"
        };
        let only = frame
            .fast
            .iter()
            .skip(wanted)
            .filter(|value| !value.is_unbound())
            .count();
        let was = if given == 1 { "was" } else { "were" };
        let given = match only {
            0 => alloc::format!("{given} {was} given"),
            1 => alloc::format!(
                "{given} positional argument{} (and 1 keyword-only argument) were given",
                if given == 1 { "" } else { "s" }
            ),
            some => alloc::format!(
                "{given} positional argument{} (and {some} keyword-only arguments) were given",
                if given == 1 { "" } else { "s" }
            ),
        };
        let text = alloc::format!(
            "{}() takes {takes} positional argument{plural} but {given}",
            func.qualname.borrow().as_str()
        );
        self.type_error(text)
    }

    /// Complains where a function in Rust gets too few or too many arguments.
    pub fn check_arity(&mut self, native: &Native, args: usize) -> R<()> {
        let (least, most) = (usize::from(native.least), usize::from(native.most));
        if args >= least && (args <= most || native.most == u8::MAX) {
            return Ok(());
        }
        let hidden = self.hidden(native);
        let name = native.name;
        let full = full_name(native);
        let (least, most, args) = (
            least.saturating_sub(hidden),
            most.saturating_sub(hidden),
            args.saturating_sub(hidden),
        );
        let limit = if args < least { least } else { most };
        let plural = if limit == 1 { "" } else { "s" };
        let bound = match (least == most, args < least) {
            (true, _) => "exactly",
            (false, true) => "at least",
            (false, false) => "at most",
        };
        let text = match (native.keywords, limit) {
            _ if wraps(native) => alloc::format!(
                "expected {}{limit} argument{plural}, got {args}",
                match least == most {
                    true => String::new(),
                    false => alloc::format!("{bound} "),
                }
            ),
            (Keywords::Names(names), _) if args < least => {
                let missing = names.split(' ').nth(args).unwrap_or_default();
                alloc::format!(
                    "{name}() missing required argument '{missing}' (pos {})",
                    args + 1
                )
            }
            (Keywords::Names(_) | Keywords::Parsed, _) => {
                alloc::format!("{name}() takes {bound} {limit} argument{plural} ({args} given)")
            }
            (_, 0) if least == most => alloc::format!("{full}() takes no arguments ({args} given)"),
            (_, 1) if least == most => {
                alloc::format!("{full}() takes exactly one argument ({args} given)")
            }
            _ if least == most => {
                alloc::format!("{name} expected {limit} argument{plural}, got {args}")
            }
            _ => alloc::format!("{name} expected {bound} {limit} argument{plural}, got {args}"),
        };
        self.type_error(text)
    }

    /// Arguments that the program does not write: the object of a method, the class of a maker.
    fn hidden(&self, native: &Native) -> usize {
        let method = native.owner.borrow().is_some();
        usize::from(method || !native.with.is_unbound() || native.maker)
    }

    /// Puts keyword arguments of a function in Rust to their places.
    pub fn merge_keywords(
        &mut self,
        native: &Native,
        args: &[Value],
        kw: &[(Rc<Str>, Value)],
    ) -> R<Vec<Value>> {
        let name = native.name;
        let Keywords::Names(names) = native.keywords else {
            let full = match wraps(native) {
                true => alloc::format!("wrapper {name}"),
                false if native.keywords == Keywords::Parsed => name.into(),
                // A class method that `class` calls with its keywords.
                false if name == "__init_subclass__" => match args.first() {
                    Some(Value::Class(class)) => alloc::format!("{}.{name}", class.name().as_str()),
                    _ => name.into(),
                },
                false => full_name(native),
            };
            return self.type_error(alloc::format!("{full}() takes no keyword arguments"));
        };
        let hidden = self.hidden(native);
        let most = usize::from(native.most).saturating_sub(hidden);
        let count = args.len().saturating_sub(hidden) + kw.len();
        if count > most {
            let plural = if most == 1 { "" } else { "s" };
            let keyword = if args.len() <= hidden { "keyword " } else { "" };
            return self.type_error(alloc::format!(
                "{name}() takes at most {most} {keyword}argument{plural} ({count} given)"
            ));
        }
        let mut merged = args.to_vec();
        for (key, value) in kw {
            let Some(place) = names.split(' ').position(|known| known == key.as_str()) else {
                return self.type_error(alloc::format!(
                    "'{}' is an invalid keyword argument for {name}()",
                    key.as_str()
                ));
            };
            let at = place + hidden;
            if at < args.len() {
                return self.type_error(alloc::format!(
                    "argument for {name}() given by name ('{}') and position ({})",
                    key.as_str(),
                    place + 1
                ));
            }
            if merged.len() <= at {
                merged.resize(at + 1, Value::Unbound);
            }
            if let Some(slot) = merged.get_mut(at) {
                *slot = value.clone();
            }
        }
        let least = usize::from(native.least);
        let missing = (hidden..least).find(|at| merged.get(*at).is_none_or(Value::is_unbound));
        if let Some(at) = missing {
            let which = names.split(' ').nth(at - hidden).unwrap_or_default();
            return self.type_error(alloc::format!(
                "{name}() missing required argument '{which}' (pos {})",
                at - hidden + 1
            ));
        }
        Ok(merged)
    }
}

/// Whether it is a method behind an operator, of which CPython complains in other words.
fn wraps(native: &Native) -> bool {
    let name = native.name;
    name.starts_with("__")
        && native.owner.borrow().is_some()
        && !matches!(
            name,
            "__format__" | "__round__" | "__reversed__" | "__dir__" | "__sizeof__"
        )
}

fn full_name(native: &Native) -> String {
    match &*native.owner.borrow() {
        Some(class) => alloc::format!("{}.{}", class.name().as_str(), native.name),
        None => native.name.into(),
    }
}

impl Vm {
    /// `callee(**other)`: adds keyword arguments to those there are.
    pub fn merge_kw(&mut self, dict: &Dict, other: &Value, callee: &Value) -> R<()> {
        let stop = match self.dict_update(dict, other, true) {
            Err(super::Stop::Raise(error)) if self.is_exception(&error, "TypeError") => error,
            other => return other,
        };
        // Complaints of the machine itself name the function.
        let text = super::exc(&stop)
            .and_then(|data| data.args.borrow().first().cloned())
            .unwrap_or(Value::None);
        match text.as_str() {
            Some(text)
                if text.starts_with("argument after **")
                    || text.starts_with("got multiple values for keyword") =>
            {
                let name = self.called_name(callee);
                self.type_error(alloc::format!("{name} {text}"))
            }
            _ => Err(super::Stop::Raise(stop)),
        }
    }

    /// `callee(*value)` or `[*value]`, where that is not iterable.
    pub fn bad_star(&mut self, callee: Option<Value>, value: &Value) -> R<()> {
        let what = match &callee {
            Some(callee) => self.called_name(callee) + " argument",
            None => "Value".into(),
        };
        let given = self.type_name(value);
        self.type_error(alloc::format!(
            "{what} after * must be an iterable, not {}",
            given.as_str()
        ))
    }

    /// What a function is called in complaints about a call: `module.name()`.
    fn called_name(&mut self, callee: &Value) -> String {
        let mut part = |name: &str| {
            let found = self.attr_or_none(callee, &crate::python::object::intern(name));
            let found = found.ok().flatten();
            found.and_then(|found| found.as_str().map(String::from))
        };
        match (part("__module__"), part("__qualname__")) {
            (Some(module), Some(name)) if module != "builtins" => {
                alloc::format!("{module}.{name}()")
            }
            (_, Some(name)) => alloc::format!("{name}()"),
            _ => self.str(callee).unwrap_or_default(),
        }
    }

    /// The name of an argument's class, as complaints about arguments have it.
    pub fn given_name(&mut self, value: &Value) -> Rc<Str> {
        match value {
            Value::None => crate::python::object::intern("None"),
            other => self.type_name(other),
        }
    }
}

/// The items of a tuple value, or none.
pub fn items(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(tuple) => {
            let Tuple(items) = &**tuple;
            items
        }
        _ => &[],
    }
}
