//! Everything there is to say in figures about one task or one resource, at a moment.
//!
//! Beside tokio-console's task and resource views (version 0.1.14) nothing that they show and
//! that the log tells is missing:
//!
//! | tokio-console | here |
//! | --- | --- |
//! | Warn | [`super::warnings`] |
//! | ID, Name, Target, Fields | [`TaskFigures::id`], `name`, `kind` |
//! | Location | [`TaskFigures::line`], and `parent`, which it does not know |
//! | State (running, idle, scheduled, done) | [`TaskFigures::doing`] and [`super::ending`] |
//! | Total Time | [`TaskFigures::age`] |
//! | Busy, Scheduled, Idle | [`TaskFigures::held`], `queued`, `suspended` |
//! | Polls | [`TaskFigures::polls`] |
//! | Woken, Self Wakes, Last woken | [`TaskFigures::wakes`], `self_wakes`, `last_wake` |
//! | Current wakers | [`TaskFigures::wakers`] |
//! | Waker clones and drops | their difference only, as `wakers`: the log has no more |
//! | Poll Times, Scheduled Times: histogram, percentiles | [`TaskFigures::poll_times`], `queue_times` |
//! | Resource: ID, Kind, Target, Type, Location | [`ResourceFigures::id`], `kind`, `name`, `line` |
//! | Resource: Parent ID | [`ResourceFigures::creator`] |
//! | Resource: Total Time | [`ResourceFigures::age`] |
//! | Resource: Attributes (permits, locked, …) | [`ResourceFigures::level`], `limit`, `holder` |
//! | Async Ops: Task, Source, Total, Busy, Idle | [`ResourceFigures::waits`], by task and want |
//!
//! It has no account of what a task waits for; [`TaskFigures::waits`] is one.

use super::words::wait_kind;
use super::{
    History, Micros, Moment, ResourceHistory, ResourceId, ResourceKind, Span, SpanKind,
    TaskHistory, TaskId, TaskKind, WaitOn, WakeBy, Want,
};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};

/// How often and how long a task waited for one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitFigures {
    /// In plain words: `timer`, `request`, `permit`, `lock`, `item`, `task`, …
    pub what: &'static str,
    /// Times it waited.
    pub count: u32,
    /// How long in all, a wait under way included.
    pub total: Micros,
    /// The longest of them.
    pub longest: Micros,
}

/// One bar of a [`Histogram`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// The shortest length in it.
    pub from: Micros,
    /// All in it are shorter than this.
    pub to: Micros,
    /// How many there are.
    pub count: u32,
}

/// How lengths are distributed. Bars are on a logarithmic scale: the first holds what is under
/// 2 µs, and each one after it reaches twice as far as the one before, so that a bar of lengths
/// from `f` ends at `2 f`. Empty bars are there between the first and the last that hold
/// something, and nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// The bars, shortest lengths first.
    pub buckets: Vec<Bucket>,
    /// How many lengths there are.
    pub count: u32,
    /// Half of them are no longer (percentiles are of nearest rank: lengths that occurred).
    pub p50: Micros,
    /// Nine in ten are no longer.
    pub p90: Micros,
    /// 99 in a hundred are no longer.
    pub p99: Micros,
    /// None is longer.
    pub max: Micros,
}

impl Histogram {
    /// The distribution of `lengths`; all zero where there are none.
    pub fn of(mut lengths: Vec<Micros>) -> Self {
        lengths.sort_unstable();
        let rank = |percent: usize| {
            let place = (lengths.len() * percent).div_ceil(100).saturating_sub(1);
            lengths.get(place).copied().unwrap_or_default()
        };
        Self {
            count: u32::try_from(lengths.len()).unwrap_or(u32::MAX),
            p50: rank(50),
            p90: rank(90),
            p99: rank(99),
            max: rank(100),
            buckets: buckets(&lengths),
        }
    }
}

/// The bars for `sorted` lengths.
fn buckets(sorted: &[Micros]) -> Vec<Bucket> {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    let below = |power: u32| sorted.partition_point(|length| bar_of(*length) < power);
    (bar_of(*first)..=bar_of(*last))
        .map(|power| Bucket {
            from: Micros(if power == 0 { 0 } else { 1 << power }),
            to: Micros(1u64.checked_shl(power + 1).unwrap_or(u64::MAX)),
            count: u32::try_from(below(power + 1) - below(power)).unwrap_or(u32::MAX),
        })
        .collect()
}

/// The number of the bar for a length; bar `n` starts at 2ⁿ µs.
fn bar_of(length: Micros) -> u32 {
    length.0.max(1).ilog2()
}

/// A task in figures, from its spawning to a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFigures {
    /// Its id.
    pub id: TaskId,
    /// Its name.
    pub name: Box<str>,
    /// What it is for.
    pub kind: TaskKind,
    /// Who spawned it.
    pub parent: Option<TaskId>,
    /// The line of the program that spawned it, from 1.
    pub line: Option<u32>,
    /// What it does at the moment; `None` before it is spawned and once it is over.
    pub doing: Option<SpanKind>,
    /// What it waits on at the moment, and the line that waits.
    pub waits_on: Option<(WaitOn, Option<u32>)>,
    /// From its spawning to the moment, or to its end.
    pub age: Micros,
    /// Polls begun.
    pub polls: u32,
    /// Times woken.
    pub wakes: u32,
    /// Of those, by itself during its own poll.
    pub self_wakes: u32,
    /// When it was last woken, and by whom.
    pub last_wake: Option<(Moment, WakeBy)>,
    /// Wakers of it that others held after its last poll.
    pub wakers: u32,
    /// Time it held the loop.
    pub held: Micros,
    /// Time in the queue, ready and waiting for its turn.
    pub queued: Micros,
    /// Time suspended.
    pub suspended: Micros,
    /// What it waited for, by kind, the longest total first.
    pub waits: Vec<WaitFigures>,
    /// How long its polls took; one under way does not count.
    pub poll_times: Histogram,
    /// How long it was in the queue each time; a stay under way does not count.
    pub queue_times: Histogram,
}

impl TaskFigures {
    /// The figures of `task` at `at`. Takes time in proportion to the task's spans and the
    /// wakes of the run.
    pub fn of(task: &TaskHistory, history: &History, at: Moment) -> Self {
        let current = task.span_at(at);
        let wait = current.filter(|span| span.kind == SpanKind::Suspended);
        let mut figures = Self {
            id: task.id,
            name: task.name.clone(),
            kind: task.kind,
            parent: task.parent,
            line: task.line,
            doing: current.map(|span| span.kind),
            waits_on: wait.and_then(|span| Some((*span.waits.first()?, span.line))),
            age: age(task, history, at),
            polls: 0,
            wakes: 0,
            self_wakes: 0,
            last_wake: None,
            wakers: 0,
            held: Micros::ZERO,
            queued: Micros::ZERO,
            suspended: Micros::ZERO,
            waits: Vec::new(),
            poll_times: Histogram::default(),
            queue_times: Histogram::default(),
        };
        figures.count_spans(task, history, at);
        figures.count_wakes(history, at);
        figures
    }

    fn count_spans(&mut self, task: &TaskHistory, history: &History, at: Moment) {
        let (mut polls, mut queues) = (Vec::new(), Vec::new());
        let mut waits: BTreeMap<&'static str, WaitFigures> = BTreeMap::new();
        for span in spans_until(task, at) {
            let length = length_until(span, history, at);
            let over = span.to.is_some_and(|to| to <= at);
            match span.kind {
                SpanKind::Holding => {
                    self.polls += 1;
                    self.held = self.held.plus(length);
                    polls.extend(over.then_some(length));
                }
                SpanKind::Queued => {
                    self.queued = self.queued.plus(length);
                    queues.extend(over.then_some(length));
                }
                SpanKind::Suspended => {
                    self.suspended = self.suspended.plus(length);
                    let what = wait_kind(span.waits.first(), history);
                    let wait = waits.entry(what).or_insert(WaitFigures {
                        what,
                        count: 0,
                        total: Micros::ZERO,
                        longest: Micros::ZERO,
                    });
                    wait.count += 1;
                    wait.total = wait.total.plus(length);
                    wait.longest = wait.longest.max(length);
                }
            }
            self.wakers = wakers_after(span, self.wakers);
        }
        self.waits = waits.into_values().collect();
        self.waits
            .sort_by_key(|wait| core::cmp::Reverse(wait.total));
        self.poll_times = Histogram::of(polls);
        self.queue_times = Histogram::of(queues);
        if task.end.as_ref().is_some_and(|(end, _)| *end <= at) {
            self.wakers = 0;
            self.doing = None;
            self.waits_on = None;
        }
    }

    fn count_wakes(&mut self, history: &History, at: Moment) {
        let known = history.wakes().partition_point(|wake| wake.at <= at);
        let wakes = history.wakes().iter().take(known);
        for wake in wakes.filter(|wake| wake.task == self.id) {
            self.wakes += 1;
            self.self_wakes += u32::from(wake.by == WakeBy::Task(self.id));
            self.last_wake = Some((wake.at, wake.by));
        }
    }

    /// The share of its wakes that came from itself, from 0 to 1.
    pub fn self_wake_share(&self) -> f64 {
        f64::from(self.self_wakes) / f64::from(self.wakes.max(1))
    }
}

/// Wakers are counted as a poll ends; being woken uses them up without a count.
fn wakers_after(span: &Span, before: u32) -> u32 {
    match span.kind {
        SpanKind::Suspended => span.wakers,
        SpanKind::Queued => span.wakers.max(before),
        SpanKind::Holding => before,
    }
}

/// The spans of `task` that began by `at`.
fn spans_until(task: &TaskHistory, at: Moment) -> impl Iterator<Item = &Span> {
    let begun = task.spans.partition_point(|span| span.from <= at);
    task.spans.iter().take(begun)
}

/// How long a span lasted by `at`.
fn length_until(span: &Span, history: &History, at: Moment) -> Micros {
    let until = at.at.min(history.now().at);
    let to = span.to.filter(|to| *to <= at);
    to.map_or(until, |to| to.at).since(span.from.at)
}

fn age(task: &TaskHistory, history: &History, at: Moment) -> Micros {
    let end = task.end.as_ref().map(|(end, _)| *end);
    let until = end.filter(|end| *end <= at);
    let until = until.map_or(at.at.min(history.now().at), |end| end.at);
    until.since(task.spawned.at)
}

/// The waits of one task for one thing of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceWait {
    /// Who waited.
    pub task: TaskId,
    /// For what.
    pub want: Want,
    /// Times it waited.
    pub count: u32,
    /// How long in all, a wait under way included.
    pub total: Micros,
    /// The longest of them.
    pub longest: Micros,
    /// Whether it waits now.
    pub now: bool,
}

/// A resource in figures, from its creation to a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceFigures {
    /// Its id.
    pub id: ResourceId,
    /// What it is, and so what its level counts.
    pub kind: ResourceKind,
    /// Its name.
    pub name: Box<str>,
    /// Who made it.
    pub creator: Option<TaskId>,
    /// The line of the program that made it, from 1.
    pub line: Option<u32>,
    /// From its creation to the moment.
    pub age: Micros,
    /// See [`ResourceKind`].
    pub level: u32,
    /// Permits, parties or capacity.
    pub limit: Option<u32>,
    /// The highest level so far.
    pub most: u32,
    /// Tasks that wait for it, as it counts them.
    pub waiters: u32,
    /// The most that waited at one time so far.
    pub most_waiters: u32,
    /// Who holds it, where it is held by one task.
    pub holder: Option<TaskId>,
    /// Time in which somebody waited for it.
    pub contended: Micros,
    /// Who waits for it now.
    pub waiting: Vec<TaskId>,
    /// All waits for it, by task and want; the longest total first.
    pub waits: Vec<ResourceWait>,
}

impl ResourceFigures {
    /// The figures of `resource` at `at`. Takes time in proportion to the spans of all tasks.
    pub fn of(resource: &ResourceHistory, history: &History, at: Moment) -> Self {
        let waits = waits_for(resource.id, history, at);
        Self {
            waiting: waiting(&waits),
            waits,
            ..Self::standing(resource, history, at)
        }
    }

    /// The same without who waits and has waited: looks at no task.
    pub(super) fn standing(resource: &ResourceHistory, history: &History, at: Moment) -> Self {
        let until = at.at.min(history.now().at);
        let known = resource.changes.partition_point(|one| one.at <= at);
        let changes = resource.changes.get(..known).unwrap_or_default();
        let ends = changes.iter().skip(1).map(|next| next.at.at);
        let contended = changes
            .iter()
            .zip(ends.chain([until]))
            .filter(|(change, _)| change.waiters > 0)
            .map(|(change, to)| to.since(change.at.at));
        Self {
            id: resource.id,
            kind: resource.kind,
            name: resource.name.clone(),
            creator: resource.task,
            line: resource.line,
            age: until.since(resource.created.at),
            level: changes.last().map_or(0, |change| change.level),
            limit: resource.limit,
            most: changes.iter().map(|one| one.level).max().unwrap_or(0),
            waiters: changes.last().map_or(0, |change| change.waiters),
            most_waiters: changes.iter().map(|one| one.waiters).max().unwrap_or(0),
            holder: changes.last().and_then(|change| change.holder),
            contended: contended.fold(Micros::ZERO, Micros::plus),
            waiting: Vec::new(),
            waits: Vec::new(),
        }
    }
}

/// The tasks that wait now, by id.
fn waiting(waits: &[ResourceWait]) -> Vec<TaskId> {
    let now = waits.iter().filter(|wait| wait.now);
    let mut tasks: Vec<_> = now.map(|wait| wait.task).collect();
    tasks.sort_unstable();
    tasks.dedup();
    tasks
}

fn waits_for(id: ResourceId, history: &History, at: Moment) -> Vec<ResourceWait> {
    let mut waits: Vec<ResourceWait> = Vec::new();
    for task in history.tasks() {
        let of_task = waits.len();
        for span in spans_until(task, at) {
            for want in wants(span, id) {
                let length = length_until(span, history, at);
                let now = span.to.is_none_or(|to| to > at);
                let known = waits.iter_mut().skip(of_task).find(|one| one.want == want);
                match known {
                    Some(wait) => {
                        wait.count += 1;
                        wait.total = wait.total.plus(length);
                        wait.longest = wait.longest.max(length);
                        wait.now |= now;
                    }
                    None => waits.push(ResourceWait {
                        task: task.id,
                        want,
                        count: 1,
                        total: length,
                        longest: length,
                        now,
                    }),
                }
            }
        }
    }
    waits.sort_by_key(|wait| core::cmp::Reverse(wait.total));
    waits
}

/// What of the resource a span waits for.
fn wants(span: &Span, id: ResourceId) -> impl Iterator<Item = Want> {
    span.waits.iter().filter_map(move |wait| match wait {
        WaitOn::Resource { resource, want } if *resource == id => Some(*want),
        _ => None,
    })
}
