//! The timelines' second row of controls: the whole run in a strip, zoom, scale, filter,
//! comparison, export.

use super::card::paint;
use super::keys;
use super::lens::{self, PAN_STEP, ZOOM_STEP};
use super::page::{Compare, Page, Phase};
use super::palette::Palette;
use super::{deal, export, open};
use crate::timeline::{MINIMAP_ROW, Mark, Range, Scale, Tone, Unit, minimap, viewport};
use crate::trace::Ending;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent, ResizeObserver};

/// The row; there once something was measured.
#[component]
pub fn Instrument(page: Page) -> impl IntoView {
    view! {
        <Show when=move || page.phase.get() != Phase::Idle>
            <div class="instrument" role="toolbar" aria-label="Timeline">
                <Minimap page />
                <Zoom page />
                <Units page />
                <FilterFields page />
                <CompareField page />
                <ExportMenu page />
                <button
                    class="btn small"
                    aria-label="All keys"
                    title="All keys"
                    on:click=move |_| keys::show(page)
                >
                    "?"
                </button>
            </div>
        </Show>
    }
}

#[component]
fn Zoom(page: Page) -> impl IntoView {
    let whole = move || page.range.get().is_none();
    let button = move |name: &'static str, sign: &'static str, factor: f64| {
        view! {
            <button
                class="btn icon small"
                aria-label=name
                title=name
                on:click=move |_| lens::zoom_at_playhead(page, factor)
            >
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    view! {
        <span class="group" role="group" aria-label="Zoom">
            {button("Zoom out", "−", 1.0 / ZOOM_STEP)} {button("Zoom in", "+", ZOOM_STEP)}
            <button class="btn small" disabled=whole on:click=move |_| lens::fit(page)>
                "Fit"
            </button>
        </span>
    }
}

#[component]
fn Units(page: Page) -> impl IntoView {
    let button = move |unit: Unit, name: &'static str, about: &'static str| {
        view! {
            <button
                class="btn small"
                aria-pressed=move || (page.unit.get() == unit).to_string()
                title=about
                on:click=move |_| lens::set_unit(page, unit)
            >
                {name}
            </button>
        }
    };
    view! {
        <span class="group joined" role="group" aria-label="Scale">
            {button(Unit::Time, "Time", "The scale counts time")}
            {button(
                Unit::Step,
                "Steps",
                "The scale counts events, each one as wide: for what happens within microseconds",
            )}
        </span>
    }
}

const ENDINGS: [(&str, Option<Ending>); 6] = [
    ("any state", None),
    ("running", Some(Ending::Running)),
    ("ok", Some(Ending::Ok)),
    ("error", Some(Ending::Error)),
    ("cancelled", Some(Ending::Cancelled)),
    ("timed out", Some(Ending::TimedOut)),
];

#[component]
fn FilterFields(page: Page) -> impl IntoView {
    let pick = move |event| {
        let place = event_target_value(&event).parse::<usize>().unwrap_or(0);
        let ending = ENDINGS.get(place).and_then(|(_, ending)| *ending);
        page.filter.update(|filter| filter.ending = ending);
    };
    view! {
        <span class="group" role="group" aria-label="Filter">
            <input
                id="filter-name"
                type="text"
                class="small"
                placeholder="Filter tasks"
                aria-label="Filter tasks by name"
                prop:value=move || page.filter.with(|filter| filter.name.clone())
                on:input=move |event| {
                    let name = event_target_value(&event).to_lowercase();
                    page.filter.update(|filter| filter.name = name);
                }
            />
            <select class="small" aria-label="Filter tasks by state" on:change=pick>
                {ENDINGS
                    .iter()
                    .enumerate()
                    .map(|(place, (name, ending))| {
                        let chosen = move || page.filter.with(|filter| filter.ending == *ending);
                        view! {
                            <option value=place.to_string() selected=chosen>
                                {*name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </span>
    }
}

#[component]
fn CompareField(page: Page) -> impl IntoView {
    let pick = move |event| {
        let choice = match event_target_value(&event).as_str() {
            "last" => Compare::Last,
            number => match number.parse() {
                Ok(number) => Compare::Run(number),
                Err(_) => Compare::Nothing,
            },
        };
        page.compare.set(choice);
    };
    let runs = move || {
        page.shelf.with(|shelf| {
            let runs = shelf.iter().rev();
            runs.map(|kept| {
                let number = kept.number;
                let chosen = move || page.compare.get() == Compare::Run(number);
                let name = format!("run {number}: {}", kept.title);
                view! {
                    <option value=number.to_string() selected=chosen>
                        {name}
                    </option>
                }
            })
            .collect_view()
        })
    };
    let beside = move |_| {
        if let Compare::Run(number) = page.compare.get_untracked() {
            let found = page
                .shelf
                .with_untracked(|shelf| shelf.iter().find(|kept| kept.number == number).cloned());
            if let Some(kept) = found {
                let about = format!("run {number}, kept");
                deal::open_beside(page, kept.title, about, kept.log);
            }
        }
    };
    let one = move || matches!(page.compare.get(), Compare::Run(_)) && !page.running();
    view! {
        <span class="group" role="group" aria-label="Compare">
            <select class="small" aria-label="Compare with" on:change=pick>
                <option value="nothing" selected=move || page.compare.get() == Compare::Nothing>
                    "compare with…"
                </option>
                <option value="last" selected=move || page.compare.get() == Compare::Last>
                    "the last run"
                </option>
                {runs}
            </select>
            <Show when=one>
                <button class="btn small" on:click=beside>
                    "Show beside"
                </button>
            </Show>
        </span>
    }
}

/// A name, and what it does.
type Entry = (&'static str, fn(Page));

#[component]
fn ExportMenu(page: Page) -> impl IntoView {
    let items: [Entry; 6] = [
        ("SVG picture", export::save_svg),
        ("PNG picture", export::save_png),
        ("Chrome trace (Perfetto)", export::save_chrome),
        ("Summary as text", export::save_text),
        ("Log", export::save_log),
        ("Open a log…", open::ask),
    ];
    let item = move |(name, run): Entry| {
        let press = move |event: leptos::ev::MouseEvent| {
            close_menu(&event);
            run(page);
        };
        view! {
            <li>
                <button class="item" on:click=press>
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <details class="menu">
            <summary class="btn small">"Export"</summary>
            <ul>{items.map(item)}</ul>
        </details>
    }
}

fn close_menu(event: &leptos::ev::MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let menu = target.and_then(|target| target.closest("details").ok().flatten());
    if let Some(menu) = menu {
        // A valid attribute name cannot fail.
        let _ = menu.remove_attribute("open");
    }
}

#[component]
fn Minimap(page: Page) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let width = RwSignal::new(0.0);
    let rows = move || page.deck.with(Vec::len).clamp(1, 4);
    let height = move || rows() as f64 * MINIMAP_ROW + 4.0;
    follow(canvas, width);
    let palette = StoredValue::new((u64::MAX, Palette::default()));
    let drawn = StoredValue::new(None::<(Overview, Vec<Mark>)>);
    Effect::new(move || {
        let overview = Overview::now(page, rows(), width.get());
        let (height, scale) = (height(), overview.scale);
        let playhead = scale.x(page.stands());
        let shown = page.range.get();
        let theme = page.theme_version.get();
        palette.update_value(|(version, palette)| {
            if *version != theme {
                (*version, *palette) = (theme, Palette::read());
            }
        });
        // The playhead moves in every frame, what lies under it does not.
        drawn.update_value(|drawn| {
            if drawn.as_ref().is_none_or(|(known, _)| *known != overview) {
                *drawn = Some((overview, strips(page, &overview)));
            }
        });
        if let Some(canvas) = canvas.get() {
            let marks = drawn.with_value(|drawn| drawn.as_ref().map(|drawn| drawn.1.clone()));
            let mut marks = marks.unwrap_or_default();
            if let Some(range) = shown {
                veil(&mut marks, &scale, &range, height);
            }
            marks.push(Mark::Line {
                x1: playhead,
                y1: 0.0,
                x2: playhead,
                y2: height,
                tone: Tone::Ink,
                dashed: false,
            });
            let size = (scale.width(), height);
            palette.with_value(|(_, palette)| paint(&canvas, &marks, palette, size, false));
        }
    });
    let share = move || {
        let whole = page.whole();
        let range = page.range.get().unwrap_or(whole);
        (range.from / whole.length(), range.to / whole.length())
    };
    let text = move || {
        let (from, to) = share();
        match page.range.get() {
            None => String::from("the whole run"),
            Some(_) => format!("{:.0} % to {:.0} % of the run", from * 100.0, to * 100.0),
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowLeft" => lens::pan(page, -PAN_STEP),
            "ArrowRight" => lens::pan(page, PAN_STEP),
            "ArrowUp" => lens::zoom(page, ZOOM_STEP, 0.5),
            "ArrowDown" => lens::zoom(page, 1.0 / ZOOM_STEP, 0.5),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div
            class="minimap"
            role="slider"
            tabindex="0"
            aria-label="What is shown of the run"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || format!("{:.0}", share().0 * 100.0)
            aria-valuetext=text
            title="Drag to move what is magnified"
            on:keydown=keys
            style=move || format!("height:{}px", height())
        >
            <canvas node_ref=canvas aria-hidden="true" use:window_of=page></canvas>
        </div>
    }
}

/// All that the strips depend on.
#[derive(Clone, Copy, PartialEq)]
struct Overview {
    rows: usize,
    scale: Scale,
    /// Counts the decks, and within one the changes that texts follow.
    state: (u32, u64),
}

impl Overview {
    /// As it is now; tracks everything, while running at the pace of texts.
    fn now(page: Page, rows: usize, width: f64) -> Self {
        let beat = page.beat.get();
        let generation = page
            .deck
            .with(|deck| deck.first().map_or(0, |first| first.0));
        let whole = match page.running() {
            true => untrack(|| page.whole()),
            false => page.whole(),
        };
        Self {
            rows,
            scale: Scale::new(page.unit.get(), whole, width),
            state: (generation, beat),
        }
    }
}

fn strips(page: Page, overview: &Overview) -> Vec<Mark> {
    let mut marks = Vec::new();
    for index in 0..overview.rows {
        let strip = page.peek(index, |card| {
            let top = 2.0 + index as f64 * MINIMAP_ROW;
            minimap(card.shown(), &overview.scale, card.latest(), top)
        });
        marks.extend(strip.unwrap_or_default());
    }
    marks
}

/// Shades what is not shown.
fn veil(marks: &mut Vec<Mark>, scale: &Scale, range: &Range, height: f64) {
    let (from, to) = viewport(scale, range);
    let shade = |x: f64, w: f64| Mark::Bar {
        x,
        y: 0.0,
        w: w.max(0.0),
        h: height,
        radius: 0.0,
        tone: Tone::Veil,
        hatched: false,
    };
    marks.push(shade(0.0, from));
    marks.push(shade(to, scale.width() - to));
    for x in [from, to] {
        marks.push(Mark::Line {
            x1: x,
            y1: 0.0,
            x2: x,
            y2: height,
            tone: Tone::Dim,
            dashed: false,
        });
    }
}

/// A press or drag on the minimap centres what is shown there.
fn window_of(element: Element, page: Page) {
    let centre = move |event: &PointerEvent, element: &Element| {
        let bounds = element.get_bounding_client_rect();
        let whole = untrack(|| page.whole());
        let scale = Scale::new(page.unit.get_untracked(), whole, bounds.width());
        let value = scale.value(f64::from(event.client_x()) - bounds.left());
        let range = page.range.get_untracked();
        let Some(range) = range else {
            if page.phase.get_untracked() == Phase::Finished {
                page.seek(scale.unit(), value);
            }
            return;
        };
        let middle = f64::midpoint(range.from, range.to);
        lens::show(page, range.moved(value - middle, &whole), &whole);
    };
    let hear = Closure::<dyn FnMut(PointerEvent)>::new({
        let element = element.clone();
        move |event: PointerEvent| {
            if event.type_() == "pointerdown" {
                // A pointer that is gone cannot be captured; the press counts all the same.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            if event.buttons() & 1 == 1 {
                centre(&event, &element);
            }
        }
    });
    for name in ["pointerdown", "pointermove"] {
        // Both names are valid; the closure lives as long as the element.
        let _ = element.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
    }
    hear.forget();
}

/// Keeps `width` at the canvas' own.
fn follow(canvas: NodeRef<Canvas>, width: RwSignal<f64>) {
    Effect::new(move || {
        let Some(element) = canvas.get() else {
            return;
        };
        let frame = element.parent_element();
        let measure = Closure::<dyn FnMut()>::new(move || {
            let now = frame
                .as_ref()
                .map_or(0.0, |frame| f64::from(frame.client_width()));
            if (now - width.get_untracked()).abs() > 0.5 {
                width.set(now);
            }
        });
        if let (Ok(observer), Some(frame)) = (
            ResizeObserver::new(measure.as_ref().unchecked_ref()),
            element.parent_element(),
        ) {
            observer.observe(&frame);
            let kept = StoredValue::new_local((observer, measure));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}
