//! The timeline of one card: three canvases on one time scale, and the lanes' names beside them.

use super::lanes::Lanes;
use super::paint::paint;
use super::plot_state::PlotState;
use crate::timeline::{AXIS_HEIGHT, LOOP_HEIGHT, View, axis, band, event_loop, rows};
use crate::ui::page::{Card, Page};
use crate::ui::palette::Palette;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

/// All that a card's picture depends on.
#[derive(Clone, Copy, PartialEq)]
struct Picture {
    /// How many events of the log it draws, and of the forecast.
    events: (usize, usize),
    view: View,
    height: f64,
    scroll: f64,
    collapsed: bool,
    theme: u64,
}

impl Picture {
    /// As it is now; tracks everything.
    fn now(plot: &PlotState) -> Self {
        let count = |card: &Card| (card.log.events().len(), card.forecast.events().len());
        Self {
            events: plot.page.card(plot.index, count).unwrap_or_default(),
            view: plot.view(),
            height: plot.height(),
            scroll: plot.scroll.get(),
            collapsed: plot.collapsed(),
            theme: plot.page.theme_version.get(),
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
    let painted = StoredValue::new(None);
    Effect::new(move || {
        let picture = Picture::now(&plot);
        let (Some(top), Some(middle), Some(bottom)) =
            (loop_canvas.get(), lane_canvas.get(), axis_canvas.get())
        else {
            return;
        };
        // Every card hears of every change of any: most of them need no paint.
        if painted.try_update_value(|last| last.replace(picture) == Some(picture)) == Some(true) {
            return;
        }
        palette.update_value(|(version, palette)| {
            if *version != picture.theme {
                (*version, *palette) = (picture.theme, Palette::read());
            }
        });
        let Picture { view, height, .. } = picture;
        let width = view.scale.width();
        palette.with_value(|(_, palette)| {
            page.peek(index, |card| {
                let history = card.shown().history();
                let forecast = !card.measured();
                let head = event_loop(history, &view);
                paint(&top, &head, palette, (width, LOOP_HEIGHT), forecast);
                let marks = match picture.collapsed {
                    true => band(history, &view),
                    false => plot
                        .lanes
                        .with(|lanes| rows(history, lanes, &view, picture.scroll, height)),
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
