//! The same three shops, each answer used as soon as it is there.

use crate::lessons::prelude::*;

async fn price(shop: &'static str, length: Micros) -> String {
    sleep(length).await;
    format!("price of {shop}")
}

pub async fn main(given: Given) -> Ended {
    let shops = vec![
        spawn("A", price("A", given.ms("a"))),
        spawn("B", price("B", given.ms("b"))),
        spawn("C", price("C", given.ms("c"))),
    ];

    let mut answers = as_completed(shops);
    let mut order = Vec::new();
    while let Some((place, answer)) = answers.next().await {
        let price = answer.map_err(in_words)?;
        say(&format!(
            "main() has the {price}, asked as number {}",
            place + 1
        ));
        order.push(price);
    }
    Ok(order.join(", "))
}
