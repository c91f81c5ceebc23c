//! Python here, in Pyodide and in MicroPython, all in one browser; and natively beside CPython.

use super::support::browser::{Browser, Setup};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Html;
use axum::routing::get;
use interleave::engine::Program;
use interleave::engine::protocol::{Command, Report, Site, decode, encode};
use interleave::trace::EventKind;
use serde::Deserialize;
use serde_json::json;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Odd, so that the median is one of them.
const STARTS: usize = 15;
/// How often a program repeats what it measures.
const REPEATS: usize = 7;
/// In how many workers it does so: when the browser finishes compiling what runs differs by worker.
const WORKERS: usize = 5;

/// As many times faster than Pyodide it starts.
const AIM_START: f64 = 20.0;
/// As many times faster than either it gathers.
const AIM_GATHER: f64 = 5.0;
/// The loop takes at most as many times what it takes Pyodide.
const AIM_LOOP: f64 = 2.5;

const PLAIN: &str = "print(\"hi\")";
const ASYNC: &str =
    "import asyncio\n\nasync def main():\n    print(\"hi\")\n\nasyncio.run(main())\n";

#[derive(Clone, Copy, PartialEq)]
enum Engine {
    Interleave,
    Pyodide,
    MicroPython,
}

const ENGINES: [Engine; 3] = [Engine::Interleave, Engine::Pyodide, Engine::MicroPython];

impl Engine {
    fn name(self) -> &'static str {
        match self {
            Self::Interleave => "Interleave",
            Self::Pyodide => "Pyodide",
            Self::MicroPython => "MicroPython",
        }
    }

    /// Where its files are.
    fn folder(self) -> Option<PathBuf> {
        match self {
            Self::Interleave => std::env::var_os("INTERLEAVE_DIST").map(PathBuf::from),
            Self::Pyodide => other("pyodide"),
            Self::MicroPython => other("micropython"),
        }
    }

    fn worker(self) -> &'static str {
        match self {
            // As the page starts it.
            Self::Interleave => {
                "importScripts(`${base}Interleave/python-engine.js`);
                 wasm_bindgen({ module_or_path: `${base}Interleave/python-engine_bg.wasm` });"
            }
            Self::Pyodide => {
                "const ready = import(`${base}Pyodide/pyodide.mjs`).then(async module => {
                     const python = await module.loadPyodide();
                     python.setStdout({ batched: line => postMessage(line) });
                     return python;
                 });"
            }
            // Its own stack is too small for a call with 10,000 arguments.
            Self::MicroPython => {
                "const ready = import(`${base}MicroPython/micropython.mjs`).then(module =>
                     module.loadMicroPython({
                         pystack: 64 * 1024, stdout: line => postMessage(line),
                     }));"
            }
        }
    }

    /// How a program of this engine runs the coroutine of `main()` to its end.
    fn run_main(self) -> &'static str {
        match self {
            Self::Interleave => "asyncio.run(main())",
            // Their loop is the browser's, which nothing can wait for but an await.
            Self::Pyodide | Self::MicroPython => "await main()",
        }
    }

    /// What makes `now()`, in ms.
    fn clock(self) -> &'static str {
        match self {
            Self::Interleave => CLOCK,
            Self::Pyodide | Self::MicroPython => {
                "from js import performance\nnow = performance.now"
            }
        }
    }

    async fn messages(self, browser: &Browser, text: &str) -> Vec<(f64, String)> {
        let start = Command::Start {
            run: 1,
            program: Program::Python {
                name: "main.py".into(),
                text: text.into(),
            },
            site: Site {
                base: "http://127.0.0.1/".into(),
                build: String::new(),
                emulate: Some(1),
            },
        };
        let arguments = vec![
            json!(self == Self::Interleave),
            json!(self.worker()),
            json!(text),
            json!(encode(&start)),
            json!(encode(&Report::Finished { run: 1 })),
        ];
        let script = format!("return (async function () {{ {MEASURE} }}).apply(null, arguments);");
        let messages: Vec<Message> = browser.js(&script, arguments).await;
        messages.into_iter().flat_map(Message::lines).collect()
    }
}

fn other(name: &str) -> Option<PathBuf> {
    let others = std::env::var_os("INTERLEAVE_BENCH_OTHERS")?;
    let folder = Path::new(&others).join(name).join("package");
    folder.is_dir().then_some(folder)
}

const CLOCK: &str = "import time\nnow = lambda: time.perf_counter() * 1000";

/// Runs a program in a fresh worker: what came, and how long after the worker was asked for.
const MEASURE: &str = "
    const [own, loader, text, start, finished] = arguments;
    const base = JSON.stringify(`${location.origin}/`);
    const hear = `onmessage = async ({ data }) => {
        try { await (await ready).runPythonAsync(data); } catch (error) { postMessage(String(error)); }
        postMessage(null);
    };`;
    const code = `const base = ${base};\\n${loader}\\n${own ? '' : hear}`;
    const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const messages = [];
    const began = performance.now();
    const worker = new Worker(address, { type: own ? 'classic' : 'module' });
    if (!own) worker.postMessage(text);
    let told = !own;
    await new Promise((resolve, reject) => {
        worker.onerror = event => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
            const took = performance.now() - began;
            if (!told) {
                worker.postMessage(new Uint8Array(start));
                told = true;
            }
            if (data === null) return resolve();
            if (!own) return messages.push({ took, line: data });
            // Thousands of events: converted only when nothing is measured any more.
            messages.push({ took, data });
            if (data.length === finished.length && data.every((byte, at) => byte === finished[at])) {
                resolve();
            }
        };
    });
    worker.terminate();
    URL.revokeObjectURL(address);
    const hex = data => Array.from(data, byte => byte.toString(16).padStart(2, '0')).join('');
    // Only what can hold a line is of interest.
    return messages.map(({ took, line, data }) => ({ took, line, hex: data && hex(data) }));
";

#[derive(Deserialize)]
struct Message {
    took: f64,
    line: Option<String>,
    hex: Option<String>,
}

impl Message {
    fn lines(self) -> Vec<(f64, String)> {
        let took = self.took;
        let line = self.line.map(|line| (took, line));
        let hex = self.hex.unwrap_or_default();
        let bytes: Vec<u8> = (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap())
            .collect();
        let events = match decode(&bytes) {
            Some(Report::Events { events, .. }) => events,
            _ => Vec::new(),
        };
        let said = events.into_iter().filter_map(|event| match event.kind {
            EventKind::Said { text, .. } => Some((took, String::from(text))),
            _ => None,
        });
        line.into_iter().chain(said).collect()
    }
}

/// A program that prints how many ms each of its rounds took.
fn gather(clock: &str, run_main: &str) -> String {
    format!(
        "import asyncio
{clock}

async def one(number):
    await asyncio.sleep(0)
    return number

async def main():
    numbers = await asyncio.gather(*[one(number) for number in range(10_000)])
    assert len(numbers) == 10_000

for _ in range({REPEATS}):
    began = now()
    {run_main}
    print(now() - began)
"
    )
}

/// As [`gather`].
fn sum(clock: &str) -> String {
    format!(
        "{clock}

def main():
    total = 0
    for number in range(1_000_000):
        total += number
    return total

for _ in range({REPEATS}):
    began = now()
    assert main() == 499_999_500_000
    print(now() - began)
"
    )
}

pub async fn run() {
    println!("\nPython in one browser, each in a worker of its own, ms\n");
    let mut app = Router::new().route(
        "/",
        get(async || Html("<!DOCTYPE html><link rel=\"icon\" href=\"data:,\">")),
    );
    let mut engines = Vec::new();
    for engine in ENGINES {
        match engine.folder() {
            Some(folder) => {
                app = app.nest_service(&format!("/{}/", engine.name()), ServeDir::new(folder));
                engines.push(engine);
            }
            None => println!("{} is not here and is left out\n", engine.name()),
        }
    }
    // From the second visit on the files are in the browser's cache.
    let app = app.layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("max-age=3600"),
    ));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let browser = Setup::desktop().start().await;
    super::native::patient(&browser).await;
    browser.goto(&address).await;

    print_heading(&engines);
    let plain = starts(&browser, &engines, PLAIN).await;
    print_row("start to print(\"hi\")", &plain);
    let asynchronous = starts(&browser, &engines, ASYNC).await;
    print_row("start to asyncio's \"hi\"", &asynchronous);
    let text = |engine: Engine| gather(engine.clock(), engine.run_main());
    let gathers = repeated(&browser, &engines, text).await;
    let sums = repeated(&browser, &engines, |engine| sum(engine.clock())).await;
    print_row("gather 10,000 × sleep(0)", &gathers);
    print_row("sum of range(1,000,000)", &sums);
    println!(
        "\n(medians of {STARTS} fresh workers, and of {REPEATS} rounds in each of {WORKERS})\n"
    );
    for (name, row, other, aim) in [
        ("print: × faster than", &plain, Engine::Pyodide, AIM_START),
        (
            "asyncio: × faster than",
            &asynchronous,
            Engine::Pyodide,
            AIM_START,
        ),
        (
            "gather: × faster than",
            &gathers,
            Engine::Pyodide,
            AIM_GATHER,
        ),
        (
            "gather: × faster than",
            &gathers,
            Engine::MicroPython,
            AIM_GATHER,
        ),
        ("sum: × faster than", &sums, Engine::MicroPython, 1.0),
        ("sum: × faster than", &sums, Engine::Pyodide, 1.0 / AIM_LOOP),
    ] {
        print_aim(name, row, other, aim);
    }
    drop(browser);
    server.abort();
    native();
}

/// Alternating: a slow moment of the machine hits all of them. The first round fills the
/// browser's cache and does not count.
async fn starts(browser: &Browser, engines: &[Engine], text: &str) -> Vec<(Engine, f64)> {
    let mut times = vec![Vec::new(); engines.len()];
    for round in 0..=STARTS {
        for (engine, times) in engines.iter().zip(&mut times) {
            // Where the loop is the browser's, only an await lets the program wait for its end.
            let text = match engine {
                Engine::Interleave => text.to_owned(),
                _ => text.replace("asyncio.run(main())", "await main()"),
            };
            let messages = engine.messages(browser, &text).await;
            let first = messages.first();
            let (took, line) = first.unwrap_or_else(|| panic!("{} says nothing", engine.name()));
            assert_eq!(line, "hi", "{}", engine.name());
            if round > 0 {
                times.push(*took);
            }
        }
    }
    let medians = times.into_iter().map(median);
    engines.iter().copied().zip(medians).collect()
}

/// Alternating as well.
async fn repeated(
    browser: &Browser,
    engines: &[Engine],
    text: impl Fn(Engine) -> String,
) -> Vec<(Engine, f64)> {
    let mut times = vec![Vec::new(); engines.len()];
    for _ in 0..WORKERS {
        for (engine, times) in engines.iter().zip(&mut times) {
            let messages = engine.messages(browser, &text(*engine)).await;
            let lines: Vec<String> = messages.into_iter().map(|(_, line)| line).collect();
            times.extend(numbers(engine.name(), &lines));
        }
    }
    let medians = times.into_iter().map(median);
    engines.iter().copied().zip(medians).collect()
}

fn numbers(name: &str, lines: &[String]) -> Vec<f64> {
    let numbers: Result<Vec<f64>, _> = lines.iter().map(|line| line.trim().parse()).collect();
    let numbers = numbers.unwrap_or_else(|_| panic!("{name} says {lines:?}"));
    assert_eq!(numbers.len(), REPEATS, "{name}");
    numbers
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn print_heading(engines: &[Engine]) {
    print!("{:<26}", "ms");
    for engine in engines {
        print!(" {:>12}", engine.name());
    }
    println!();
}

fn print_row(name: &str, row: &[(Engine, f64)]) {
    print!("{name:<26}");
    for (_, ms) in row {
        print!(" {ms:>12.1}");
    }
    println!();
}

fn print_aim(name: &str, row: &[(Engine, f64)], other: Engine, aim: f64) {
    let of = |wanted| row.iter().find(|(engine, _)| *engine == wanted);
    if let (Some((_, own)), Some((_, its))) = (of(Engine::Interleave), of(other)) {
        let times = its / own;
        println!(
            "{name:<26} {:<12} {times:>8.2}   aim: {aim:.1}{}",
            other.name(),
            if times < aim { ", missed" } else { "" }
        );
    }
}

/// The same programs outside of a browser.
fn native() {
    println!("\nPython natively, ms\n");
    let version = process::Command::new("python3").arg("-VV").output();
    let version = version.ok().filter(|output| output.status.success());
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let Some(version) = version else {
        println!("There is no python3 to compare with");
        return;
    };
    let Some(own) = std::env::var_os("INTERLEAVE_BENCH_RUNNER") else {
        println!("There is no runner to measure");
        return;
    };
    println!(
        "{:<26} {:>12} {:>12} {:>12}",
        "ms", "Interleave", "CPython", "× as long"
    );
    let folder = std::env::temp_dir();
    let gather = gather(CLOCK, Engine::Interleave.run_main());
    for (name, text) in [
        ("gather 10,000 × sleep(0)", gather),
        ("sum of range(1,000,000)", sum(CLOCK)),
    ] {
        let path = folder.join(format!("interleave-bench-{}.py", process::id()));
        std::fs::write(&path, text).unwrap();
        let own = lines(
            process::Command::new(&own)
                .args(["run", "--real"])
                .arg(&path),
        );
        let its = lines(process::Command::new("python3").arg(&path));
        std::fs::remove_file(&path).unwrap();
        let own = median(numbers("interleave run", &own));
        let its = median(numbers("python3", &its));
        println!("{name:<26} {own:>12.1} {its:>12.1} {:>12.2}", own / its);
    }
    println!("\n({version})");
}

fn lines(command: &mut process::Command) -> Vec<String> {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(str::to_owned).collect()
}
