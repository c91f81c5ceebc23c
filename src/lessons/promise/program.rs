//! An answer that two tasks wait for and a third one brings.

use crate::lessons::prelude::*;

async fn wait_for(name: &'static str, answer: Promised<u32>) -> Result<(), String> {
    let answer = answer.await.map_err(in_words)?;
    say(&format!("{name} hears: {answer}"));
    Ok(())
}

async fn think(length: Micros, patience: Micros, promise: Promise<u32>) {
    // When the time runs out the promise is dropped, and with it the hope of an answer.
    let thought = timeout(patience, async {
        sleep(length).await;
        promise.set(42)
    });
    match thought.await {
        Ok(_) => say("the thinker has an answer"),
        Err(_) => say("the thinker gives up"),
    }
    drop(promise);
}

pub async fn main(given: Given) -> Ended {
    let (promise, answer) = promise("answer");

    let tasks = vec![
        spawn("A", wait_for("A", answer.clone())),
        spawn("B", wait_for("B", answer)),
    ];
    let thinker = spawn(
        "thinker",
        think(given.ms("think"), given.ms("patience"), promise),
    );

    thinker.await.map_err(in_words)?;
    gather(tasks).await.map_err(in_words)?;
    Ok(format!("both have heard by {}", duration(now())))
}
