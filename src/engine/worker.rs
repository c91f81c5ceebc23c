//! The worker's edge: messages in, messages out.

use super::Engine;
use super::protocol::{Report, decode, encode};
use super::repertoire::Repertoire;
use alloc::rc::Rc;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Starts an engine that knows `repertoire` in the worker this is called in.
pub fn start(repertoire: impl Repertoire + 'static) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let engine = Engine::install(repertoire, move |report| post(&page, report));
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event| hear(&engine, &event));
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
}

fn post(scope: &DedicatedWorkerGlobalScope, report: &Report) {
    let bytes = Uint8Array::from(encode(report).as_slice());
    // Fails only for values that cannot be cloned or transferred, which bytes can.
    let _ = scope.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}

fn hear(engine: &Rc<Engine>, event: &MessageEvent) {
    let command = event
        .data()
        .dyn_into::<Uint8Array>()
        .ok()
        .and_then(|bytes| decode(&bytes.to_vec()));
    match command {
        Some(command) => engine.obey(command),
        None => engine.confused(),
    }
}
