//! Hikers who wait for each other at every rest.

use crate::lessons::prelude::*;

async fn hike(name: &'static str, stage: Micros, rest: Barrier) -> Result<(), String> {
    for number in 1..=3 {
        sleep(stage).await;
        let place = rest.wait().await.map_err(in_words)?;
        // The one who comes last lets everybody go on.
        if place + 1 == rest.parties() {
            say(&format!("rest {number} is over when {name} comes"));
        }
    }
    Ok(())
}

pub async fn main(given: Given) -> Ended {
    let rest = barrier("rest", 3);

    let hikers = vec![
        spawn("A", hike("A", given.ms("a"), rest.clone())),
        spawn("B", hike("B", given.ms("b"), rest.clone())),
        spawn("C", hike("C", given.ms("c"), rest.clone())),
    ];

    gather(hikers).await.map_err(in_words)?;
    Ok(format!("three stages in {}", duration(now())))
}
