//! Serves, opens, measures, prints.

use super::frames::{self, Lanes};
use super::large;
use super::python;
use super::sizes;
use super::support::browser::{Browser, Setup};
use super::support::site::Site;
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

const PARTS: [&str; 5] = ["tasks", "frames", "large", "python", "sizes"];

const TASKS: u32 = 20_000;
/// Odd, so that the median is one of them.
const ROUNDS: u32 = 15;
/// An instrumented task may cost this many bare ones.
const AIM_TIMES_BARE: f64 = 2.0;

const PAGE: &str = r#"<!DOCTYPE html>
<meta charset="utf-8" />
<title>Benchmark</title>
<link rel="icon" href="data:," />
<script type="module">
  import init from "./bench-page.js";
  await init();
</script>"#;

pub fn run() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    // Parts named as arguments are run alone.
    let named: Vec<String> = std::env::args().skip(1).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let all = !named.iter().any(|name| PARTS.contains(name));
    let wanted = |part| all || named.contains(&part);
    runtime.block_on(async {
        if wanted("tasks") {
            tasks().await;
        }
        if wanted("frames") {
            frame_times().await;
        }
        if wanted("large") {
            large().await;
        }
        if wanted("python") {
            python::run().await;
        }
    });
    if wanted("sizes") {
        sizes::print(&folder("INTERLEAVE_DIST"));
    }
}

/// # Panics
/// Where the variable is not set: `./bench` does that.
fn folder(variable: &str) -> PathBuf {
    let folder = std::env::var_os(variable);
    PathBuf::from(folder.unwrap_or_else(|| panic!("{variable} is not set: start with ./bench")))
}

async fn tasks() {
    let files = ServeDir::new(folder("INTERLEAVE_BENCH_PAGE"));
    let app = Router::new()
        .route("/", get(async || Html(PAGE)))
        .fallback_service(files);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, app).await });

    let browser = Setup::desktop().start().await;
    patient(&browser).await;
    browser.goto(&address).await;
    const MEASURE: &str = "
        const [tasks, rounds] = arguments;
        while (!globalThis.measureTasks) await new Promise(resolve => setTimeout(resolve, 20));
        return await measureTasks(tasks, rounds);
    ";
    let script = format!("return (async function () {{ {MEASURE} }}).apply(null, arguments);");
    let shapes: Vec<Shape> = browser.js(&script, vec![json!(TASKS), json!(ROUNDS)]).await;
    drop(browser);
    server.abort();

    println!("\nCost of a task: spawn, run, hand over its value");
    println!("({TASKS} tasks, one tab, median of {ROUNDS} rounds that alternate)\n");
    println!(
        "{:<26} {:>12} {:>9} {:>11} {:>9} {:>9}",
        "ns per task", "instrumented", "bare", "JavaScript", "× bare", "× JS"
    );
    for (name, instrumented, bare, javascript, ..) in &shapes {
        println!(
            "{name:<26} {instrumented:>12.0} {bare:>9.0} {javascript:>11.0} {:>9.2} {:>9.2}",
            instrumented / bare,
            instrumented / javascript
        );
    }
    println!("aim: at most {AIM_TIMES_BARE} × bare, bare being wasm-bindgen-futures alone\n");
    println!(
        "{:<26} {:>12} {:>11} {:>14} {:>13}",
        "what the trace costs", "events/task", "ns/event", "bytes/event", "ns to encode"
    );
    for (name, instrumented, bare, _, events, bytes, encoding) in &shapes {
        // Recording, and everything else that a bare task lacks.
        let each = (instrumented - bare) / events;
        println!("{name:<26} {events:>12.2} {each:>11.0} {bytes:>14.2} {encoding:>13.0}");
    }
}

/// Name; ns per task: instrumented, bare, JavaScript; events per task; bytes and encoding ns per
/// event.
type Shape = (String, f64, f64, f64, f64, f64, f64);

async fn frame_times() {
    let site = Site::dist().start().await;
    println!("\nFrames while 1,000 requests of 3 s are under way\n");
    frames::print_heading();
    for lanes in [Lanes::Band, Lanes::Scrolling] {
        let browser = Setup::desktop().start().await;
        patient(&browser).await;
        let frames = frames::record(&browser, &site, lanes).await;
        frames.print(lanes);
    }
}

async fn large() {
    large::print_memory();
    let site = Site::dist().start().await;
    println!("\nA log of 10,000 tasks, dropped onto the page\n");
    for polls in [8, 32] {
        let browser = Setup::desktop().start().await;
        patient(&browser).await;
        browser.goto(&site.url("")).await;
        browser.wait_until_ready().await;
        large::record(&browser, polls).await;
    }
}

/// Scripts take longer here than in tests.
pub async fn patient(browser: &Browser) {
    let timeouts = thirtyfour::TimeoutConfiguration::new(
        Some(Duration::from_secs(300)),
        Some(Duration::from_secs(60)),
        None,
    );
    browser.driver().update_timeouts(timeouts).await.unwrap();
}
