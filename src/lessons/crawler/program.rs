//! A small crawler: a queue of pages, workers, a limit, and patience.

use crate::lessons::prelude::*;

/// The site: each page, and where its links lead.
const SITE: [(&str, &[&str]); 5] = [
    ("/delay/0.3", &["/delay/0.2", "/delay/0.4", "/html"]),
    ("/delay/0.2", &["/delay/0.3", "/delay/0.5", "/status/500"]),
    ("/delay/0.4", &["/delay/5", "/json", "/html"]),
    ("/delay/0.5", &["/delay/0.6", "/delay/0.2"]),
    ("/html", &["/delay/0.3"]),
];

struct Crawl {
    given: Given,
    pages: Queue<&'static str>,
    seen: RefCell<Vec<&'static str>>,
    requests: Semaphore,
}

async fn read(crawl: &Crawl, page: &str) -> Result<&'static [&'static str], String> {
    let url = format!("http://lab.local{page}");
    let _permit = crawl.requests.acquire().await;
    let answer = timeout(crawl.given.ms("patience"), crawl.given.fetch(&url)).await;
    match answer.map_err(in_words)?.map_err(in_words)?.status {
        200 => Ok(SITE
            .iter()
            .find(|known| known.0 == page)
            .map_or(&[], |known| known.1)),
        status => Err(format!("status {status}")),
    }
}

async fn work(crawl: Rc<Crawl>) -> Result<(), String> {
    loop {
        let page = crawl.pages.get().await;
        match read(&crawl, page).await {
            Ok(links) => {
                say(&format!("{page} is read"));
                for link in links.iter().copied() {
                    find(&crawl, link).await;
                }
            }
            Err(error) => say(&format!("{page} failed: {error}")),
        }
        crawl.pages.task_done().map_err(in_words)?;
    }
}

async fn find(crawl: &Crawl, page: &'static str) {
    if !crawl.seen.borrow().contains(&page) {
        crawl.seen.borrow_mut().push(page);
        crawl.pages.put(page).await;
    }
}

pub async fn main(given: Given) -> Ended {
    let crawl = Rc::new(Crawl {
        pages: queue("pages", None),
        seen: RefCell::default(),
        requests: semaphore("requests", given.count("requests")),
        given,
    });
    let mut workers = Vec::new();
    for number in 1..=crawl.given.count("workers") {
        workers.push(spawn(&format!("worker {number}"), work(crawl.clone())));
    }

    find(&crawl, "/delay/0.3").await;
    crawl.pages.join().await;

    for worker in &workers {
        worker.cancel(CancelReason::Program);
    }
    collect(workers).await;
    let found = crawl.seen.borrow().len();
    Ok(format!("{found} pages in {}", duration(now())))
}
