//! Logs written by hand, a verb at a time.

use crate::trace::*;

/// Writes events at a time that only moves when told to.
#[derive(Default)]
pub struct Script {
    events: Vec<Event>,
    now: u64,
    tasks: u32,
    requests: u32,
    resources: u32,
}

impl Script {
    /// With `main` spawned and nothing polled.
    pub fn new() -> Self {
        let mut script = Self::default();
        script.spawn("main", None);
        script
    }

    pub fn log(&self) -> Log {
        Log::from_events(self.events.clone()).unwrap()
    }

    pub fn kinds(&self) -> Vec<WarningKind> {
        let found = warnings(self.log().history());
        found.iter().map(|warning| warning.kind).collect()
    }

    /// From now on it is `ms` after the start.
    pub fn at(&mut self, ms: u64) -> &mut Self {
        self.now = ms * 1000;
        self
    }

    pub fn at_us(&mut self, us: u64) -> &mut Self {
        self.now = us;
        self
    }

    pub fn put(&mut self, kind: EventKind) -> &mut Self {
        let at = Micros(self.now);
        self.events.push(Event { at, kind });
        self
    }

    pub fn spawn(&mut self, name: &str, parent: Option<u32>) -> u32 {
        self.spawn_as(name, parent, TaskKind::Task)
    }

    pub fn spawn_as(&mut self, name: &str, parent: Option<u32>, kind: TaskKind) -> u32 {
        let task = TaskId(self.tasks);
        self.tasks += 1;
        self.put(EventKind::Spawned {
            task,
            parent: parent.map(TaskId),
            name: name.into(),
            kind,
            line: None,
        });
        task.0
    }

    pub fn began(&mut self, task: u32) -> &mut Self {
        self.put(EventKind::PollBegan(TaskId(task)))
    }

    /// The poll ends, waiting on `on`, with one waker elsewhere.
    pub fn waits(&mut self, task: u32, on: WaitOn) -> &mut Self {
        self.put(EventKind::Waiting {
            task: TaskId(task),
            on,
            line: Some(7),
        })
        .pending(task, 1)
    }

    pub fn pending(&mut self, task: u32, wakers: u32) -> &mut Self {
        self.put(EventKind::PollEnded {
            task: TaskId(task),
            ready: false,
            wakers,
        })
    }

    pub fn woken(&mut self, task: u32, by: WakeBy) -> &mut Self {
        let task = TaskId(task);
        self.put(EventKind::Woken { task, by })
    }

    /// The poll ends ready, and the task with it.
    pub fn ends(&mut self, task: u32, outcome: Outcome) -> &mut Self {
        self.put(EventKind::PollEnded {
            task: TaskId(task),
            ready: true,
            wakers: 0,
        })
        .over(task, outcome)
    }

    pub fn over(&mut self, task: u32, outcome: Outcome) -> &mut Self {
        let task = TaskId(task);
        self.put(EventKind::Ended { task, outcome })
    }

    pub fn cancel(&mut self, task: u32, by: Option<u32>, why: CancelReason) -> &mut Self {
        self.put(EventKind::CancelRequested {
            task: TaskId(task),
            by: by.map(TaskId),
            why,
        })
    }

    /// It is woken to be dropped, and is.
    pub fn dropped(&mut self, task: u32, by: Option<u32>, why: CancelReason) -> &mut Self {
        self.cancel(task, by, why);
        let by = by.map_or(WakeBy::User, |by| WakeBy::Task(TaskId(by)));
        self.woken(task, by).over(task, Outcome::Cancelled(why))
    }

    /// Asked to end by its parent before its first poll, and ended.
    pub fn dropped_queued(&mut self, task: u32, why: CancelReason) -> &mut Self {
        self.cancel(task, task.checked_sub(1), why)
            .over(task, Outcome::Cancelled(why))
    }

    pub fn request(&mut self, task: u32, url: &str, attempt: u32) -> RequestId {
        let request = RequestId(self.requests);
        self.requests += 1;
        self.put(EventKind::Request {
            request,
            event: RequestEvent::Started {
                task: TaskId(task),
                method: "GET".into(),
                url: url.into(),
                attempt,
                emulated: true,
            },
        });
        request
    }

    pub fn answered(&mut self, request: RequestId, status: u16) -> &mut Self {
        let event = RequestEvent::Head { status };
        self.put(EventKind::Request { request, event });
        let event = RequestEvent::Finished { bytes: 10 };
        self.put(EventKind::Request { request, event })
    }

    /// The task, being polled, makes a request and waits for it for `length` ms; it is being
    /// polled again after that.
    pub fn fetch(&mut self, task: u32, url: &str, attempt: u32, length: u64) -> &mut Self {
        let request = self.request(task, url, attempt);
        self.waits(task, WaitOn::Request(request));
        self.pass(length);
        self.answered(request, 200);
        self.woken(task, WakeBy::Request(request)).began(task)
    }

    /// The same for a wait on `on`.
    pub fn wait(&mut self, task: u32, on: WaitOn, length: u64) -> &mut Self {
        self.waits(task, on);
        self.pass(length);
        self.woken(task, WakeBy::Timer).began(task)
    }

    pub fn pass(&mut self, ms: u64) -> &mut Self {
        self.now += ms * 1000;
        self
    }

    pub fn resource(&mut self, kind: ResourceKind, name: &str, limit: Option<u32>) -> ResourceId {
        let resource = ResourceId(self.resources);
        self.resources += 1;
        self.put(EventKind::Created {
            resource,
            kind,
            name: name.into(),
            limit,
            task: Some(TaskId(0)),
            line: Some(3),
        });
        resource
    }

    pub fn changed(&mut self, resource: ResourceId, level: u32, waiters: u32) -> &mut Self {
        self.put(EventKind::Changed {
            resource,
            level,
            waiters,
            holder: None,
        })
    }

    pub fn limit(&mut self, task: u32, due_ms: u64) -> &mut Self {
        self.put(EventKind::DeadlineSet {
            task: TaskId(task),
            due: Micros::from_ms(due_ms),
        })
    }

    pub fn lifted(&mut self, task: u32, due_ms: u64) -> &mut Self {
        self.put(EventKind::DeadlineLifted {
            task: TaskId(task),
            due: Micros::from_ms(due_ms),
        })
    }

    pub fn passed(&mut self, task: u32, due_ms: u64) -> &mut Self {
        self.put(EventKind::DeadlinePassed {
            task: TaskId(task),
            due: Micros::from_ms(due_ms),
        })
    }
}

pub fn ok() -> Outcome {
    Outcome::Ok("".into())
}

pub fn error(text: &str) -> Outcome {
    Outcome::Error(text.into())
}

/// What the lab's own programs write, on the virtual clock.
pub fn real_log(strategy: crate::lab::Strategy) -> Log {
    let plan = crate::lab::Form::default().check(&|_| true).unwrap();
    let events = crate::lab::forecast(&alloc::rc::Rc::new(plan), strategy);
    Log::from_events(events).unwrap()
}
