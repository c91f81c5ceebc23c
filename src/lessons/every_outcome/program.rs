//! The same three tasks, each allowed to fail on its own.

use crate::lessons::prelude::*;

async fn fetch(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    Ok(format!("data of {name}"))
}

async fn fail(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    Err(format!("{name} has no data"))
}

pub async fn main(given: Given) -> Ended {
    let tasks = vec![
        spawn("A", fetch("A", ms(400))),
        spawn("B", fail("B", given.ms("fails"))),
        spawn("C", fetch("C", ms(1000))),
    ];

    let mut good = 0;
    for outcome in collect(tasks).await {
        match outcome {
            Ok(Ok(data)) => {
                good += 1;
                say(&format!("a value: {data}"));
            }
            Ok(Err(error)) => say(&format!("an error: {error}")),
            Err(join) => say(&format!("no result: {join}")),
        }
    }
    Ok(format!("{good} of 3 succeeded"))
}
