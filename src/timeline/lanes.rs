//! Which lanes there are, and in which order.

use crate::trace::{Ending, History, Moment, TaskHistory, TaskId, ending};
use alloc::{collections::BTreeSet, string::String, vec, vec::Vec};

/// More lanes than this are shown as a density band until somebody opens it.
pub const COLLAPSE_ABOVE: usize = 40;

/// A task's lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose.
    pub task: TaskId,
    /// How many ancestors it has.
    pub depth: u32,
    /// How many lanes would be right below it, in its subtree, if it were open.
    pub under: u32,
    /// Whether its subtree is folded away.
    pub folded: bool,
}

/// Which tasks somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name, in lower case; empty for any.
    pub name: String,
    /// How they stand.
    pub ending: Option<Ending>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.name.is_empty() && self.ending.is_none()
    }

    /// Whether it lets `task` through as it stands at `at`.
    pub fn lets(&self, task: &TaskHistory, at: Moment) -> bool {
        let named = || self.name.is_empty() || task.name.to_lowercase().contains(&self.name);
        let ended = |wanted: Ending| ending(task, at).0 == wanted;
        self.ending.is_none_or(ended) && named()
    }
}

/// The lanes of the tasks that exist at `at`: each under its parent, in the order of spawning,
/// without what is folded away and without what the filter keeps back. The ancestors of a task
/// that shows show too.
pub fn lanes(
    history: &History,
    at: Moment,
    folded: &BTreeSet<TaskId>,
    filter: &Filter,
) -> Vec<Lane> {
    let tasks = history.tasks();
    let known = tasks.partition_point(|task| task.spawned <= at);
    let tasks = tasks.get(..known).unwrap_or_default();
    let shown = shown(tasks, at, filter);
    let tree = Tree::new(tasks, &shown);
    let mut lanes = Vec::with_capacity(known);
    let mut open: Vec<(usize, u32)> = tree.roots().map(|root| (root, 0)).collect();
    open.reverse();
    while let Some((place, depth)) = open.pop() {
        let Some(task) = tasks.get(place) else {
            continue;
        };
        let folded = folded.contains(&task.id);
        lanes.push(Lane {
            task: task.id,
            depth,
            under: tree.under(place),
            folded,
        });
        if !folded {
            let first = open.len();
            open.extend(tree.children(place).map(|child| (child, depth + 1)));
            if let Some(new) = open.get_mut(first..) {
                new.reverse();
            }
        }
    }
    lanes
}

/// For each task whether it shows. A parent is spawned before its children, so one pass from the
/// last to the first passes what shows on to the ancestors.
fn shown(tasks: &[TaskHistory], at: Moment, filter: &Filter) -> Vec<bool> {
    if filter.is_open() {
        return vec![true; tasks.len()];
    }
    let mut shown: Vec<_> = tasks.iter().map(|task| filter.lets(task, at)).collect();
    for (place, task) in tasks.iter().enumerate().rev() {
        if shown.get(place) == Some(&true)
            && let Some(parent) = task.parent
            && let Some(above) = shown.get_mut(parent.0 as usize)
        {
            *above = true;
        }
    }
    shown
}

/// First child and next sibling of each task that shows; no task has a list of its own.
struct Tree {
    first: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
    under: Vec<u32>,
    root: Option<usize>,
}

impl Tree {
    fn new(tasks: &[TaskHistory], shown: &[bool]) -> Self {
        let mut tree = Self {
            first: vec![None; tasks.len()],
            next: vec![None; tasks.len()],
            under: vec![0; tasks.len()],
            root: None,
        };
        for (place, task) in tasks.iter().enumerate().rev() {
            if shown.get(place) == Some(&true) {
                tree.put_in_front(place, task.parent.map(|parent| parent.0 as usize));
            }
        }
        tree
    }

    fn put_in_front(&mut self, place: usize, parent: Option<usize>) {
        let own = self.under(place);
        if let Some(above) = parent.and_then(|parent| self.under.get_mut(parent)) {
            *above = above.saturating_add(own).saturating_add(1);
        }
        let head = match parent {
            Some(parent) => self.first.get_mut(parent),
            None => Some(&mut self.root),
        };
        let before = head.and_then(|head| head.replace(place));
        if let Some(next) = self.next.get_mut(place) {
            *next = before;
        }
    }

    fn under(&self, place: usize) -> u32 {
        self.under.get(place).copied().unwrap_or(0)
    }

    fn roots(&self) -> impl Iterator<Item = usize> {
        self.from(self.root)
    }

    fn children(&self, place: usize) -> impl Iterator<Item = usize> {
        self.from(self.first.get(place).copied().flatten())
    }

    fn from(&self, first: Option<usize>) -> impl Iterator<Item = usize> {
        core::iter::successors(first, |place| self.next.get(*place).copied().flatten())
    }
}
