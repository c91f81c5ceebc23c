//! One task or one resource, told in full.

mod resource;
mod story;
mod task;

pub use story::story;

use super::page::Page;
use leptos::prelude::*;
use resource::ResourceDetail;
use task::TaskDetail;

/// The task that is pointed at or chosen, or the resource that is.
#[component]
pub fn Inspector(page: Page) -> impl IntoView {
    move || match page.resource.get() {
        Some(chosen) => view! { <ResourceDetail page chosen /> }.into_any(),
        None => view! { <TaskDetail page /> }.into_any(),
    }
}
