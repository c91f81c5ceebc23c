//! The lanes' names: what the keyboard moves through and a screen reader reads. The canvas with
//! the spans lies over them.

use super::gestures;
use super::plot_state::PlotState;
use crate::timeline::{Lane, ROW_HEIGHT, lane_status};
use crate::trace::{Ending, TaskId, ending};
use crate::ui::actions::cancel_task;
use crate::ui::inspector::story;
use crate::ui::page::{CardState, Chosen, Page};
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Lanes beyond the window that are kept ready, so that scrolling shows no holes.
const SPARE: usize = 4;

/// Left out where there is little room: every request's lane begins with it.
const VERB: &str = "fetch ";

/// Names and canvas of the lanes, or the band.
#[component]
pub fn Lanes(plot: PlotState, body: NodeRef<Div>, canvas: NodeRef<Canvas>) -> impl IntoView {
    let window_style = move || format!("height:{}px", plot.height());
    let content_style = move || {
        let height = match plot.collapsed() {
            true => plot.height(),
            false => plot.room() as f64 * ROW_HEIGHT,
        };
        format!("height:{height}px")
    };
    let shown = Memo::new(move |_| shown(plot));
    let scrolled = move |event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(target) = target {
            let target: web_sys::Element = target;
            plot.scroll.set(f64::from(target.scroll_top()));
        }
    };
    view! {
        <div
            class="lanes"
            class:scrolls=move || plot.many() && plot.open.get()
            node_ref=body
            style=window_style
            on:scroll=scrolled
            on:keydown=move |event| keys(plot, &event)
            on:pointerleave=move |_| plot.page.hovered.set(None)
        >
            <div class="content" style=content_style use:grip=plot>
                <canvas node_ref=canvas aria-hidden="true"></canvas>
                <Show when=move || plot.collapsed()>
                    <span class="band-name">{move || format!("{} tasks", plot.room())}</span>
                </Show>
                <ul aria-label="Tasks">
                    <For
                        each=move || shown.get()
                        key=|(place, lane)| (*place, lane.task, lane.under > 0, lane.folded)
                        let:entry
                    >
                        <LaneName plot place=entry.0 lane=entry.1 />
                    </For>
                </ul>
            </div>
            <Tip plot />
        </div>
    }
}

/// Drags and pinches over the lanes move what is magnified.
fn grip(element: leptos::web_sys::Element, plot: PlotState) {
    gestures::pan_and_pinch(&element, plot);
}

/// The lanes in the window, with their places.
fn shown(plot: PlotState) -> Vec<(usize, Lane)> {
    if plot.collapsed() {
        return Vec::new();
    }
    let all = plot.lanes.get();
    let (first, count) = match plot.many() {
        true => (
            ((plot.scroll.get() / ROW_HEIGHT) as usize).saturating_sub(SPARE),
            (plot.height() / ROW_HEIGHT) as usize + 2 * SPARE,
        ),
        false => (0, all.len()),
    };
    all.into_iter()
        .enumerate()
        .skip(first)
        .take(count)
        .collect()
}

#[component]
fn LaneName(plot: PlotState, place: usize, lane: Lane) -> impl IntoView {
    let page = plot.page;
    let chosen = Chosen {
        card: plot.index,
        task: lane.task,
    };
    let name = page
        .peek(plot.index, |card| {
            let task = card.shown().history().task(lane.task);
            task.map(|task| task.name.to_string())
        })
        .flatten()
        .unwrap_or_default();
    let state = Memo::new(move |_| {
        let until = page.until(plot.index);
        page.card(plot.index, |card| {
            let history = card.shown().history();
            let task = history.task(lane.task)?;
            let live = card.state == CardState::Running && ending(task, until).0 == Ending::Running;
            Some((lane_status(task, history, until), live))
        })
        .flatten()
        .unwrap_or_default()
    });
    let selected = move || page.selected.get() == Some(chosen);
    let label = {
        let name = name.clone();
        move || format!("{name}: {}", state.with(|(status, _)| status.clone()))
    };
    let cancel_label = format!("Cancel {name}");
    let top = format!("top:{}px", place as f64 * ROW_HEIGHT);
    let parent = lane.under > 0;
    let toggle_style = format!("left:{}px", 1 + 14 * lane.depth.min(8));
    let fold_label = match lane.folded {
        true => format!("Show the tasks under {name}"),
        false => format!("Hide the tasks under {name}"),
    };
    let indent = format!("padding-left:{}px", 16 + 14 * lane.depth.min(8));
    let tab = move || match page.selected.get() {
        Some(chosen) if chosen.card == plot.index => selected(),
        _ => place == 0,
    };
    view! {
        <li
            class="lane"
            class:selected=selected
            class:live=move || state.with(|(_, live)| *live)
            style=top
            on:pointerenter=move |_| page.hovered.set(Some(chosen))
            on:click=move |_| select(page, chosen)
        >
            <Show when=move || parent>
                <button
                    class="toggle"
                    style=toggle_style.clone()
                    tabindex="-1"
                    aria-label=fold_label.clone()
                    aria-expanded=(!lane.folded).to_string()
                    on:click=move |event| {
                        event.stop_propagation();
                        plot.fold(lane.task);
                    }
                >
                    <span aria-hidden="true">{if lane.folded { "▸" } else { "▾" }}</span>
                </button>
            </Show>
            <button
                class="name"
                style=indent
                aria-label=label
                aria-pressed=move || selected().to_string()
                tabindex=move || if tab() { "0" } else { "-1" }
                data-place=place.to_string()
                on:focus=move |_| select(page, chosen)
            >
                {name
                    .strip_prefix(VERB)
                    .map(|_| view! { <span class="verb">{VERB}</span> })}
                {name.strip_prefix(VERB).unwrap_or(&name).to_string()}
            </button>
            <Show when=move || state.with(|(_, live)| *live)>
                <button
                    class="cancel"
                    aria-label=cancel_label.clone()
                    title=cancel_label.clone()
                    tabindex="-1"
                    on:click=move |_| cancel_task(page, plot.index, lane.task)
                >
                    <span aria-hidden="true">"✕"</span>
                </button>
            </Show>
        </li>
    }
}

fn select(page: Page, chosen: Chosen) {
    page.resource.set(None);
    if page.selected.get_untracked() != Some(chosen) {
        page.selected.set(Some(chosen));
    }
}

/// Up and down move through the lanes, Home and End to the first and last; Delete cancels,
/// Escape lets go.
fn keys(plot: PlotState, event: &web_sys::KeyboardEvent) {
    let lanes = plot.lanes.get_untracked();
    let Some(last) = lanes.len().checked_sub(1) else {
        return;
    };
    let selected = plot.page.selected.get_untracked();
    let selected = selected.filter(|chosen| chosen.card == plot.index);
    let place_of = |task: TaskId| lanes.iter().position(|lane| lane.task == task);
    let place = selected
        .and_then(|chosen| place_of(chosen.task))
        .unwrap_or(0);
    let target = match event.key().as_str() {
        "ArrowDown" => (place + 1).min(last),
        "ArrowUp" => place.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        "Delete" | "Backspace" => {
            if let Some(chosen) = selected {
                cancel_task(plot.page, chosen.card, chosen.task);
            }
            return;
        }
        "Escape" => return plot.page.selected.set(None),
        _ => return,
    };
    if plot.collapsed() {
        return;
    }
    event.prevent_default();
    if let Some(lane) = lanes.get(target) {
        // At once, not with the keyboard's arrival: the next press may come before it.
        select(
            plot.page,
            Chosen {
                card: plot.index,
                task: lane.task,
            },
        );
    }
    let window = event.current_target();
    if let Some(window) = window.and_then(|window| window.dyn_into::<web_sys::Element>().ok()) {
        reveal(plot, &window, target);
        focus_later(window, target);
    }
}

/// Scrolls the window so that the lane at `place` shows.
fn reveal(plot: PlotState, window: &web_sys::Element, place: usize) {
    let top = place as f64 * ROW_HEIGHT;
    let (from, height) = (plot.scroll.get_untracked(), plot.height());
    let to = if top < from {
        top
    } else if top + ROW_HEIGHT > from + height {
        top + ROW_HEIGHT - height
    } else {
        return;
    };
    window.set_scroll_top(to as i32);
    plot.scroll.set(to);
}

/// Gives the keyboard to the lane at `place`, once it is there.
fn focus_later(window: web_sys::Element, place: usize) {
    request_animation_frame(move || {
        let selector = format!("[data-place=\"{place}\"]");
        let lane = window.query_selector(&selector).ok().flatten();
        if let Some(lane) = lane.and_then(|lane| lane.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that has just gone cannot be focused; nothing is lost.
            let _ = lane.focus();
        }
    });
}

/// What is known of the lane pointed at, beside the pointer.
#[component]
fn Tip(plot: PlotState) -> impl IntoView {
    let page = plot.page;
    let shown = Memo::new(move |_| {
        let chosen = page
            .hovered
            .get()
            .filter(|chosen| chosen.card == plot.index)?;
        let story = story(page, chosen)?;
        let lanes = plot.lanes.get();
        let place = lanes.iter().position(|lane| lane.task == chosen.task)?;
        Some((place, story))
    });
    move || {
        shown.get().map(|(place, story)| {
            let below = (place + 1) as f64 * ROW_HEIGHT + 4.0;
            let style = format!("top:{below}px");
            view! {
                <div class="tip" style=style aria-hidden="true">
                    <b>{story.name}</b>
                    " — "
                    {story.status}
                    {story
                        .lines
                        .into_iter()
                        .map(|line| view! { <div>{line}</div> })
                        .collect_view()}
                </div>
            }
        })
    }
}
