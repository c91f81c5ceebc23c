//! A ticker runs while main() waits.

use crate::lessons::prelude::*;

async fn tick(every: Micros) {
    for number in 1..=5 {
        sleep(every).await;
        say(&format!("tick {number}"));
    }
}

pub async fn main(given: Given) -> Ended {
    let ticker = spawn("ticker", tick(given.ms("every")));

    say("main() lets go of the loop");
    sleep(given.ms("pause")).await;
    say("main() goes on");

    ticker.await.map_err(in_words)?;
    Ok(format!("five ticks by {}", duration(now())))
}
