//! A queue of jobs, and a few workers that never end by themselves.

use crate::lessons::prelude::*;

async fn work(name: String, jobs: Queue<u32>) -> Result<(), String> {
    loop {
        let job = jobs.get().await;
        sleep(ms(300)).await;
        say(&format!("{name} has done job {job}"));
        jobs.task_done().map_err(in_words)?;
    }
}

pub async fn main(given: Given) -> Ended {
    // There is room for two: whoever is too quick has to wait.
    let jobs = queue("jobs", Some(2));

    let mut workers = Vec::new();
    for number in 1..=given.count("workers") {
        let name = format!("worker {number}");
        workers.push(spawn(&name, work(name.clone(), jobs.clone())));
    }

    for job in 1..=given.count("jobs") {
        jobs.put(job).await;
    }
    say("every job is in the queue");

    jobs.join().await;
    for worker in &workers {
        worker.cancel(CancelReason::Program);
    }
    collect(workers).await;

    Ok(format!("all jobs done in {}", duration(now())))
}
