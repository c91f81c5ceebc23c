//! The timeline of one card: three canvases on one time scale, and the lanes' names beside them.

use super::counters::{Counters, counter_marks};
use super::gestures;
use super::lanes::Lanes;
use super::paint::paint;
use super::plot_state::PlotState;
use crate::timeline::{
    AXIS_HEIGHT, Filter, LOOP_HEIGHT, Lane, Mark, Twins, View, axis, band, event_loop, ghosts,
    links, rows, twins,
};
use crate::trace::{Log, TaskId};
use crate::ui::page::{Card, Kept, Page};
use crate::ui::palette::Palette;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

/// All that a card's picture depends on.
#[derive(Clone, PartialEq)]
struct Picture {
    /// How many events of the log it draws, and of the forecast.
    events: (usize, usize),
    view: View,
    height: f64,
    scroll: f64,
    collapsed: bool,
    theme: u64,
    selected: Option<TaskId>,
    /// Which lanes there are depends on these, apart from the events.
    folded: usize,
    filter: Filter,
    compared: Option<u32>,
}

impl Picture {
    /// As it is now; tracks everything.
    fn now(plot: &PlotState, compared: Option<u32>) -> Self {
        let count = |card: &Card| (card.log.events().len(), card.forecast.events().len());
        let selected = plot.page.selected.get();
        let selected = selected.filter(|chosen| chosen.card == plot.index);
        Self {
            events: plot.page.card(plot.index, count).unwrap_or_default(),
            view: plot.view(),
            height: plot.height(),
            scroll: plot.scroll.get(),
            collapsed: plot.collapsed(),
            theme: plot.page.theme_version.get(),
            selected: selected.map(|chosen| chosen.task),
            folded: plot.folded.with(BTreeSet::len),
            filter: plot.page.filter.get(),
            compared,
        }
    }
}

/// The other run that is drawn behind this one.
struct Behind {
    kept: Kept,
    /// For how many events of this run the twins were found.
    events: usize,
    twins: Twins,
}

/// The timeline of the card at `index`.
#[component]
pub fn Plot(page: Page, index: usize) -> impl IntoView {
    let plot = PlotState::new(page, index);
    let body = NodeRef::<Div>::new();
    let [loop_canvas, lane_canvas, counter_canvas, axis_canvas] =
        [(); 4].map(|()| NodeRef::<Canvas>::new());
    follow_width(body, plot);
    let palette = StoredValue::new((u64::MAX, Palette::default()));
    let painted = StoredValue::new(None);
    let behind = StoredValue::new_local(None::<Behind>);
    Effect::new(move || {
        let compared = page.compared(index);
        let picture = Picture::now(&plot, compared.as_ref().map(|kept| kept.number));
        let (Some(top), Some(middle), Some(bottom)) =
            (loop_canvas.get(), lane_canvas.get(), axis_canvas.get())
        else {
            return;
        };
        let counters = counter_canvas.get();
        // Every card hears of every change of any: most of them need no paint.
        let same = painted
            .try_update_value(|last| last.replace(picture.clone()).as_ref() == Some(&picture));
        if same == Some(true) {
            return;
        }
        palette.update_value(|(version, palette)| {
            if *version != picture.theme {
                (*version, *palette) = (picture.theme, Palette::read());
            }
        });
        let view = picture.view;
        let (width, height) = (view.scale.width(), picture.height);
        palette.with_value(|(_, palette)| {
            page.peek(index, |card| {
                let log = card.shown();
                let forecast = !card.measured();
                let head = event_loop(log, &view);
                paint(&top, &head, palette, (width, LOOP_HEIGHT), forecast);
                let marks = match picture.collapsed {
                    true => band(log, &view),
                    false => lanes_marks(&plot, log, &picture, compared, behind),
                };
                paint(&middle, &marks, palette, (width, height), forecast);
                if let Some(counters) = counters {
                    let (marks, height) = counter_marks(log, &view);
                    paint(&counters, &marks, palette, (width, height), forecast);
                }
                paint(&bottom, &axis(&view), palette, (width, AXIS_HEIGHT), false);
            });
        });
    });
    let toggle_label = move || match plot.open.get() {
        true => "Show as a band".to_string(),
        false => format!("Show all {} lanes", plot.room()),
    };
    view! {
        <div class="plot" on:wheel=move |event| gestures::wheel(&plot, &event)>
            <span class="loop-name">"event loop"</span>
            <canvas node_ref=loop_canvas class="ruler" aria-hidden="true" use:ruler=plot></canvas>
            <Lanes plot body canvas=lane_canvas />
            <Counters plot canvas=counter_canvas />
            <span class="fold">
                <Show when=move || plot.many()>
                    <button
                        class="btn small"
                        aria-expanded=move || plot.open.get().to_string()
                        on:click=move |_| plot.open.update(|open| *open = !*open)
                    >
                        {toggle_label}
                    </button>
                </Show>
            </span>
            <canvas node_ref=axis_canvas class="ruler" aria-hidden="true" use:ruler=plot></canvas>
        </div>
    }
}

/// Whoever presses or drags on the axis moves the playhead.
fn ruler(element: leptos::web_sys::Element, plot: PlotState) {
    gestures::scrub(&element, plot);
}

fn lanes_marks(
    plot: &PlotState,
    log: &Log,
    picture: &Picture,
    compared: Option<Kept>,
    behind: StoredValue<Option<Behind>, LocalStorage>,
) -> Vec<Mark> {
    let view = &picture.view;
    let window = (picture.scroll, picture.height);
    plot.lanes.with(|lanes| {
        let mut marks = rows(log, lanes, view, picture.scroll, picture.height);
        if let Some(kept) = compared {
            marks.extend(behind_marks(log, kept, lanes, view, window, behind));
        }
        if let Some(task) = picture.selected {
            marks.extend(links(log, lanes, view, task, window));
        }
        marks
    })
}

fn behind_marks(
    log: &Log,
    kept: Kept,
    lanes: &[Lane],
    view: &View,
    window: (f64, f64),
    behind: StoredValue<Option<Behind>, LocalStorage>,
) -> Vec<Mark> {
    let events = log.events().len();
    behind.update_value(|behind| {
        let known = behind
            .as_ref()
            .is_some_and(|known| known.kept.number == kept.number && known.events == events);
        if !known {
            *behind = Some(Behind {
                twins: twins(log.history(), kept.log.history()),
                kept,
                events,
            });
        }
    });
    behind.with_value(|behind| match behind {
        Some(known) => ghosts(known.kept.log.history(), &known.twins, lanes, view, window),
        None => Vec::new(),
    })
}

/// Keeps `width` at the width that is left for the canvas beside the lanes' names.
fn follow_width(body: NodeRef<Div>, plot: PlotState) {
    Effect::new(move || {
        let Some(element) = body.get() else {
            return;
        };
        let measured = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            let names = window()
                .get_computed_style(&measured)
                .ok()
                .flatten()
                .and_then(|style| style.get_property_value("--names").ok())
                .and_then(|names| names.trim().trim_end_matches("px").parse::<f64>().ok());
            let names = names.unwrap_or(0.0);
            let width = f64::from(measured.client_width()) - names;
            let left = measured.get_bounding_client_rect().left();
            plot.left.set_value(left + names);
            if (width - plot.width.get_untracked()).abs() > 0.5 {
                plot.width.set(width.max(40.0));
            }
        });
        if let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, measure));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}
