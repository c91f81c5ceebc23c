//! Waits in a row that could have been one wait.

use super::{Warning, WarningKind};
use crate::trace::{
    History, Micros, Moment, Outcome, RequestHistory, ResourceKind, SpanKind, TaskHistory,
    TaskKind, WaitOn, Want, duration,
};
use alloc::{format, string::String, vec::Vec};

/// Fewer in a row are no pattern.
const ENOUGH: usize = 3;

/// Rows that took less than this are not worth a word.
const WORTH_IT: Micros = Micros::from_ms(20);

/// One awaited thing: a request, or a child task.
struct Link {
    from: Moment,
    to: Moment,
    /// Time in it that others could not have used: the loop was held.
    held: Micros,
    failed: bool,
}

/// Things awaited one after another.
#[derive(Default)]
struct Row {
    count: usize,
    failed: usize,
    total: Micros,
    held: Micros,
    longest: Micros,
    last: Option<Moment>,
    last_failed: bool,
}

/// Hints about requests and child tasks that could have run together; one for each task.
pub(super) fn one_by_one(history: &History) -> Vec<Warning> {
    let taken = taken_items(history);
    let children = children(history);
    let of_task = |task: &TaskHistory| {
        let of = |ids: &[u32]| -> Vec<Link> {
            let tasks = ids
                .iter()
                .filter_map(|id| history.tasks().get(*id as usize));
            tasks.filter_map(child_link).collect()
        };
        let own = children.get(task.id.0 as usize).map_or(&[][..], |ids| ids);
        let tasks = longest_row(task, &of(own), &taken).map(|row| (row, "tasks"));
        let requests = longest_row(task, &request_links(task, history), &taken);
        let requests = requests.map(|row| (row, "requests"));
        let best = tasks
            .into_iter()
            .chain(requests)
            .max_by_key(|(row, _)| row.total);
        best.map(|(row, what)| hint(task, &row, what))
    };
    history.tasks().iter().filter_map(of_task).collect()
}

/// The children of each task, in the order of spawning.
fn children(history: &History) -> Vec<Vec<u32>> {
    let mut children: Vec<Vec<u32>> = history.tasks().iter().map(|_| Vec::new()).collect();
    for task in history.tasks() {
        let parent = task.parent.map(|parent| parent.0 as usize);
        if let Some(of_parent) = parent.and_then(|parent| children.get_mut(parent)) {
            of_parent.push(task.id.0);
        }
    }
    children
}

/// When an item was taken from some queue, in order.
fn taken_items(history: &History) -> Vec<Moment> {
    let mut taken = Vec::new();
    let resources = history.resources().iter();
    for queue in resources.filter(|resource| resource.kind == ResourceKind::Queue) {
        let pairs = queue.changes.windows(2);
        let less = pairs.filter_map(|pair| match pair {
            [before, after] if after.level < before.level => Some(after.at),
            _ => None,
        });
        taken.extend(less);
    }
    taken.sort_unstable();
    taken
}

/// A child as a link; callbacks are not awaited.
fn child_link(child: &TaskHistory) -> Option<Link> {
    if matches!(child.kind, TaskKind::Main | TaskKind::Callback) {
        return None;
    }
    let (to, failed) = match &child.end {
        Some((at, outcome)) => (*at, !matches!(outcome, Outcome::Ok(_))),
        // It may overlap with whatever comes: nothing after it is in a row.
        None => (Moment::END, false),
    };
    Some(Link {
        from: child.spawned,
        to,
        held: child.holding,
        failed,
    })
}

/// The requests of a task; a retry belongs to the request that it repeats.
fn request_links(task: &TaskHistory, history: &History) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut first: Option<&RequestHistory> = None;
    for request in task.requests.iter().filter_map(|id| history.request(*id)) {
        let to = request.over.unwrap_or(Moment::END);
        let refused = request.head.is_some_and(|(_, status)| status >= 400);
        let failed = refused || request.failure.is_some() || request.aborted;
        let retried = first.is_some_and(|first| first.url == request.url);
        match links.last_mut() {
            Some(link) if request.attempt > 1 && retried => {
                link.to = link.to.max(to);
                link.failed = failed;
            }
            _ => links.push(Link {
                from: request.started,
                to,
                held: Micros::ZERO,
                failed,
            }),
        }
        first = Some(request);
    }
    links
}

/// The row of `links` that took longest, where it is worth a hint.
fn longest_row(task: &TaskHistory, links: &[Link], taken: &[Moment]) -> Option<Row> {
    if links.len() < ENOUGH || is_worker(task) {
        return None;
    }
    let mut best: Option<Row> = None;
    let mut row = Row::default();
    // Whatever began earlier and is still going on stands in the way of a row.
    let mut busy_until = Moment::START;
    for (place, link) in links.iter().enumerate() {
        let free = busy_until <= link.from;
        busy_until = busy_until.max(link.to);
        let next = links.get(place + 1);
        let alone = free && next.is_none_or(|next| busy_until <= next.from);
        let follows = |last| goes_straight_on(task, last, link.from, taken);
        if !alone || !row.last.is_none_or(follows) {
            best = better(best, core::mem::take(&mut row));
        }
        if alone && link.to < Moment::END {
            row.add(link);
        }
    }
    better(best, row)
}

fn better(best: Option<Row>, row: Row) -> Option<Row> {
    if !row.is_worth_it() || best.as_ref().is_some_and(|best| best.total >= row.total) {
        return best;
    }
    Some(row)
}

impl Row {
    fn add(&mut self, link: &Link) {
        let length = link.to.since(link.from);
        self.count += 1;
        self.failed += usize::from(link.failed);
        self.total = self.total.plus(length);
        self.held = self.held.plus(link.held);
        self.longest = self.longest.max(length);
        self.last = Some(link.to);
        self.last_failed = link.failed;
    }

    fn is_worth_it(&self) -> bool {
        // Where each one came because the one before had failed, it could not come earlier.
        let fallbacks = self.failed - usize::from(self.last_failed) + 1 >= self.count;
        self.count >= ENOUGH && self.total.since(self.held) >= WORTH_IT && !fallbacks
    }
}

/// Whether the task takes items of a queue: what it does next depends on what it gets.
fn is_worker(task: &TaskHistory) -> bool {
    let waits = task.spans.iter().flat_map(|span| &span.waits);
    let gets = |wait: &WaitOn| {
        let want = Want::Get;
        matches!(wait, WaitOn::Resource { want: what, .. } if *what == want)
    };
    waits.into_iter().any(gets)
}

/// Whether, between the end of one thing and the beginning of the next, the task neither waited
/// for anything else nor took an item from a queue.
fn goes_straight_on(task: &TaskHistory, from: Moment, to: Moment, taken: &[Moment]) -> bool {
    // From what it did when the first one ended: a pause that began before that counts.
    let first = task.spans.partition_point(|span| span.from < from);
    let since = task.spans.iter().skip(first.saturating_sub(1));
    let mut between = since.take_while(|span| span.from <= to);
    let mut poll = from;
    let paused = between.any(|span| {
        if span.kind == SpanKind::Holding {
            poll = poll.max(span.from);
        }
        span.kind == SpanKind::Suspended && !is_harmless(span.waits.first())
    });
    let next = taken.partition_point(|at| *at < poll);
    !paused && taken.get(next).is_none_or(|at| *at > to)
}

fn is_harmless(wait: Option<&WaitOn>) -> bool {
    matches!(
        wait,
        Some(WaitOn::Request(_) | WaitOn::Task(_) | WaitOn::Tasks(_) | WaitOn::Yield)
    )
}

fn hint(task: &TaskHistory, row: &Row, what: &str) -> Warning {
    let summary: String = format!(
        "{} awaited {} {what} one after another, {} in all; together they could take {}, as long \
         as the longest of them",
        task.name,
        row.count,
        duration(row.total),
        duration(row.longest)
    );
    let advice = "None began before the one before it was over. Where none of them needs the \
                  answer of another, start them all first and await them after that: with \
                  gather, join or a task group.";
    Warning::new(Some(task.id), WarningKind::OneByOne, summary, advice)
}
