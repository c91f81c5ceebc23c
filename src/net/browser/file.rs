//! Files of the app's own, and what its service worker gives out.

use alloc::{format, string::String};
use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

/// Reads a text file, and holds up the thread until it is there, as reading a file does elsewhere:
/// <https://xhr.spec.whatwg.org/#the-open()-method>. For workers only.
///
/// # Errors
/// What went wrong, in a phrase.
pub fn read_now(address: &str) -> Result<String, String> {
    let asked = ask(address).map_err(|_| "the network cannot be reached")?;
    match asked.status() {
        Ok(200) => {}
        Ok(status) => return Err(format!("the server answered with status {status}")),
        Err(_) => return Err("the server gave no answer".into()),
    }
    let text = asked.response_text().ok().flatten();
    text.ok_or_else(|| "the server sent no text".into())
}

/// What the service worker gives out at an address, where it has anything yet; `None` in place of
/// the text where it never will. Holds up the thread for as long as the service worker does.
///
/// # Errors
/// What went wrong, in a phrase.
pub fn given_now(address: &str) -> Result<Option<Option<String>>, String> {
    let asked = ask(address).map_err(|_| "the network cannot be reached")?;
    // A static host may answer for anything.
    if asked.get_response_header("X-Lab").ok().flatten().is_none() {
        return Err("there is no service worker".into());
    }
    match asked.status() {
        Ok(200) => Ok(Some(asked.response_text().ok().flatten())),
        Ok(204) => Ok(None),
        Ok(410) => Ok(Some(None)),
        _ => Err("the service worker cannot be understood".into()),
    }
}

fn ask(address: &str) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", address, false)?;
    request.send()?;
    Ok(request)
}
