//! Taking in events, one after the other.

use super::{ConsoleLine, Deadline, History, LoopSpan, RequestHistory, Wake};
use crate::trace::log::Problem;
use crate::trace::resource::Change;
use crate::trace::{
    CancelRequest, Event, EventKind, Micros, Moment, Outcome, RequestEvent, RequestId,
    ResourceHistory, ResourceId, Step, TaskHistory, TaskId, TaskKind, WakeBy,
};

impl History {
    /// Takes in one event, or refuses it and stays as it was.
    pub(in crate::trace) fn apply(&mut self, event: &Event) -> Result<(), Problem> {
        if event.at < self.now.at {
            return Err(Problem::TimeWentBack);
        }
        let at = Moment {
            step: self.now.step.checked_add(1).ok_or(Problem::TooMany)?,
            at: event.at,
        };
        match &event.kind {
            EventKind::Spawned {
                task,
                parent,
                name,
                kind,
                line,
            } => self.spawn(at, (*task, *parent), name, *kind, *line)?,
            EventKind::PollBegan(task) => {
                self.task_mut(*task)?.step(at, Step::PollBegan)?;
                self.totals.polls += 1;
                if self.takes_the_loop(*task) {
                    self.loop_spans.push(LoopSpan {
                        from: at,
                        to: None,
                        task: *task,
                    });
                }
            }
            EventKind::PollEnded {
                task,
                ready,
                wakers,
            } => {
                self.end_poll(at, *task, *ready)?;
                self.task_mut(*task)?.count_wakers(*wakers);
            }
            EventKind::Waiting { task, on, line } => self.task_mut(*task)?.waiting(*on, *line),
            EventKind::Woken { task, by } => self.wake(at, *task, *by)?,
            EventKind::CancelRequested { task, by, why } => {
                let request = CancelRequest {
                    at,
                    by: *by,
                    why: *why,
                };
                self.task_mut(*task)?.cancel.get_or_insert(request);
            }
            EventKind::Ended { task, outcome } => self.end(at, *task, outcome)?,
            EventKind::Request { request, event } => self.request_event(at, *request, event)?,
            EventKind::DeadlineSet { task, due } => self.deadline_set(at, *task, *due)?,
            EventKind::DeadlinePassed { task, due } => {
                if let Some(deadline) = self.close_deadline(*task, *due)? {
                    deadline.passed = Some(at);
                }
            }
            EventKind::DeadlineLifted { task, due } => {
                if let Some(deadline) = self.close_deadline(*task, *due)? {
                    deadline.lifted = Some(at);
                }
            }
            EventKind::CleanupBegan(task) => self.task_mut(*task)?.cleanup_began(at),
            EventKind::CleanupEnded(task) => self.task_mut(*task)?.cleanup_ended(at),
            EventKind::Detached(task) => {
                self.task_mut(*task)?.detached.get_or_insert(at);
            }
            EventKind::Created {
                resource,
                kind,
                name,
                limit,
                task,
                line,
            } => {
                let new = ResourceHistory {
                    id: *resource,
                    kind: *kind,
                    name: name.clone(),
                    limit: *limit,
                    task: *task,
                    line: *line,
                    created: at,
                    changes: Vec::new(),
                    most: 0,
                    most_waiters: 0,
                };
                self.create(new)?;
            }
            EventKind::Changed {
                resource,
                level,
                waiters,
                holder,
            } => self.change(
                *resource,
                Change {
                    at,
                    level: *level,
                    waiters: *waiters,
                    holder: *holder,
                },
            )?,
            EventKind::HoldBegan { task, length } => {
                self.task_mut(*task)?;
                self.holds.push((at, *task, *length));
            }
            EventKind::LoopBlocked { task, .. } => {
                self.task_mut(*task)?;
            }
            EventKind::Source(text) => self.source = text.clone(),
            EventKind::Said { task, level, text } => self.console.push(ConsoleLine {
                at,
                task: *task,
                level: *level,
                text: text.clone(),
            }),
        }
        self.now = at;
        Ok(())
    }

    fn deadline_set(&mut self, at: Moment, task: TaskId, due: Micros) -> Result<(), Problem> {
        let place = self.deadlines.len();
        self.task_mut(task)?.deadlines.push(place);
        let open = self.open_deadlines.entry((task, due)).or_default();
        open.push(place);
        self.deadlines.push(Deadline {
            task,
            set: at,
            due,
            passed: None,
            lifted: None,
        });
        Ok(())
    }

    /// Closes the limit of `task` for `due` that was set last and still holds.
    fn close_deadline(
        &mut self,
        task: TaskId,
        due: Micros,
    ) -> Result<Option<&mut Deadline>, Problem> {
        self.task_mut(task)?;
        let Some(places) = self.open_deadlines.get_mut(&(task, due)) else {
            return Ok(None);
        };
        let place = places.pop();
        if places.is_empty() {
            self.open_deadlines.remove(&(task, due));
        }
        Ok(place.and_then(|place| self.deadlines.get_mut(place)))
    }

    fn create(&mut self, new: ResourceHistory) -> Result<(), Problem> {
        if new.id.0 as usize != self.resources.len() {
            return Err(Problem::UnknownResource(new.id));
        }
        if let Some(task) = new.task {
            self.task_mut(task)?;
        }
        self.resources.push(new);
        Ok(())
    }

    fn change(&mut self, id: ResourceId, change: Change) -> Result<(), Problem> {
        if let Some(holder) = change.holder {
            self.task_mut(holder)?;
        }
        let resource = self.resources.get_mut(id.0 as usize);
        resource.ok_or(Problem::UnknownResource(id))?.change(change);
        Ok(())
    }

    fn task_mut(&mut self, id: TaskId) -> Result<&mut TaskHistory, Problem> {
        self.tasks
            .get_mut(id.0 as usize)
            .ok_or(Problem::UnknownTask(id))
    }

    fn spawn(
        &mut self,
        at: Moment,
        (id, parent): (TaskId, Option<TaskId>),
        name: &str,
        kind: TaskKind,
        line: Option<u32>,
    ) -> Result<(), Problem> {
        if id.0 as usize != self.tasks.len() {
            return Err(Problem::UnknownTask(id));
        }
        if let Some(parent) = parent {
            self.task_mut(parent)?;
        }
        let task = TaskHistory::spawned(at, (id, parent), name, kind, line);
        self.tasks.push(task);
        self.totals.tasks += 1;
        self.totals.live += 1;
        self.totals.most_live = self.totals.most_live.max(self.totals.live);
        Ok(())
    }

    /// Whether a poll that begins now is the loop's: not one within another, as threads have them
    /// while a task waits for them, and not the main thread's.
    fn takes_the_loop(&self, task: TaskId) -> bool {
        let within = self.loop_spans.last().is_some_and(|span| span.to.is_none());
        let main = self
            .task(task)
            .is_some_and(|task| self.is_main_thread(task));
        !within && !main
    }

    fn end_poll(&mut self, at: Moment, id: TaskId, ready: bool) -> Result<(), Problem> {
        let step = if ready {
            Step::PollReady
        } else {
            Step::PollPending
        };
        self.task_mut(id)?.step(at, step)?;
        let open = self.loop_spans.last_mut();
        if let Some(span) = open.filter(|span| span.task == id && span.to.is_none()) {
            span.to = Some(at);
            self.totals.holding = self.totals.holding.plus(at.since(span.from));
        }
        Ok(())
    }

    fn wake(&mut self, at: Moment, id: TaskId, by: WakeBy) -> Result<(), Problem> {
        let task = self.task_mut(id)?;
        task.wake(at, by)?;
        self.wakes.push(Wake { at, task: id, by });
        self.totals.wakes += 1;
        Ok(())
    }

    fn end(&mut self, at: Moment, id: TaskId, outcome: &Outcome) -> Result<(), Problem> {
        let task = self.task_mut(id)?;
        task.step(at, Step::Ended)?;
        task.end = Some((at, outcome.clone()));
        self.last_end = at;
        let totals = &mut self.totals;
        totals.live = totals.live.saturating_sub(1);
        *match outcome {
            Outcome::Ok(_) => &mut totals.ok,
            Outcome::Error(_) => &mut totals.errors,
            Outcome::Cancelled(_) => &mut totals.cancelled,
            Outcome::TimedOut(_) => &mut totals.timed_out,
        } += 1;
        Ok(())
    }

    fn request_event(
        &mut self,
        at: Moment,
        id: RequestId,
        event: &RequestEvent,
    ) -> Result<(), Problem> {
        if let RequestEvent::Started {
            task,
            method,
            url,
            attempt,
            emulated,
        } = event
        {
            if id.0 as usize != self.requests.len() {
                return Err(Problem::UnknownRequest(id.0));
            }
            self.task_mut(*task)?.requests.push(id);
            self.totals.requests += 1;
            self.requests.push(RequestHistory {
                id,
                task: *task,
                method: method.clone(),
                url: url.clone(),
                attempt: *attempt,
                emulated: *emulated,
                started: at,
                head: None,
                bytes: 0,
                over: None,
                failure: None,
                aborted: false,
                phases: None,
            });
            return Ok(());
        }
        let request = self
            .requests
            .get_mut(id.0 as usize)
            .ok_or(Problem::UnknownRequest(id.0))?;
        match event {
            RequestEvent::Started { .. } => {}
            RequestEvent::Head { status } => request.head = Some((at, *status)),
            RequestEvent::Progress { bytes } => request.bytes = *bytes,
            RequestEvent::Finished { bytes } => {
                request.bytes = *bytes;
                request.over = Some(at);
                self.totals.bytes = self.totals.bytes.saturating_add(*bytes);
            }
            RequestEvent::Failed { message } => {
                request.failure = Some(message.clone());
                request.over = Some(at);
            }
            RequestEvent::Aborted => {
                request.aborted = true;
                request.over = Some(at);
            }
            RequestEvent::Timed(phases) => request.phases = Some(*phases),
        }
        Ok(())
    }
}
