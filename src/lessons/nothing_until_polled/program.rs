//! Two futures, of which one is awaited.

use crate::lessons::prelude::*;

async fn greet(name: &str) {
    say(&format!("{name} is polled for the first time"));
    sleep(ms(200)).await;
    say(&format!("{name} is complete"));
}

pub async fn main(given: Given) -> Ended {
    // Calling an async function runs none of its lines.
    let first = greet("first");
    let second = greet("second");
    say("two futures are made");

    sleep(given.ms("pause")).await;

    first.await;
    drop(second);
    Ok(format!("one greeting by {}", duration(now())))
}
