//! Very many tasks, all waiting at the same time.

use crate::lessons::prelude::*;

async fn wait_a_while(length: Micros) {
    sleep(length).await;
}

pub async fn main(given: Given) -> Ended {
    let length = given.ms("pause");

    let mut tasks = Vec::new();
    for number in 1..=given.count("tasks") {
        let name = format!("task {number}");
        tasks.push(spawn(&name, wait_a_while(length)));
    }
    say("all are spawned, and none has begun");

    let count = collect(tasks).await.len();

    Ok(format!("{count} tasks in {}", duration(now())))
}
