//! The same computation twice: on the loop, and beside it.

use crate::lessons::prelude::*;

async fn tick() {
    for number in 1..=12 {
        sleep(ms(50)).await;
        say(&format!("tick {number}"));
    }
}

pub async fn main(given: Given) -> Ended {
    let below = given.count("thousands") * 1000;
    let job = Job::CountPrimes { below };
    let ticker = spawn("ticker", tick());

    sleep(ms(120)).await;
    say("main() computes");
    let primes = compute_here(job);
    say(&format!("main() has found {primes} primes"));

    sleep(ms(120)).await;
    say("a worker computes");
    let primes = offload(job).await.map_err(in_words)?;
    say(&format!("the worker has found {primes} primes"));

    ticker.await.map_err(in_words)?;
    Ok(format!("{primes} primes below {below}"))
}
