//! The pen: gives events their times and collects them until somebody takes them away.

use super::Clock;
use crate::trace::{
    CancelReason, Event, EventKind, Level, Micros, RequestEvent, RequestId, ResourceId,
    ResourceKind, TaskId, WaitOn, WakeBy,
};
use alloc::{sync::Arc, vec::Vec};
use core::panic::Location;
use core::task::Waker;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::Wake;

/// Told when the buffer goes from empty to not empty.
type Notify = Arc<dyn Fn() + Send + Sync>;

/// Records events. Cheap to clone; all clones write to the same buffer.
#[derive(Clone)]
pub struct Recorder {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    source: OnceLock<&'static str>,
    notify: Option<Notify>,
}

#[derive(Default)]
struct State {
    events: Vec<Event>,
    current: Option<TaskId>,
    /// What the task being polled said it waits on. It counts only once its poll ends pending.
    waits: Vec<(WaitOn, Option<u32>)>,
    source: Option<WakeBy>,
    /// The line for waits that tell no line of their own.
    line: Option<u32>,
    /// The line of the program that runs, where the program is no source file of ours.
    program_line: Option<u32>,
    /// The time of the last event.
    last: Micros,
    tasks: u32,
    requests: u32,
    resources: u32,
    interprets: bool,
    /// Events of the whole run.
    recorded: u64,
    /// Nobody wants to know: events are counted, not kept.
    muted: bool,
}

impl Recorder {
    /// A recorder on `clock`. `notify` is called whenever a first event is there to be taken.
    pub fn new(clock: Arc<dyn Clock>, notify: Option<Arc<dyn Fn() + Send + Sync>>) -> Self {
        Self {
            shared: Arc::new(Shared {
                clock,
                state: Mutex::default(),
                source: OnceLock::new(),
                notify,
            }),
        }
    }

    /// The clock's time.
    pub fn now(&self) -> Micros {
        self.shared.clock.now()
    }

    /// The task being polled.
    pub fn current(&self) -> Option<TaskId> {
        self.state().current
    }

    /// Takes the events recorded since the last call.
    pub fn take(&self) -> Vec<Event> {
        core::mem::take(&mut self.state().events)
    }

    /// From now on events are counted and not kept.
    pub fn mute(&self) {
        self.state().muted = true;
    }

    /// How many events there were.
    pub fn recorded(&self) -> u64 {
        self.state().recorded
    }

    /// Calls `wake` with `source` as the one who wakes, for wakes that come from outside a task.
    pub fn waking_as(&self, source: WakeBy, wake: impl FnOnce()) {
        let before = self.state().source.replace(source);
        wake();
        self.state().source = before;
    }

    /// A waker that wakes `inner` in the name of `source`.
    pub fn attribute(&self, inner: &Waker, source: WakeBy) -> Waker {
        Waker::from(Arc::new(AttributedWaker {
            recorder: self.clone(),
            inner: inner.clone(),
            source,
        }))
    }

    /// From now on the lines of the source file `file`, as `file!()` has it, go into the trace:
    /// those are the lines a person sees beside the timeline.
    pub fn show_lines_of(&self, file: &'static str) {
        // The first program of a run is the run's program.
        let _ = self.shared.source.set(file);
    }

    /// The line of `place`, where it is in the file whose lines are shown.
    pub fn line(&self, place: &Location<'_>) -> Option<u32> {
        if let line @ Some(_) = self.state().program_line {
            return line;
        }
        let file = self.shared.source.get()?;
        (*file == place.file()).then(|| place.line())
    }

    /// From now on what is recorded happens at this line of the program, whatever the place in our
    /// own source: the program is interpreted.
    pub fn at_program_line(&self, line: Option<u32>) {
        self.state().program_line = line;
    }

    /// Whether the program is interpreted: its text was told.
    pub fn interprets(&self) -> bool {
        self.state().interprets
    }

    /// Tells the text of the program whose lines the events name.
    pub fn source(&self, text: &str) {
        self.state().interprets = true;
        self.record(EventKind::Source(text.into()));
    }

    /// Says what the task being polled is about to wait on.
    pub fn waiting(&self, on: WaitOn) {
        self.wait_at(on, None);
    }

    /// Says what the task being polled is about to wait on, and where in its program.
    pub fn waiting_at(&self, on: WaitOn, place: &Location<'_>) {
        self.wait_at(on, self.line(place));
    }

    fn wait_at(&self, on: WaitOn, line: Option<u32>) {
        let mut state = self.state();
        let line = line.or(state.line).or(state.program_line);
        state.waits.push((on, line));
    }

    /// How many waits have been said during this poll.
    pub fn waits_said(&self) -> usize {
        self.state().waits.len()
    }

    /// Takes back all but the first `kept` of the waits said during this poll: the task has just
    /// given them up.
    pub(super) fn take_back_waits(&self, kept: usize) {
        self.state().waits.truncate(kept);
    }

    /// Calls `act`; waits said meanwhile that have no line of the shown file get that of `place`.
    pub(super) fn at_line<T>(&self, place: &Location<'_>, act: impl FnOnce() -> T) -> T {
        let line = self.line(place);
        let before = {
            let mut state = self.state();
            let line = line.or(state.line);
            core::mem::replace(&mut state.line, line)
        };
        let value = act();
        self.state().line = before;
        value
    }

    /// Makes a resource known, in the name of the task being polled, if there is one. `place` is
    /// where the program makes it.
    pub fn created(
        &self,
        kind: ResourceKind,
        name: &str,
        limit: Option<u32>,
        place: &Location<'_>,
    ) -> ResourceId {
        let line = self.line(place);
        let (task, resource) = {
            let mut state = self.state();
            let resource = ResourceId(state.resources);
            state.resources += 1;
            (state.current, resource)
        };
        self.record(EventKind::Created {
            resource,
            kind,
            name: name.into(),
            limit,
            task,
            line,
        });
        resource
    }

    /// Records how a resource stands now.
    pub fn changed(
        &self,
        resource: ResourceId,
        level: usize,
        waiters: usize,
        holder: Option<TaskId>,
    ) {
        let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
        self.record(EventKind::Changed {
            resource,
            level: count(level),
            waiters: count(waiters),
            holder,
        });
    }

    /// Writes a console line in the name of the task being polled.
    pub fn say(&self, level: Level, text: &str) {
        let task = self.current();
        self.record(EventKind::Said {
            task,
            level,
            text: text.into(),
        });
    }

    /// Starts a request of the task being polled; `None` outside of tasks.
    pub fn request_started(
        &self,
        method: &str,
        url: &str,
        attempt: u32,
        emulated: bool,
    ) -> Option<RequestId> {
        let (task, request) = {
            let mut state = self.state();
            let task = state.current?;
            let request = RequestId(state.requests);
            state.requests += 1;
            (task, request)
        };
        self.request(
            request,
            RequestEvent::Started {
                task,
                method: method.into(),
                url: url.into(),
                attempt,
                emulated,
            },
        );
        Some(request)
    }

    /// How many requests were started: the next one's number.
    pub fn requests(&self) -> u32 {
        self.state().requests
    }

    /// News of a request.
    pub fn request(&self, request: RequestId, event: RequestEvent) {
        self.record(EventKind::Request { request, event });
    }

    /// Holds the loop for `length`, in the name of the task being polled.
    pub(super) fn hold(&self, length: Micros) {
        self.hold_began(length);
        self.shared.clock.hold(length);
    }

    /// Holds the loop for as long as `work` takes, in the name of the task being polled; `about`
    /// is how long that is likely to be.
    pub(super) fn hold_for<T>(&self, about: Micros, work: impl FnOnce() -> T) -> T {
        self.hold_began(about);
        self.shared.clock.before_work();
        let value = work();
        self.shared.clock.after_work(about);
        value
    }

    fn hold_began(&self, length: Micros) {
        if let Some(task) = self.current() {
            self.record(EventKind::HoldBegan { task, length });
        }
    }

    /// Lets time pass that the program has spent, where the clock does not do so by itself.
    pub fn spend(&self, length: Micros) {
        self.shared.clock.spend(length);
    }

    /// Begins a turn of `task` within the poll of another one, which holds the loop meanwhile.
    /// `again`: it had such a turn before, and nobody recorded that it was woken since.
    pub fn poll_within(&self, task: TaskId, again: bool) -> Interrupted {
        if again {
            self.queued_again(task);
        }
        let interrupted = {
            let mut state = self.state();
            Interrupted {
                current: state.current,
                waits: core::mem::take(&mut state.waits),
            }
        };
        self.poll_began(task);
        interrupted
    }

    /// Ends such a turn; `wait` is what the task waits on now.
    pub fn end_poll_within(&self, task: TaskId, wait: Option<WaitOn>, before: Interrupted) {
        if let Some(wait) = wait {
            self.waiting(wait);
        }
        self.poll_ended(task, false, 1);
        let mut state = self.state();
        state.current = before.current;
        state.waits = before.waits;
    }

    /// A task that had a turn within another's is in the queue still.
    pub fn queued_again(&self, task: TaskId) {
        self.record(EventKind::Woken {
            task,
            by: WakeBy::Unknown,
        });
    }

    /// Notes that a task is asked to end, by the one being polled, where nothing else is done
    /// about it: the program does that itself.
    pub fn cancel_asked(&self, task: TaskId, why: CancelReason) {
        let by = self.current();
        self.record(EventKind::CancelRequested { task, by, why });
    }

    /// Notes that a time limit was set for the task being polled, ran out, or was lifted.
    pub fn deadline(&self, due: Micros, what: Deadline) {
        if let Some(task) = self.current() {
            self.deadline_of(task, due, what);
        }
    }

    /// As [`Recorder::deadline`], for any task.
    pub fn deadline_of(&self, task: TaskId, due: Micros, what: Deadline) {
        self.record(match what {
            Deadline::Set => EventKind::DeadlineSet { task, due },
            Deadline::Passed => EventKind::DeadlinePassed { task, due },
            Deadline::Lifted => EventKind::DeadlineLifted { task, due },
        });
    }

    pub(super) fn new_task(&self) -> TaskId {
        let mut state = self.state();
        let task = TaskId(state.tasks);
        state.tasks += 1;
        task
    }

    pub(super) fn poll_began(&self, task: TaskId) -> Micros {
        // Whoever put the task into the queue, or was polled before it, was recorded just now.
        let last = self.state().last;
        let at = self.shared.clock.since_last(last);
        self.put(Some(at), |state| {
            state.current = Some(task);
            state.waits.clear();
            Some(EventKind::PollBegan(task))
        });
        at
    }

    pub(super) fn poll_ended(&self, task: TaskId, ready: bool, wakers: usize) -> Micros {
        let at = self.now();
        self.put(Some(at), |state| {
            state.current = None;
            let waits = state.waits.drain(..).filter(|_| !ready);
            let told = waits.map(|(on, line)| EventKind::Waiting { task, on, line });
            if !state.muted {
                state.events.extend(told.map(|kind| Event { at, kind }));
            }
            Some(EventKind::PollEnded {
                task,
                ready,
                wakers: u32::try_from(wakers).unwrap_or(u32::MAX),
            })
        });
        at
    }

    /// Runs `act` in the name of `task`, which is not being polled: it is being dropped.
    pub(super) fn acting_as(&self, task: TaskId, act: impl FnOnce()) {
        let before = self.state().current.replace(task);
        act();
        self.state().current = before;
    }

    /// Records a wake; true where it comes from outside of tasks.
    pub(super) fn woken(&self, task: TaskId) -> bool {
        let mut outside = false;
        self.put(Some(self.now()), |state| {
            let source = state.source.or(state.current.map(WakeBy::Task));
            let by = source.unwrap_or(WakeBy::Unknown);
            outside = !matches!(by, WakeBy::Task(_));
            Some(EventKind::Woken { task, by })
        });
        outside
    }

    /// Reads the clock for the events that [`Recorder::record_also`] records next.
    pub(super) fn tick(&self) {
        self.state().last = self.now();
    }

    /// Records what happens now.
    pub(super) fn record(&self, kind: EventKind) {
        self.put(Some(self.now()), |_| Some(kind));
    }

    /// Records what follows from the event before it: no time has passed between them, and none
    /// is spent on reading the clock.
    pub(super) fn record_also(&self, kind: EventKind) {
        self.put(None, |_| Some(kind));
    }

    /// Records the event that `make` makes, at `at` or at the time of the event before.
    fn put(&self, at: Option<Micros>, make: impl FnOnce(&mut State) -> Option<EventKind>) {
        let mut state = self.state();
        let first = state.events.is_empty();
        let Some(kind) = make(&mut state) else {
            return;
        };
        let at = at.unwrap_or(state.last);
        state.last = at;
        state.recorded += 1;
        if state.muted {
            return;
        }
        state.events.push(Event { at, kind });
        drop(state);
        if let (true, Some(notify)) = (first, &self.shared.notify) {
            notify();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves nothing half-written here.
        let state = self.shared.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was being polled when another task had a turn within that poll.
pub struct Interrupted {
    current: Option<TaskId>,
    waits: Vec<(WaitOn, Option<u32>)>,
}

/// What happens to a time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// It begins.
    Set,
    /// It ran out.
    Passed,
    /// What it limits is over.
    Lifted,
}

struct AttributedWaker {
    recorder: Recorder,
    inner: Waker,
    source: WakeBy,
}

impl Wake for AttributedWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.recorder
            .waking_as(self.source, || self.inner.wake_by_ref());
    }
}
