//! Waits in the name of a line of the program.

use super::Runtime;
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::pin::pin;

/// Awaits `future` in the name of the program's line at `place`: waits within it that tell no line
/// of the program are shown there. For what waits somewhere inside a library.
pub async fn placed<F: Future>(
    runtime: Runtime,
    place: &'static Location<'static>,
    future: F,
) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|cx| {
        let recorder = runtime.recorder();
        recorder.at_line(place, || future.as_mut().poll(cx))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{VirtualLoop, sleep_as, yield_now};
    use crate::trace::{EventKind, Micros, TaskKind, WaitOn};

    #[test]
    fn waits_without_a_line_get_that_of_the_place() {
        let event_loop = VirtualLoop::new();
        let runtime = event_loop.runtime();
        runtime.recorder().show_lines_of(file!());
        let (here, inner) = (Location::caller(), runtime.clone());
        let main = runtime.spawn("main", TaskKind::Main, async move {
            let library = async {
                inner.recorder().waiting(WaitOn::Cancellation);
                sleep_as(&inner, Micros(1), WaitOn::Job).await;
            };
            placed(inner.clone(), here, library).await;
            inner.recorder().waiting(WaitOn::Cancellation);
            yield_now(&inner).await;
        });
        assert!(event_loop.run(100) && main.is_finished());
        let events = runtime.recorder().take();
        let lines = events.iter().filter_map(|event| match event.kind {
            EventKind::Waiting { line, .. } => Some(line),
            _ => None,
        });
        let lines: Vec<_> = lines.collect();
        let Some([first, own, after, _]) = lines.first_chunk() else {
            panic!("four waits are said: {lines:?}");
        };
        assert_eq!(*first, Some(here.line()), "no line of its own");
        assert!(own.is_some() && own != first, "its own line stays");
        assert_eq!(*after, None, "the place holds within the future only");
    }
}
