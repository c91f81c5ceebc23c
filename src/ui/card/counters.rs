//! Resources under the lanes: what is in use and who waits, on the same time axis.

use super::plot_state::PlotState;
use crate::timeline::{COUNTER_HEIGHT, Mark, View, counter, resource_status};
use crate::trace::{Log, ResourceHistory};
use leptos::html::Canvas;
use leptos::prelude::*;

/// More charts than this are not shown; a note says so.
const MOST: usize = 8;

/// The resources that have charts, in the order in which they were made.
fn charted(log: &Log) -> impl Iterator<Item = &ResourceHistory> {
    let resources = log.history().resources().iter();
    resources
        .filter(|resource| !resource.changes.is_empty())
        .take(MOST)
}

/// The charts' marks, one under the other, and their height together in px.
pub fn counter_marks(log: &Log, view: &View) -> (Vec<Mark>, f64) {
    let mut marks = Vec::new();
    let mut height = 0.0;
    for resource in charted(log).filter(|resource| resource.created <= view.until) {
        let chart = counter(resource, view);
        marks.extend(chart.into_iter().map(|mark| mark.lowered(height)));
        height += COUNTER_HEIGHT;
    }
    (marks, height)
}

/// Names and figures of the resources, and the canvas with their charts.
#[component]
pub fn Counters(plot: PlotState, canvas: NodeRef<Canvas>) -> impl IntoView {
    let page = plot.page;
    let entries = Memo::new(move |_| {
        let until = page.until(plot.index);
        page.card(plot.index, |card| {
            let log = card.shown();
            let known = charted(log).filter(|resource| resource.created <= until);
            let entry = |resource: &ResourceHistory| {
                let status = resource_status(resource, log.history(), until);
                (resource.name.to_string(), status, resource.id)
            };
            known.map(entry).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let more = move || {
        page.card(plot.index, |card| {
            card.shown()
                .history()
                .resources()
                .len()
                .saturating_sub(MOST)
        })
        .filter(|more| *more > 0)
        .map(|more| format!("and {more} more resources"))
    };
    let look = move |index: usize| {
        let id = entries.with_untracked(|all| all.get(index).map(|entry| entry.2));
        page.resource.set(id.map(|id| (plot.index, id)));
    };
    let place = move |index: usize| {
        let style = format!("height:{COUNTER_HEIGHT}px");
        let name = move || entries.with(|all| all.get(index).map(|entry| entry.0.clone()));
        let status = move || entries.with(|all| all.get(index).map(|entry| entry.1.clone()));
        view! {
            <li style=style>
                <button class="resource" on:click=move |_| look(index)>{name}</button>
                <span class="sub figure">{status}</span>
            </li>
        }
    };
    view! {
        <div class="counters" class:none=move || entries.with(Vec::is_empty)>
            <ul aria-label="Resources">
                <For
                    each=move || 0..entries.with(Vec::len)
                    key=|index| *index
                    children=place
                />
            </ul>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <p class="sub more-resources">{more}</p>
        </div>
    }
}
