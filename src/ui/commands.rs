//! What can be done, as data: the quick search lists it, keys are bound to it.

use super::lens::{self, PAN_STEP, ZOOM_STEP};
use super::page::{Compare, Dialog, Page, Phase, Room};
use super::{actions, export, link, transport};
use crate::lessons;
use crate::timeline::Unit;
use leptos::prelude::*;

/// Something a person can do from anywhere on the page.
pub struct Command {
    /// What it does, for the quick search and the list of keys.
    pub title: &'static str,
    /// The keys that do it, as [`super::keys::pressed`] names them; any one of them.
    pub keys: &'static [&'static str],
    /// Does it. What cannot be done now does nothing.
    pub run: fn(Page),
}

/// Every command, in the order in which the list of keys shows them.
pub const COMMANDS: &[Command] = &[
    Command {
        title: "Search lessons and commands",
        keys: &["Mod+k"],
        run: |page| toggle_dialog(page, Dialog::Palette),
    },
    Command {
        title: "Show all keys",
        keys: &["?"],
        run: |page| toggle_dialog(page, Dialog::Keys),
    },
    Command {
        title: "Run",
        keys: &["r", "Mod+Enter"],
        run: actions::run,
    },
    Command {
        title: "Stop the run",
        keys: &["x"],
        run: actions::stop,
    },
    Command {
        title: "Play or pause",
        keys: &["Space"],
        run: transport::toggle,
    },
    Command {
        title: "Next event",
        keys: &["ArrowRight"],
        run: |page| step(page, true),
    },
    Command {
        title: "Previous event",
        keys: &["ArrowLeft"],
        run: |page| step(page, false),
    },
    Command {
        title: "To the beginning of the run",
        keys: &["Shift+Home"],
        run: |page| jump(page, 0.0),
    },
    Command {
        title: "To the end of the run",
        keys: &["Shift+End"],
        run: |page| jump(page, f64::from(u32::MAX) * 1e6),
    },
    Command {
        title: "Zoom in",
        keys: &["+", "="],
        run: |page| lens::zoom_at_playhead(page, ZOOM_STEP),
    },
    Command {
        title: "Zoom out",
        keys: &["-"],
        run: |page| lens::zoom_at_playhead(page, 1.0 / ZOOM_STEP),
    },
    Command {
        title: "Show the whole run",
        keys: &["0"],
        run: lens::fit,
    },
    Command {
        title: "Pan to the right",
        keys: &["Shift+ArrowRight", "]"],
        run: |page| lens::pan(page, PAN_STEP),
    },
    Command {
        title: "Pan to the left",
        keys: &["Shift+ArrowLeft", "["],
        run: |page| lens::pan(page, -PAN_STEP),
    },
    Command {
        title: "Scale by time or by step",
        keys: &["s"],
        run: |page| {
            let other = match page.unit.get_untracked() {
                Unit::Time => Unit::Step,
                Unit::Step => Unit::Time,
            };
            lens::set_unit(page, other);
        },
    },
    Command {
        title: "Filter the lanes",
        keys: &["f"],
        run: |_| super::focus::focus_id("filter-name"),
    },
    Command {
        title: "Fold or unfold the selected task's children",
        keys: &["c"],
        run: |page| page.fold_request.update(|count| *count += 1),
    },
    Command {
        title: "Compare with the last run, or with nothing",
        keys: &["l"],
        run: |page| {
            page.compare.update(|compare| {
                *compare = match compare {
                    Compare::Nothing => Compare::Last,
                    _ => Compare::Nothing,
                }
            });
        },
    },
    Command {
        title: "Next lesson",
        keys: &["n"],
        run: |page| neighbour(page, true),
    },
    Command {
        title: "Previous lesson",
        keys: &["p"],
        run: |page| neighbour(page, false),
    },
    Command {
        title: "Open the lab: requests of your own",
        keys: &[],
        run: |page| link::go(page, Room::Lab),
    },
    Command {
        title: "Open the playground: a Python program",
        keys: &[],
        run: |page| link::go(page, Room::Playground),
    },
    Command {
        title: "Save the timeline as SVG",
        keys: &[],
        run: export::save_svg,
    },
    Command {
        title: "Save the timeline as PNG",
        keys: &[],
        run: export::save_png,
    },
    Command {
        title: "Save as Chrome trace (opens in Perfetto)",
        keys: &[],
        run: export::save_chrome,
    },
    Command {
        title: "Save a summary as plain text",
        keys: &[],
        run: export::save_text,
    },
    Command {
        title: "Save the log",
        keys: &[],
        run: export::save_log,
    },
    Command {
        title: "Open a log",
        keys: &["o"],
        run: |page| super::open::ask(page),
    },
];

fn toggle_dialog(page: Page, dialog: Dialog) {
    page.dialog.update(|shown| {
        *shown = match shown {
            Some(now) if *now == dialog => None,
            _ => Some(dialog),
        }
    });
}

fn step(page: Page, forward: bool) {
    if page.phase.get_untracked() == Phase::Finished {
        page.step(forward);
        lens::follow_playhead(page);
    }
}

fn jump(page: Page, to: f64) {
    if page.phase.get_untracked() == Phase::Finished {
        page.seek(page.unit.get_untracked(), to);
        lens::follow_playhead(page);
    }
}

fn neighbour(page: Page, forward: bool) {
    let target = match page.room.get_untracked() {
        Room::Lesson(slug) => {
            let (before, after) = lessons::neighbours(slug);
            if forward { after } else { before }
        }
        Room::Lab | Room::Playground => lessons::LESSONS.first(),
    };
    if let Some(lesson) = target {
        link::go(page, Room::Lesson(lesson.slug));
    }
}
