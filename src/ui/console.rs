//! What the runs said.

use super::actions;
use super::page::{CardState, Page};
use crate::trace::{Level, Micros, seconds};
use leptos::prelude::*;

/// More lines than this make a page slow and nobody reads them: the oldest are left out.
const MOST_LINES: usize = 200;

#[derive(Clone, PartialEq)]
struct Line {
    /// The deck's generation, the card, and the line of its console.
    key: (u32, usize, usize),
    time: String,
    text: String,
    class: &'static str,
}

/// The console: every card's lines up to the playhead.
#[component]
pub fn Console(page: Page) -> impl IntoView {
    let lines = Memo::new(move |_| lines(page));
    let left_out = move || match lines.with(|(left_out, _)| *left_out) {
        0 => None,
        count => Some(view! { <li class="dim">{format!("… {count} earlier lines")}</li> }),
    };
    view! {
        <section class="card console" aria-labelledby="console-title">
            <header>
                <h2 id="console-title">"Console"</h2>
                <span class="sub">"seconds from the start of each run"</span>
            </header>
            <ol role="log" aria-label="Console lines" tabindex="0">
                {left_out}
                <For each=move || lines.get().1 key=|line| line.key let:line>
                    <li class=line.class>
                        <span class="t">{line.time}</span>
                        " "
                        <span class="text">{line.text}</span>
                    </li>
                </For>
                <Show when=move || lines.with(|(_, lines)| lines.is_empty())>
                    <li class="dim">"Nothing yet. Press Run."</li>
                </Show>
            </ol>
            <Question page />
        </section>
    }
}

/// Where the program waits for `input()`: what it asks, and a field for the answer.
#[component]
fn Question(page: Page) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if page.asking.with(|asking| !asking.is_empty())
            && let Some(field) = field.get()
        {
            // It is what the program waits for; a field that cannot be focused still works.
            let _ = field.focus();
        }
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let line = typed.try_update(std::mem::take).unwrap_or_default();
        actions::answer(page, Some(line));
    };
    move || {
        let prompt = page
            .asking
            .with(|asking| asking.front().map(|question| question.prompt.clone()));
        prompt.map(|prompt| {
            let label = match prompt.trim() {
                "" => "The program asks for a line".to_string(),
                prompt => prompt.to_string(),
            };
            view! {
                <form class="asking" on:submit=send>
                    <label for="answer">{label}</label>
                    <input
                        id="answer"
                        node_ref=field
                        autocomplete="off"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button class="btn">"Enter"</button>
                    <button
                        class="btn"
                        type="button"
                        title="End of input: the program gets EOFError"
                        on:click=move |_| actions::answer(page, None)
                    >
                        "End"
                    </button>
                </form>
            }
        })
    }
}

fn lines(page: Page) -> (usize, Vec<Line>) {
    let mut all = Vec::new();
    let mut left_out = 0;
    let deck = page
        .deck
        .with(|deck| (deck.len(), deck.first().map_or(0, |first| first.0)));
    let (count, generation) = deck;
    for index in 0..count {
        page.read(index, |card, until| {
            if card.state == CardState::Planned {
                return;
            }
            let title = card.title.clone();
            all.push(line(
                (generation, index, usize::MAX),
                Micros::ZERO,
                title,
                "title",
            ));
            let history = card.log.history();
            let said = history.console();
            let known = said.partition_point(|said| said.at <= until);
            let first = known.saturating_sub(MOST_LINES);
            left_out += first;
            for (place, said) in said.iter().enumerate().take(known).skip(first) {
                let class = match said.level {
                    Level::Info => "",
                    Level::Warning => "warn",
                    Level::Error => "bad",
                };
                all.push(line(
                    (generation, index, place),
                    said.at.at,
                    said.text.clone().into(),
                    class,
                ));
            }
            if let CardState::Stopped(at) = card.state
                && until.at >= at
            {
                let text = "stopped; the engine was ended and started anew".into();
                all.push(line((generation, index, usize::MAX / 2), at, text, "bad"));
            }
        });
    }
    let more = all.len().saturating_sub(MOST_LINES);
    (left_out + more, all.split_off(more))
}

fn line(key: (u32, usize, usize), at: Micros, text: String, class: &'static str) -> Line {
    Line {
        key,
        time: if class == "title" {
            String::new()
        } else {
            seconds(at)
        },
        text,
        class,
    }
}
