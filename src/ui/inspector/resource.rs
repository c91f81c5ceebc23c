//! A resource in figures.

use crate::timeline::resource_status;
use crate::trace::{History, ResourceFigures, ResourceId, ResourceKind, TaskId, Want, duration};
use crate::ui::page::Page;
use leptos::prelude::*;

/// More tasks than this are counted, not listed.
const MOST: usize = 12;

/// The resource `chosen`: its card's place, and its id.
#[component]
pub fn ResourceDetail(page: Page, chosen: (usize, ResourceId)) -> impl IntoView {
    let (card, id) = chosen;
    let shown = Memo::new(move |_| {
        page.read(card, |card, until| {
            let history = card.shown().history();
            let resource = history.resource(id)?;
            let figures = ResourceFigures::of(resource, history, until);
            let status = resource_status(resource, history, until);
            Some((
                figures.name.to_string(),
                status,
                rows(&figures, history),
                waits(&figures, history),
            ))
        })
        .flatten()
    });
    let name = move || shown.with(|shown| shown.as_ref().map(|shown| shown.0.clone()));
    let status = move || shown.with(|shown| shown.as_ref().map(|shown| shown.1.clone()));
    view! {
        <section class="card inspector" aria-labelledby="inspector-title">
            <header>
                <h2 id="inspector-title">"Resource " {name}</h2>
                <span class="sub">{status}</span>
                <span class="space"></span>
                <button class="btn small" on:click=move |_| page.resource.set(None)>
                    "Close"
                </button>
            </header>
            <dl class="figures">
                {move || {
                    let rows = shown.with(|shown| shown.as_ref().map(|shown| shown.2.clone()));
                    rows.unwrap_or_default()
                        .into_iter()
                        .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
                        .collect_view()
                }}
            </dl>
            <h3>"Who waited for it"</h3>
            <ul>
                {move || {
                    let waits = shown.with(|shown| shown.as_ref().map(|shown| shown.3.clone()));
                    let waits = waits.unwrap_or_default();
                    match waits.is_empty() {
                        true => view! { <li>"nobody yet"</li> }.into_any(),
                        false => waits
                            .into_iter()
                            .map(|line| view! { <li>{line}</li> })
                            .collect_view()
                            .into_any(),
                    }
                }}
            </ul>
        </section>
    }
}

type Row = (&'static str, String);

fn rows(figures: &ResourceFigures, history: &History) -> Vec<Row> {
    let kind = match figures.kind {
        ResourceKind::Semaphore => "semaphore",
        ResourceKind::Lock => "lock",
        ResourceKind::Event => "event",
        ResourceKind::Condition => "condition",
        ResourceKind::Barrier => "barrier",
        ResourceKind::Queue => "queue",
        ResourceKind::Future => "future, set from outside",
    };
    let level = match figures.kind {
        ResourceKind::Semaphore => "permits free",
        ResourceKind::Queue => "items",
        ResourceKind::Barrier => "arrived",
        _ => "level",
    };
    let limit = figures
        .limit
        .map_or(String::new(), |limit| format!(" of {limit}"));
    let made = match (figures.creator, figures.line) {
        (Some(task), Some(line)) => format!("by {} at line {line}", name(task, history)),
        (Some(task), None) => format!("by {}", name(task, history)),
        (None, _) => "outside of tasks".into(),
    };
    let mut rows = vec![
        ("is", kind.to_string()),
        ("made", made),
        ("age", duration(figures.age)),
        (
            level,
            format!("{}{limit}, most {}", figures.level, figures.most),
        ),
        (
            "waiting",
            format!("{} now, most {}", figures.waiters, figures.most_waiters),
        ),
        ("somebody waited for", duration(figures.contended)),
    ];
    if let Some(holder) = figures.holder {
        rows.push(("held by", name(holder, history)));
    }
    rows
}

fn waits(figures: &ResourceFigures, history: &History) -> Vec<String> {
    let told = figures.waits.iter().take(MOST).map(|wait| {
        let want = match wait.want {
            Want::Acquire => "its turn",
            Want::Put => "room",
            Want::Get => "an item",
            Want::Join => "all done",
            Want::News => "news",
        };
        let now = if wait.now { ", waits now" } else { "" };
        format!(
            "{}: {want} {}×, {} in all, longest {}{now}",
            name(wait.task, history),
            wait.count,
            duration(wait.total),
            duration(wait.longest)
        )
    });
    let mut lines: Vec<_> = told.collect();
    if let Some(more) = figures
        .waits
        .len()
        .checked_sub(MOST)
        .filter(|more| *more > 0)
    {
        lines.push(format!("and {more} more"));
    }
    lines
}

fn name(task: TaskId, history: &History) -> String {
    let task = history.task(task);
    task.map_or("a task".into(), |task| task.name.to_string())
}
