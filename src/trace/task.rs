//! What follows from a log for one task.

use super::log::Problem;
use super::{
    CancelReason, Micros, Moment, Outcome, RequestId, Step, TaskId, TaskKind, TaskState, WaitOn,
    WakeBy, next_state,
};
use alloc::{boxed::Box, vec::Vec};

/// What a task does during a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// In the loop's queue, waiting for its turn.
    Queued,
    /// Being polled: nothing else runs.
    Holding,
    /// Waiting to be woken.
    Suspended,
}

/// A stretch of a task's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: Moment,
    /// When it ends; `None` while it lasts.
    pub to: Option<Moment>,
    /// What the task does.
    pub kind: SpanKind,
    /// What it waits on, in the order said; empty unless suspended.
    pub waits: Box<[WaitOn]>,
    /// The line of the program that waits, from 1, where that is known.
    pub line: Option<u32>,
    /// Who put it into the queue; `None` unless queued, and for a fresh task.
    pub woken_by: Option<WakeBy>,
    /// How many wakers of the task others held as it began; known only of what follows a poll.
    pub wakers: u32,
}

/// A request to end a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelRequest {
    /// When.
    pub at: Moment,
    /// The task that asked, where a task did.
    pub by: Option<TaskId>,
    /// Why.
    pub why: CancelReason,
}

/// All that is known of a task.
#[derive(Clone, Debug)]
pub struct TaskHistory {
    /// Its id.
    pub id: TaskId,
    /// Who spawned it.
    pub parent: Option<TaskId>,
    /// Its name.
    pub name: Box<str>,
    /// What it is for.
    pub kind: TaskKind,
    /// The line of the program that spawned it, from 1, where that is known.
    pub line: Option<u32>,
    /// When it was spawned.
    pub spawned: Moment,
    /// Its state after the last event.
    pub state: TaskState,
    /// Its life so far, without gaps.
    pub spans: Vec<Span>,
    /// Times polled.
    pub polls: u32,
    /// Times woken.
    pub wakes: u32,
    /// Times woken by itself, during its own poll.
    pub self_wakes: u32,
    /// Who woke it last.
    pub last_wake: Option<WakeBy>,
    /// Time it held the loop.
    pub holding: Micros,
    /// The longest of its polls.
    pub longest_poll: Micros,
    /// The first request to end it.
    pub cancel: Option<CancelRequest>,
    /// How and when it ended.
    pub end: Option<(Moment, Outcome)>,
    /// Its requests, oldest first.
    pub requests: Vec<RequestId>,
    /// When it cleaned up after it had been asked to end; open while it does.
    pub cleanups: Vec<(Moment, Option<Moment>)>,
    /// When its handle was dropped before it ended.
    pub detached: Option<Moment>,
    /// Its time limits: their places in [`super::History::deadlines`].
    pub deadlines: Vec<usize>,
    /// How many wakers of it others held after its last poll.
    pub wakers: u32,
    pending_waits: Vec<WaitOn>,
    pending_line: Option<u32>,
    pending_wake: Option<WakeBy>,
}

impl TaskHistory {
    /// A task that has just been spawned.
    pub(super) fn spawned(
        at: Moment,
        (id, parent): (TaskId, Option<TaskId>),
        name: &str,
        kind: TaskKind,
        line: Option<u32>,
    ) -> Self {
        let mut task = Self {
            id,
            parent,
            name: name.into(),
            kind,
            line,
            spawned: at,
            state: TaskState::Queued,
            spans: Vec::new(),
            polls: 0,
            wakes: 0,
            self_wakes: 0,
            last_wake: None,
            holding: Micros::ZERO,
            longest_poll: Micros::ZERO,
            cancel: None,
            end: None,
            requests: Vec::new(),
            cleanups: Vec::new(),
            detached: None,
            deadlines: Vec::new(),
            wakers: 0,
            pending_waits: Vec::new(),
            pending_line: None,
            pending_wake: None,
        };
        task.open_span(at, SpanKind::Queued);
        task
    }

    /// Takes in what it says it waits on.
    pub(super) fn waiting(&mut self, on: WaitOn, line: Option<u32>) {
        self.pending_waits.push(on);
        // The innermost wait speaks first.
        self.pending_line = self.pending_line.or(line);
    }

    /// Takes in the beginning of a clean-up.
    pub(super) fn cleanup_began(&mut self, at: Moment) {
        self.cleanup_ended(at);
        self.cleanups.push((at, None));
    }

    /// Takes in the end of a clean-up; an end without a beginning means nothing.
    pub(super) fn cleanup_ended(&mut self, at: Moment) {
        if let Some((_, to)) = self.cleanups.last_mut() {
            to.get_or_insert(at);
        }
    }

    /// Takes in how many wakers others hold after a poll.
    pub(super) fn count_wakers(&mut self, wakers: u32) {
        self.wakers = wakers;
        if let Some(span) = self.spans.last_mut() {
            span.wakers = wakers;
        }
    }

    /// Takes in a wake, or refuses it and stays as it was.
    pub(super) fn wake(&mut self, at: Moment, by: WakeBy) -> Result<(), Problem> {
        let before = self.pending_wake.replace(by);
        if let Err(problem) = self.step(at, Step::Woken) {
            self.pending_wake = before;
            return Err(problem);
        }
        self.wakes += 1;
        self.last_wake = Some(by);
        if by == WakeBy::Task(self.id) {
            self.self_wakes += 1;
        }
        Ok(())
    }

    /// The span that contains `at` (a span owns its beginning, not its end).
    pub fn span_at(&self, at: Moment) -> Option<&Span> {
        let index = self.spans.partition_point(|span| span.from <= at);
        let span = self.spans.get(index.checked_sub(1)?)?;
        span.to
            .is_none_or(|to| at < to || span.from == to)
            .then_some(span)
    }

    /// Whether it has neither begun nor ended outside `at`: it exists at that time.
    pub fn alive_at(&self, at: Moment) -> bool {
        self.spawned <= at && self.end.as_ref().is_none_or(|(end, _)| *end > at)
    }

    fn open_span(&mut self, at: Moment, kind: SpanKind) {
        if let Some(last) = self.spans.last_mut() {
            last.to = Some(at);
        }
        self.spans.push(Span {
            from: at,
            to: None,
            kind,
            waits: Box::default(),
            line: None,
            woken_by: self.pending_wake.take(),
            wakers: 0,
        });
    }

    pub(super) fn step(&mut self, at: Moment, step: Step) -> Result<(), Problem> {
        let refused = Problem::NotAllowed {
            task: self.id,
            state: self.state,
            step,
        };
        self.state = next_state(self.state, step).ok_or(refused)?;
        match step {
            Step::PollBegan => {
                self.polls += 1;
                self.open_span(at, SpanKind::Holding);
            }
            Step::PollPending | Step::PollReady => self.end_poll(at),
            Step::Woken if self.state == TaskState::Queued => {
                self.open_span(at, SpanKind::Queued);
            }
            Step::Woken => {}
            Step::Ended => {
                if let Some(last) = self.spans.last_mut() {
                    last.to.get_or_insert(at);
                }
                self.cleanup_ended(at);
            }
        }
        Ok(())
    }

    fn end_poll(&mut self, at: Moment) {
        if let Some(poll) = self.spans.last_mut() {
            let length = at.since(poll.from);
            poll.to = Some(at);
            self.holding = self.holding.plus(length);
            self.longest_poll = self.longest_poll.max(length);
        }
        let waits: Box<[_]> = self.pending_waits.as_slice().into();
        self.pending_waits.clear();
        let line = self.pending_line.take();
        match self.state {
            TaskState::Suspended => self.open_span(at, SpanKind::Suspended),
            TaskState::Queued => self.open_span(at, SpanKind::Queued),
            _ => return,
        }
        if let Some(span) = self.spans.last_mut() {
            span.line = line;
            if span.kind == SpanKind::Suspended {
                span.waits = waits;
            }
        }
    }
}
