//! Saving twice under a timeout: once bare, once behind a shield.

use crate::lessons::prelude::*;

async fn save(what: &'static str, length: Micros) {
    sleep(length).await;
    say(&format!("{what} is saved"));
}

pub async fn main(given: Given) -> Ended {
    let (limit, length) = (given.ms("limit"), given.ms("save"));

    if timeout(limit, save("the draft", length)).await.is_err() {
        say("the draft is lost");
    }

    let mut letter = shield("letter", save("the letter", length));
    if timeout(limit, &mut letter).await.is_err() {
        say("the letter takes long, main() does something else");
        sleep(ms(100)).await;
        // The wait was given up, not the work: it can be taken up again.
        letter.await.map_err(in_words)?;
    }

    Ok(format!("done by {}", duration(now())))
}
