//! A ticker beside a task that computes and does not await.

use crate::lessons::prelude::*;

async fn tick() {
    for number in 1..=6 {
        sleep(ms(100)).await;
        say(&format!("tick {number}"));
    }
}

async fn compute(length: Micros) {
    sleep(ms(250)).await;
    say("the computation begins");
    // No await in here: the loop is held until it returns.
    hold_the_loop(length);
    say("the computation is over");
}

pub async fn main(given: Given) -> Ended {
    let ticker = spawn("ticker", tick());
    let computer = spawn("computer", compute(given.ms("hold")));

    ticker.await.map_err(in_words)?;
    computer.await.map_err(in_words)?;
    Ok(format!("six ticks by {}", duration(now())))
}
