//! What a learner should look at, with the way to the task it is about.

use super::page::{CardState, Chosen, Page};
use crate::trace::{Warning, WarningLevel, warnings};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// More than this nobody reads.
const MOST: usize = 12;

#[derive(Clone, PartialEq)]
struct Shown {
    card: usize,
    title: String,
    warning: Warning,
    /// How many other tasks it is true of too, in the same words.
    more: usize,
}

/// The warnings of the runs that are over.
#[component]
pub fn Warnings(page: Page) -> impl IntoView {
    let all = Memo::new(move |_| all(page));
    let several = move || page.deck.with(Vec::len) > 1;
    let item = move |shown: Shown| {
        let class = match shown.warning.level {
            WarningLevel::Warning => "warning",
            WarningLevel::Hint => "hint",
        };
        let label = match shown.warning.level {
            WarningLevel::Warning => "Warning",
            WarningLevel::Hint => "Hint",
        };
        let head = match several() {
            true => format!("{label}, {}: {}", shown.title, shown.warning.summary),
            false => format!("{label}: {}", shown.warning.summary),
        };
        let about = advice(&shown.warning);
        let more = match shown.more {
            0 => None,
            1 => Some(" One other task does the same.".to_string()),
            more => Some(format!(" {more} other tasks do the same.")),
        };
        let show = shown.warning.task.map(|task| {
            let chosen = Chosen {
                card: shown.card,
                task,
            };
            view! {
                <button class="btn small" on:click=move |_| page.selected.set(Some(chosen))>
                    "Show the task"
                </button>
            }
        });
        view! {
            <li class=class>
                <b>{head}</b>
                {about}
                {more}
                {show}
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="card warnings" aria-labelledby="warnings-title">
                <header>
                    <h2 id="warnings-title">"Worth a look"</h2>
                    <span class="sub">"computed from what was measured"</span>
                </header>
                <ul>{move || all.get().into_iter().map(item).collect_view()}</ul>
            </section>
        </Show>
    }
}

fn all(page: Page) -> Vec<Shown> {
    if page.running() {
        return Vec::new();
    }
    let count = page.deck.with(Vec::len);
    let mut all = Vec::new();
    for card in 0..count {
        let told = page.card(card, |one| match one.state {
            CardState::Done | CardState::Stopped(_) => {
                counted(warnings(one.log.history()), card, &one.title)
            }
            _ => Vec::new(),
        });
        all.extend(told.unwrap_or_default());
    }
    all.truncate(MOST);
    all
}

/// What the text says beyond the summary.
fn advice(warning: &Warning) -> String {
    let rest = warning.text.strip_prefix(&warning.summary);
    let rest = rest.unwrap_or(&warning.text);
    rest.trim_start_matches(['.', ':', ';', ' ']).into()
}

/// What is true of many tasks in the same words is said once.
fn counted(warnings: Vec<Warning>, card: usize, title: &str) -> Vec<Shown> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut shown: Vec<Shown> = Vec::new();
    for warning in warnings {
        if let Some(known) = places
            .get(&warning.text)
            .and_then(|place| shown.get_mut(*place))
        {
            known.more += 1;
            continue;
        }
        places.insert(warning.text.clone(), shown.len());
        shown.push(Shown {
            card,
            title: title.into(),
            warning,
            more: 0,
        });
    }
    shown
}
