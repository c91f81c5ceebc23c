//! The lab as a person uses it: open it with a form, run it, read what came of it.

use std::ops::Deref;
use std::time::Duration;

use serde::Deserialize;
use thirtyfour::WebElement;

use super::browser::{Browser, Setup};
use super::page::Name;
use super::site::Site;
use super::wait::wait_until_within;

/// What the header says once everything is there.
pub const READY: &str = "Lab server ready";

/// The longest that any run of these tests may take on a machine that is busy with others.
pub const A_RUN: Duration = Duration::from_secs(40);

/// The part of a link that lists these paths of the lab server.
pub fn requests<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let pairs: Vec<_> = paths
        .into_iter()
        .map(|path| format!("u=http://lab.local{path}"))
        .collect();
    pairs.join("&")
}

/// One row of a table of results, as it reads.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Row {
    pub number: String,
    pub address: String,
    pub status: String,
    pub size: String,
    pub time: String,
    pub outcome: String,
}

/// The app in a browser, and the site that serves it.
pub struct Lab {
    // First, so that the browser goes before the site that it talks to.
    browser: Browser,
    site: Site,
}

impl Deref for Lab {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Lab {
    /// The app with the form that `link` describes (`""` for the default one), ready to run.
    pub async fn open(link: &str) -> Self {
        Self::open_in(Setup::desktop(), link).await
    }

    /// As [`Lab::open`], in a browser of this kind.
    pub async fn open_in(setup: Setup, link: &str) -> Self {
        let lab = Self {
            browser: setup.start().await,
            site: Site::dist().start().await,
        };
        lab.browser.goto(&lab.address_of(link)).await;
        lab.wait_until_ready().await;
        lab
    }

    /// The site that serves the app.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The address that shows the form that `link` describes.
    pub fn address_of(&self, link: &str) -> String {
        match link {
            "" => self.site.url(""),
            link => self.site.url(&format!("#/lab?{link}")),
        }
    }

    /// Follows a link to another form, without loading the page again.
    pub async fn follow(&self, link: &str) {
        self.goto(&self.address_of(link)).await;
    }
}

impl Browser {
    /// Waits until engine and lab server are there.
    pub async fn wait_until_ready(&self) {
        self.wait_for_page(READY).await;
    }

    /// Waits until `part` can be read anywhere on the page.
    pub async fn wait_for_page(&self, part: &str) {
        wait_until_within(
            self.patience(),
            &format!("{part:?} on the page"),
            async || self.page_text().await.contains(part),
        )
        .await;
    }

    /// Presses Run (or Run again) and waits until all of it is over.
    pub async fn run(&self) {
        self.begin().await;
        self.wait_until_over().await;
    }

    /// Presses Run (or Run again), and sees to it that this begins a run.
    pub async fn begin(&self) {
        const LISTEN: &str = "
            window.hasHeardRun = false;
            document.addEventListener('click', ({ target }) => {
                window.hasHeardRun ||= target.closest('button')?.innerText.includes('Run') ?? false;
            }, { capture: true });
            return true;
        ";
        self.js::<bool>(LISTEN, vec![]).await;
        wait_until_within(self.patience(), "Run to be pressed", async || {
            // A forecast that comes just now moves the button away from under the pointer.
            self.click_run().await;
            self.js("return window.hasHeardRun", vec![]).await
        })
        .await;
        wait_until_within(self.patience(), "a run under way", async || {
            self.is_running().await || self.has_run().await
        })
        .await;
    }

    /// Presses Run (or Run again), whatever comes of it.
    pub async fn click_run(&self) {
        self.click_button(Name::StartsWith("Run")).await;
    }

    /// Whether a run is under way.
    pub async fn is_running(&self) -> bool {
        self.has("button", "Running…").await
    }

    /// Whether a run is over.
    pub async fn has_run(&self) -> bool {
        self.has("button", "Run again").await
    }

    /// Waits until the run under way is over.
    pub async fn wait_until_over(&self) {
        wait_until_within(A_RUN, "the end of the run", async || self.has_run().await).await;
    }

    /// As [`Browser::run`], leaving the page to itself meanwhile: looking at it from here would keep
    /// it from its work.
    pub async fn run_undisturbed(&self) {
        const RUN: &str = "
            const [run, stop] = arguments;
            run.click();
            return new Promise((resolve) => {
                const look = () => (stop.disabled && !run.disabled ? resolve(true) : setTimeout(look, 50));
                setTimeout(look, 50);
            });
        ";
        let run = self.find("button", Name::StartsWith("Run")).await;
        let stop = self.find("button", "Stop").await;
        let buttons = [run, stop].map(|button| button.to_json().unwrap());
        self.js::<bool>(RUN, buttons.into()).await;
    }

    /// Presses Stop; how long it took, in seconds, until the page said that the run is over. Measured
    /// in the page, so that the way there does not count.
    pub async fn stop(&self) -> f64 {
        const STOP: &str = "
            const [stop, run] = arguments;
            return new Promise((resolve) => {
                const began = performance.now();
                const look = () => {
                    if (stop.disabled && !run.disabled) resolve((performance.now() - began) / 1e3);
                    else setTimeout(look);
                };
                stop.click();
                look();
            });
        ";
        let stop = self.find("button", "Stop").await.to_json().unwrap();
        let run = self.find("button", Name::StartsWith("Run")).await;
        self.js(STOP, vec![stop, run.to_json().unwrap()]).await
    }

    /// What the page says is wrong with the field of this label; `""` where it takes it.
    pub async fn complaint_about<'a>(&self, label: impl Into<Name<'a>>) -> String {
        const COMPLAINT: &str = "
            const ids = (arguments[0].getAttribute('aria-describedby') ?? '').split(' ');
            const texts = ids.map((id) => document.getElementById(id));
            return texts.filter((text) => text?.getAttribute('role') === 'status')
                .map((text) => text.innerText.trim()).join(' ');
        ";
        let field = self.find("textbox", label).await.to_json().unwrap();
        self.js(COMPLAINT, vec![field]).await
    }

    /// Waits until the page complains about a field, with this in its words.
    pub async fn wait_for_complaint(&self, label: &str, part: &str) {
        wait_until_within(
            self.patience(),
            &format!("a complaint with {part:?} about {label:?}"),
            async || self.complaint_about(label).await.contains(part),
        )
        .await;
    }

    /// Waits until there is nothing wrong with a field any more.
    pub async fn wait_for_no_complaint(&self, label: &str) {
        wait_until_within(
            self.patience(),
            &format!("no complaint about {label:?}"),
            async || self.complaint_about(label).await.is_empty(),
        )
        .await;
    }

    /// Waits until the keyboard is in the element of this role and name.
    pub async fn wait_for_focus(&self, role: &str, name: &str) {
        wait_until_within(
            self.patience(),
            &format!("the keyboard in {name:?}"),
            async || {
                let element = self.find(role, Name::StartsWith(name)).await;
                let script = "return document.activeElement === arguments[0]";
                self.js(script, vec![element.to_json().unwrap()]).await
            },
        )
        .await;
    }

    /// Waits until the address bar contains `part`.
    pub async fn wait_for_link(&self, part: &str) {
        wait_until_within(
            self.patience(),
            &format!("{part:?} in the address"),
            async || self.address().await.contains(part),
        )
        .await;
    }

    /// The card of this name: Sequential, Concurrent, At most 2, Race.
    pub async fn card(&self, card: &str) -> WebElement {
        self.find("region", card).await
    }

    async fn in_card<T: serde::de::DeserializeOwned>(&self, card: &str, script: &str) -> T {
        let card = self.card(card).await.to_json().unwrap();
        self.js(script, vec![card]).await
    }

    /// The figure of a card, as it reads.
    pub async fn total(&self, card: &str) -> String {
        self.in_card(
            card,
            "return arguments[0].querySelector('.total').textContent.trim()",
        )
        .await
    }

    /// Waits until the figure of a card reads like this; forecasts come a little later than cards.
    pub async fn wait_for_total(&self, card: &str, total: &str) {
        wait_until_within(
            self.patience(),
            &format!("{total:?} for {card:?}"),
            async || self.total(card).await == total,
        )
        .await;
    }

    /// The figure of a card that has run.
    pub async fn seconds(&self, card: &str) -> f64 {
        in_seconds(&self.total(card).await)
    }

    /// How much faster a card says it was; `None` where it says nothing of the kind.
    pub async fn times_faster(&self, card: &str) -> Option<f64> {
        let script = "return arguments[0].querySelector('.badge')?.textContent.trim() ?? null";
        let badge: Option<String> = self.in_card(card, script).await;
        badge?.strip_suffix("× faster")?.parse().ok()
    }

    /// What a card says of how it stands.
    pub async fn status_of(&self, card: &str) -> String {
        let script = "return arguments[0].querySelector('[role=status]').textContent.trim()";
        self.in_card(card, script).await
    }

    /// The names of a card's lanes, `fetch /delay/1: ok, 200, 1.00 s` for example.
    pub async fn lanes(&self, card: &str) -> Vec<String> {
        const LANES: &str = "
            return [...arguments[0].querySelectorAll('[aria-label=Tasks] button[aria-pressed]')]
                .map((lane) => lane.getAttribute('aria-label'));
        ";
        self.in_card(card, LANES).await
    }

    /// Waits until a lane of a card has a name that starts like this.
    pub async fn wait_for_lane(&self, card: &str, start: &str) {
        wait_until_within(
            self.patience(),
            &format!("a lane {start:?} in {card:?}"),
            async || {
                let lanes = self.lanes(card).await;
                lanes.iter().any(|lane| lane.starts_with(start))
            },
        )
        .await;
    }

    /// The rows of a card's table of results.
    pub async fn rows(&self, card: &str) -> Vec<Row> {
        const ROWS: &str = "
            return [...arguments[0].querySelectorAll('tbody tr')].map((row) => {
                const [number, address, status, size, time, outcome] =
                    [...row.cells].map((cell) => cell.textContent.trim());
                return { number, address, status, size, time, outcome };
            });
        ";
        // What follows the name in the caption are figures.
        let start = format!("Results: {card} ");
        let table = self.find("table", Name::StartsWith(&start)).await;
        self.js(ROWS, vec![table.to_json().unwrap()]).await
    }

    /// The last column of a card's table of results.
    pub async fn outcomes(&self, card: &str) -> Vec<String> {
        let rows = self.rows(card).await;
        rows.into_iter().map(|row| row.outcome).collect()
    }

    /// The console's lines.
    pub async fn said(&self) -> Vec<String> {
        let text = self.text_of_role("log", "Console lines").await;
        text.lines().map(str::to_owned).collect()
    }
}

/// A figure such as `1.52 s` or `≈ 120 ms` in seconds.
pub fn in_seconds(figure: &str) -> f64 {
    let (number, unit) = figure
        .trim_start_matches("≈ ")
        .split_once(' ')
        .unwrap_or_else(|| panic!("{figure:?} is no figure"));
    let number: f64 = number
        .parse()
        .unwrap_or_else(|_| panic!("{figure:?} is no figure"));
    match unit {
        "s" => number,
        "ms" => number / 1e3,
        "µs" => number / 1e6,
        _ => panic!("{figure:?} has no unit"),
    }
}
