//! Three tasks, of which B fails.

use crate::lessons::prelude::*;

async fn fetch(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("{name} is done"));
    Ok(format!("data of {name}"))
}

async fn fail(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("{name} fails"));
    Err(format!("{name} has no data"))
}

pub async fn main(given: Given) -> Ended {
    let tasks = vec![
        spawn("A", fetch("A", ms(400))),
        spawn("B", fail("B", given.ms("fails"))),
        spawn("C", fetch("C", ms(1000))),
    ];

    match gather(tasks).await {
        Ok(data) => Ok(data.join(", ")),
        Err(error) => {
            say(&format!("main() learns: {error}"));
            Err(format!("gave up: {error}"))
        }
    }
}
