//! Forms worth a look.

use super::{Choice, Form, OnError};
use alloc::{format, string::String, vec::Vec};

/// A ready-made form.
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// What to see in it.
    pub lesson: &'static str,
    /// The form.
    pub form: fn() -> Form,
}

/// All presets, in the order shown. The first is what a first visit finds.
pub const PRESETS: [Preset; 6] = [
    Preset {
        name: "Three delays",
        lesson: "One after another takes the sum of the delays, together the longest of them.",
        form: Form::default,
    },
    Preset {
        name: "Ten of one second",
        lesson: "Ten waits of a second: ten seconds in a row, about one together.",
        form: ten_of_one_second,
    },
    Preset {
        name: "One fails",
        lesson: "What an error does to the others: stop them, or let everyone finish.",
        form: one_fails,
    },
    Preset {
        name: "One hangs",
        lesson: "A timeout per request keeps one silent server from holding up the rest.",
        form: one_hangs,
    },
    Preset {
        name: "A thousand small ones",
        lesson: "All at once is quick; a limit of 50 nearly so, and kinder. One after another \
                 would take two minutes: tick it, and cancel it when you have seen enough.",
        form: a_thousand,
    },
    Preset {
        name: "A blocked loop",
        lesson: "Work that never awaits holds the loop: together shares the waiting, never the work.",
        form: a_blocked_loop,
    },
];

fn lab(paths: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    paths
        .into_iter()
        .map(|path| format!("http://lab.local{path}"))
        .collect()
}

fn ten_of_one_second() -> Form {
    Form {
        addresses: lab(["/delay/1"; 10]),
        ..Form::default()
    }
}

fn one_fails() -> Form {
    Form {
        addresses: lab(["/delay/0.8", "/status/500", "/delay/1.2", "/delay/1.6"]),
        on_error: OnError::FailFast,
        ..Form::default()
    }
}

fn one_hangs() -> Form {
    Form {
        addresses: lab(["/delay/0.6", "/delay/10", "/delay/1.2"]),
        timeout: "2".into(),
        ..Form::default()
    }
}

fn a_thousand() -> Form {
    Form {
        addresses: lab(["/delay/0.12"; 1000]),
        choices: [Choice::Concurrent, Choice::AtMost].into(),
        limit: "50".into(),
        ..Form::default()
    }
}

fn a_blocked_loop() -> Form {
    Form {
        addresses: lab(["/delay/0.3"; 4]),
        work: "400".into(),
        ..Form::default()
    }
}
