//! The one future behind every wait for a shared thing.

use super::WaitList;
use crate::runtime::Runtime;
use crate::trace::{ResourceId, ResourceKind, TaskId, WaitOn, Want};
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll};

/// A shared thing as the trace knows it.
pub struct Resource {
    runtime: Runtime,
    id: ResourceId,
}

impl Resource {
    /// Makes it known.
    pub fn new(
        runtime: &Runtime,
        kind: ResourceKind,
        name: &str,
        limit: Option<usize>,
        place: &Location<'_>,
    ) -> Self {
        let limit = limit.and_then(|limit| u32::try_from(limit).ok());
        Self {
            id: runtime.recorder().created(kind, name, limit, place),
            runtime: runtime.clone(),
        }
    }

    /// Tells the trace how it stands.
    pub fn tell(&self, level: usize, waiters: usize, holder: Option<TaskId>) {
        let recorder = self.runtime.recorder();
        recorder.changed(self.id, level, waiters, holder);
    }

    /// The task being polled.
    pub fn current(&self) -> Option<TaskId> {
        self.runtime.recorder().current()
    }
}

/// What there is to wait for. Implemented by handles that share the thing itself.
pub trait Source: Unpin {
    /// What a wait gets when its turn has come.
    type Grant;

    /// The thing.
    fn resource(&self) -> &Resource;

    /// What is wanted of it.
    fn want(&self) -> Want;

    /// Who waits.
    fn waiting(&self) -> &WaitList<Self::Grant>;

    /// Takes what is wanted, where there is no need to wait.
    fn take(&self) -> Option<Self::Grant>;

    /// `grant` was granted to a wait that is gone: it goes to the next, or is kept.
    fn give_back(&self, grant: Self::Grant);

    /// Tells the trace how the thing stands.
    fn tell(&self);
}

/// Waits for its turn, first come first served. Dropping it leaves the queue.
pub struct Turn<S: Source> {
    source: S,
    ticket: Option<super::Ticket<S::Grant>>,
    place: &'static Location<'static>,
}

impl<S: Source> Turn<S> {
    /// A wait in the name of the program's line at `place`. It queues up when first polled.
    pub fn new(source: S, place: &'static Location<'static>) -> Self {
        Self {
            source,
            ticket: None,
            place,
        }
    }
}

impl<S: Source> Future for Turn<S> {
    type Output = S::Grant;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<S::Grant> {
        let this = &mut *self;
        let source = &this.source;
        let resource = source.resource();
        let granted = match &this.ticket {
            Some(ticket) => ticket.take(),
            None => source.take(),
        };
        if let Some(grant) = granted {
            this.ticket = None;
            return Poll::Ready(grant);
        }
        if this.ticket.is_none() {
            this.ticket = Some(source.waiting().enter(resource.current()));
            source.tell();
        }
        if let Some(ticket) = &this.ticket {
            ticket.wake_with(cx.waker());
        }
        let on = WaitOn::Resource {
            resource: resource.id,
            want: source.want(),
        };
        let recorder = resource.runtime.recorder();
        recorder.waiting_at(on, this.place);
        Poll::Pending
    }
}

impl<S: Source> Drop for Turn<S> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket.take() else {
            return;
        };
        match self.source.waiting().leave(ticket) {
            Some(grant) => self.source.give_back(grant),
            None => self.source.tell(),
        }
    }
}
