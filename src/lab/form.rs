//! What a person typed, kept as typed, and what is wrong with it.

use super::{OnError, Plan, Strategy};
use crate::trace::Micros;
use alloc::{
    boxed::Box,
    format,
    string::{String, ToString},
    vec::Vec,
};

/// The most requests of one run.
pub const MOST_REQUESTS: usize = 2_000;
/// The longest address, in characters; servers commonly refuse more than 8 KB of request line.
const LONGEST_ADDRESS: usize = 8_000;
/// The longest time limit, in seconds.
const LONGEST_LIMIT: f64 = 3_600.0;
/// The most retries.
const MOST_RETRIES: u32 = 10;
/// The highest "at most".
const HIGHEST_LIMIT: u32 = 1_000;
/// The longest work on an answer, in ms.
const LONGEST_WORK: f64 = 600_000.0;

/// Which strategies are chosen; the number of "at most" is a field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One after another.
    Sequential,
    /// All at once.
    Concurrent,
    /// At most so many.
    AtMost,
    /// First success wins.
    Race,
}

impl Choice {
    /// Every choice, in the order in which they run.
    pub const ALL: [Self; 4] = [Self::Sequential, Self::Concurrent, Self::AtMost, Self::Race];
}

/// The form, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// One address each; blank ones count for nothing.
    pub addresses: Vec<String>,
    /// The strategies to run, in the order of [`Choice::ALL`].
    pub choices: Vec<Choice>,
    /// How many "at most" lets through.
    pub limit: String,
    /// Seconds for each attempt; blank for no limit.
    pub timeout: String,
    /// Seconds for the whole; blank for no limit.
    pub deadline: String,
    /// Attempts after the first.
    pub retries: String,
    /// What an error does.
    pub on_error: OnError,
    /// Milliseconds that each answer's processing holds the loop.
    pub work: String,
    /// Whether the lab server stands in for httpbin.org.
    pub httpbin: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            addresses: ["1", "0.5", "1.5"]
                .map(|delay| format!("http://lab.local/delay/{delay}"))
                .into(),
            choices: [Choice::Sequential, Choice::Concurrent].into(),
            limit: "2".into(),
            timeout: String::new(),
            deadline: String::new(),
            retries: "0".into(),
            on_error: OnError::Collect,
            work: "0".into(),
            httpbin: true,
        }
    }
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The list of addresses as a whole.
    Addresses,
    /// One of them, by its place.
    Address(usize),
    /// The strategies.
    Strategies,
    /// "At most".
    Limit,
    /// The timeout of each attempt.
    Timeout,
    /// The deadline of the whole.
    Deadline,
    /// The retries.
    Retries,
    /// The work on each answer.
    Work,
}

/// What is wrong with a field, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What, in a sentence.
    pub text: String,
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn note(&mut self, field: Field, text: String) {
        self.0.push(Problem { field, text });
    }

    /// The value, or `None` with a note.
    fn take<T>(&mut self, field: Field, result: Result<T, String>) -> Option<T> {
        result.map_err(|text| self.note(field, text)).ok()
    }
}

impl Form {
    /// The plan it means.
    ///
    /// `parses` tells whether the browser's URL parser takes an address; the rest is judged here.
    ///
    /// # Errors
    /// Every field that means nothing, in the order of the form.
    pub fn check(&self, parses: &dyn Fn(&str) -> bool) -> Result<Plan, Vec<Problem>> {
        let mut problems = Problems::default();
        let urls = self.urls(parses, &mut problems);
        if self.choices.is_empty() {
            problems.note(Field::Strategies, "Choose at least one way to run.".into());
        }
        let limit = match self.choices.contains(&Choice::AtMost) {
            true => problems.take(Field::Limit, whole(&self.limit, 1, HIGHEST_LIMIT)),
            false => None,
        };
        let timeout = problems.take(Field::Timeout, seconds(&self.timeout));
        let deadline = problems.take(Field::Deadline, seconds(&self.deadline));
        let retries = problems.take(Field::Retries, whole(&self.retries, 0, MOST_RETRIES));
        let work = problems.take(Field::Work, milliseconds(&self.work));
        let problems = problems.0;
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Plan {
            urls,
            strategies: self.strategies(limit.unwrap_or(1)),
            timeout: timeout.flatten().map(Micros::from_seconds),
            deadline: deadline.flatten().map(Micros::from_seconds),
            retries: retries.unwrap_or(0),
            on_error: self.on_error,
            work: Micros::from_seconds(work.unwrap_or(0.0) / 1e3),
            httpbin: self.httpbin,
        })
    }

    fn strategies(&self, limit: u32) -> Vec<Strategy> {
        Choice::ALL
            .into_iter()
            .filter(|choice| self.choices.contains(choice))
            .map(|choice| match choice {
                Choice::Sequential => Strategy::Sequential,
                Choice::Concurrent => Strategy::Concurrent,
                Choice::AtMost => Strategy::AtMost(limit),
                Choice::Race => Strategy::Race,
            })
            .collect()
    }

    fn urls(&self, parses: &dyn Fn(&str) -> bool, problems: &mut Problems) -> Vec<Box<str>> {
        let rows = self.addresses.iter().enumerate();
        let mut urls = Vec::new();
        for (index, address) in rows.filter(|(_, address)| !address.trim().is_empty()) {
            if let Some(text) = address_problem(address, parses) {
                problems.note(Field::Address(index), text);
            }
            urls.push(address.trim().into());
        }
        if urls.is_empty() {
            problems.note(
                Field::Addresses,
                "Nothing to request yet: add an address, or pick a preset.".into(),
            );
        } else if urls.len() > MOST_REQUESTS {
            problems.note(
                Field::Addresses,
                format!(
                    "{} addresses are too many for one run: at most {MOST_REQUESTS}. \
                     Remove {} of them.",
                    urls.len(),
                    urls.len() - MOST_REQUESTS
                ),
            );
        }
        urls
    }
}

/// What is wrong with an address, if anything is.
pub fn address_problem(address: &str, parses: &dyn Fn(&str) -> bool) -> Option<String> {
    let address = address.trim();
    let length = address.chars().count();
    if length > LONGEST_ADDRESS {
        return Some(format!(
            "This address is {length} characters long; servers refuse more than {LONGEST_ADDRESS}."
        ));
    }
    if address.chars().any(char::is_control) {
        return Some("There is a line break or a control character inside this address.".into());
    }
    match scheme(address) {
        Some("http" | "https") => {}
        Some("javascript") => {
            return Some("A “javascript:” address is a program, not something to fetch.".into());
        }
        Some("file") => {
            return Some(
                "A page cannot read files of your disk. Serve them over http:// instead.".into(),
            );
        }
        Some(other) => {
            return Some(format!(
                "“{other}:” addresses cannot be fetched here. Use http:// or https://."
            ));
        }
        None => {
            return Some(format!(
                "The address lacks its beginning. Did you mean https://{}?",
                start(address.trim_start_matches('/'))
            ));
        }
    }
    let host = crate::net::host(address).unwrap_or_default();
    if host.is_empty() || !parses(address) {
        return Some("The browser cannot read this address. Check the host's name.".into());
    }
    None
}

/// The first characters of a text, for a message.
fn start(text: &str) -> String {
    const MOST: usize = 60;
    let mut start: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST {
        start.push('…');
    }
    start
}

/// The scheme, where there is one: `localhost:8000` and `a.b:80/x` have none.
fn scheme(address: &str) -> Option<&'static str> {
    let (before, after) = address.split_once(':')?;
    let known = [
        "http",
        "https",
        "javascript",
        "file",
        "ftp",
        "data",
        "blob",
        "about",
        "ws",
        "wss",
        "mailto",
        "chrome",
    ];
    let name = known
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(before));
    match name {
        Some("http" | "https") if !after.starts_with("//") => None,
        Some(name) => Some(name),
        None if after.starts_with("//") => Some("this kind of"),
        None => None,
    }
}

fn number(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // A decimal comma is what half of the world types.
    match text.replace(',', ".").parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(format!("“{}” is not a number.", start(text))),
    }
}

fn seconds(text: &str) -> Result<Option<f64>, String> {
    match number(text)? {
        None => Ok(None),
        Some(value) if value < 0.0 => {
            Err("Time does not run backwards: use a number above 0.".into())
        }
        Some(value) if value < 0.001 => Err(
            "Nothing can be done in no time: use at least 0.001 s, or leave it empty for no limit."
                .into(),
        ),
        Some(value) if value > LONGEST_LIMIT => Err(format!(
            "At most {LONGEST_LIMIT} s (an hour), or leave it empty for no limit."
        )),
        Some(value) => Ok(Some(value)),
    }
}

fn milliseconds(text: &str) -> Result<f64, String> {
    match number(text)? {
        None => Ok(0.0),
        Some(value) if (0.0..=LONGEST_WORK).contains(&value) => Ok(value),
        Some(_) => Err(format!("Use 0 to {LONGEST_WORK} ms.")),
    }
}

fn whole(text: &str, least: u32, most: u32) -> Result<u32, String> {
    let value = number(text)?.unwrap_or(f64::from(least));
    if value.fract() != 0.0 {
        return Err("Use a whole number.".into());
    }
    if value < f64::from(least) || value > f64::from(most) {
        return Err(format!("Use {least} to {most}."));
    }
    value
        .to_string()
        .parse()
        .map_err(|_| "Use a whole number.".into())
}
