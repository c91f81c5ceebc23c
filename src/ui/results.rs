//! The results as a table: the timeline's text alternative.

use super::page::{CardState, Page};
use super::tasks::TaskTable;
use crate::lab::{ResultRow, reached, result_rows};
use crate::trace::{Ending, bytes, duration};
use leptos::prelude::*;

/// Rows shown until somebody asks for all.
const FIRST_ROWS: usize = 50;

/// One table a run.
#[component]
pub fn Results(page: Page) -> impl IntoView {
    view! {
        <For each=move || page.deck.get() key=|key| *key let:key>
            {match page.peek(key.1, |card| card.lab().is_some()) {
                Some(true) => view! { <ResultTable page index=key.1 /> }.into_any(),
                _ => view! { <TaskTable page index=key.1 /> }.into_any(),
            }}
        </For>
    }
}

#[component]
fn ResultTable(page: Page, index: usize) -> impl IntoView {
    let all = RwSignal::new(false);
    let title = page
        .peek(index, |card| card.title.clone())
        .unwrap_or_default();
    let caption = format!("Results: {title}");
    let begun = move || page.card(index, |card| card.state != CardState::Planned) == Some(true);
    let count = move || {
        page.card(index, |card| {
            card.lab().map_or(0, |(plan, _)| plan.urls.len())
        })
        .unwrap_or(0)
    };
    let shown = move || {
        if all.get() {
            count()
        } else {
            count().min(FIRST_ROWS)
        }
    };
    let rows = Memo::new(move |_| {
        page.read(index, |card, until| {
            let most = if all.get() { usize::MAX } else { FIRST_ROWS };
            let (plan, _) = card.lab()?;
            Some(result_rows(plan, card.log.history(), until, most))
        })
        .flatten()
        .unwrap_or_default()
    });
    let summary = move || {
        page.read(index, |card, until| {
            let (plan, _) = card.lab()?;
            let (over, of) = reached(plan, card.log.history(), until);
            Some(format!("{over} of {of} over"))
        })
    };
    view! {
        <Show when=begun>
            <section class="card results">
                <div class="scroll" tabindex="0" role="region" aria-label=caption.clone()>
                    <table>
                        <caption>
                            {caption.clone()} <span class="sub">{summary}</span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col" class="num">"#"</th>
                                <th scope="col">"Address"</th>
                                <th scope="col" class="num">"Status"</th>
                                <th scope="col" class="num">"Size"</th>
                                <th scope="col" class="num">"Time"</th>
                                <th scope="col">"Outcome"</th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || 0..shown() key=|place| *place let:place>
                                <Row rows place />
                            </For>
                        </tbody>
                    </table>
                </div>
                <Show when=move || { shown() < count() }>
                    <button class="btn" on:click=move |_| all.set(true)>
                        {move || format!("Show all {} rows", count())}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Row(rows: Memo<Vec<ResultRow>>, place: usize) -> impl IntoView {
    let cell = move |text: fn(&ResultRow) -> Option<String>| {
        move || {
            let text = rows.with(|rows| rows.get(place).map(text));
            text.flatten().unwrap_or_else(|| "–".into())
        }
    };
    let class = move || {
        let class = |row: &ResultRow| ending_class(row.ending);
        rows.with(|rows| rows.get(place).map(class))
    };
    view! {
        <tr>
            <td class="num">{place + 1}</td>
            <td class="url">{cell(|row| Some(row.url.chars().take(200).collect()))}</td>
            <td class="num">{cell(|row| row.status.map(|status| status.to_string()))}</td>
            <td class="num">{cell(|row| row.bytes.map(bytes))}</td>
            <td class="num">{cell(|row| row.duration.map(duration))}</td>
            <td class=class>{cell(|row| Some(row.outcome.clone()))}</td>
        </tr>
    }
}

/// The class that colours an ending.
pub fn ending_class(ending: Ending) -> &'static str {
    match ending {
        Ending::NotStarted | Ending::Running => "dim",
        Ending::Ok => "ok",
        Ending::Error => "err",
        Ending::Cancelled => "can",
        Ending::TimedOut => "out",
    }
}
