//! Everybody pays ten into one account, first without a lock, then with one.

use crate::lessons::prelude::*;

async fn pay(account: Rc<Cell<u32>>, pause: Micros) {
    let before = account.get();
    // The others have their turn here, and read the same amount.
    sleep(pause).await;
    account.set(before + 10);
}

async fn pay_alone(account: Rc<Cell<u32>>, pause: Micros, lock: Lock) {
    let _guard = lock.acquire().await;
    pay(account, pause).await;
}

pub async fn main(given: Given) -> Ended {
    let (people, pause) = (given.count("people"), given.ms("pause"));

    let account = Rc::new(Cell::new(0));
    let payments = (1..=people).map(|n| {
        let name = format!("hasty {n}");
        spawn(&name, pay(account.clone(), pause))
    });
    collect(payments.collect()).await;
    say(&format!("without the lock: {}", account.get()));

    account.set(0);
    let lock = lock("account");
    let payments = (1..=people).map(|n| {
        let name = format!("orderly {n}");
        spawn(&name, pay_alone(account.clone(), pause, lock.clone()))
    });
    collect(payments.collect()).await;
    say(&format!("with the lock: {}", account.get()));

    Ok(format!("{} were paid in", people * 10))
}
