//! `_net`: requests, beneath the library's `aiohttp`.

use super::asyncio::{
    cancelled_or_done, new_future, running_loop, set_exception, set_result, wake_when_done,
};
use super::kit::{class, data, names, object};
use crate::net::{Body, Incoming, NoAnswer, Outgoing, Refusal, Soon};
use crate::python::builtins::{add_methods, arg};
use crate::python::object::{Class, Dict, Kw, Value};
use crate::python::vm::{R, Vm};
use crate::trace::{RequestId, WaitOn, WakeBy};
use alloc::boxed::Box;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

/// What reads a body.
struct Reader {
    body: RefCell<Option<Box<dyn Body>>>,
    request: Option<RequestId>,
}

#[derive(Default)]
struct Readers(Option<Rc<Class>>);

/// `_net`.
pub fn module(vm: &mut Vm) -> Rc<Dict> {
    let error = vm.types.exception("NetError");
    names(
        &[("fetch", fetch, 4, 4)],
        [("NetError", Value::Class(error))],
    )
}

fn reader_class(vm: &mut Vm) -> Rc<Class> {
    if let Some(class) = &vm.kept::<Readers>().0 {
        return class.clone();
    }
    let made = class(vm, "_net", "Reader");
    vm.kept::<Readers>().0 = Some(made.clone());
    add_methods(
        &made,
        &[
            ("read", read, 0, 0),
            (
                "close",
                |_, args, _| {
                    if let Some(reader) = data::<Reader>(&arg(args, 0)) {
                        let body = reader.body.take();
                        drop(body);
                    }
                    Ok(Value::None)
                },
                0,
                0,
            ),
        ],
    );
    made
}

/// `fetch(method, url, headers, body)`: a future of
/// `(status, reason, headers, reader, final_url)`.
fn fetch(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let text = |value: Value| value.as_str().map(String::from).unwrap_or_default();
    let mut headers = Vec::new();
    for pair in vm.collect(&arg(args, 2))? {
        let parts = vm.collect(&pair)?;
        headers.push((text(arg(&parts, 0)), text(arg(&parts, 1))));
    }
    let body = match arg(args, 3) {
        Value::Bytes(bytes) => bytes.to_vec(),
        Value::Str(text) => text.as_str().as_bytes().to_vec(),
        _ => Vec::new(),
    };
    let request = Outgoing {
        method: text(arg(args, 0)),
        url: text(arg(args, 1)),
        headers,
        body,
    };
    vm.mark_line();
    let before = vm.world.runtime.recorder().requests();
    let network = vm.world.network.clone();
    let answer = network.start(&vm.world.runtime.clone(), request);
    let after = vm.world.runtime.recorder().requests();
    let id = (after > before).then_some(RequestId(before));
    settle_later(vm, answer, id, move |vm, incoming| {
        Ok(told(vm, incoming, id))
    })
}

fn told(vm: &mut Vm, incoming: Incoming, request: Option<RequestId>) -> Value {
    let class = reader_class(vm);
    let pairs = incoming
        .headers
        .into_iter()
        .map(|(name, value)| Value::tuple(Vec::from([Value::str(name), Value::str(value)])));
    let reader = Reader {
        body: RefCell::new(Some(incoming.body)),
        request,
    };
    Value::tuple(Vec::from([
        Value::Int(i64::from(incoming.status)),
        Value::str(incoming.reason),
        Value::list(pairs.collect()),
        object(&class, reader),
        Value::str(incoming.url),
    ]))
}

fn read(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    let Some(reader) = data::<Reader>(&this) else {
        return Ok(Value::None);
    };
    let piece: Soon<Result<Vec<u8>, NoAnswer>> = match reader.body.borrow_mut().as_mut() {
        Some(body) => body.next(),
        None => Box::pin(async { Ok(Vec::new()) }),
    };
    settle_later(vm, piece, reader.request, |_, bytes| {
        Ok(Value::Bytes(Rc::new(bytes)))
    })
}

/// A future of the running loop that gets what `work` comes to. What is not waited for any more is
/// given up.
fn settle_later<T: 'static>(
    vm: &mut Vm,
    work: Soon<Result<T, NoAnswer>>,
    request: Option<RequestId>,
    make: impl FnOnce(&mut Vm, T) -> R + 'static,
) -> R {
    let on = running_loop(vm);
    let future = new_future(vm, on);
    let (me, waiting): (Weak<RefCell<Vm>>, Value) = (vm.world.me.clone(), future.clone());
    if let Some(id) = request {
        vm.mark_line();
        vm.world.runtime.recorder().waiting(WaitOn::Request(id));
    }
    let mut make = Some(make);
    let job = async move {
        let mut work = pin!(work);
        let mut known = false;
        poll_fn(move |cx| {
            let Some(machine) = me.upgrade() else {
                return Poll::Ready(());
            };
            if cancelled_or_done(&waiting) {
                return Poll::Ready(());
            }
            if !core::mem::replace(&mut known, true) {
                wake_when_done(&waiting, cx.waker());
            }
            let Poll::Ready(result) = work.as_mut().poll(cx) else {
                return Poll::Pending;
            };
            let (Ok(mut vm), Some(make)) = (machine.try_borrow_mut(), make.take()) else {
                return Poll::Ready(());
            };
            let recorder = vm.world.runtime.recorder().clone();
            let source = request.map_or(WakeBy::Unknown, WakeBy::Request);
            recorder.waking_as(source, || {
                let settled = match result {
                    Ok(value) => match make(&mut vm, value) {
                        Ok(value) => set_result(&mut vm, &waiting, value),
                        Err(_) => Ok(()),
                    },
                    Err(error) => {
                        let error = net_error(&mut vm, error);
                        set_exception(&mut vm, &waiting, error)
                    }
                };
                // It was done meanwhile: nobody wants to know any more.
                drop(settled);
            });
            Poll::Ready(())
        })
        .await;
    };
    vm.world.inside.outer.add(Box::pin(job));
    Ok(future)
}

fn net_error(vm: &mut Vm, NoAnswer(why, message): NoAnswer) -> Value {
    let kind = match why {
        Refusal::Name => "dns",
        Refusal::Refused => "refused",
        Refusal::Failed => "failed",
    };
    let class = vm.types.exception("NetError");
    vm.exception(&class, Vec::from([Value::str(kind), Value::str(message)]))
}
