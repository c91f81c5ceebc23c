//! A task that tidies up when it is cancelled, which takes time.

use crate::lessons::prelude::*;

async fn copy_files() {
    for number in 1..=4 {
        sleep(ms(200)).await;
        say(&format!("file {number} is copied"));
    }
}

async fn remove_half_a_copy(length: Micros) {
    say("clean-up begins");
    sleep(length).await;
    say("clean-up is over");
}

pub async fn main(given: Given) -> Ended {
    let length = given.ms("cleanup");
    let copy = spawn_with_cleanup("copy", copy_files(), move |_| remove_half_a_copy(length));

    sleep(given.ms("after")).await;

    say("main() cancels the copy");
    copy.cancel(CancelReason::Program);

    match copy.await {
        Ok(()) => Ok("the copy was complete".into()),
        Err(cancelled) => Ok(format!("the copy was {cancelled}")),
    }
}
