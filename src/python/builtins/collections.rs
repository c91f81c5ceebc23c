//! Methods of lists, dictionaries and sets.

use super::{add_methods, add_new, arg};
use crate::python::object::{
    Dict, Instance, Iter, IterState, Kw, Layout, List, Payload, Set, Value,
};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_methods(
        &types.list,
        &[
            ("append", append, 1, 1),
            ("extend", extend, 1, 1),
            ("insert", insert, 2, 2),
            ("pop", pop, 0, 1),
            ("remove", remove, 1, 1),
            ("index", index, 1, 1),
            ("sort", sort, 0, 0),
            (
                "reverse",
                |_, args, _| with_list(args, |list| list.0.borrow_mut().reverse()),
                0,
                0,
            ),
            (
                "clear",
                |_, args, _| with_list(args, |list| drop(list.0.take())),
                0,
                0,
            ),
            (
                "copy",
                |_, args, _| {
                    Ok(list(args).map_or(Value::None, |list| Value::list(list.0.borrow().clone())))
                },
                0,
                0,
            ),
        ],
    );
    add_new(&types.dict, new_dict);
    add_methods(
        &types.dict,
        &[
            ("get", get, 1, 2),
            ("setdefault", setdefault, 1, 2),
            ("pop", dict_pop, 1, 2),
            ("update", update, 0, 1),
            ("keys", |vm, args, _| view(vm, args, 0), 0, 0),
            ("values", |vm, args, _| view(vm, args, 1), 0, 0),
            ("items", |vm, args, _| view(vm, args, 2), 0, 0),
        ],
    );
    add_methods(
        &types.dict_view,
        &[("__len__", view_len, 0, 0), ("__repr__", view_repr, 0, 0)],
    );
    add_methods(
        &types.set,
        &[
            ("add", set_add, 1, 1),
            ("discard", discard, 1, 1),
            ("remove", set_remove, 1, 1),
        ],
    );
}

fn list(args: &[Value]) -> Option<Rc<List>> {
    match args.first().map(Value::inner) {
        Some(Value::List(list)) => Some(list.clone()),
        _ => None,
    }
}

fn with_list(args: &[Value], act: fn(&List)) -> R {
    if let Some(list) = list(args) {
        act(&list);
    }
    Ok(Value::None)
}

fn append(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args) {
        if list.0.borrow().len() >= crate::python::vm::MOST_ITEMS {
            return vm.bare("MemoryError");
        }
        list.0.borrow_mut().push(arg(args, 1));
    }
    Ok(Value::None)
}

fn extend(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(list) = list(args) {
        vm.in_place(
            crate::python::code::BinOp::Add,
            &Value::List(list),
            &arg(args, 1),
        )?;
    }
    Ok(Value::None)
}

fn insert(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let place = vm.small_index(&arg(args, 1))?;
    if let Some(list) = list(args) {
        let mut items = list.0.borrow_mut();
        let length = items.len() as i64;
        let place = if place < 0 {
            (place + length).max(0)
        } else {
            place.min(length)
        };
        items.insert(place as usize, arg(args, 2));
    }
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Some(list) = list(args) else {
        return Ok(Value::None);
    };
    let length = list.0.borrow().len();
    if length == 0 {
        return vm.raise("IndexError", "pop from empty list");
    }
    let place = match args.get(1) {
        Some(place) => vm.small_index(place)?,
        None => -1,
    };
    let place = if place < 0 {
        place + length as i64
    } else {
        place
    };
    match usize::try_from(place) {
        Ok(place) if place < length => Ok(list.0.borrow_mut().remove(place)),
        _ => vm.raise("IndexError", "pop index out of range"),
    }
}

fn position(vm: &mut Vm, args: &[Value]) -> R<Option<usize>> {
    let items = list(args)
        .map(|list| list.0.borrow().clone())
        .unwrap_or_default();
    for (place, item) in items.iter().enumerate() {
        if vm.equal(item, &arg(args, 1))? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

fn remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match (position(vm, args)?, list(args)) {
        (Some(place), Some(list)) => {
            let gone = list.0.borrow_mut().remove(place);
            drop(gone);
            Ok(Value::None)
        }
        _ => vm.value_error("list.remove(x): x not in list"),
    }
}

fn index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match position(vm, args)? {
        Some(place) => Ok(Value::count(place)),
        None => {
            let shown = vm.repr(&arg(args, 1))?;
            vm.value_error(alloc::format!("{shown} is not in list"))
        }
    }
}

fn sort(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(list) = list(args) {
        let items = list.0.borrow().clone();
        let sorted = super::functions::sort(vm, items, kw)?;
        list.0.replace(sorted);
    }
    Ok(Value::None)
}

fn dict(args: &[Value]) -> Rc<Dict> {
    match args.first().map(Value::inner) {
        Some(Value::Dict(dict)) => dict.clone(),
        _ => Rc::default(),
    }
}

fn new_dict(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let made = Dict::default();
    if let Some(from) = args.get(1) {
        vm.dict_update(&made, from, false)?;
    }
    for (name, value) in kw {
        made.set_name(name, value.clone());
    }
    let value = Value::dict(made);
    Ok(match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => {
            Value::Instance(Rc::new(Instance::new(class, Payload::Value(value))))
        }
        _ => value,
    })
}

fn get(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let found = vm.dict_get(&dict(args), &arg(args, 1))?;
    Ok(found.unwrap_or_else(|| arg(args, 2)))
}

fn setdefault(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let dict = dict(args);
    if let Some(known) = vm.dict_get(&dict, &arg(args, 1))? {
        return Ok(known);
    }
    vm.dict_set(&dict, arg(args, 1), arg(args, 2))?;
    Ok(arg(args, 2))
}

fn dict_pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match (vm.dict_remove(&dict(args), &arg(args, 1))?, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => vm.key_error(arg(args, 1)),
    }
}

fn update(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let dict = dict(args);
    if let Some(other) = args.get(1) {
        vm.dict_update(&dict, other, false)?;
    }
    for (name, value) in kw {
        dict.set_name(name, value.clone());
    }
    Ok(Value::None)
}

/// Keys (0), values (1) or items (2) of a dictionary, as it is at any time.
struct View(Rc<Dict>, u8);

fn view(vm: &mut Vm, args: &[Value], part: u8) -> R {
    let payload = Payload::Native(Box::new(View(dict(args), part)));
    Ok(Value::Instance(Rc::new(Instance::new(
        vm.types.dict_view.clone(),
        payload,
    ))))
}

fn view_of(value: &Value) -> Option<&View> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

fn view_len(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::count(
        args.first()
            .and_then(view_of)
            .map_or(0, |view| view.0.len()),
    ))
}

fn view_repr(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let items = vm.collect(&this)?;
    let name = match view_of(&this).map(|view| view.1) {
        Some(0) => "dict_keys",
        Some(1) => "dict_values",
        _ => "dict_items",
    };
    let items = vm.repr(&Value::list(items))?;
    Ok(Value::str(alloc::format!("{name}({items})")))
}

/// An iterator over a view of a dictionary.
pub fn view_iter(value: &Value) -> Option<Value> {
    let View(dict, part) = view_of(value)?;
    Some(Iter::value(IterState::Dict(
        dict.clone(),
        *part,
        dict.len(),
    )))
}

fn set(args: &[Value]) -> Rc<Set> {
    match args.first().map(Value::inner) {
        Some(Value::Set(set)) => set.clone(),
        _ => Rc::default(),
    }
}

fn set_add(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    vm.set_add(&set(args), arg(args, 1))?;
    Ok(Value::None)
}

fn take(vm: &mut Vm, args: &[Value]) -> R<bool> {
    let set = set(args);
    let value = arg(args, 1);
    let hash = vm.hash(&value)?;
    let place = vm.find(&set.map, hash, &value)?;
    let gone = place.and_then(|place| set.map.borrow_mut().remove(place));
    Ok(gone.is_some())
}

fn discard(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    take(vm, args)?;
    Ok(Value::None)
}

fn set_remove(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match take(vm, args)? {
        true => Ok(Value::None),
        false => vm.key_error(arg(args, 1)),
    }
}
