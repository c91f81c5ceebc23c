//! How smoothly the page draws while a thousand lanes move.

use super::support::browser::Browser;
use super::support::site::Site;
use serde::Deserialize;
use serde_json::json;

/// The preset "A thousand small ones" with answers late enough to look at.
const ADDRESS: &str = "#/lab?u=1000*http%3A%2F%2Flab.local%2Fdelay%2F3&s=concurrent";
/// A frame that took longer than this was not in time for a display of 60 Hz.
const LATE_MS: f64 = 20.0;

/// What the page shows meanwhile.
#[derive(Clone, Copy)]
pub enum Lanes {
    /// All lanes as one band.
    Band,
    /// The lanes one by one, scrolled a little in every frame.
    Scrolling,
}

/// What the page recorded.
#[derive(Deserialize)]
pub struct Frames {
    /// ms from each frame to the next.
    deltas: Vec<f64>,
    /// ms of the main thread's tasks of 50 ms and more.
    long: Vec<f64>,
    /// ms of the run.
    took: f64,
}

/// Everything happens in the page itself: looking from outside would cost frames.
const RECORD: &str = "
    const [scrolling, patience] = arguments;
    const start = performance.now();
    const frame = () => new Promise(requestAnimationFrame);
    const until = async find => {
        for (;;) {
            const found = find();
            if (found) return found;
            if (performance.now() - start > patience) throw new Error(`in vain: ${find}`);
            await frame();
        }
    };
    const button = (within, text) => () => [...document.querySelectorAll(`${within} button`)]
        .find(button => button.textContent.includes(text) && !button.disabled);
    const run = await until(button('[role=toolbar]', 'Run'));

    const long = [];
    const observer = new PerformanceObserver(list => {
        for (const task of list.getEntries()) long.push(task.duration);
    });
    observer.observe({ type: 'longtask' });
    let last = await frame();
    const began = last;
    run.click();
    let window;
    if (scrolling) {
        await until(() => run.disabled);
        // Again in every frame: the forecast's lanes make way for the run's.
        window = await until(() => {
            button('.plot', 'Show all')()?.click();
            return document.querySelector('.lanes.scrolls');
        });
        last = await frame();
    }
    const deltas = [];
    while (run.disabled || deltas.length < 10) {
        if (window) {
            const end = window.scrollHeight - window.clientHeight;
            window.scrollTop = window.scrollTop + 40 < end ? window.scrollTop + 40 : 0;
        }
        const now = await frame();
        deltas.push(now - last);
        last = now;
        if (now - start > patience) throw new Error('the run does not end');
    }
    const took = last - began;
    for (const task of observer.takeRecords()) long.push(task.duration);
    return { deltas, long, took };
";

pub async fn record(browser: &Browser, site: &Site, lanes: Lanes) -> Frames {
    browser.goto(&site.url(ADDRESS)).await;
    let scrolling = matches!(lanes, Lanes::Scrolling);
    let script = format!("return (async function () {{ {RECORD} }}).apply(null, arguments);");
    let patience_ms = 40_000;
    browser
        .js(&script, vec![json!(scrolling), json!(patience_ms)])
        .await
}

pub fn print_heading() {
    println!(
        "{:<26} {:>7} {:>8} {:>8} {:>8} {:>8} {:>10} {:>14} {:>8}",
        "ms", "frames", "median", "p95", "p99", "worst", "> 20 ms", "longest task", "run"
    );
}

/// Prints ms from frame to frame for each of these things that were done.
pub fn print_phases(phases: Vec<(String, Vec<f64>)>) {
    println!(
        "{:<26} {:>7} {:>8} {:>8} {:>8} {:>10}",
        "ms", "frames", "median", "p95", "worst", "> 20 ms"
    );
    for (name, mut deltas) in phases {
        deltas.sort_by(f64::total_cmp);
        let late = deltas.iter().filter(|ms| **ms > LATE_MS).count();
        let share = 100.0 * late as f64 / deltas.len() as f64;
        println!(
            "{name:<26} {:>7} {:>8.1} {:>8.1} {:>8.1} {share:>8.1} %",
            deltas.len(),
            part(&deltas, 0.5),
            part(&deltas, 0.95),
            part(&deltas, 1.0)
        );
    }
}

/// The value that this share of `sorted` does not exceed.
fn part(sorted: &[f64], share: f64) -> f64 {
    let place = (share * sorted.len() as f64).ceil() as usize;
    sorted[place.clamp(1, sorted.len()) - 1]
}

impl Frames {
    pub fn print(mut self, lanes: Lanes) {
        self.deltas.sort_by(f64::total_cmp);
        let count = self.deltas.len();
        let late = self.deltas.iter().filter(|ms| **ms > LATE_MS).count();
        let share = 100.0 * late as f64 / count as f64;
        let longest = self.long.iter().copied().fold(0.0, f64::max);
        let longest = match self.long.len() {
            0 => "under 50".to_owned(),
            // Only tasks from 50 ms on are told.
            number => format!("{longest:.0} of {number}"),
        };
        let name = match lanes {
            Lanes::Band => "as a band",
            Lanes::Scrolling => "1,001 lanes, scrolling",
        };
        println!(
            "{name:<26} {count:>7} {:>8.1} {:>8.1} {:>8.1} {:>8.1} {share:>8.1} % {longest:>14} {:>8.0}",
            part(&self.deltas, 0.5),
            part(&self.deltas, 0.95),
            part(&self.deltas, 0.99),
            part(&self.deltas, 1.0),
            self.took
        );
    }
}
