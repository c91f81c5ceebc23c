//! Making classes.

use super::{Given, R, Stop, Vm};
use crate::python::object::{Class, Dict, Layout, Map, Str, Value, Wrapped, Wrapper, intern};
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

impl Vm {
    /// `class name(bases, **kw): body`.
    pub fn build_class(
        &mut self,
        body: &Value,
        name: &Rc<Str>,
        bases: Vec<Value>,
        mut kw: Given,
    ) -> R {
        let Value::Func(func) = body else {
            return self.type_error("__build_class__: func must be a function");
        };
        let original = bases.clone();
        let bases = self.resolve_bases(bases)?;
        let meta = match kw.iter().position(|(key, _)| key.as_str() == "metaclass") {
            Some(place) => kw.remove(place).1,
            None => Value::Class(match bases.first() {
                Some(base) => self.types.of(base),
                None => self.types.type_.clone(),
            }),
        };
        let meta = self.metaclass(meta, &bases)?;
        let prepare = self.names.prepare.clone();
        let mut namespace = Rc::new(Dict::default());
        let mut space = None;
        if let Value::Class(meta_class) = &meta
            && !Rc::ptr_eq(meta_class, &self.types.type_)
            && let Some(found) = self.find_in(meta_class, &prepare)
            && !matches!(found, Value::Native(_))
        {
            let bound = self.bind_found(found, None, meta_class)?;
            let made = self.call(
                &bound,
                Vec::from([Value::Str(name.clone()), Value::tuple(bases.clone())]),
                kw.clone(),
            )?;
            let Value::Dict(dict) = made.inner() else {
                let text = alloc::format!(
                    "{}.__prepare__() must return a mapping, not {}",
                    meta_class.name().as_str(),
                    self.type_name(&made).as_str()
                );
                return self.type_error(text);
            };
            namespace = dict.clone();
            if let Value::Instance(_) = made {
                space = Some(made);
            }
        }
        let mut frame = self.frame(&func.code, &func.globals, super::Then::Stop);
        for _ in &func.code.cells {
            frame
                .cells
                .push(Rc::new(crate::python::object::Cell(RefCell::new(
                    Value::Unbound,
                ))));
        }
        frame.cells.extend(func.closure.iter().cloned());
        frame.names = Some(namespace.clone());
        frame.space = space.clone();
        let cell = self.run_nested(frame)?;
        if original.len() != bases.len()
            || original
                .iter()
                .zip(&bases)
                .any(|(one, other)| !one.is(other))
        {
            namespace.set_str("__orig_bases__", Value::tuple(original));
        }
        let args = Vec::from([
            Value::Str(name.clone()),
            Value::tuple(bases),
            space.unwrap_or(Value::Dict(namespace)),
        ]);
        let class = self.call(&meta, args, kw)?;
        if let Value::Cell(cell) = &cell {
            cell.0.replace(class.clone());
        }
        Ok(class)
    }

    fn resolve_bases(&mut self, bases: Vec<Value>) -> R<Vec<Value>> {
        let name = self.names.mro_entries.clone();
        let mut resolved = Vec::new();
        for base in &bases {
            if let Value::Class(_) = base {
                resolved.push(base.clone());
                continue;
            }
            match self.call_special(base, &name, &[Value::tuple(bases.clone())])? {
                Some(made) => resolved.extend(self.collect(&made)?),
                None => resolved.push(base.clone()),
            }
        }
        Ok(resolved)
    }

    /// The most derived metaclass.
    pub fn metaclass(&mut self, asked: Value, bases: &[Value]) -> R {
        let Value::Class(mut winner) = asked else {
            return Ok(asked);
        };
        for base in bases {
            let meta = self.types.of(base);
            if winner.inherits(&meta) {
                continue;
            }
            if meta.inherits(&winner) {
                winner = meta;
                continue;
            }
            return self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            );
        }
        Ok(Value::Class(winner))
    }

    /// Notes a class, to be taken apart at the end.
    fn keep_class(&mut self, class: &Rc<Class>) {
        if self.classes.len() == self.classes.capacity() {
            self.classes.retain(|class| class.strong_count() > 0);
        }
        self.classes.push(Rc::downgrade(class));
    }

    /// A class of a module in Rust, whose objects hold something of Rust's.
    pub fn native_class(&mut self, name: &str) -> Rc<Class> {
        let object = self.types.object.clone();
        let class = Rc::new(Class {
            id: self.class_id(),
            name: RefCell::new(intern(name)),
            dict: Rc::default(),
            bases: RefCell::new(Vec::from([object.clone()])),
            mro: RefCell::default(),
            meta: None,
            layout: Layout::Native,
            builtin: RefCell::default(),
            heap: false,
            callable: Cell::new(true),
            subclasses: RefCell::default(),
            slots: Cell::new(false),
            ends: Cell::new(false),
        });
        self.keep_class(&class);
        class.mro.replace(Vec::from([class.clone(), object]));
        class
    }

    /// `type(name, bases, namespace)`.
    pub fn make_class(
        &mut self,
        meta: &Rc<Class>,
        name: &Rc<Str>,
        bases: &[Value],
        namespace: &Dict,
        kw: &[(Rc<Str>, Value)],
    ) -> R {
        let mut parents = Vec::new();
        for base in bases {
            match base {
                Value::Class(base) => parents.push(base.clone()),
                other => {
                    let text = alloc::format!(
                        "bases must be types, not {}",
                        self.type_name(other).as_str()
                    );
                    return self.type_error(text);
                }
            }
        }
        for base in &parents {
            let closed = [
                "bool",
                "NoneType",
                "function",
                "range",
                "slice",
                "generator",
                "coroutine",
            ];
            if !base.heap && closed.contains(&base.name().as_str()) {
                let text = alloc::format!(
                    "type '{}' is not an acceptable base type",
                    base.name().as_str()
                );
                return self.type_error(text);
            }
        }
        if parents.is_empty() {
            parents.push(self.types.object.clone());
        }
        let ranked = parents.iter().max_by_key(|base| match base.layout {
            Layout::Object => 0,
            _ => 1,
        });
        let solid = parents
            .iter()
            .find(|base| base.layout != Layout::Object)
            .or(ranked)
            .cloned();
        let Some(solid) = solid else {
            return Ok(Value::None);
        };
        let solids: Vec<_> = parents
            .iter()
            .filter(|base| !matches!(base.layout, Layout::Object | Layout::Exception))
            .filter_map(|base| base.builtin.borrow().upgrade())
            .collect();
        let conflict = solids.iter().any(|one| {
            solids
                .iter()
                .any(|other| !one.inherits(other) && !other.inherits(one))
        });
        if conflict {
            return self.type_error("multiple bases have instance lay-out conflict");
        }
        let own = Map::clone(&namespace.map.borrow());
        let dict = Dict::default();
        dict.map.replace(own);
        let id = self.class_id();
        let builtin = solid.builtin.borrow().clone();
        let class = Rc::new(Class {
            id,
            name: RefCell::new(name.clone()),
            dict: Rc::new(dict),
            bases: RefCell::new(parents.clone()),
            mro: RefCell::default(),
            meta: (!Rc::ptr_eq(meta, &self.types.type_)).then(|| meta.clone()),
            layout: solid.layout,
            builtin: RefCell::new(builtin),
            heap: true,
            callable: Cell::new(true),
            subclasses: RefCell::default(),
            slots: Cell::new(false),
            ends: Cell::new(false),
        });
        let mro = self.linearize(&class, &parents)?;
        class.mro.replace(mro);
        // A metaclass may have an order of its own.
        if let Some(Value::Func(own)) = self.find_in(meta, &intern("mro")) {
            let given = self.call_with(&Value::Func(own), &[Value::Class(class.clone())])?;
            let mut mro = Vec::new();
            for base in self.collect(&given)? {
                let Value::Class(base) = base else {
                    let text = alloc::format!(
                        "mro() returned a non-class ('{}')",
                        self.type_name(&base).as_str()
                    );
                    return self.type_error(text);
                };
                mro.push(base);
            }
            class.mro.replace(mro);
        }
        self.keep_class(&class);
        for base in &parents {
            let mut subclasses = base.subclasses.borrow_mut();
            subclasses.retain(|known: &Weak<Class>| known.strong_count() > 0);
            subclasses.push(Rc::downgrade(&class));
        }
        self.complete_class(&class, kw)?;
        Ok(Value::Class(class))
    }

    fn complete_class(&mut self, class: &Rc<Class>, kw: &[(Rc<Str>, Value)]) -> R<()> {
        let names = &self.names;
        let (eq, hash, slots) = (names.eq.clone(), names.hash.clone(), names.slots.clone());
        if class.dict.get_name(&eq).is_some() && class.dict.get_name(&hash).is_none() {
            class.dict.set_name(&hash, Value::None);
        }
        let bases_slotted = class
            .bases
            .borrow()
            .iter()
            .all(|base| !base.heap || base.slots.get());
        let ends = class.mro.borrow().iter().any(|base| base.ends.get());
        class
            .ends
            .set(ends || class.dict.get_str("__del__").is_some());
        if let Some(told) = class.dict.get_name(&slots) {
            self.check_slots(class, &told)?;
            class.slots.set(bases_slotted);
        }
        for name in ["__init_subclass__", "__class_getitem__"] {
            if let Some(func @ Value::Func(_)) = class.dict.get_str(name) {
                class.dict.set_str(name, wrap(Wrapper::Class, func));
            }
        }
        if let Some(func @ Value::Func(_)) = class.dict.get_str("__new__") {
            class.dict.set_str("__new__", wrap(Wrapper::Static, func));
        }
        let entries: Vec<(Value, Value)> = class
            .dict
            .map
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let set_name = self.names.set_name.clone();
        for (key, value) in entries {
            match &value {
                Value::Property(property) => {
                    property.name.replace(key);
                }
                Value::Instance(instance) => {
                    let of = instance.class();
                    if let Some(method) = self.find_in(&of, &set_name) {
                        let given = [Value::Class(class.clone()), key.clone()];
                        let told = self.call_found(method, &value, &given);
                        self.explain_set_name(told, &value, &key, class)?;
                    }
                }
                _ => {}
            }
        }
        // The next class in line is told.
        let name = self.names.init_subclass.clone();
        let after = class.mro.borrow().get(1).cloned();
        let found = after.and_then(|_| {
            let mro = class.mro.borrow();
            mro.iter()
                .skip(1)
                .find_map(|base| base.dict.get_name(&name))
        });
        match found {
            Some(Value::Native(_)) | None => {
                if let Some((key, _)) = kw.first() {
                    let _ = key;
                    let text = alloc::format!(
                        "{}.__init_subclass__() takes no keyword arguments",
                        class.name().as_str()
                    );
                    return self.type_error(text);
                }
            }
            Some(found) => {
                let bound = self.bind_found(found, None, class)?;
                self.call(&bound, Vec::new(), kw.to_vec())?;
            }
        }
        Ok(())
    }

    fn check_slots(&mut self, class: &Class, told: &Value) -> R<()> {
        let names = match told {
            Value::Str(_) => Vec::from([told.clone()]),
            told => self.collect(told)?,
        };
        for name in &names {
            let Some(text) = name.as_str() else {
                let text = alloc::format!(
                    "__slots__ items must be strings, not '{}'",
                    self.type_name(name).as_str()
                );
                return self.type_error(text);
            };
            if class.dict.get_str(text).is_some() {
                let text = alloc::format!("'{text}' in __slots__ conflicts with class variable");
                return self.value_error(text);
            }
        }
        let solid = class.builtin.borrow().upgrade();
        match solid.filter(|_| !names.is_empty()) {
            Some(solid) if ["int", "tuple", "bytes"].contains(&solid.name().as_str()) => {
                let text = alloc::format!(
                    "nonempty __slots__ not supported for subtype of '{}'",
                    class
                        .bases
                        .borrow()
                        .first()
                        .map_or(solid.name(), |base| base.name())
                        .as_str()
                );
                self.type_error(text)
            }
            _ => Ok(()),
        }
    }

    /// What `__set_name__` raised is the cause of what is raised.
    fn explain_set_name(&mut self, told: R, this: &Value, key: &Value, class: &Class) -> R<()> {
        let cause = match told {
            Err(Stop::Raise(cause)) if self.is_exception(&cause, "Exception") => cause,
            other => return other.map(|_| ()),
        };
        let key = self.repr(key)?;
        let text = alloc::format!(
            "Error calling __set_name__ on '{}' instance {key} in '{}'",
            self.type_name(this).as_str(),
            class.name().as_str()
        );
        let error = self.types.exception("RuntimeError");
        let error = self.exception(&error, Vec::from([Value::str(text)]));
        self.set_cause(&error, *cause)?;
        Err(Stop::raise(error))
    }

    /// The order in which attributes are looked for
    /// (<https://docs.python.org/3.11/howto/mro.html>).
    fn linearize(&mut self, class: &Rc<Class>, bases: &[Rc<Class>]) -> R<Vec<Rc<Class>>> {
        for (place, base) in bases.iter().enumerate() {
            if bases
                .iter()
                .skip(place + 1)
                .any(|other| Rc::ptr_eq(base, other))
            {
                let text = alloc::format!("duplicate base class {}", base.name().as_str());
                return self.type_error(text);
            }
        }
        let mut lists: Vec<Vec<Rc<Class>>> =
            bases.iter().map(|base| base.mro.borrow().clone()).collect();
        lists.push(bases.to_vec());
        let mut order = Vec::from([class.clone()]);
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let candidate = lists.iter().filter_map(|list| list.first()).find(|one| {
                lists
                    .iter()
                    .all(|list| !list.iter().skip(1).any(|other| Rc::ptr_eq(other, one)))
            });
            let Some(next) = candidate.cloned() else {
                let mut names: Vec<_> = Vec::new();
                for first in lists.iter().filter_map(|list| list.first()) {
                    let name = first.name().as_str().to_owned();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let text = alloc::format!(
                    "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                    names.join(", ")
                );
                return self.type_error(text);
            };
            for list in &mut lists {
                if list.first().is_some_and(|first| Rc::ptr_eq(first, &next)) {
                    list.remove(0);
                }
            }
            order.push(next);
        }
    }
}

/// A static or class method.
pub fn wrap(kind: Wrapper, func: Value) -> Value {
    Value::Wrapped(Rc::new(Wrapped { kind, func }))
}
