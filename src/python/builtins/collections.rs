//! Methods of lists, dictionaries and sets.

use super::{add_methods, add_new, arg};
use crate::python::code::{BinOp, CmpOp};
use crate::python::object::{
    Dict, Instance, Iter, IterState, Kw, Layout, List, Payload, Set, Value,
};
use crate::python::vm::{R, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

pub fn install(vm: &mut Vm) {
    let types = &vm.types;
    add_new(&types.list, new_list);
    add_new(&types.set, new_set);
    add_methods(
        &types.list,
        &[
            ("__init__", list_init, 0, 1),
            ("count", list_count, 1, 1),
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
            ("__init__", update, 0, 1),
            (
                "__getitem__",
                |vm, args, _| {
                    vm.plain_subscript(arg(args, 0).inner(), &arg(args, 1), Some(&arg(args, 0)))
                },
                1,
                1,
            ),
            (
                "__setitem__",
                |vm, args, _| {
                    vm.plain_set_subscript(&arg(args, 0), &arg(args, 1), arg(args, 2))
                        .map(|()| Value::None)
                },
                2,
                2,
            ),
            (
                "__delitem__",
                |vm, args, _| {
                    vm.plain_del_subscript(&arg(args, 0), &arg(args, 1))
                        .map(|()| Value::None)
                },
                1,
                1,
            ),
            (
                "__contains__",
                |vm, args, _| {
                    vm.contains(arg(args, 0).inner(), &arg(args, 1))
                        .map(Value::Bool)
                },
                1,
                1,
            ),
            (
                "__iter__",
                |vm, args, _| vm.iter(arg(args, 0).inner()),
                0,
                0,
            ),
            (
                "__len__",
                |_, args, _| Ok(Value::count(dict(args).len())),
                0,
                0,
            ),
            ("clear", dict_clear, 0, 0),
            ("copy", dict_copy, 0, 0),
            ("popitem", popitem, 0, 0),
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
    super::add_class_method(&types.dict, "fromkeys", fromkeys);
    for class in [&types.set, &types.frozenset] {
        add_methods(
            class,
            &[
                (
                    "union",
                    |vm, args, _| combined(vm, args, BinOp::Or),
                    0,
                    super::ANY - 1,
                ),
                (
                    "intersection",
                    |vm, args, _| combined(vm, args, BinOp::And),
                    0,
                    super::ANY - 1,
                ),
                (
                    "difference",
                    |vm, args, _| combined(vm, args, BinOp::Sub),
                    0,
                    super::ANY - 1,
                ),
                (
                    "symmetric_difference",
                    |vm, args, _| combined(vm, args, BinOp::Xor),
                    1,
                    1,
                ),
                ("issubset", |vm, args, _| subset(vm, args, true), 1, 1),
                ("issuperset", |vm, args, _| subset(vm, args, false), 1, 1),
                ("copy", |vm, args, _| combined(vm, args, BinOp::Or), 0, 0),
            ],
        );
    }
    add_methods(
        &types.set,
        &[
            ("__init__", set_update, 0, 1),
            ("update", set_update, 0, super::ANY - 1),
            ("clear", set_clear, 0, 0),
            ("pop", set_pop, 0, 0),
        ],
    );
    add_methods(
        &types.tuple,
        &[("index", tuple_index, 1, 1), ("count", tuple_count, 1, 1)],
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
    if let Some(made) = derived(args, || Value::dict(Dict::default())) {
        return Ok(made);
    }
    let made = Dict::default();
    if let Some(from) = args.get(1) {
        vm.dict_update(&made, from, false)?;
    }
    for (name, value) in kw {
        made.set_name(name, value.clone());
    }
    Ok(Value::dict(made))
}

/// An object of a derived class, its container still empty: `__init__` fills it, and may take
/// other arguments than the builtin class does.
fn derived(args: &[Value], empty: fn() -> Value) -> Option<Value> {
    match arg(args, 0) {
        Value::Class(class) if class.heap && class.layout != Layout::Object => {
            let payload = Payload::Value(empty());
            Some(Value::Instance(Rc::new(Instance::new(class, payload))))
        }
        _ => None,
    }
}

fn new_list(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(made) = derived(args, || Value::list(Vec::new())) {
        return Ok(made);
    }
    match args.get(1) {
        Some(items) => vm.collect(items).map(Value::list),
        None => Ok(Value::list(Vec::new())),
    }
}

fn new_set(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    if let Some(made) = derived(args, || Value::Set(Rc::default())) {
        return Ok(made);
    }
    let items = match args.get(1) {
        Some(items) => vm.collect(items)?,
        None => Vec::new(),
    };
    vm.make_set(items, false)
}

fn list_init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Some(list) = list(args) {
        list.0.take();
    }
    if args.len() > 1 {
        extend(vm, args, kw)?;
    }
    Ok(Value::None)
}

fn set_update(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let set = set(args);
    for items in args.get(1..).unwrap_or_default() {
        for item in vm.collect(items)? {
            vm.set_add(&set, item)?;
        }
    }
    Ok(Value::None)
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

fn occurrences(vm: &mut Vm, items: &[Value], value: &Value) -> R {
    let mut count = 0;
    for item in items {
        if vm.equal(item, value)? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}

fn list_count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let items = list(args)
        .map(|list| list.0.borrow().clone())
        .unwrap_or_default();
    occurrences(vm, &items, &arg(args, 1))
}

fn tuple(args: &[Value]) -> Vec<Value> {
    match args.first().map(Value::inner) {
        Some(Value::Tuple(tuple)) => tuple.0.clone(),
        _ => Vec::new(),
    }
}

fn tuple_count(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    occurrences(vm, &tuple(args), &arg(args, 1))
}

fn tuple_index(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    for (place, item) in tuple(args).iter().enumerate() {
        if vm.equal(item, &arg(args, 1))? {
            return Ok(Value::count(place));
        }
    }
    vm.value_error("tuple.index(x): x not in tuple")
}

fn dict_clear(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let before = dict(args).map.take();
    drop(before);
    Ok(Value::None)
}

fn dict_copy(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let copy = Dict::default();
    copy.map.replace(dict(args).map.borrow().clone());
    Ok(Value::dict(copy))
}

fn popitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let dict = dict(args);
    let last = dict.map.borrow().places().checked_sub(1);
    let gone = last.and_then(|last| dict.map.borrow_mut().remove(last));
    match gone {
        Some((key, value)) => Ok(Value::tuple(Vec::from([key, value]))),
        None => vm.raise("KeyError", "popitem(): dictionary is empty"),
    }
}

fn fromkeys(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let made = vm.call_with(&arg(args, 0), &[])?;
    for key in vm.collect(&arg(args, 1))? {
        vm.set_subscript(&made, &key, arg(args, 2))?;
    }
    Ok(made)
}

fn combined(vm: &mut Vm, args: &[Value], op: BinOp) -> R {
    let first = set(args);
    let frozen = first.frozen;
    let mut members: Vec<Value> = first
        .map
        .borrow()
        .iter()
        .map(|(key, _)| key.clone())
        .collect();
    for other in args.get(1..).unwrap_or_default() {
        let one = vm.make_set(members, frozen)?;
        let items = vm.collect(other)?;
        let other = vm.make_set(items, frozen)?;
        let made = vm.binary(op, &one, &other)?;
        members = vm.collect(&made)?;
    }
    vm.make_set(members, frozen)
}

fn subset(vm: &mut Vm, args: &[Value], forwards: bool) -> R {
    let items = vm.collect(&arg(args, 1))?;
    let other = vm.make_set(items, false)?;
    let op = if forwards { CmpOp::Le } else { CmpOp::Ge };
    vm.compare(op, arg(args, 0).inner(), &other)
}

fn set_clear(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let before = set(args).map.take();
    drop(before);
    Ok(Value::None)
}

fn set_pop(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let set = set(args);
    let first = {
        let map = set.map.borrow();
        (0..map.places()).find(|place| map.at(*place).is_some())
    };
    let gone = first.and_then(|first| set.map.borrow_mut().remove(first));
    match gone {
        Some((key, _)) => Ok(key),
        None => vm.raise("KeyError", "pop from an empty set"),
    }
}
