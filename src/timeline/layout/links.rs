//! Who woke whom, and who spawned whom: arrows between the lanes, for one task.

use super::super::Lane;
use super::super::marks::{Mark, Tone};
use super::{ROW_HEIGHT, View, in_view};
use crate::trace::{Log, Moment, TaskId, WakeBy};
use alloc::vec::Vec;

/// More arrows than this say less than none.
const MOST: usize = 160;
/// Arrows closer together than this, in px, look like one.
const APART: f64 = 3.0;

/// The links of `task`: its parent and children, who woke it, and whom it woke. Only links
/// between lanes that are there at all, and only those that touch the window of `height` px,
/// scrolled down by `scroll` px.
pub fn links(
    log: &Log,
    lanes: &[Lane],
    view: &View,
    task: TaskId,
    (scroll, height): (f64, f64),
) -> Vec<Mark> {
    let history = log.history();
    let places = places(lanes, history.tasks().len());
    let y = |task: TaskId| {
        let place = places.get(task.0 as usize).copied().flatten()?;
        Some(place as f64 * ROW_HEIGHT - scroll + ROW_HEIGHT / 2.0)
    };
    let mut links = Links {
        marks: Vec::new(),
        view,
        height,
        last: [f64::MIN; 3],
    };
    let wakes = in_view(history.wakes(), view, |wake| wake.at, |wake| Some(wake.at));
    for wake in wakes {
        let WakeBy::Task(by) = wake.by else { continue };
        if by == wake.task || (by != task && wake.task != task) {
            continue;
        }
        if let (Some(from), Some(to)) = (y(by), y(wake.task)) {
            let (kind, tone) = match wake.task == task {
                true => (0, Tone::Run),
                false => (1, Tone::Ok),
            };
            links.add(kind, wake.at, from, to, tone);
        }
    }
    let spawned = |child: TaskId| history.task(child).map(|child| child.spawned);
    let parent = history.task(task).and_then(|task| task.parent);
    if let (Some(parent), Some(at), Some(own)) = (parent, spawned(task), y(task))
        && let Some(from) = y(parent)
    {
        links.add(2, at, from, own, Tone::Dim);
    }
    let own = y(task);
    for lane in lanes {
        let child = history
            .task(lane.task)
            .filter(|one| one.parent == Some(task));
        if let (Some(child), Some(from), Some(to)) = (child, own, y(lane.task)) {
            links.add(2, child.spawned, from, to, Tone::Dim);
        }
    }
    links.marks
}

/// Each task's place among the lanes.
fn places(lanes: &[Lane], tasks: usize) -> Vec<Option<usize>> {
    let mut places = alloc::vec![None; tasks];
    for (place, lane) in lanes.iter().enumerate() {
        if let Some(slot) = places.get_mut(lane.task.0 as usize) {
            *slot = Some(place);
        }
    }
    places
}

struct Links<'a> {
    marks: Vec<Mark>,
    view: &'a View,
    height: f64,
    /// Where the last arrow of each kind stands.
    last: [f64; 3],
}

impl Links<'_> {
    fn add(&mut self, kind: usize, at: Moment, from: f64, to: f64, tone: Tone) {
        let x = self.view.scale.x(at);
        let outside = from.max(to) < 0.0 || from.min(to) > self.height;
        let hidden = x < 0.0 || x > self.view.scale.width();
        if outside || hidden || self.marks.len() >= MOST {
            return;
        }
        // Spawning happens to many at once, in lanes of their own: those stay.
        if let Some(last) = self.last.get_mut(kind).filter(|_| kind < 2) {
            if x - *last < APART {
                return;
            }
            *last = x;
        }
        self.marks.push(Mark::Arrow {
            x,
            from,
            to,
            tone,
            dashed: kind == 2,
        });
    }
}
