//! A task in figures.

use super::story::facts;
use crate::timeline::lane_status;
use crate::trace::{Ending, Histogram, SpanKind, TaskFigures, TaskKind, duration, ending};
use crate::ui::actions::cancel_task;
use crate::ui::page::{CardState, Chosen, Page};
use leptos::prelude::*;

/// What there is to show.
#[derive(Clone, PartialEq)]
struct Shown {
    status: String,
    figures: TaskFigures,
    facts: Vec<String>,
    live: bool,
}

/// The task that is pointed at or chosen.
#[component]
pub fn TaskDetail(page: Page) -> impl IntoView {
    let chosen = move || page.hovered.get().or(page.selected.get());
    let shown = Memo::new(move |_| chosen().and_then(|chosen| shown(page, chosen)));
    let name = move || {
        shown.with(|shown| match shown {
            Some(shown) => format!("Task {}", shown.figures.name),
            None => "Task".into(),
        })
    };
    let status = move || shown.with(|shown| shown.as_ref().map(|shown| shown.status.clone()));
    let cancel = move |_| {
        if let Some(chosen) = untrack(chosen) {
            cancel_task(page, chosen.card, chosen.task);
        }
    };
    let body = move || {
        match shown.get() {
        None => view! {
            <p class="empty">
                "Point at a lane, or move to one with the keyboard, to see how often it was polled, \
                what it waits on and who woke it."
            </p>
        }
        .into_any(),
        Some(shown) => view! {
            <dl class="figures">{rows(&shown.figures)}</dl>
            <Bars title="Lengths of its polls" histogram=shown.figures.poll_times.clone() />
            <Bars title="Times in the queue" histogram=shown.figures.queue_times.clone() />
            <ul>
                {shown
                    .facts
                    .into_iter()
                    .map(|line| view! { <li>{line}</li> })
                    .collect_view()}
            </ul>
            {shown
                .live
                .then(|| {
                    view! {
                        <button class="btn" on:click=cancel>
                            "Cancel this task"
                        </button>
                    }
                })}
        }
        .into_any(),
    }
    };
    view! {
        <section class="card inspector" aria-labelledby="inspector-title">
            <header>
                <h2 id="inspector-title">{name}</h2>
                <span class="sub">{status}</span>
            </header>
            {body}
        </section>
    }
}

fn shown(page: Page, chosen: Chosen) -> Option<Shown> {
    page.read(chosen.card, |card, until| {
        let history = card.shown().history();
        let task = history.task(chosen.task)?;
        let running = ending(task, until).0 == Ending::Running;
        Some(Shown {
            status: lane_status(task, history, until),
            figures: TaskFigures::of(task, history, until),
            facts: facts(task, history, until),
            live: card.state == CardState::Running && running,
        })
    })
    .flatten()
}

fn rows(figures: &TaskFigures) -> impl IntoView + use<> {
    let kind = match figures.kind {
        TaskKind::Main => "the program itself",
        TaskKind::Request => "one request",
        TaskKind::Task => "task",
        TaskKind::Callback => "scheduled callback",
        TaskKind::Job => "job in another worker",
    };
    let place = match figures.line {
        Some(line) => format!("{kind}, spawned at line {line}"),
        None => kind.into(),
    };
    let last_wake = match figures.last_wake {
        Some((at, _)) => format!(", last at {}", duration(at.at)),
        None => String::new(),
    };
    let state = match (figures.doing, figures.waits_on) {
        (Some(SpanKind::Suspended), Some((_, Some(line)))) => format!("suspended at line {line}"),
        (Some(SpanKind::Suspended), _) => "suspended".into(),
        (Some(SpanKind::Holding), _) => "holding the loop".into(),
        (Some(SpanKind::Queued), _) => "queued".into(),
        (None, _) => "over".into(),
    };
    let self_wakes = match figures.self_wakes {
        0 => String::new(),
        count => format!(", {count} by itself"),
    };
    let waits = figures.waits.iter().map(|wait| {
        let text = format!(
            "{}, {}× (longest {})",
            duration(wait.total),
            wait.count,
            duration(wait.longest)
        );
        (format!("waited: {}", wait.what), text)
    });
    let polls = match figures.polls {
        1 => "1 poll".into(),
        count => format!("{count} polls"),
    };
    let fixed = [
        ("number".into(), figures.id.0.to_string()),
        ("is".into(), place),
        ("now".into(), state),
        ("age".into(), duration(figures.age)),
        (
            "held the loop".into(),
            format!("{}, {polls}", duration(figures.held)),
        ),
        ("queued".into(), duration(figures.queued)),
        ("suspended".into(), duration(figures.suspended)),
        (
            "woken".into(),
            format!("{}×{self_wakes}{last_wake}", figures.wakes),
        ),
        ("wakers held".into(), figures.wakers.to_string()),
    ];
    let all: Vec<_> = fixed.into_iter().chain(waits).collect();
    all.into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
        .collect_view()
}

/// A histogram, with its percentiles in words.
#[component]
fn Bars(title: &'static str, histogram: Histogram) -> impl IntoView {
    // One length is told among the figures already.
    if histogram.count < 2 {
        return ().into_any();
    }
    let most = histogram.buckets.iter().map(|bucket| bucket.count).max();
    let most = f64::from(most.unwrap_or(1).max(1));
    let bars = histogram.buckets.iter().map(|bucket| {
        let style = format!("height:{:.0}%", f64::from(bucket.count) / most * 100.0);
        let about = format!(
            "{} to {}: {}",
            duration(bucket.from),
            duration(bucket.to),
            bucket.count
        );
        view! { <i style=style title=about></i> }
    });
    let words = format!(
        "half up to {}, 90 % up to {}, 99 % up to {}, longest {}",
        duration(histogram.p50),
        duration(histogram.p90),
        duration(histogram.p99),
        duration(histogram.max)
    );
    view! {
        <h3>{title}</h3>
        <div class="histogram" role="img" aria-label=format!("{title}: {words}")>
            {bars.collect_view()}
        </div>
        <p class="sub percentiles">{words}</p>
    }
    .into_any()
}
