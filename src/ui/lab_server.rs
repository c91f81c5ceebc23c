//! The lab's service worker: registered, and made to control this page.

use super::page::{LabState, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

/// How long to wait until the service worker controls the page, in ms. It takes some 80 ms; a
/// browser that has not managed by then will not.
const PATIENCE_MS: u32 = 4_000;
const LOOK_EVERY_MS: u32 = 20;

/// Finds out who answers the lab's addresses, and sets [`Page::lab`].
pub async fn settle(page: Page) {
    let state = match container() {
        Some(container) if controlled(&container).await => LabState::ServiceWorker,
        _ => LabState::Emulated,
    };
    page.lab.set(state);
}

/// Has the service worker forget what it counts, so that each run finds it fresh.
pub fn reset() {
    tell(
        "reset",
        container().and_then(|container| container.controller()),
    );
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
    let message = js_sys::Object::new();
    // Neither can fail: the object is plain and new.
    let _ = js_sys::Reflect::set(&message, &"type".into(), &what.into());
    let _ = worker.post_message(&message);
}
