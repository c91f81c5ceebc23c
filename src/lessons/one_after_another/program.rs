//! Three pauses, one after another.

use crate::lessons::prelude::*;

async fn pause(name: &str, length: Micros) {
    say(&format!("{name} begins"));
    sleep(length).await;
    say(&format!("{name} is over"));
}

pub async fn main(given: Given) -> Ended {
    let length = given.ms("pause");

    pause("first", length).await;
    pause("second", length).await;
    pause("third", length).await;

    Ok(format!("three pauses in {}", duration(now())))
}
