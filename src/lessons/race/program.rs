//! Three mirrors of one file; the first good answer wins.

use crate::lessons::prelude::*;

async fn mirror(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("{name} delivers"));
    Ok(format!("the file, from {name}"))
}

async fn broken_mirror(name: &'static str, length: Micros) -> Result<String, String> {
    sleep(length).await;
    say(&format!("{name} has no such file"));
    Err(format!("{name} has no such file"))
}

pub async fn main(given: Given) -> Ended {
    let mirrors = vec![
        spawn("A", mirror("A", given.ms("a"))),
        spawn("B", mirror("B", given.ms("b"))),
        spawn("C", broken_mirror("C", ms(200))),
    ];

    let (place, file) = race(mirrors).await.map_err(in_words)?;

    say(&format!("the winner is {}", ["A", "B", "C"][place]));
    Ok(file)
}
