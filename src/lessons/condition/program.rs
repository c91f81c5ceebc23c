//! A market stall, and customers who want several apples at once.

use crate::lessons::prelude::*;

struct Stall {
    apples: Cell<u32>,
    changed: Condition,
}

async fn buy(name: &'static str, wanted: u32, stall: Rc<Stall>) {
    let held = stall.changed.acquire().await;
    let enough = || stall.apples.get() >= wanted;
    let _held = stall.changed.wait_for(held, enough).await;
    stall.apples.set(stall.apples.get() - wanted);
    say(&format!("{name} buys {wanted}"));
}

pub async fn main(given: Given) -> Ended {
    let (a, b) = (given.count("a"), given.count("b"));
    let stall = Rc::new(Stall {
        apples: Cell::new(0),
        changed: condition("apples", &lock("stall")),
    });
    let customers = vec![
        spawn("A", buy("A", a, stall.clone())),
        spawn("B", buy("B", b, stall.clone())),
    ];

    for number in 1..=a + b {
        sleep(ms(200)).await;
        let _held = stall.changed.acquire().await;
        stall.apples.set(stall.apples.get() + 1);
        say(&format!("apple {number} is picked"));
        stall.changed.notify_all().map_err(in_words)?;
    }

    collect(customers).await;
    Ok(format!("everybody is served by {}", duration(now())))
}
