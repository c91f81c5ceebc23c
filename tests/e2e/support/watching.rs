//! Watching a page from within, while it works.

use serde::Deserialize;
use serde_json::json;

use super::browser::Browser;

/// What a card showed at one moment of a run.
#[derive(Clone, Debug, Deserialize)]
pub struct Shot {
    /// The figure at its right.
    pub total: String,
    /// The lanes' names.
    pub lanes: Vec<String>,
    /// A checksum of the lanes' canvas.
    pub picture: u32,
}

/// How the page kept up with drawing.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Frames {
    /// How many there were.
    pub count: u32,
    /// The longest time from one to the next: so long a click may go unanswered.
    pub longest_ms: f64,
}

impl Browser {
    /// From now on takes many pictures a second of the card of this name, whenever it is there.
    pub async fn film(&self, card: &str) {
        const FILM: &str = "
            window.film = [];
            const checksum = (text) => {
                let sum = 0;
                for (let i = 0; i < text.length; i += 1) sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
                return sum;
            };
            window.shoot = () => {
                const cards = [...document.querySelectorAll('section')];
                const card = cards.find((card) => card.querySelector('h2')?.textContent === arguments[0]);
                const canvas = card?.querySelector('.lanes canvas');
                if (canvas) {
                    film.push({
                        total: card.querySelector('.total').textContent.trim(),
                        lanes: [...card.querySelectorAll('[aria-label=Tasks] button[aria-pressed]')]
                            .map((lane) => lane.getAttribute('aria-label')),
                        picture: checksum(canvas.toDataURL()),
                    });
                }
                window.filming = setTimeout(shoot, 30);
            };
            shoot();
            return true;
        ";
        self.js::<bool>(FILM, vec![json!(card)]).await;
    }

    /// Stops filming; the pictures.
    pub async fn developed(&self) -> Vec<Shot> {
        let script = "shoot(); clearTimeout(filming); return film";
        self.js(script, vec![]).await
    }

    /// Counts the page's frames from now on.
    pub async fn count_frames(&self) {
        // Not by a timer: a busy page puts those off, and answers people first.
        const COUNT: &str = "
            const frames = { count: 0, longest_ms: 0 };
            let last = performance.now();
            const frame = () => {
                const now = performance.now();
                frames.longest_ms = Math.max(frames.longest_ms, now - last);
                frames.count += 1;
                last = now;
                if (window.frameCount === frames) requestAnimationFrame(frame);
            };
            window.frameCount = frames;
            requestAnimationFrame(frame);
            return true;
        ";
        self.js::<bool>(COUNT, vec![]).await;
    }

    /// What there was since [`Browser::count_frames`].
    pub async fn frames(&self) -> Frames {
        self.js("return window.frameCount", vec![]).await
    }

    /// How many times longer than it could the page's own thread takes for anything at the moment,
    /// because others have work for the machine's cores as well.
    pub async fn slowdown(&self) -> f64 {
        const WORK: &str = "
            const times = Array.from({ length: 60 }, () => {
                const began = performance.now();
                for (let i = 0, x = 1; i < 2e6; i += 1) x = (x * 31 + i) | 0;
                return performance.now() - began;
            });
            const sum = times.reduce((sum, time) => sum + time);
            return sum / times.length / Math.min(...times);
        ";
        self.js(WORK, vec![]).await
    }
}
