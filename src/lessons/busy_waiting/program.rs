//! Two ways to wait for a letter: looking all the time, and looking now and then.

use crate::lessons::prelude::*;

async fn deliver(letter: Rc<Cell<bool>>) {
    for _ in 1..=10 {
        sleep(ms(20)).await;
    }
    letter.set(true);
}

async fn look(length: Micros) {
    hold_the_loop(length);
}

pub async fn main(given: Given) -> Ended {
    let length = given.ms("look");

    let letter = Rc::new(Cell::new(false));
    let first = spawn("first postman", deliver(letter.clone()));
    while !letter.get() {
        look(length).await;
        // Asks to be polled again at once: main() never really waits.
        yield_now().await;
    }
    first.await.map_err(in_words)?;
    say("the first letter is here");

    let letter = Rc::new(Cell::new(false));
    let second = spawn("second postman", deliver(letter.clone()));
    while !letter.get() {
        look(length).await;
        sleep(ms(100)).await;
    }
    second.await.map_err(in_words)?;
    say("the second letter is here");

    Ok(format!("two letters by {}", duration(now())))
}
