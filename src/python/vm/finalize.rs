//! What has to happen when the last holder of a coroutine or generator lets go of it. Rust tells
//! while it drops the value, when nothing can run; the machine does it soon after.

use super::{Frame, R, Vm};
use crate::python::modules::Lost;
use crate::python::object::{Gen, GenKind, Instance, Str, Value, intern};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

/// What was let go.
pub enum Pending {
    /// A coroutine that never began: its name.
    NeverAwaited(Rc<Str>),
    /// A frame that is not over.
    Unfinished(GenKind, Box<Frame>),
    /// A future with an exception that nobody asked for, or a task that was not done.
    Lost(Lost),
    /// An object with a `__del__`.
    Ended(Box<Instance>),
    /// What was at an address, to which a weak reference with a callback refers.
    Gone(usize),
}

thread_local! {
    static PENDING: RefCell<Vec<Pending>> = const { RefCell::new(Vec::new()) };
    static SOME: Cell<bool> = const { Cell::new(false) };
}

/// Notes what was let go.
pub fn note(pending: Pending) {
    let mut pending = Some(pending);
    let _ = PENDING.try_with(|list| list.borrow_mut().extend(pending.take()));
    // A thread that ends has nobody left to tell. Letting go of it here would be a recursion as
    // deep as generators hold on to each other.
    core::mem::forget(pending);
    let _ = SOME.try_with(|some| some.set(true));
}

/// Notes an object that is to be told of its end.
pub fn note_end(of: Instance) {
    note(Pending::Ended(Box::new(of)));
}

/// Notes that what was at an address is no more.
pub fn note_gone(address: usize) {
    note(Pending::Gone(address));
}

/// Whether an exception keeps a local variable of the frames in its traceback alive so that it is
/// seen: those frames live as long as it does.
pub fn kept_by_traceback(value: &Value) -> bool {
    match value {
        Value::Gen(generator) => match generator.started.get() {
            true => generator.frame.borrow().is_some(),
            false => generator.kind == GenKind::Coroutine,
        },
        Value::Instance(instance) => {
            instance.class.borrow().ends.get() || crate::python::modules::has_untold(value)
        }
        Value::List(list) => list.0.borrow().iter().take(MOST_LOOKED_AT).any(kept_inside),
        Value::Tuple(tuple) => tuple.0.iter().take(MOST_LOOKED_AT).any(kept_inside),
        Value::Set(set) => {
            let members = set.map.borrow();
            members
                .iter()
                .take(MOST_LOOKED_AT)
                .any(|(key, _)| kept_inside(key))
        }
        _ => false,
    }
}

/// Items of a container that are looked at for whether they are to be kept.
const MOST_LOOKED_AT: usize = 100;

fn kept_inside(item: &Value) -> bool {
    matches!(item, Value::Instance(_)) && kept_by_traceback(item)
}

/// Notes a future that went away with something left to tell.
pub fn note_lost(lost: Lost) {
    note(Pending::Lost(lost));
}

/// Called as the last holder of a generator's frame lets go; gives it back where nothing is to be
/// done with it.
pub fn finalize(
    kind: GenKind,
    started: bool,
    name: &Rc<Str>,
    frame: Box<Frame>,
) -> Option<Box<Frame>> {
    match (kind, started) {
        (GenKind::Coroutine, false) => {
            note(Pending::NeverAwaited(name.clone()));
            return Some(frame);
        }
        (_, false) => return Some(frame),
        // Where nothing is to be restored, closing would do nothing.
        (GenKind::AsyncGen, true) => note(Pending::Unfinished(kind, frame)),
        (_, true) if frame.blocks.is_empty() && !waits_on_generator(&frame) => return Some(frame),
        (_, true) => note(Pending::Unfinished(kind, frame)),
    }
    None
}

/// Whether closing it closes another one that has something to restore.
fn waits_on_generator(frame: &Frame) -> bool {
    matches!(frame.delegate(), Some(Value::Gen(_) | Value::Iter(_)))
}

/// Whether nothing was let go.
pub fn pending_empty() -> bool {
    !SOME.with(Cell::get)
}

/// What was let go.
pub fn take_pending() -> Vec<Pending> {
    SOME.with(|some| some.set(false));
    PENDING.with(|list| core::mem::take(&mut *list.borrow_mut()))
}

impl Vm {
    /// Does what is due for what was let go.
    pub fn finalize_pending(&mut self) {
        if pending_empty() {
            return;
        }
        for pending in take_pending() {
            match pending {
                Pending::NeverAwaited(name) => self.warn_never_awaited(name.as_str()),
                Pending::Unfinished(kind, frame) => self.close_frame(kind, frame),
                Pending::Ended(of) => self.end(*of),
                Pending::Gone(address) => crate::python::modules::tell_gone(self, address),
                Pending::Lost(lost) => crate::python::modules::tell_lost(self, lost),
            }
        }
    }

    /// Calls an object's `__del__`.
    fn end(&mut self, of: Instance) {
        let (class, this) = (of.class(), Value::Instance(Rc::new(of)));
        let Some(method) = self.find_in(&class, &intern("__del__")) else {
            return;
        };
        let shown = self.repr(&method).unwrap_or_default();
        if let Err(stop) = self.call_found(method, &this, &[]) {
            self.unraisable(&stop, &shown);
        }
    }

    fn close_frame(&mut self, kind: GenKind, frame: Box<Frame>) {
        let code = frame.code.clone();
        let generator = Rc::new(Gen {
            kind,
            running: Cell::new(false),
            started: Cell::new(true),
            name: RefCell::new(code.name.clone()),
            qualname: RefCell::new(code.qualname.clone()),
            code,
            hooked: Cell::new(true),
            frame: RefCell::new(Some(frame)),
        });
        if kind == GenKind::AsyncGen {
            if crate::python::modules::close_async_generator(self, &generator) {
                return;
            }
            // No loop: it cannot be resumed, and must not come back here.
            let frame = generator.frame.borrow_mut().take();
            drop(frame);
            return;
        }
        let closed: R<()> = self.close_generator(&generator);
        if let Err(stop) = closed {
            self.unraisable(&stop, generator.qualname.borrow().as_str());
        }
        // What is left of it has had its chance.
        let frame = generator.frame.borrow_mut().take();
        drop(frame);
    }

    fn warn_never_awaited(&mut self, name: &str) {
        let text = alloc::format!("coroutine '{name}' was never awaited");
        let place = self.warn_place();
        let known = place.is_some();
        let place = place.unwrap_or_else(|| (String::from("sys"), 1, String::new()));
        let told = crate::python::modules::warn_at(self, "RuntimeWarning", &text, place);
        match told {
            Ok(true) if known => {}
            Ok(_) => return,
            Err(stop) => return self.unraisable(&stop, name),
        }
        self.host
            .stderr("RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
    }

    fn warn_place(&self) -> Option<(String, u32, String)> {
        let (code, place) = self.place.as_ref()?;
        let line = code.line_at(*place);
        Some((
            code.source.path.to_string(),
            line,
            code.source.line(line).trim().to_string(),
        ))
    }
}

use alloc::string::{String, ToString};
