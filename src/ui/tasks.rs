//! Every task of a run as a table: the timeline in words.

use super::page::{CardState, Page};
use crate::trace::{Moment, SpanKind, TaskHistory, duration, ending};
use leptos::prelude::*;

/// Rows shown until somebody asks for all.
const FIRST_ROWS: usize = 50;

#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    outcome: String,
    began: String,
    took: String,
    polls: usize,
    held: String,
}

/// The tasks of the card at `index`.
#[component]
pub fn TaskTable(page: Page, index: usize) -> impl IntoView {
    let all = RwSignal::new(false);
    let title = page
        .peek(index, |card| card.title.clone())
        .unwrap_or_default();
    let caption = format!("Tasks: {title}");
    let begun = move || page.card(index, |card| card.state != CardState::Planned) == Some(true);
    let rows = Memo::new(move |_| {
        let most = if all.get() { usize::MAX } else { FIRST_ROWS };
        page.read(index, |card, until| {
            let tasks = card.shown().history().tasks();
            let known = tasks.partition_point(|task| task.spawned <= until);
            let shown = tasks.iter().take(known.min(most));
            (
                known,
                shown.map(|task| row(task, until)).collect::<Vec<_>>(),
            )
        })
        .unwrap_or_default()
    });
    let count = move || rows.with(|rows| rows.0);
    let counted = move || match count() {
        1 => String::from("1 task"),
        count => format!("{count} tasks"),
    };
    let body = move || {
        let rows = rows.with(|rows| rows.1.clone()).into_iter();
        rows.map(|row| {
            view! {
                <tr>
                    <th scope="row">{row.name}</th>
                    <td class="num">{row.began}</td>
                    <td class="num">{row.took}</td>
                    <td class="num">{row.polls}</td>
                    <td class="num">{row.held}</td>
                    <td>{row.outcome}</td>
                </tr>
            }
        })
        .collect_view()
    };
    view! {
        <Show when=begun>
            <section class="card results">
                <div class="scroll" tabindex="0" role="region" aria-label=caption.clone()>
                    <table>
                        <caption>
                            {caption.clone()} <span class="sub">{counted}</span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Task"</th>
                                <th scope="col" class="num">"Spawned at"</th>
                                <th scope="col" class="num">"Took"</th>
                                <th scope="col" class="num">"Polls"</th>
                                <th scope="col" class="num">"Held the loop"</th>
                                <th scope="col">"Outcome"</th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
                <Show when=move || !all.get() && (count() > FIRST_ROWS)>
                    <button class="btn" on:click=move |_| all.set(true)>
                        {move || format!("Show all {} tasks", count())}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

fn row(task: &TaskHistory, until: Moment) -> Row {
    let mut polls = 0;
    let mut held = crate::trace::Micros::ZERO;
    for span in task.spans.iter().take_while(|span| span.from <= until) {
        if span.kind == SpanKind::Holding {
            polls += 1;
            let to = span.to.unwrap_or(until).min(until);
            held = held.plus(to.since(span.from));
        }
    }
    let end = task.end.as_ref().filter(|(end, _)| *end <= until);
    Row {
        name: task.name.to_string(),
        outcome: ending(task, until).1,
        began: duration(task.spawned.at),
        took: end.map_or("…".into(), |(end, _)| duration(end.since(task.spawned))),
        polls,
        held: duration(held),
    }
}
