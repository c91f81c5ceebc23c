//! The lab's service worker: registered, and made to control this page.

use super::page::{LabState, Page};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, ServiceWorkerContainer, ServiceWorkerRegistration};

/// How long to wait until the service worker controls the page, in ms. It takes some 80 ms; a
/// browser that has not managed by then will not.
const PATIENCE_MS: u32 = 4_000;
const LOOK_EVERY_MS: u32 = 20;
/// How long its answer to a message may take, in ms.
const ANSWER_WITHIN_MS: i32 = 500;

/// Finds out who answers the lab's addresses, and sets [`Page::lab`].
pub async fn settle(page: Page) {
    let state = match container() {
        Some(container) if controlled(&container).await => LabState::ServiceWorker,
        _ => LabState::Emulated,
    };
    page.lab.set(state);
}

/// Has the service worker forget what it counts, so that each run finds it fresh, and waits until
/// it has: the run's requests take another way to it and might come first.
pub async fn reset() {
    let Some(worker) = container().and_then(|container| container.controller()) else {
        return;
    };
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let answered = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        // A service worker that does not answer keeps nobody from running.
        let _ = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ANSWER_WITHIN_MS);
        let ports = Array::of1(&channel.port2());
        let _ = worker.post_message_with_transferable(&message("reset"), &ports);
    });
    // It is never rejected.
    let _ = JsFuture::from(answered).await;
}

/// Leaves the answer to a question with the service worker: the engine stands still and asks there.
/// `line`: `None` for no more.
pub fn leave_answer(key: &str, line: Option<&str>) {
    let Some(worker) = container().and_then(|container| container.controller()) else {
        return;
    };
    let answer = message("answer");
    let line = line.map_or(JsValue::NULL, JsValue::from);
    for (name, value) in [("key", key.into()), ("line", line)] {
        // Cannot fail: the object is a plain one.
        let _ = js_sys::Reflect::set(&answer, &name.into(), &value);
    }
    // A plain object can be cloned.
    let _ = worker.post_message(&answer);
}

/// Browsers without service workers, and pages that may not have one, have no container.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let value = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    value.dyn_into().ok()
}

async fn controlled(container: &ServiceWorkerContainer) -> bool {
    let script = format!("{}lab-server.js", super::engine_link::app_base());
    let Ok(registration) = JsFuture::from(container.register(&script)).await else {
        return false;
    };
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    for _ in 0..PATIENCE_MS / LOOK_EVERY_MS {
        if container.controller().is_some() {
            return true;
        }
        // After a hard reload the page is uncontrolled until the worker claims it again.
        tell("claim", registration.active());
        TimeoutFuture::new(LOOK_EVERY_MS).await;
    }
    false
}

fn tell(what: &str, worker: Option<web_sys::ServiceWorker>) {
    let Some(worker) = worker else {
        return;
    };
    // A plain object can be cloned.
    let _ = worker.post_message(&message(what));
}

fn message(what: &str) -> Object {
    let message = Object::new();
    // Cannot fail: the object is new.
    let _ = js_sys::Reflect::set(&message, &"type".into(), &what.into());
    message
}
