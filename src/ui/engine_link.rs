//! The page's end of the engine: starts it, talks to it, ends it.

use crate::engine::Kind;
use crate::engine::protocol::{Command, Report, Site, decode, encode};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker};

/// A worker; dropping the link ends it at once, whatever it is doing.
pub struct EngineLink {
    /// What it runs.
    pub kind: Kind,
    worker: Worker,
    /// Kept as long as the engine: it starts more workers from it.
    _script: Script,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(ErrorEvent)>,
}

impl EngineLink {
    /// Starts an engine of a kind. `hear` gets what it says, `fail` why it broke down.
    ///
    /// # Errors
    /// The browser refuses to start a worker; its message.
    pub fn start(
        kind: Kind,
        hear: impl Fn(Report) + 'static,
        fail: impl Fn(String) + 'static,
    ) -> Result<Self, String> {
        let script = Script::new(kind).map_err(|error| message(&error))?;
        let worker = Worker::new(&script.0).map_err(|error| message(&error))?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            if let Some(report) = bytes.and_then(|bytes| decode(&bytes.to_vec())) {
                hear(report);
            }
        });
        let fail = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            // Told here; the console has it already.
            event.prevent_default();
            fail(event.message());
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        Ok(Self {
            kind,
            worker,
            _script: script,
            _hear: hear,
            _fail: fail,
        })
    }

    /// Tells the engine to do something.
    pub fn tell(&self, command: &Command) {
        let bytes = Uint8Array::from(encode(command).as_slice());
        // Fails only for values that cannot be transferred, which bytes can.
        let _ = self
            .worker
            .post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}

impl Drop for EngineLink {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The address of a worker script that loads the engine. Trunk gives the page's files names with
/// a hash but not the engine's; asking for them under the page's hash keeps a browser's cache
/// from mixing two builds.
struct Script(String);

impl Script {
    fn new(kind: Kind) -> Result<Self, JsValue> {
        let (file, site) = (kind.file(), site());
        let script = site.file(&format!("{file}.js"));
        let module = site.file(&format!("{file}_bg.wasm"));
        let code = format!(
            "const late = error => setTimeout(() => {{ throw error; }});\n\
             try {{\n\
               importScripts(\"{script}\");\n\
               wasm_bindgen({{ module_or_path: \"{module}\" }}).catch(late);\n\
             }} catch (error) {{ late(error); }}\n"
        );
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let parts = Array::of1(&code.into());
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
        Url::create_object_url_with_blob(&blob).map(Self)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // An address that is not valid any more needs no revoking.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// The address of the app's folder, with a slash at its end.
pub fn app_base() -> String {
    let page = document().base_uri().ok().flatten().unwrap_or_default();
    let folder = Url::new_with_base(".", &page).map(|url| url.href());
    folder.unwrap_or(page)
}

/// Where the app is.
pub fn site() -> Site {
    Site {
        base: app_base(),
        build: build(),
        emulate: None,
    }
}

/// The hash in the name of the page's own script, which Trunk preloads.
fn build() -> String {
    let preload = document()
        .query_selector("link[rel=modulepreload]")
        .ok()
        .flatten();
    let href = preload.and_then(|link| link.get_attribute("href"));
    let name = href.unwrap_or_default();
    let safe = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = name.rsplit('/').next().unwrap_or_default();
    name.chars().filter(|c| safe(*c)).collect()
}

fn message(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| "the browser gave no reason".into())
}
