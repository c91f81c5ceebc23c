//! A group of tasks that is closed before main() goes on.

use crate::lessons::prelude::*;

async fn work(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("{name} is done"));
    Ok(format!("{name}'s part"))
}

async fn break_down(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    Err(format!("{name} broke down"))
}

pub async fn main(given: Given) -> Ended {
    let group = task_group(|group| async move {
        group.spawn("A", work("A", ms(300)));
        group.spawn("B", break_down("B", given.ms("breaks")));
        sleep(ms(200)).await;
        group.spawn("C", work("C", ms(800)));
        Ok("everybody is at work")
    });

    let result = group.await;

    say("nobody of the group is left");
    let (_, parts) = result.map_err(in_words)?;
    Ok(parts.join(", "))
}
