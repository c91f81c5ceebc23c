//! Runners who wait for the start.

use crate::lessons::prelude::*;

async fn run(name: String, start: Event) {
    start.wait().await;
    say(&format!("{name} runs"));
    sleep(ms(200)).await;
}

pub async fn main(given: Given) -> Ended {
    let start = event("start");

    let mut runners = Vec::new();
    for number in 1..=given.count("runners") {
        let name = format!("runner {number}");
        runners.push(spawn(&name, run(name.clone(), start.clone())));
    }

    sleep(given.ms("wait")).await;
    say("the start is given");
    start.set();

    // Who comes late does not wait: the event stays set.
    runners.push(spawn("latecomer", run("latecomer".into(), start.clone())));
    let count = collect(runners).await.len();
    Ok(format!("{count} have run by {}", duration(now())))
}
