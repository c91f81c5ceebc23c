//! Work in three steps, and a limit for all of it.

use crate::lessons::prelude::*;

async fn work(step: Micros) -> &'static str {
    for number in 1..=3 {
        sleep(step).await;
        say(&format!("step {number} is done"));
    }
    "all steps"
}

pub async fn main(given: Given) -> Ended {
    let work = work(given.ms("step"));

    match timeout(given.ms("limit"), work).await {
        Ok(result) => Ok(format!("{result} in {}", duration(now()))),
        Err(elapsed) => {
            say("the rest of the work is dropped");
            Err(in_words(elapsed))
        }
    }
}
