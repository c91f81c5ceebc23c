//! The same three pauses, each as a task.

use crate::lessons::prelude::*;

async fn pause(name: &'static str, length: Micros) {
    say(&format!("{name} begins"));
    sleep(length).await;
    say(&format!("{name} is over"));
}

pub async fn main(given: Given) -> Ended {
    let length = given.ms("pause");

    let first = spawn("first", pause("first", length));
    let second = spawn("second", pause("second", length));
    let third = spawn("third", pause("third", length));

    first.await.map_err(in_words)?;
    second.await.map_err(in_words)?;
    third.await.map_err(in_words)?;

    Ok(format!("three pauses in {}", duration(now())))
}
