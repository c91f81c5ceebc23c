//! The fields beside the addresses.

use crate::lab::{Choice, Field, Form, OnError};
use crate::ui::focus::field_id;
use crate::ui::page::Page;
use leptos::prelude::*;

/// What is wrong with a field, by the field.
#[component]
pub fn Complaint(page: Page, field: Field) -> impl IntoView {
    view! {
        <p class="problem" id=complaint_id(field) role="status">
            {move || page.problem(field)}
        </p>
    }
}

fn complaint_id(field: Field) -> String {
    format!("{}-problem", field_id(field))
}

/// A number that may be left empty.
#[component]
pub fn NumberField(
    page: Page,
    field: Field,
    /// Its name.
    label: &'static str,
    /// What it counts.
    unit: &'static str,
    /// What an empty one means.
    placeholder: &'static str,
    /// What it teaches.
    hint: &'static str,
    /// Where the form keeps it.
    read: fn(&Form) -> &String,
    /// The same, to change.
    write: fn(&mut Form) -> &mut String,
) -> impl IntoView {
    let id = field_id(field);
    let hint_id = format!("{id}-hint");
    let invalid = move || page.problem(field).is_some().to_string();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <span class="with-unit">
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    id=id
                    placeholder=placeholder
                    aria-invalid=invalid
                    aria-describedby=format!("{} {hint_id}", complaint_id(field))
                    prop:value=move || page.form.with(|form| read(form).clone())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        page.form.update(|form| *write(form) = text);
                    }
                />
                <span aria-hidden="true">{unit}</span>
            </span>
            <small id=hint_id>{hint}</small>
            <Complaint page field />
        </div>
    }
}

/// Which ways to run.
#[component]
pub fn Strategies(page: Page) -> impl IntoView {
    let limit = move |event| {
        let text = event_target_value(&event);
        page.form.update(|form| {
            form.limit = text;
            if !form.choices.contains(&Choice::AtMost) {
                form.choices.push(Choice::AtMost);
                form.choices.sort_by_key(|choice| order(*choice));
            }
        });
    };
    view! {
        <fieldset id=field_id(Field::Strategies) tabindex="-1">
            <legend>"Run them"</legend>
            <ChoiceBox
                page
                choice=Choice::Sequential
                label="Sequential"
                hint="Awaits each before starting the next: the waits add up."
            />
            <ChoiceBox
                page
                choice=Choice::Concurrent
                label="Concurrent"
                hint="Starts all, then awaits all: the slowest decides."
            />
            <div class="with-number">
                <ChoiceBox
                    page
                    choice=Choice::AtMost
                    label="Concurrent, at most"
                    hint="A semaphore: kind to servers, and nearly as quick."
                />
                <input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    class="short"
                    id=field_id(Field::Limit)
                    aria-label="At most"
                    aria-describedby=complaint_id(Field::Limit)
                    aria-invalid=move || page.problem(Field::Limit).is_some().to_string()
                    prop:value=move || page.form.with(|form| form.limit.clone())
                    on:input=limit
                />
            </div>
            <Complaint page field=Field::Limit />
            <ChoiceBox
                page
                choice=Choice::Race
                label="Race"
                hint="The first success wins; the others are cancelled."
            />
            <Complaint page field=Field::Strategies />
        </fieldset>
    }
}

fn order(choice: Choice) -> usize {
    Choice::ALL
        .iter()
        .position(|one| *one == choice)
        .unwrap_or(0)
}

#[component]
fn ChoiceBox(page: Page, choice: Choice, label: &'static str, hint: &'static str) -> impl IntoView {
    let change = move |event| {
        let checked = event_target_checked(&event);
        page.form.update(|form| {
            form.choices.retain(|one| *one != choice);
            if checked {
                form.choices.push(choice);
                form.choices.sort_by_key(|choice| order(*choice));
            }
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || page.form.with(|form| form.choices.contains(&choice))
                on:change=change
            />
            <span>{label}</span>
            <small>{hint}</small>
        </label>
    }
}

/// What an error does to the rest.
#[component]
pub fn OnErrorField(page: Page) -> impl IntoView {
    let option = move |value: OnError, label: &'static str, hint: &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="on-error"
                    prop:checked=move || page.form.with(|form| form.on_error == value)
                    on:change=move |_| page.form.update(|form| form.on_error = value)
                />
                <span>{label}</span>
                <small>{hint}</small>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>"When one fails"</legend>
            {option(
                OnError::Collect,
                "Collect every outcome",
                "The others go on, and each tells how it ended.",
            )}
            {option(
                OnError::FailFast,
                "Stop the others",
                "The first error ends the run: siblings under way are cancelled.",
            )}
        </fieldset>
    }
}
