//! Which lanes there are, and in which order.

use crate::trace::{History, Moment, TaskId};
use alloc::vec::Vec;

/// More lanes than this are shown as a density band until somebody opens it.
pub const COLLAPSE_ABOVE: usize = 40;

/// A task's lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose.
    pub task: TaskId,
    /// How many ancestors it has.
    pub depth: u32,
}

/// The lanes of the tasks that exist at `at`: each under its parent, in the order of spawning.
pub fn lanes(history: &History, at: Moment) -> Vec<Lane> {
    let tasks = history.tasks();
    let known = tasks.partition_point(|task| task.spawned <= at);
    let tasks = tasks.get(..known).unwrap_or_default();
    let mut children: Vec<Vec<TaskId>> = tasks.iter().map(|_| Vec::new()).collect();
    let mut open = Vec::new();
    for task in tasks.iter().rev() {
        match task
            .parent
            .and_then(|parent| children.get_mut(parent.0 as usize))
        {
            Some(siblings) => siblings.push(task.id),
            None => open.push(Lane {
                task: task.id,
                depth: 0,
            }),
        }
    }
    let mut lanes = Vec::with_capacity(known);
    while let Some(lane) = open.pop() {
        lanes.push(lane);
        let under = children.get(lane.task.0 as usize).into_iter().flatten();
        open.extend(under.map(|task| Lane {
            task: *task,
            depth: lane.depth + 1,
        }));
    }
    lanes
}
