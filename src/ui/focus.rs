//! Where the keyboard goes.

use crate::lab::Field;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The id of the element that takes the keyboard for a field.
pub fn field_id(field: Field) -> String {
    match field {
        Field::Addresses => "field-addresses".into(),
        Field::Address(place) => format!("address-{place}"),
        Field::Strategies => "field-strategies".into(),
        Field::Limit => "field-limit".into(),
        Field::Timeout => "field-timeout".into(),
        Field::Deadline => "field-deadline".into(),
        Field::Retries => "field-retries".into(),
        Field::Work => "field-work".into(),
    }
}

/// Gives the keyboard to the element of this id, if it is there.
pub fn focus_id(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take it leaves it where it is.
        let _ = element.focus();
    }
}

/// Gives the keyboard to a field; to the list where the address is not on the page.
pub fn focus(field: Field) {
    let wanted = document().get_element_by_id(&field_id(field));
    let found = wanted.or_else(|| document().get_element_by_id(&field_id(Field::Addresses)));
    if let Some(element) = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        if let Ok(Some(form)) = element.closest(".form") {
            // A valid class name cannot fail.
            let _ = form.class_list().add_1("open");
        }
        let _ = element.focus();
    }
}
