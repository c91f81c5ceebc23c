//! Three shops are asked for their price.

use crate::lessons::prelude::*;

async fn price(shop: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("shop {shop} answers"));
    Ok(format!("price of {shop}"))
}

pub async fn main(given: Given) -> Ended {
    let shops = vec![
        spawn("A", price("A", given.ms("a"))),
        spawn("B", price("B", given.ms("b"))),
        spawn("C", price("C", given.ms("c"))),
    ];

    let prices = gather(shops).await.map_err(in_words)?;

    for price in &prices {
        say(&format!("main() has the {price}"));
    }
    Ok(prices.join(", "))
}
