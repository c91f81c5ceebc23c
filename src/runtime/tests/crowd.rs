//! Ten thousand waits, cancelled one by one: nothing is left, and leaving takes no search.

use super::sync::WaitList;
use super::*;
use std::time::{Duration, Instant};

const COUNT: usize = 10_000;

/// Cancels a crowd of waits from the back, then sees that nobody is left in `waiting`.
fn crowd<F>(begin: impl Fn(Runtime) -> (Box<dyn Fn() -> F>, Box<dyn Fn() -> usize>))
where
    F: Future<Output = ()> + 'static,
{
    let run = Run::new();
    let (wait, waiting) = begin(run.runtime.clone());
    let tasks: Vec<_> = (0..COUNT)
        .map(|_| run.runtime.spawn("t", TaskKind::Task, wait()))
        .collect();
    assert!(run.event_loop.run_until(ms(1), TURNS));
    assert_eq!(waiting(), COUNT);
    run.runtime.recorder().take();
    for task in tasks.iter().rev() {
        task.cancel(CancelReason::Program);
        assert!(run.event_loop.run(TURNS));
    }
    assert_eq!((waiting(), run.runtime.live()), (0, 0));
}

#[test]
fn ten_thousand_cancelled_waits_leave_no_trace_in_what_they_waited_for() {
    crowd(|runtime| {
        let semaphore = Semaphore::new(&runtime, "none", 0);
        let left = semaphore.clone();
        let wait = move || {
            let turn = semaphore.acquire();
            async move { drop(turn.await) }
        };
        (Box::new(wait), Box::new(move || left.waiting()))
    });
    crowd(|runtime| {
        let event = Event::new(&runtime, "never");
        let left = event.clone();
        (
            Box::new(move || event.wait()),
            Box::new(move || left.waiting()),
        )
    });
    crowd(|runtime| {
        let queue = Queue::<u32>::new(&runtime, "empty", None);
        let left = queue.clone();
        let wait = move || {
            let turn = queue.get();
            async move { _ = turn.await }
        };
        (Box::new(wait), Box::new(move || left.waiting()))
    });
    crowd(|runtime| {
        let barrier = Barrier::new(&runtime, "too many", COUNT + 1);
        let left = barrier.clone();
        let wait = move || {
            let turn = barrier.wait();
            async move { _ = turn.await }
        };
        (Box::new(wait), Box::new(move || left.waiting()))
    });
    crowd(|runtime| {
        let lock = Lock::new(&runtime, "lock");
        let condition = Condition::new(&runtime, "never", &lock);
        let left = condition.clone();
        let wait = move || {
            let condition = condition.clone();
            async move {
                let held = condition.acquire().await;
                drop(condition.wait(held).await);
            }
        };
        (Box::new(wait), Box::new(move || left.waiting()))
    });
}

#[test]
fn leaving_a_crowd_takes_no_search_through_it() {
    const MANY: usize = 200_000;
    // A search for each of them would take many times as long.
    const SOON: Duration = Duration::from_secs(10);
    let list = WaitList::<()>::default();
    let mut tickets: Vec<_> = (0..MANY).map(|_| list.enter(None)).collect();
    let began = Instant::now();
    // Neither end of the queue is where they leave from.
    tickets.rotate_left(MANY / 2);
    for ticket in tickets {
        assert!(list.leave(ticket).is_none());
    }
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    assert_eq!(list.len(), 0);
}

#[test]
fn what_nobody_shares_any_more_is_freed_after_ten_thousand_cancelled_waits() {
    let run = Run::new();
    let item = Rc::new(());
    let kept = Rc::downgrade(&item);
    run.main(|runtime, _| async move {
        let queue = Queue::new(&runtime, "full", Some(1));
        queue.put(item.clone()).await;
        let tasks: Vec<_> = (0..COUNT)
            .map(|_| {
                let put = queue.put(item.clone());
                runtime.spawn("t", TaskKind::Task, put)
            })
            .collect();
        yield_now(&runtime).await;
        assert_eq!(queue.waiting(), COUNT);
        drop(Completions::new(&runtime, tasks));
    });
    run.finish();
    assert_eq!(kept.strong_count(), 0);
}
