//! A lesson: its text, the question, the numbers to play with, the program, the explanation.

mod code;
mod highlight;

use super::deal;
use super::link;
use super::page::{CardState, Page, Phase, Room};
use super::run_button::RunButton;
use super::timing::REST;
use crate::lessons::{self, LESSONS, Lesson, Parameter, Told, Values};
use crate::trace::{CancelReason, History, Micros, duration};
pub use code::Code;
use leptos::prelude::*;

/// Steps of the guess' slider.
const GUESS_STEPS: u64 = 100;

/// The lesson that is open.
#[component]
pub fn LessonPane(page: Page, slug: &'static str) -> impl IntoView {
    let Some(lesson) = lessons::find(slug) else {
        return ().into_any();
    };
    let number = LESSONS.iter().position(|one| one.slug == slug).unwrap_or(0) + 1;
    let (before, after) = lessons::neighbours(slug);
    let paragraphs = lesson
        .text
        .iter()
        .map(|text| view! { <p>{marked(text)}</p> });
    view! {
        <section class="card lesson-card" aria-label="Lesson">
            <header>
                <p class="sub">{format!("Lesson {number} of {}", LESSONS.len())}</p>
                <h2>{marked(lesson.title)}</h2>
                <p class="promise">{marked(lesson.promise)}</p>
            </header>
            <div class="prose">{paragraphs.collect_view()}</div>
            <Parameters page lesson />
            <Question page lesson />
            <Explanation page lesson />
            <nav class="neighbours" aria-label="Lessons">
                <Neighbour page lesson=before sign="←" />
                <Neighbour page lesson=after sign="→" />
            </nav>
        </section>
    }
    .into_any()
}

/// The program of the lesson that is open.
#[component]
pub fn LessonCode(page: Page, slug: &'static str) -> impl IntoView {
    lessons::find(slug).map(|lesson| {
        let lines = highlight::lines(lesson.source);
        view! { <Code page lines language="Rust, the very file that runs" /> }
    })
}

#[component]
fn Neighbour(page: Page, lesson: Option<&'static Lesson>, sign: &'static str) -> impl IntoView {
    lesson.map(|lesson| {
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            link::go(page, Room::Lesson(lesson.slug));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        };
        let text = match sign {
            "←" => format!("← {}", lesson.title),
            _ => format!("{} →", lesson.title),
        };
        view! {
            <a href=format!("#/lesson/{}", lesson.slug) on:click=go>
                {text}
            </a>
        }
    })
}

/// Text with what stands between backticks as code.
fn marked(text: &str) -> impl IntoView + use<> {
    let parts: Vec<_> = text
        .split('`')
        .enumerate()
        .map(|(index, part)| match index % 2 {
            0 => part.to_string().into_any(),
            _ => view! { <code>{part.to_string()}</code> }.into_any(),
        })
        .collect();
    parts.collect_view()
}

#[component]
fn Parameters(page: Page, lesson: &'static Lesson) -> impl IntoView {
    let fields = lesson
        .parameters
        .iter()
        .enumerate()
        .map(|(place, parameter)| view! { <Slider page lesson place parameter /> });
    view! { <div class="sliders">{fields.collect_view()}</div> }
}

#[component]
fn Slider(
    page: Page,
    lesson: &'static Lesson,
    place: usize,
    parameter: &'static Parameter,
) -> impl IntoView {
    let id = format!("parameter-{}", parameter.name);
    let value = move || {
        page.values
            .with(|values| values.get(place).copied().unwrap_or(0))
    };
    let shown = move || match parameter.unit {
        "ms" => duration(Micros::from_ms(u64::from(value()))),
        _ => value().to_string(),
    };
    let change = move |event| {
        let Ok(wanted) = event_target_value(&event).parse() else {
            return;
        };
        let mut values = Values::of(lesson.parameters, &page.values.get_untracked());
        values.set(place, wanted);
        page.values.set(values.all().to_vec());
    };
    view! {
        <div class="slider">
            <label for=id.clone()>{parameter.label}</label>
            <output for=id.clone() class="figure">{shown}</output>
            <input
                type="range"
                id=id
                min=parameter.min.to_string()
                max=parameter.max.to_string()
                step=parameter.step.to_string()
                prop:value=move || value().to_string()
                aria-valuetext=shown
                disabled=move || page.running()
                on:input=change
            />
        </div>
    }
}

/// The question before the run, and what came of the guess after it.
#[component]
fn Question(page: Page, lesson: &'static Lesson) -> impl IntoView {
    let most = Memo::new(move |_| page.card(0, |card| card.least_room).unwrap_or_default());
    let step = move || (most.get().0 / GUESS_STEPS).max(1);
    let guess = move || page.guess.get();
    let place = move || guess().map_or(most.get().0 / 2, |guess| guess.0);
    let shown = move || match guess() {
        Some(guess) => duration(guess),
        None => "no guess yet".into(),
    };
    let change = move |event| {
        if let Ok(value) = event_target_value(&event).parse() {
            page.guess.set(Some(Micros(value)));
        }
    };
    let verdict = move || {
        let finished = page.phase.get() == Phase::Finished;
        let answer = page.card(0, |card| match card.state {
            CardState::Done if finished => (lesson.answer)(card.log.history()),
            _ => None,
        });
        let answer = answer.flatten()?;
        Some(match guess() {
            None => format!("Measured: {}.", duration(answer)),
            Some(guess) => compared(guess, answer),
        })
    };
    view! {
        <fieldset class="question">
            <legend>{lesson.question}</legend>
            <div class="slider">
                <label for="guess">"Your guess"</label>
                <output for="guess" class="figure">{shown}</output>
                <input
                    type="range"
                    id="guess"
                    min="0"
                    max=move || most.get().0.to_string()
                    step=move || step().to_string()
                    prop:value=move || place().to_string()
                    aria-valuetext=shown
                    disabled=move || page.running()
                    on:input=change
                />
            </div>
            <div class="try">
                <RunButton page />
                <p class="verdict" role="status">{verdict}</p>
            </div>
        </fieldset>
    }
}

/// A guess beside what was measured, in words.
fn compared(guess: Micros, answer: Micros) -> String {
    let (asked, took) = (guess.0 as f64, answer.0.max(1) as f64);
    let measured = duration(answer);
    let guess = duration(guess);
    match asked / took {
        0.85..=1.15 => format!("Measured: {measured}. Your guess of {guess} was right."),
        ratio if ratio < 1.0 => format!("Measured: {measured}, longer than your guess of {guess}."),
        _ => format!("Measured: {measured}, sooner than your guess of {guess}."),
    }
}

#[component]
fn Explanation(page: Page, lesson: &'static Lesson) -> impl IntoView {
    let paragraphs = move || {
        if page.phase.get() != Phase::Finished {
            return None;
        }
        page.card(0, |card| {
            let values = match &card.program {
                Some(crate::engine::Program::Lesson { slug, values }) if slug == lesson.slug => {
                    Values::of(lesson.parameters, values)
                }
                _ => return None,
            };
            if card.state != CardState::Done {
                return None;
            }
            let history = card.log.history();
            if cancelled_by_hand(history) {
                let text =
                    "You ended this run, so it does not show what it was meant to. Run it again.";
                return Some(Vec::from([text.into()]));
            }
            let told = Told {
                history,
                values: &values,
            };
            Some((lesson.explain)(told))
        })
        .flatten()
    };
    move || {
        paragraphs().map(|paragraphs| {
            let shown = paragraphs
                .into_iter()
                .map(|text| view! { <p>{marked(&text)}</p> });
            view! {
                <section class="explanation" aria-label="What happened">
                    <h3>"What happened"</h3>
                    {shown.collect_view()}
                </section>
            }
        })
    }
}

fn cancelled_by_hand(history: &History) -> bool {
    let cancels = history.tasks().iter().filter_map(|task| task.cancel);
    cancels
        .into_iter()
        .any(|cancel| cancel.why == CancelReason::User)
}

/// Has the cards follow the lesson's numbers, once they rest.
pub fn keep_cards(page: Page) {
    let show = leptos::leptos_dom::helpers::debounce(REST, move |()| {
        let lesson = matches!(page.room.get_untracked(), Room::Lesson(_));
        if lesson && !deal::is_dealt(page) {
            deal::show_forecast(page);
        }
    });
    let show = StoredValue::new_local(show);
    Effect::new(move |before: Option<()>| {
        page.values.track();
        if before.is_some() {
            show.update_value(|show| show(()));
        }
    });
}
