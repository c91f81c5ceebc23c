//! The theme's colours, as the stylesheet has them.

use crate::timeline::Tone;
use leptos::prelude::*;

/// One colour for each tone.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    ink: String,
    dim: String,
    line: String,
    run: String,
    wait: String,
    queued: String,
    ok: String,
    error: String,
    cancel: String,
    timeout: String,
    on_run: String,
    level: String,
    guess: String,
    ghost: String,
    veil: String,
    card: String,
}

impl Palette {
    /// The colours in force now.
    pub fn read() -> Self {
        let style = document()
            .document_element()
            .and_then(|root| window().get_computed_style(&root).ok().flatten());
        let colour = |name: &str| {
            let value = style.as_ref().map(|style| style.get_property_value(name));
            value
                .and_then(Result::ok)
                .map(|value| value.trim().to_string())
                .unwrap_or_default()
        };
        Self {
            ink: colour("--ink"),
            dim: colour("--dim"),
            line: colour("--line"),
            run: colour("--run"),
            wait: colour("--wait"),
            queued: colour("--queued"),
            ok: colour("--ok"),
            error: colour("--err"),
            cancel: colour("--can"),
            timeout: colour("--out"),
            on_run: colour("--on-run"),
            level: colour("--level"),
            guess: colour("--guess"),
            ghost: colour("--dim"),
            veil: colour("--veil"),
            card: colour("--card"),
        }
    }

    /// What lies behind the timelines.
    pub fn ground(&self) -> &str {
        &self.card
    }

    /// The colour of `tone`.
    pub fn of(&self, tone: Tone) -> &str {
        match tone {
            Tone::Ink => &self.ink,
            Tone::Dim => &self.dim,
            Tone::Line => &self.line,
            Tone::Run => &self.run,
            Tone::Wait => &self.wait,
            Tone::Queued => &self.queued,
            Tone::Ok => &self.ok,
            Tone::Error => &self.error,
            Tone::Cancel => &self.cancel,
            Tone::Timeout => &self.timeout,
            Tone::OnRun => &self.on_run,
            Tone::Level => &self.level,
            Tone::Guess => &self.guess,
            Tone::Ghost => &self.ghost,
            Tone::Veil => &self.veil,
        }
    }
}
