//! Several futures within one task.

use core::future::{Future, IntoFuture, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll};

/// Awaits two futures at once without making tasks of them: they take turns within the task that
/// awaits, and neither is polled while the other holds the loop. Both are polled whenever that
/// task is. Dropping the wait drops both. asyncio's gather makes a task of each instead.
#[track_caller]
pub fn both<A: IntoFuture, B: IntoFuture>(
    a: A,
    b: B,
) -> impl Future<Output = (A::Output, B::Output)> {
    join(a.into_future(), b.into_future())
}

/// Awaits three futures at once, as [`both`] does two.
#[track_caller]
pub fn all3<A: IntoFuture, B: IntoFuture, C: IntoFuture>(
    a: A,
    b: B,
    c: C,
) -> impl Future<Output = (A::Output, B::Output, C::Output)> {
    let two = join(a.into_future(), b.into_future());
    let c = c.into_future();
    async move {
        let ((a, b), c) = join(two, c).await;
        (a, b, c)
    }
}

async fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(Some(a)), pin!(Some(b)));
    let (mut from_a, mut from_b) = (None, None);
    poll_fn(|cx| {
        step(a.as_mut(), &mut from_a, cx);
        step(b.as_mut(), &mut from_b, cx);
        match (from_a.take(), from_b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (from_a, from_b) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

/// Polls `future` if it is not done yet; one that is done is dropped at once.
fn step<F: Future>(
    mut future: Pin<&mut Option<F>>,
    value: &mut Option<F::Output>,
    cx: &mut Context<'_>,
) {
    if let Some(running) = future.as_mut().as_pin_mut()
        && let Poll::Ready(ready) = running.poll(cx)
    {
        *value = Some(ready);
        future.set(None);
    }
}
