//! What follows from a log for one resource.

use super::{Moment, ResourceId, ResourceKind, TaskId};
use alloc::{boxed::Box, vec::Vec};

/// How a resource stands from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// From when.
    pub at: Moment,
    /// See [`ResourceKind`].
    pub level: u32,
    /// Tasks waiting for it.
    pub waiters: u32,
    /// Who holds it, where it is held by one task.
    pub holder: Option<TaskId>,
}

/// All that is known of a resource.
#[derive(Clone, Debug)]
pub struct ResourceHistory {
    /// Its id.
    pub id: ResourceId,
    /// What it is.
    pub kind: ResourceKind,
    /// Its name.
    pub name: Box<str>,
    /// Permits, parties or capacity.
    pub limit: Option<u32>,
    /// Who made it.
    pub task: Option<TaskId>,
    /// The line of the program that made it, from 1, where that is known.
    pub line: Option<u32>,
    /// When it was made.
    pub created: Moment,
    /// Its changes, oldest first.
    pub changes: Vec<Change>,
    /// The highest level it had.
    pub most: u32,
    /// The most that waited at one time.
    pub most_waiters: u32,
}

impl ResourceHistory {
    /// How it stands at `at`; `None` before its first change.
    pub fn at(&self, at: Moment) -> Option<&Change> {
        let known = self.changes.partition_point(|change| change.at <= at);
        self.changes.get(known.checked_sub(1)?)
    }

    /// Takes in a change.
    pub(super) fn change(&mut self, change: Change) {
        self.most = self.most.max(change.level);
        self.most_waiters = self.most_waiters.max(change.waiters);
        self.changes.push(change);
    }
}
