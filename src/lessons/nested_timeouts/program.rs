//! A limit for one attempt, within a limit for everything.

use crate::lessons::prelude::*;

async fn ask_server(length: Micros) -> &'static str {
    sleep(length).await;
    "a fresh answer"
}

async fn look_into_cache() -> &'static str {
    sleep(ms(300)).await;
    "an old answer"
}

async fn answer(inner: Micros, length: Micros) -> &'static str {
    match timeout(inner, ask_server(length)).await {
        Ok(answer) => answer,
        Err(_) => {
            say("the server is too slow, the cache has to do");
            look_into_cache().await
        }
    }
}

pub async fn main(given: Given) -> Ended {
    let answer = answer(given.ms("inner"), given.ms("server"));

    let answer = timeout(given.ms("outer"), answer).await.map_err(in_words)?;

    Ok(answer.into())
}
