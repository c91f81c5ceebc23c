//! The lines of the program that the trace tells.

use super::*;

const PRIMES: Job = Job::CountPrimes { below: 10 };

/// The lines at which `task` waited, in order.
fn waited_at(history: &History, task: usize) -> Vec<u32> {
    let spans = history.tasks()[task].spans.iter();
    spans.filter_map(|span| span.line).collect()
}

fn run_with_lines<F>(body: impl FnOnce(Runtime, Said) -> F) -> History
where
    F: Future + 'static,
    F::Output: Report + 'static,
{
    let run = Run::new();
    run.runtime.recorder().show_lines_of(file!());
    run.main(body);
    run.finish().0
}

#[test]
fn a_spawn_has_its_line_and_a_join_that_of_its_await() {
    let before = line!();
    let history = run_with_lines(|runtime, _| async move {
        let mut a = runtime.spawn("a", TaskKind::Task, async {}); // before + 2
        let inner = runtime.clone();
        let b = runtime.spawn("b", TaskKind::Task, async move {
            sleep(&inner, ms(10)).await; // before + 5
        });
        (&mut a).await.unwrap(); // before + 7
        b // before + 8
            .await // before + 9
            .unwrap();
    });
    let spawned = [1, 2].map(|task| history.tasks()[task].line);
    assert_eq!(spawned, [Some(before + 2), Some(before + 4)]);
    assert_eq!(waited_at(&history, 0), [before + 7, before + 9]);
    assert_eq!(waited_at(&history, 2), [before + 5]);
}

#[test]
fn lines_of_other_files_are_not_told() {
    let history = run_with_lines(|runtime, said| async move {
        drop(sleeper(&runtime, &said, "elsewhere", 10));
    });
    assert_eq!(history.tasks()[1].line, None);
    assert_eq!(waited_at(&history, 1), [0_u32; 0]);
}

#[test]
fn every_wait_has_its_line() {
    let mut before = 0;
    let first = &mut before;
    let history = run_with_lines(move |runtime, said| {
        let task = |length| sleeper(&runtime, &said, "t", length);
        let tasks = [1, 2, 3, 4, 5, 6, 7, 8].map(task);
        *first = line!();
        async move {
            let [a, b, c, d, e, f, g, h] = tasks;
            yield_now(&runtime).await; // + 3
            gather(&runtime, vec![a]).await.unwrap(); // + 4
            collect(&runtime, vec![b]).await; // + 5
            race(&runtime, vec![c]).await.unwrap(); // + 6
            Completions::new(&runtime, vec![d]).next().await; // + 7
            wait(&runtime, vec![e], ReturnWhen::AllCompleted, None).await; // + 8
            let _ = timeout(&runtime, ms(50), f).await; // + 9
            both(g, h).await.0.unwrap().unwrap(); // + 10, twice
            let group = TaskGroup::<&str, String>::new(&runtime);
            let inner = runtime.clone();
            group.spawn("member", async move {
                sleep_as(&inner, ms(1), WaitOn::Job).await; // + 14
                Ok("")
            });
            group.wait().await.unwrap(); // + 17
            let _ = offload(&runtime, PRIMES).await; // + 18
            let policy = Retry {
                retries: 1,
                first_pause: ms(1),
                longest_pause: ms(1),
            };
            let operation = |_| async { Err::<(), _>("no") };
            let failed = retry(&runtime, policy, operation, |_| true).await; // + 25
            failed.unwrap_err();
        }
    });
    // The sleepers come before main.
    let lines: Vec<_> = waited_at(&history, 8)
        .into_iter()
        .map(|line| line - before)
        .collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 10, 17, 18, 25]);
    let (member, job) = (&history.tasks()[9], &history.tasks()[10]);
    assert_eq!(member.line, Some(before + 13));
    assert_eq!(waited_at(&history, 9), [before + 14]);
    assert_eq!(job.line, Some(before + 18));
}

#[test]
fn every_shared_thing_and_every_wait_for_one_has_its_line() {
    let mut before = 0;
    let first = &mut before;
    let history = run_with_lines(move |runtime, _| {
        *first = line!();
        async move {
            let event = Event::new(&runtime, "event"); // + 2
            let lock = Lock::new(&runtime, "lock"); // + 3
            let condition = Condition::new(&runtime, "condition", &lock); // + 4
            let semaphore = BoundedSemaphore::new(&runtime, "semaphore", 0); // + 5
            let barrier = Barrier::new(&runtime, "barrier", 2); // + 6
            let queue = Queue::lifo(&runtime, "queue", Some(1)); // + 7
            let (_setter, promised) = promise::<u32>(&runtime, "promise"); // + 8
            let held = lock.acquire().await;
            let short = |length| ms(length);
            let _ = timeout(&runtime, short(1), event.wait()).await; // + 11
            let _ = timeout(&runtime, short(1), lock.acquire()).await; // + 12
            let _ = timeout(&runtime, short(1), condition.wait(held)).await; // + 13
            let _ = timeout(&runtime, short(1), semaphore.acquire()).await; // + 14
            let _ = timeout(&runtime, short(1), barrier.wait()).await; // + 15
            let _ = timeout(&runtime, short(1), queue.get()).await; // + 16
            queue.put(1).await;
            let _ = timeout(&runtime, short(1), queue.put(2)).await; // + 18
            let _ = timeout(&runtime, short(1), queue.join()).await; // + 19
            let _ = timeout(&runtime, short(1), &promised).await; // + 20
            let inner = runtime.clone();
            let told = runtime.spawn_cooperative("told", TaskKind::Task, |token| async move {
                let _ = timeout(&inner, short(1), token.cancelled()).await; // + 23
            }); // spawned + 22
            told.await.unwrap(); // + 25
            call_later(&runtime, "later", ms(1), || {}); // + 26
        }
    });
    let made: Vec<_> = history
        .resources()
        .iter()
        .map(|one| one.line.unwrap() - before)
        .collect();
    assert_eq!(made, [2, 3, 4, 5, 6, 7, 8]);
    let lines = |task| {
        let lines = waited_at(&history, task).into_iter();
        lines.map(|line| line - before).collect::<Vec<_>>()
    };
    assert_eq!(lines(0), [11, 12, 13, 14, 15, 16, 18, 19, 20, 25]);
    assert_eq!((lines(1), lines(2)), (vec![23], vec![26]));
    let spawned = [1, 2].map(|task: usize| history.tasks()[task].line.unwrap() - before);
    assert_eq!(spawned, [22, 26]);
}
