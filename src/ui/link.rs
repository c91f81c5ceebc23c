//! The room and its form or values in the address bar.

use super::page::{Page, Room};
use crate::lab::{Form, Link, parse_link, write_link};
use crate::lessons::{self, Values, parse_lesson_link, write_lesson_link};
use crate::playground::{SAMPLES, parse_playground_link, write_playground_link};
use crate::timeline::Filter;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Browsers allow only so many changes of the address in a while: write when typing rests.
const REST: Duration = Duration::from_millis(250);
/// A longer link is no link any more; the form is kept in the tab instead.
const LONGEST_LINK: usize = 30_000;
/// Where a form that is too long for the address is kept, until the tab is closed.
const KEPT: &str = "interleave.form";
/// What the address says then.
const SEE_KEPT: &str = "/lab?kept=1";
/// The same for the playground.
const SEE_KEPT_PROGRAM: &str = "/playground?kept=1";
/// Where the playground's program is kept while other rooms are open.
const KEPT_PROGRAM: &str = "interleave.program";

/// What the address bar says now.
pub struct Address {
    /// The lab's form.
    pub form: Form,
    /// The room, and the values of its lesson.
    pub room: Room,
    /// The values of the lesson's parameters.
    pub values: Vec<u32>,
    /// The playground's program.
    pub program: String,
    /// Whether the page is embedded in another.
    pub embed: bool,
    /// What could not be read, in a sentence.
    pub complaint: Option<String>,
}

/// What the address bar says now.
pub fn read() -> Address {
    let fragment = fragment();
    if let Some(link) = read_playground(&fragment) {
        return link;
    }
    match parse_lesson_link(&fragment) {
        Some(Ok(link)) => Address {
            form: Form::default(),
            room: Room::Lesson(link.lesson.slug),
            values: link.values.all().to_vec(),
            program: kept_program(),
            embed: link.embed,
            complaint: None,
        },
        Some(Err(complaint)) => Address {
            complaint: Some(complaint),
            ..lab(Link::default())
        },
        None => lab(read_lab(&fragment)),
    }
}

fn lab(link: Link) -> Address {
    Address {
        form: link.form,
        room: Room::Lab,
        values: Vec::new(),
        program: kept_program(),
        embed: link.embed,
        complaint: link.complaint,
    }
}

fn read_playground(fragment: &str) -> Option<Address> {
    let kept = match fragment == SEE_KEPT_PROGRAM {
        true => storage().and_then(|storage| storage.get_item(KEPT).ok().flatten()),
        false => None,
    };
    let link = parse_playground_link(kept.as_deref().unwrap_or(fragment))?;
    Some(Address {
        room: Room::Playground,
        program: link.text.unwrap_or_else(kept_program),
        embed: link.embed,
        complaint: link.complaint,
        ..lab(Link::default())
    })
}

/// What was typed last in this tab, or the first sample.
fn kept_program() -> String {
    let kept = storage().and_then(|storage| storage.get_item(KEPT_PROGRAM).ok().flatten());
    let first = || SAMPLES.first().map_or("", |sample| sample.text).into();
    kept.unwrap_or_else(first)
}

fn read_lab(fragment: &str) -> Link {
    if fragment == SEE_KEPT {
        let kept = storage().and_then(|storage| storage.get_item(KEPT).ok().flatten());
        return match kept {
            Some(kept) => parse_link(&kept),
            None => Link {
                complaint: Some(
                    "The form was too long for a link and was kept in the tab it was written in; \
                     this is another one."
                        .into(),
                ),
                ..Link::default()
            },
        };
    }
    parse_link(fragment)
}

/// The fragment that shows what the page shows now.
fn fragment_of(page: Page, embed: bool) -> String {
    if let Room::Lesson(slug) = page.room.get_untracked()
        && let Some(lesson) = lessons::find(slug)
    {
        let values = page.values.get_untracked();
        let values = Values::of(lesson.parameters, &values);
        return write_lesson_link(lesson, &values, embed);
    }
    if page.room.get_untracked() == Room::Playground {
        return page
            .program
            .with_untracked(|text| write_playground_link(text, embed));
    }
    page.form.with_untracked(|form| write_link(form, embed))
}

/// The address that shows what the page shows now.
pub fn address(page: Page, embed: bool) -> String {
    let base = location().href().unwrap_or_default();
    let base = base.split('#').next().unwrap_or_default();
    format!("{base}#{}", fragment_of(page, embed))
}

/// Goes to a room, as a link to it would: Back leads back.
pub fn go(page: Page, room: Room) {
    if page.room.get_untracked() == room {
        return;
    }
    // What was typed last may not have reached the address yet.
    write(page);
    let fragment = match room {
        Room::Lab => page
            .form
            .with_untracked(|form| write_link(form, page.embed)),
        Room::Lesson(slug) => format!("/lesson/{slug}"),
        Room::Playground => page
            .program
            .with_untracked(|text| write_playground_link(text, page.embed)),
    };
    // A fragment is always allowed.
    let _ = location().set_hash(&fragment);
}

/// Keeps address bar and form alike, in both directions; `followed` is called when the address
/// has changed the form.
pub fn keep(page: Page, followed: fn(Page)) {
    let write = leptos::leptos_dom::helpers::debounce(REST, move |()| write(page));
    let write = StoredValue::new_local(write);
    Effect::new(move |before: Option<()>| {
        page.form.track();
        page.values.track();
        page.program.track();
        if before.is_some() {
            write.update_value(|write| write(()));
        }
    });
    let listener = window_event_listener(leptos::ev::hashchange, move |_| follow(page, followed));
    on_cleanup(move || listener.remove());
}

fn write(page: Page) {
    let mut fragment = fragment_of(page, page.embed);
    if fragment.len() > LONGEST_LINK {
        if let Some(storage) = storage() {
            // A form that fits nowhere is still in the page.
            let _ = storage.set_item(KEPT, &fragment);
        }
        fragment = match page.room.get_untracked() {
            Room::Playground => SEE_KEPT_PROGRAM.into(),
            _ => SEE_KEPT.into(),
        };
    }
    if let (Room::Playground, Some(storage)) = (page.room.get_untracked(), storage()) {
        let _ = page
            .program
            .with_untracked(|text| storage.set_item(KEPT_PROGRAM, text));
    }
    if let Ok(history) = window().history() {
        let address = format!("#{fragment}");
        // Refused only in documents without an address of their own.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Somebody changed the address by hand, took a link, or went back to another one.
fn follow(page: Page, followed: fn(Page)) {
    let address = read();
    page.complaint.set(address.complaint);
    let room = page.room.get_untracked();
    let same = match address.room {
        // The lab keeps its form while lessons are read.
        Room::Lab => room == Room::Lab && page.form.with_untracked(|form| *form == address.form),
        Room::Playground => {
            room == Room::Playground
                && page
                    .program
                    .with_untracked(|program| *program == address.program)
        }
        Room::Lesson(_) => {
            room == address.room
                && page
                    .values
                    .with_untracked(|values| *values == address.values)
        }
    };
    if same {
        return;
    }
    if page.is_running() {
        super::actions::stop(page);
    }
    if room != address.room {
        page.guess.set(None);
        page.filter.set(Filter::default());
        super::lens::fit(page);
    }
    page.room.set(address.room);
    page.values.set(address.values);
    match address.room {
        Room::Lab => page.form.set(address.form),
        Room::Playground => page.program.set(address.program),
        Room::Lesson(_) => {}
    }
    if page.is_running() {
        // The run is being stopped; what follows is shown once it has ended.
        page.entering.set_value(true);
    } else {
        followed(page);
    }
}

fn fragment() -> String {
    let hash = location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).into()
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
