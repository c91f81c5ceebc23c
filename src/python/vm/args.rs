//! Binding arguments to parameters.

use super::{Frame, R, Vm};
use crate::python::code::Code;
use crate::python::object::{Cell, Dict, Func, Native, Str, Tuple, Value};
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
                Some(_) if !code.var_keyword => {
                    let text = alloc::format!(
                        "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                        func.qualname.borrow().as_str(),
                        name.as_str()
                    );
                    return self.type_error(text);
                }
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

    /// Complains where a function in Rust gets too few or too many arguments, or names it does
    /// not take.
    pub fn check_arity(&mut self, native: &Native, args: usize) -> R<()> {
        let method = native.owner.borrow().is_some();
        let (least, most) = (usize::from(native.least), usize::from(native.most));
        if args >= least && (args <= most || native.most == u8::MAX) {
            return Ok(());
        }
        let hidden = usize::from(method || !native.with.is_unbound());
        let name = match &*native.owner.borrow() {
            Some(class) => alloc::format!("{}.{}", class.name().as_str(), native.name),
            None => native.name.into(),
        };
        let (least, most) = (least.saturating_sub(hidden), most.saturating_sub(hidden));
        let Some(args) = args.checked_sub(hidden) else {
            let text = alloc::format!("unbound method {name}() needs an argument");
            return self.type_error(text);
        };
        let text = if least == most {
            let takes = match least {
                0 => "no arguments".into(),
                1 => "exactly one argument".into(),
                more => alloc::format!("exactly {more} arguments"),
            };
            alloc::format!("{name}() takes {takes} ({args} given)")
        } else if args < least {
            let plural = if least == 1 { "" } else { "s" };
            alloc::format!(
                "{} expected at least {least} argument{plural}, got {args}",
                native.name
            )
        } else {
            let plural = if most == 1 { "" } else { "s" };
            alloc::format!(
                "{} expected at most {most} argument{plural}, got {args}",
                native.name
            )
        };
        self.type_error(text)
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
