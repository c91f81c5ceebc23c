//! Many downloads, a few at a time.

use crate::lessons::prelude::*;

async fn download(number: u32, limit: Semaphore) {
    let permit = limit.acquire().await;
    say(&format!("download {number} begins"));
    sleep(ms(400)).await;
    drop(permit);
}

pub async fn main(given: Given) -> Ended {
    let limit = semaphore("limit", given.count("permits"));

    let mut downloads = Vec::new();
    for number in 1..=given.count("downloads") {
        let name = format!("download {number}");
        downloads.push(spawn(&name, download(number, limit.clone())));
    }

    let count = collect(downloads).await.len();
    Ok(format!("{count} downloads in {}", duration(now())))
}
