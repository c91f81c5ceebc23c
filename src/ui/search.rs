//! Quick search over lessons and commands.

use super::commands::COMMANDS;
use super::dialog::Modal;
use super::keys::shown;
use super::link;
use super::page::{Page, Room};
use crate::lessons::LESSONS;
use leptos::prelude::*;

/// More hits than this help nobody.
const MOST: usize = 40;

/// Something that was found.
#[derive(Clone)]
struct Hit {
    title: &'static str,
    about: String,
    keys: &'static [&'static str],
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Command(fn(Page)),
    Lesson(&'static str),
}

/// The dialog.
#[component]
pub fn Search(page: Page) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let place = RwSignal::new(0_usize);
    let hits = move || typed.with(|typed| find(typed));
    let start = move |hit: &Hit| {
        page.dialog.set(None);
        match hit.run {
            Run::Command(run) => run(page),
            Run::Lesson(slug) => link::go(page, Room::Lesson(slug)),
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let hits = untrack(hits);
        let last = hits.len().saturating_sub(1);
        let now = place.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => place.set(if now == last { 0 } else { now + 1 }),
            "ArrowUp" => place.set(now.checked_sub(1).unwrap_or(last)),
            "Enter" => {
                if let Some(hit) = hits.get(now) {
                    start(hit);
                }
            }
            _ => return,
        }
        event.prevent_default();
        scroll_to_chosen();
    };
    let items = move || {
        hits()
            .into_iter()
            .enumerate()
            .map(|(index, hit)| {
                let chosen = move || place.get() == index;
                let keys = hit
                    .keys
                    .iter()
                    .take(1)
                    .map(|key| view! { <kbd>{shown(key)}</kbd> });
                let keys = keys.collect_view();
                let (title, about) = (hit.title, hit.about.clone());
                view! {
                    <li
                        role="option"
                        id=format!("hit-{index}")
                        class:chosen=chosen
                        aria-selected=move || chosen().to_string()
                        on:click=move |_| start(&hit)
                        on:pointermove=move |_| place.set(index)
                    >
                        <b>{title}</b>
                        <span class="sub">{about}</span>
                        {keys}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Modal page title="Search lessons and commands" class="search">
            <input
                type="text"
                role="combobox"
                autofocus
                aria-label="Search"
                aria-expanded="true"
                aria-controls="hits"
                aria-activedescendant=move || format!("hit-{}", place.get())
                placeholder="A lesson, or what you want to do"
                autocomplete="off"
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    place.set(0);
                }
                on:keydown=keys
            />
            <ul id="hits" role="listbox" aria-label="Found">
                {items}
            </ul>
            <Show when=move || hits().is_empty()>
                <p class="empty" role="status">"Nothing of that name. Try a shorter word."</p>
            </Show>
        </Modal>
    }
}

fn scroll_to_chosen() {
    request_animation_frame(|| {
        let chosen = document().query_selector("#hits .chosen").ok().flatten();
        if let Some(chosen) = chosen {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            chosen.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// What has every word of `typed` in it, lessons first; a title that begins with it comes before
/// others.
fn find(typed: &str) -> Vec<Hit> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<_> = typed.split_whitespace().collect();
    let lessons = LESSONS.iter().enumerate().map(|(number, lesson)| Hit {
        title: lesson.title,
        about: format!("Lesson {} · {}", number + 1, lesson.promise),
        keys: &[],
        run: Run::Lesson(lesson.slug),
    });
    let commands = COMMANDS.iter().map(|command| Hit {
        title: command.title,
        about: "Command".into(),
        keys: command.keys,
        run: Run::Command(command.run),
    });
    let tags = |hit: &Hit| match hit.run {
        Run::Lesson(slug) => {
            crate::lessons::find(slug).map_or(String::new(), |one| one.tags.join(" "))
        }
        Run::Command(_) => String::new(),
    };
    let has = |hit: &Hit| {
        let text = format!("{} {} {}", hit.title, hit.about, tags(hit)).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let mut hits: Vec<_> = lessons.chain(commands).filter(has).collect();
    hits.sort_by_key(|hit| !hit.title.to_lowercase().starts_with(&typed));
    hits.truncate(MOST);
    hits
}
