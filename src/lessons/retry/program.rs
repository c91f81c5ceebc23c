//! A server that fails a few times, asked again and again.

use crate::lessons::prelude::*;

async fn ask(given: Given, attempt: u32) -> Result<u64, String> {
    let url = format!("http://lab.local/flaky/{}", given.count("failures"));
    let answer = given.fetch_again(&url, attempt).await.map_err(in_words)?;
    say(&format!("attempt {attempt}: status {}", answer.status));
    match answer.status {
        200 => Ok(answer.bytes),
        status => Err(format!("status {status}")),
    }
}

pub async fn main(given: Given) -> Ended {
    let policy = Retry {
        retries: given.count("retries"),
        first_pause: given.ms("pause"),
        longest_pause: ms(2000),
    };

    let bytes = retry(policy, |attempt| ask(given.clone(), attempt), |_| true).await?;

    Ok(format!("{bytes} bytes after {}", duration(now())))
}
