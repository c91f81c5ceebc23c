//! Three errands of different lengths.

use crate::lessons::prelude::*;

async fn errand(name: &'static str, length: Micros) -> String {
    sleep(length).await;
    say(&format!("{name} is back"));
    format!("{name}'s shopping")
}

pub async fn main(given: Given) -> Ended {
    let errands = vec![
        spawn("A", errand("A", given.ms("a"))),
        spawn("B", errand("B", given.ms("b"))),
        spawn("C", errand("C", given.ms("c"))),
    ];

    let shopping = collect(errands).await;

    Ok(format!("{} errands in {}", shopping.len(), duration(now())))
}
