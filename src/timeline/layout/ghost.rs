//! One run laid over another: where the same tasks were the other time.

use super::super::Lane;
use super::super::marks::{Mark, Tone};
use super::rows::window;
use super::{ROW_HEIGHT, View, line};
use crate::trace::{History, Moment, TaskId};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};

/// For each task of one run the same task of another, by name, by parent, and by order among
/// those of one name.
pub type Twins = Vec<Option<TaskId>>;

/// Finds the twins of `own`'s tasks in `other`. Parents come before their children, so one pass
/// is enough.
pub fn twins(own: &History, other: &History) -> Twins {
    type Key<'a> = (Option<TaskId>, &'a str, u32);
    let mut counts: BTreeMap<(Option<TaskId>, Box<str>), u32> = BTreeMap::new();
    let mut count = |parent: Option<TaskId>, name: &str| {
        let count = counts.entry((parent, name.into())).or_insert(0);
        *count += 1;
        *count
    };
    let mut theirs: BTreeMap<Key<'_>, TaskId> = BTreeMap::new();
    for task in other.tasks() {
        let number = count(task.parent, &task.name);
        theirs.insert((task.parent, &task.name, number), task.id);
    }
    counts.clear();
    let mut count = |parent: Option<TaskId>, name: &str| {
        let count = counts.entry((parent, name.into())).or_insert(0);
        *count += 1;
        *count
    };
    let mut twins: Twins = Vec::with_capacity(own.tasks().len());
    for task in own.tasks() {
        let number = count(task.parent, &task.name);
        let parent = match task.parent {
            None => Some(None),
            Some(parent) => twins.get(parent.0 as usize).copied().flatten().map(Some),
        };
        let found = parent.and_then(|parent| theirs.get(&(parent, &*task.name, number)).copied());
        twins.push(found);
    }
    twins
}

/// The other run's extents, as brackets along the foot of the lanes.
pub fn ghosts(
    other: &History,
    twins: &Twins,
    lanes: &[Lane],
    view: &View,
    (scroll, height): (f64, f64),
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, lane) in window(lanes, scroll, height) {
        let twin = twins.get(lane.task.0 as usize).copied().flatten();
        let Some(twin) = twin.and_then(|twin| other.task(twin)) else {
            continue;
        };
        let foot = (place + 1) as f64 * ROW_HEIGHT - scroll - 2.0;
        let end = twin.end.as_ref().map_or(other.now(), |(at, _)| *at);
        let x = |at: Moment| view.scale.x(at);
        let (from, to) = (x(twin.spawned), x(end));
        marks.push(Mark::Bar {
            x: from,
            y: foot - 1.5,
            w: (to - from).max(1.0),
            h: 2.0,
            radius: 0.0,
            tone: Tone::Ghost,
            hatched: false,
        });
        marks.push(line(to, foot - 9.0, to, foot, Tone::Ghost, false));
    }
    marks
}
