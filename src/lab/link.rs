//! The form as part of an address, so that reload and copied links keep it.

use super::{Choice, Form, OnError};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use form_urlencoded::Serializer;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The form; fields that the link does not name have their defaults.
    pub form: Form,
    /// Whether the page is embedded in another one.
    pub embed: bool,
    /// What of the link could not be read, in a sentence.
    pub complaint: Option<String>,
}

/// Where a form lives under the page's address.
const ROOM: &str = "/lab";
/// More repetitions than this in a link are cut; the form then complains about its length.
const MOST_REPEATS: usize = 20_000;

/// The fragment (without `#`) that stands for `form`. Only what differs from the default form
/// is written; equal addresses in a row are written once, with their number.
pub fn write_link(form: &Form, embed: bool) -> String {
    let default = Form::default();
    let mut pairs = Serializer::new(String::new());
    if embed {
        pairs.append_pair("embed", "1");
    }
    if form.addresses != default.addresses {
        for run in form.addresses.chunk_by(|a, b| a == b) {
            let address = run.first().map_or("", String::as_str);
            match run.len() {
                1 if !starts_with_count(address) => pairs.append_pair("u", address),
                count => pairs.append_pair("u", &format!("{count}*{address}")),
            };
        }
        if form.addresses.is_empty() {
            pairs.append_pair("u", "");
        }
    }
    if form.choices != default.choices {
        let names: Vec<_> = form.choices.iter().map(|choice| name(*choice)).collect();
        pairs.append_pair("s", &names.join(","));
    }
    let texts = [
        ("n", &form.limit, &default.limit),
        ("t", &form.timeout, &default.timeout),
        ("d", &form.deadline, &default.deadline),
        ("r", &form.retries, &default.retries),
        ("w", &form.work, &default.work),
    ];
    for (key, value, default) in texts {
        if value != default {
            pairs.append_pair(key, value);
        }
    }
    if form.on_error == OnError::FailFast {
        pairs.append_pair("e", "fail");
    }
    if !form.httpbin {
        pairs.append_pair("h", "real");
    }
    let pairs = pairs.finish();
    match pairs.is_empty() {
        true => ROOM.into(),
        false => format!("{ROOM}?{pairs}"),
    }
}

/// Reads a fragment (without `#`). Anything can be in it: what cannot be read is complained
/// about and left at its default.
pub fn parse_link(fragment: &str) -> Link {
    let query = match fragment.strip_prefix(ROOM) {
        Some(rest) => rest.strip_prefix('?').unwrap_or(rest),
        // A bare slash is how other apps link to their first page.
        None => fragment
            .strip_prefix('/')
            .filter(|rest| rest.is_empty())
            .unwrap_or(fragment),
    };
    let mut link = Link::default();
    let mut addresses: Option<Vec<String>> = None;
    let mut unknown = 0_usize;
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        let form = &mut link.form;
        match key.as_ref() {
            "u" => read_addresses(addresses.get_or_insert_default(), &value),
            "s" => match read_choices(&value) {
                Some(choices) => form.choices = choices,
                None => unknown += 1,
            },
            "n" => form.limit = value.to_string(),
            "t" => form.timeout = value.to_string(),
            "d" => form.deadline = value.to_string(),
            "r" => form.retries = value.to_string(),
            "w" => form.work = value.to_string(),
            "e" if value == "fail" => form.on_error = OnError::FailFast,
            "e" if value == "collect" => form.on_error = OnError::Collect,
            "h" if value == "real" => form.httpbin = false,
            "h" if value == "lab" => form.httpbin = true,
            "embed" => link.embed = value == "1",
            _ => unknown += 1,
        }
    }
    if let Some(addresses) = addresses {
        link.form.addresses = addresses;
    }
    if unknown > 0 {
        let complaint = "Part of this page’s address could not be read and was left out: the link \
                         may be damaged or made by another version.";
        link.complaint = Some(complaint.into());
    }
    link
}

fn read_addresses(addresses: &mut Vec<String>, value: &str) {
    let repeated = value
        .split_once('*')
        .and_then(|(count, address)| Some((count.parse::<usize>().ok()?, address)));
    let room = MOST_REPEATS.saturating_sub(addresses.len());
    match repeated {
        Some((count, address)) => {
            addresses.extend(core::iter::repeat_n(address.to_string(), count.min(room)));
        }
        None if value.is_empty() => {}
        None if room > 0 => addresses.push(value.to_string()),
        None => {}
    }
}

fn starts_with_count(address: &str) -> bool {
    address.is_empty()
        || address
            .split_once('*')
            .is_some_and(|(count, _)| count.parse::<usize>().is_ok())
}

fn name(choice: Choice) -> &'static str {
    match choice {
        Choice::Sequential => "sequential",
        Choice::Concurrent => "concurrent",
        Choice::AtMost => "at-most",
        Choice::Race => "race",
    }
}

fn read_choices(value: &str) -> Option<Vec<Choice>> {
    let mut wanted = Vec::new();
    for part in value.split(',').filter(|part| !part.is_empty()) {
        wanted.push(
            Choice::ALL
                .into_iter()
                .find(|choice| name(*choice) == part)?,
        );
    }
    let chosen = |choice: &Choice| wanted.contains(choice);
    Some(Choice::ALL.into_iter().filter(chosen).collect())
}
