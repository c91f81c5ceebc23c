//! Computations beside the loop and on it.

use super::*;

const PRIMES: Job = Job::CountPrimes { below: 100_000 };

#[test]
fn jobs_compute_what_they_say() {
    let primes = |below| Job::CountPrimes { below }.compute();
    assert_eq!([0, 2, 3, 4, 10, 100].map(primes), [0, 0, 1, 2, 4, 25]);
    assert_eq!(PRIMES.compute(), 9592);
    let longest = |below| Job::LongestCollatz { below }.compute();
    assert_eq!([0, 1, 2, 10, 100].map(longest), [0, 0, 1, 9, 97]);
    assert_eq!(
        (PRIMES.name(), PRIMES.cost()),
        ("count primes", Micros(3160))
    );
}

#[test]
fn an_offloaded_job_takes_time_but_not_the_loop() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let ticker = sleeper(&runtime, &said, "tick", 1);
        let jobs = (offload(&runtime, PRIMES), offload(&runtime, PRIMES));
        said.say(&format!("{:?}", both(jobs.0, jobs.1).await));
        ticker.await.unwrap().unwrap();
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["1 tick", "3 (Ok(9592), Ok(9592))"]);
    assert_eq!(history.ended().unwrap().at, PRIMES.cost(), "side by side");
    let job = &history.tasks()[2];
    assert_eq!((&*job.name, job.kind), ("count primes", TaskKind::Job));
    assert_eq!(*job.spans[2].waits, [WaitOn::Job]);
    assert_eq!(job.last_wake, Some(WakeBy::Job));
    assert_eq!(history.totals().holding, Micros::ZERO);
}

#[test]
fn a_job_that_nobody_waits_for_any_more_is_aborted() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let late = timeout(&runtime, ms(1), offload(&runtime, PRIMES)).await;
        assert!(late.is_err());
        drop(offload(&runtime, PRIMES));
        let stopped = offload(&runtime, PRIMES);
        stopped.task().cancel(CancelReason::User);
        said.say(&format!("{:?}", stopped.await));
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["1 Err(Cancelled(User))"]);
    let timeout = CancelReason::Timeout;
    assert_eq!(outcome(&history, 1), (1, cancelled(timeout)));
    assert_eq!(outcome(&history, 2), (1, cancelled(CancelReason::Parent)));
    assert!(history.tasks().iter().all(|task| task.detached.is_none()));
}

#[test]
fn a_job_computed_here_holds_the_loop() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let ticker = sleeper(&runtime, &said, "tick", 1);
        yield_now(&runtime).await;
        said.say(&compute_here(&runtime, PRIMES).to_string());
        ticker.await.unwrap().unwrap();
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["3 9592", "3 tick"]);
    let (at, task, length) = history.holds()[0];
    assert_eq!((at.at, task, length), (Micros::ZERO, MAIN, PRIMES.cost()));
    assert_eq!(history.tasks()[0].longest_poll, PRIMES.cost());
}

#[test]
fn a_runtime_without_workers_says_so() {
    let event_loop = VirtualLoop::new();
    let recorder = event_loop.runtime().recorder().clone();
    let runtime = Runtime::new(recorder, Rc::new(event_loop.clone()));
    let inner = runtime.clone();
    let main = runtime.spawn("main", TaskKind::Main, async move {
        offload(&inner, PRIMES).await
    });
    assert!(event_loop.run(TURNS));
    assert_eq!(main.take(), Some(Ok(Err(JobError::NoWorkers))));
}
