//! The timeline of one card: three canvases on one time scale, and the lanes' names beside them.

use super::lanes::Lanes;
use super::paint::paint;
use super::plot_state::PlotState;
use crate::timeline::{AXIS_HEIGHT, LOOP_HEIGHT, axis, band, event_loop, rows};
use crate::ui::page::Page;
use crate::ui::palette::Palette;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

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
