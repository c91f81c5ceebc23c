//! Async generators: a loop closes those that nobody iterates to their end.

use super::{call_soon, data_of};
use crate::python::modules::asyncio::{running_loop, this};
use crate::python::modules::context;
use crate::python::object::{Gen, Iter, IterState, Kw, Value, intern};
use crate::python::vm::{R, Vm};
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;

/// What `sys.set_asyncgen_hooks` has set: what is called with an async generator that is iterated
/// for the first time without a loop, and with one that nobody iterates any more.
#[derive(Clone, Default)]
pub struct Hooks(pub Value, pub Value);

fn call_hook(vm: &mut Vm, hook: &Value, generator: &Rc<Gen>) {
    if hook.is_none() {
        return;
    }
    if let Err(stop) = vm.call_with(hook, &[Value::Gen(generator.clone())]) {
        vm.unraisable(&stop, "an async generator's hook");
    }
}

pub(super) fn live_async_generators(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = this(args);
    let live = data_of(&this).map(|data| {
        let live = data.async_generators.borrow();
        live.iter()
            .filter_map(Weak::upgrade)
            .filter(|generator| !generator.is_over())
            .map(Value::Gen)
            .collect()
    });
    Ok(Value::list(live.unwrap_or_default()))
}

/// An async generator is iterated for the first time: its loop closes it, should nobody else.
pub fn first_iteration(vm: &mut Vm, generator: &Rc<Gen>) {
    let running = running_loop(vm);
    let Some(data) = data_of(&running) else {
        let first = vm.kept::<Hooks>().0.clone();
        return call_hook(vm, &first, generator);
    };
    {
        let mut known = data.async_generators.borrow_mut();
        if known.len() == known.capacity() {
            known.retain(|generator| generator.strong_count() > 0);
        }
        known.push(Rc::downgrade(generator));
    }
}

/// Has the running loop close an async generator that nobody iterates any more; false without a
/// loop.
pub fn close_async_generator(vm: &mut Vm, generator: &Rc<Gen>) -> bool {
    let running = running_loop(vm);
    let Some(data) = data_of(&running) else {
        let last = vm.kept::<Hooks>().1.clone();
        call_hook(vm, &last, generator);
        return Rc::strong_count(generator) > 1;
    };
    if data.closed.get() {
        return false;
    }
    let close = Iter::value(IterState::AThrow(
        generator.clone(),
        closing(vm),
        false,
        true,
    ));
    let Ok(make) = vm.attr(&running, &intern("create_task")) else {
        return false;
    };
    let within = context::inherited(vm);
    call_soon(vm, &running, make, Vec::from([close]), within).is_ok()
}

fn closing(vm: &mut Vm) -> Value {
    let class = vm.types.exception("GeneratorExit");
    vm.exception(&class, Vec::new())
}
