//! The program, with the lines at which its tasks wait at the playhead.

use super::highlight::Piece;
use crate::trace::{History, Moment, SpanKind};
use crate::ui::page::{Chosen, Page};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// So many tasks are named at one line; of the others there is a count.
const NAMED: usize = 3;

/// Who stands at a line.
#[derive(Clone, Default, PartialEq)]
struct Standing {
    /// The first few: name, whether it holds the loop, and the task.
    named: Vec<(String, bool, Chosen)>,
    /// How many more.
    more: usize,
}

/// A program in colours; `language` says what it is written in.
#[component]
pub fn Code(page: Page, lines: Vec<Vec<Piece>>, language: &'static str) -> impl IntoView {
    let standing = Memo::new(move |_| {
        page.read(0, |card, until| standing(card.shown().history(), until))
            .unwrap_or_default()
    });
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(index, pieces)| {
            let number = index as u32 + 1;
            let here = move || standing.with(|all| all.get(&number).cloned());
            let pieces = pieces.into_iter().map(|(class, text)| match class {
                "" => text.into_any(),
                _ => view! { <span class=class>{text}</span> }.into_any(),
            });
            view! {
                <li class:here=move || here().is_some()>
                    <span class="number" aria-hidden="true">{number}</span>
                    <code>{pieces.collect_view()}</code>
                    {move || here().map(|standing| badges(page, &standing))}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card code" aria-labelledby="code-title">
            <header>
                <h2 id="code-title">"The program"</h2>
                <span class="sub">{language}</span>
            </header>
            <ol tabindex="0" role="region" aria-label="Source">
                {rows}
            </ol>
        </section>
    }
}

fn badges(page: Page, standing: &Standing) -> impl IntoView + use<> {
    let named = standing.named.iter().cloned().map(|(name, holds, chosen)| {
        let about = match holds {
            true => format!("{name} holds the loop from here"),
            false => format!("{name} waits here"),
        };
        view! {
            <button
                class="badge"
                class:holds=holds
                title=about.clone()
                aria-label=about
                tabindex="-1"
                on:click=move |_| page.selected.set(Some(chosen))
            >
                {name}
            </button>
        }
    });
    let more = (standing.more > 0).then(|| format!("+{}", standing.more));
    view! {
        <span class="badges">
            {named.collect_view()} {more.map(|more| view! { <span class="badge">{more}</span> })}
        </span>
    }
}

/// Which tasks wait at which line at `until`. A task that holds the loop stands at the line at
/// which it waited last.
fn standing(history: &History, until: Moment) -> BTreeMap<u32, Standing> {
    let mut lines: BTreeMap<u32, Standing> = BTreeMap::new();
    let tasks = history.tasks().iter();
    for task in tasks.take_while(|task| task.spawned <= until) {
        if task.end.as_ref().is_some_and(|(end, _)| *end <= until) {
            continue;
        }
        let known = task.spans.partition_point(|span| span.from <= until);
        let spans = task.spans.get(..known).unwrap_or_default();
        let Some(now) = spans.last() else { continue };
        let line = match now.kind {
            SpanKind::Suspended => now.line,
            // Polls and turns in the queue follow upon a wait at most two spans before.
            _ => spans.iter().rev().take(4).find_map(|span| span.line),
        };
        let Some(line) = line else { continue };
        let standing = lines.entry(line).or_default();
        if standing.named.len() < NAMED {
            let chosen = Chosen {
                card: 0,
                task: task.id,
            };
            let holds = now.kind == SpanKind::Holding;
            standing.named.push((task.name.to_string(), holds, chosen));
        } else {
            standing.more += 1;
        }
    }
    lines
}
