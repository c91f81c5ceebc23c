//! The timeline of one card: three canvases on one time scale, and the lanes' names beside them.

use super::lanes::Lanes;
use super::paint::paint;
use crate::timeline::{
    AXIS_HEIGHT, BAND_HEIGHT, COLLAPSE_ABOVE, LOOP_HEIGHT, Lane, ROW_HEIGHT, TimeScale, View, axis,
    band, event_loop, lanes, rows,
};
use crate::trace::Micros;
use crate::ui::page::{CardState, Page, Phase};
use crate::ui::palette::Palette;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

/// Height of the window onto lanes that are too many to show at once, in px.
const WINDOW: f64 = 15.0 * ROW_HEIGHT;

/// The state of one plot; copies share it.
#[derive(Clone, Copy)]
pub struct PlotState {
    /// The page.
    pub page: Page,
    /// The card's place.
    pub index: usize,
    /// The lanes that exist at the time shown.
    pub lanes: Memo<Vec<Lane>>,
    /// Whether many lanes are shown one by one.
    pub open: RwSignal<bool>,
    /// How far they are scrolled, in px.
    pub scroll: RwSignal<f64>,
    /// The canvas' width, in px.
    pub width: RwSignal<f64>,
}

impl PlotState {
    fn new(page: Page, index: usize) -> Self {
        let lanes = Memo::new(move |_| {
            let until = page.until(index);
            page.card(index, |card| lanes(card.shown().history(), until))
                .unwrap_or_default()
        });
        Self {
            page,
            index,
            lanes,
            open: RwSignal::new(false),
            scroll: RwSignal::new(0.0),
            width: RwSignal::new(0.0),
        }
    }

    /// How many lanes there is room for: while running, as many as are expected.
    pub fn room(&self) -> usize {
        let until = self.page.until(self.index);
        let room = self.page.card(self.index, |card| {
            let tasks = card.shown().history().tasks();
            let known = tasks.partition_point(|task| task.spawned <= until);
            let expected = match card.state {
                CardState::Planned | CardState::Running => card.forecast.history().tasks().len(),
                _ => card.log.history().tasks().len(),
            };
            known.max(expected)
        });
        room.unwrap_or(0)
    }

    /// Whether there are too many lanes to show without asking.
    pub fn many(&self) -> bool {
        self.room() > COLLAPSE_ABOVE
    }

    /// Whether the density band is shown in place of the lanes.
    pub fn collapsed(&self) -> bool {
        self.many() && !self.open.get()
    }

    /// Height of the window onto the lanes, in px.
    pub fn height(&self) -> f64 {
        let all = self.room() as f64 * ROW_HEIGHT;
        if self.collapsed() {
            BAND_HEIGHT
        } else if self.many() {
            WINDOW
        } else {
            all
        }
    }

    fn view(&self) -> View {
        let page = self.page;
        let until = page.until(self.index);
        let silent = page.silent_since.get();
        let finished = page.phase.get() == Phase::Finished;
        let playhead = page.playhead.get();
        let state = page.card(self.index, |card| (card.state, card.length()));
        let (state, length) = state.unwrap_or((CardState::Planned, Micros::ZERO));
        View {
            scale: TimeScale::for_runs(page.longest(), self.width.get()),
            until,
            stopped: match state {
                CardState::Stopped(at) => Some(at),
                _ => None,
            },
            silent_since: silent.filter(|_| state == CardState::Running),
            playhead: (finished && state != CardState::Planned && playhead < length)
                .then_some(playhead),
        }
    }
}

/// The timeline of the card at `index`.
#[component]
pub fn Plot(page: Page, index: usize) -> impl IntoView {
    let plot = PlotState::new(page, index);
    let body = NodeRef::<Div>::new();
    let [loop_canvas, lane_canvas, axis_canvas] = [(); 3].map(|()| NodeRef::<Canvas>::new());
    follow_width(body, plot.width);
    let palette = StoredValue::new((u64::MAX, Palette::default()));
    Effect::new(move || {
        let width = plot.width.get();
        let height = plot.height();
        let view = plot.view();
        let scroll = plot.scroll.get();
        let collapsed = plot.collapsed();
        let (Some(top), Some(middle), Some(bottom)) =
            (loop_canvas.get(), lane_canvas.get(), axis_canvas.get())
        else {
            return;
        };
        let theme = page.theme_version.get();
        palette.update_value(|(version, palette)| {
            if *version != theme {
                (*version, *palette) = (theme, Palette::read());
            }
        });
        palette.with_value(|(_, palette)| {
            page.card(index, |card| {
                let history = card.shown().history();
                let forecast = !card.measured();
                let head = event_loop(history, &view);
                paint(&top, &head, palette, (width, LOOP_HEIGHT), forecast);
                let marks = match collapsed {
                    true => band(history, &view),
                    false => plot
                        .lanes
                        .with(|lanes| rows(history, lanes, &view, scroll, height)),
                };
                paint(&middle, &marks, palette, (width, height), forecast);
                paint(&bottom, &axis(&view), palette, (width, AXIS_HEIGHT), false);
            });
        });
    });
    let toggle_label = move || match plot.open.get() {
        true => "Show as a band".to_string(),
        false => format!("Show all {} lanes", plot.room()),
    };
    view! {
        <div class="plot">
            <span class="loop-name">"event loop"</span>
            <canvas node_ref=loop_canvas aria-hidden="true"></canvas>
            <Lanes plot body canvas=lane_canvas />
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
            <canvas node_ref=axis_canvas aria-hidden="true"></canvas>
        </div>
    }
}

/// Keeps `width` at the width that is left for the canvas beside the lanes' names.
fn follow_width(body: NodeRef<Div>, width: RwSignal<f64>) {
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
            let left = f64::from(measured.client_width()) - names.unwrap_or(0.0);
            if (left - width.get_untracked()).abs() > 0.5 {
                width.set(left.max(40.0));
            }
        });
        if let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, measure));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}
