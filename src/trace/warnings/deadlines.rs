//! Time limits that cannot matter.

use super::{Warning, WarningKind};
use crate::trace::{Deadline, History, Micros, Moment, TaskId, duration};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    vec::Vec,
};

/// What the sweep meets, in the order of the log. Ends come before beginnings at one moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    Ends(usize),
    Spawns(TaskId),
    Begins(usize),
}

/// A limit in force: when it runs out, and its place in [`History::deadlines`].
type Limit = (Micros, usize);

/// The limits in force, while the log is swept from its beginning.
struct Sweep<'a> {
    history: &'a History,
    /// Each task's own.
    own: BTreeMap<TaskId, BTreeSet<Limit>>,
    /// The tightest one that a task was spawned inside of.
    inherited: BTreeMap<TaskId, Limit>,
    found: Vec<Warning>,
}

/// Limits that were set inside of one that runs out no later. Of each task one is told.
pub(super) fn never_fire(history: &History) -> Vec<Warning> {
    let mut sweep = Sweep {
        history,
        own: BTreeMap::new(),
        inherited: BTreeMap::new(),
        found: Vec::new(),
    };
    for (_, stop) in stops(history) {
        sweep.meet(stop);
    }
    sweep.found.dedup_by_key(|warning| warning.task);
    sweep.found.sort_by_key(|warning| warning.task);
    sweep.found.dedup_by_key(|warning| warning.task);
    sweep.found
}

fn stops(history: &History) -> Vec<(Moment, Stop)> {
    let limits = history.deadlines();
    if limits.is_empty() {
        return Vec::new();
    }
    let mut stops: Vec<_> = history
        .tasks()
        .iter()
        .map(|task| (task.spawned, Stop::Spawns(task.id)))
        .collect();
    for (place, limit) in limits.iter().enumerate() {
        stops.push((limit.set, Stop::Begins(place)));
        stops.push((lasts_until(limit, history), Stop::Ends(place)));
    }
    stops.sort_unstable();
    stops
}

/// When a limit was over: it ran out, was lifted, or its task ended.
fn lasts_until(limit: &Deadline, history: &History) -> Moment {
    let task = history.task(limit.task);
    let end = task.and_then(|task| task.end.as_ref().map(|(at, _)| *at));
    let ends = [limit.passed, limit.lifted, end];
    ends.into_iter().flatten().min().unwrap_or(Moment::END)
}

impl Sweep<'_> {
    fn meet(&mut self, stop: Stop) {
        match stop {
            Stop::Spawns(task) => self.spawned(task),
            Stop::Begins(place) => self.begins(place),
            Stop::Ends(place) => {
                if let Some(limit) = self.history.deadlines().get(place)
                    && let Some(own) = self.own.get_mut(&limit.task)
                {
                    own.remove(&(limit.due, place));
                }
            }
        }
    }

    /// A new task is inside of whatever its parent is inside of, unless it may outlive it.
    fn spawned(&mut self, id: TaskId) {
        let Some(task) = self.history.task(id) else {
            return;
        };
        if task.detached.is_some() {
            return;
        }
        if let Some(limit) = task.parent.and_then(|parent| self.tightest(parent)) {
            self.inherited.insert(id, limit);
        }
    }

    fn begins(&mut self, place: usize) {
        let Some(inner) = self.history.deadlines().get(place) else {
            return;
        };
        if let Some((_, outer)) = self.tightest(inner.task)
            && let Some(outer) = self.history.deadlines().get(outer)
            && self.is_idle(inner, outer)
        {
            self.found.push(self.warning(inner, outer));
        }
        let own = self.own.entry(inner.task).or_default();
        own.insert((inner.due, place));
    }

    /// The limit in force for `task` that runs out first.
    fn tightest(&self, task: TaskId) -> Option<Limit> {
        let own = self.own.get(&task).and_then(|own| own.first());
        let inherited = self.inherited.get(&task).filter(|limit| self.holds(limit));
        own.into_iter().chain(inherited).min().copied()
    }

    fn holds(&self, limit: &Limit) -> bool {
        let owner = self.history.deadlines().get(limit.1).map(|one| one.task);
        let own = owner.and_then(|owner| self.own.get(&owner));
        own.is_some_and(|own| own.contains(limit))
    }

    /// Whether `inner` is inside of `outer` and can never run out before it.
    fn is_idle(&self, inner: &Deadline, outer: &Deadline) -> bool {
        let (inner_end, outer_end) = (
            lasts_until(inner, self.history),
            lasts_until(outer, self.history),
        );
        // Two limits side by side in one task look nested until the first of them is over: what
        // is inside ends when the outside does, dropped in the same instant if not before.
        outer.due <= inner.due && inner.passed.is_none() && inner_end.at <= outer_end.at
    }

    fn warning(&self, inner: &Deadline, outer: &Deadline) -> Warning {
        let name = |id| self.history.task(id).map_or("a task", |task| &task.name);
        let length = |limit: &Deadline| duration(limit.due.since(limit.set.at));
        let whose = if inner.task == outer.task {
            "another".into()
        } else {
            format!("that of {}", name(outer.task))
        };
        let summary = format!(
            "The time limit of {} ({}, set at {}) can never run out: it is inside {whose} ({}), \
             which runs out at {}",
            name(inner.task),
            length(inner),
            duration(inner.set.at),
            length(outer),
            duration(outer.due)
        );
        let advice = "The outer limit always comes first and ends both. Make the inner one \
                      shorter than what is left of the outer, or leave it out.";
        let kind = WarningKind::DeadlineNeverFires;
        Warning::new(Some(inner.task), kind, summary, advice)
    }
}
