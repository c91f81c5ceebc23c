//! Two tasks with a desk to tidy: one is dropped, one is told.

use crate::lessons::prelude::*;

struct Desk(&'static str);

impl Drop for Desk {
    // No await here: a drop is over when it returns.
    fn drop(&mut self) {
        say(&format!("the desk of {} is tidy", self.0));
    }
}

async fn read_on(step: Micros) {
    let _desk = Desk("A");
    loop {
        sleep(step).await;
    }
}

async fn read_until_told(token: CancelToken, step: Micros) -> Result<(), JoinError> {
    let _desk = Desk("B");
    loop {
        sleep(step).await;
        if let Some(reason) = token.reason() {
            say("B sees that it is cancelled, and says goodbye");
            cleanup(sleep(ms(200))).await;
            return Err(JoinError::Cancelled(reason));
        }
    }
}

pub async fn main(given: Given) -> Ended {
    let step = given.ms("step");
    let a = spawn("A", read_on(step));
    let b = spawn_cooperative("B", |token| read_until_told(token, step));

    sleep(given.ms("after")).await;
    say("main() cancels both");
    a.cancel(CancelReason::Program);
    b.cancel(CancelReason::Program);

    let ends = collect(vec![b]).await.len();
    Ok(format!("both are over, {ends} of them said goodbye"))
}
