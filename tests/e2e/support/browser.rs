//! Chromium, driven through chromedriver.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{
    BrowserLogEntry, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};

use super::wait::PATIENCE;

/// Keeps it small, quiet and off the network, and lets it run as root and in containers.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// How a browser is started.
#[derive(Clone, Debug)]
pub struct Setup {
    flags: Vec<String>,
    width: u32,
    height: u32,
    patience: Duration,
}

impl Setup {
    /// A desktop browser with a window of 1280 by 800.
    pub fn desktop() -> Self {
        Self {
            flags: Vec::new(),
            width: 1280,
            height: 800,
            patience: PATIENCE,
        }
    }

    /// How long the helpers look for what they need before they fail.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Another size of window.
    pub fn window(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// One more command-line flag, `"--force-prefers-reduced-motion"` for example.
    pub fn flag(mut self, flag: impl Into<String>) -> Self {
        self.flags.push(flag.into());
        self
    }

    /// Makes `host` a name for this machine. Other than 127.0.0.1 it is no secure context, so it
    /// has no service worker.
    pub fn insecure_host(self, host: &str) -> Self {
        self.flag(format!("--host-resolver-rules=MAP {host} 127.0.0.1"))
    }

    /// Starts the browser.
    pub async fn start(self) -> Browser {
        Browser::start(self).await
    }
}

/// A browser with one tab and a profile of its own. Dropping it closes it, and when that is because
/// the test failed, prints the console and keeps a screenshot.
pub struct Browser {
    driver: WebDriver,
    log: Mutex<Vec<BrowserLogEntry>>,
    patience: Duration,
    // Last, so that it goes after the session that uses it.
    _profile: ScratchFolder,
}

impl Browser {
    /// A desktop browser showing `url`.
    pub async fn open(url: &str) -> Self {
        let browser = Setup::desktop().start().await;
        browser.goto(url).await;
        browser
    }

    /// A phone of 390 by 844 points, two pixels each, showing `url`.
    pub async fn open_on_phone(url: &str) -> Self {
        let browser = Setup::desktop().start().await;
        browser.become_phone().await;
        browser.goto(url).await;
        browser
    }

    async fn start(setup: Setup) -> Self {
        let profile = ScratchFolder::new();
        let mut wanted = DesiredCapabilities::chrome();
        wanted
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .unwrap();
        wanted
            .set_binary(programs().chrome.to_str().unwrap())
            .unwrap();
        let own = [
            format!("--window-size={},{}", setup.width, setup.height),
            format!("--user-data-dir={}", profile.0.display()),
        ];
        let fixed = FLAGS.iter().map(|flag| (*flag).to_owned());
        for flag in fixed.chain(own).chain(setup.flags) {
            wanted.add_arg(&flag).unwrap();
        }
        let driver = WebDriver::new(chromedriver_url(), wanted)
            .await
            .unwrap_or_else(|error| panic!("could not start Chromium: {error}"));
        Self {
            driver,
            log: Mutex::default(),
            patience: setup.patience,
            _profile: profile,
        }
    }

    /// The session itself, for what these helpers lack.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// How long the helpers look for what they need before they fail.
    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// Calls a method of the Chrome DevTools Protocol.
    pub async fn cdp(&self, method: &str, params: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, params)
            .await
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// From here on a phone: 390 by 844 points, two pixels each, and touch.
    pub async fn become_phone(&self) {
        self.become_phone_of(390, 844).await;
    }

    /// As [`Browser::become_phone`], with a screen of this size.
    pub async fn become_phone_of(&self, width: u32, height: u32) {
        self.resize(width, height, 2.0, true).await;
    }

    /// From here on a window whose inside is exactly this size.
    pub async fn become_desktop(&self, width: u32, height: u32) {
        self.resize(width, height, 1.0, false).await;
    }

    async fn resize(&self, width: u32, height: u32, pixels: f64, phone: bool) {
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width,
                "height": height,
                "deviceScaleFactor": pixels,
                "mobile": phone,
            }),
        )
        .await;
        self.cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": phone }),
        )
        .await;
    }

    /// Sets what CSS media queries see, `&[("prefers-color-scheme", "dark")]` for example. Each
    /// call replaces the one before; an empty list ends it.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// The system's theme becomes dark.
    pub async fn prefer_dark(&self) {
        self.prefer(&[("prefers-color-scheme", "dark")]).await;
    }

    /// Everything that the console has shown in this browser, oldest first.
    pub async fn console(&self) -> Vec<BrowserLogEntry> {
        // Reading empties chromedriver's own list.
        let new = self.driver.browser_log().await.unwrap();
        let mut log = self.log.lock().unwrap();
        log.extend(new);
        log.clone()
    }

    /// # Panics
    /// When the console has shown an error that contains none of `except`. Failed requests and
    /// uncaught exceptions count as errors there.
    pub async fn assert_no_console_errors(&self, except: &[&str]) {
        let errors: Vec<_> = self
            .console()
            .await
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .filter(|message| !except.iter().any(|known| message.contains(known)))
            .collect();
        assert!(errors.is_empty(), "console errors: {errors:#?}");
    }

    async fn keep_evidence(&self) {
        if let Ok(entries) = self.driver.browser_log().await {
            let earlier = self.log.lock().map(|log| log.clone()).unwrap_or_default();
            for entry in earlier.iter().chain(&entries) {
                eprintln!("console {}: {}", entry.level, entry.message);
            }
        }
        let test = std::thread::current();
        let name = test.name().unwrap_or("test").replace("::", "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let path = folder.join(format!("failed-{name}.png"));
        if self.driver.screenshot(&path).await.is_ok() {
            eprintln!("screenshot: {}", path.display());
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let driver = self.driver.clone();
        tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(async {
                if std::thread::panicking() {
                    // What is left of the evidence is all that can be had.
                    let _ = tokio::time::timeout(PATIENCE, self.keep_evidence()).await;
                }
                match tokio::time::timeout(PATIENCE, driver.quit()).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => eprintln!("could not close Chromium: {error}"),
                    Err(_) => eprintln!("could not close Chromium in {PATIENCE:?}"),
                }
            });
        });
    }
}

/// A new empty folder, removed with its contents in the end.
struct ScratchFolder(PathBuf);

impl ScratchFolder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = profiles().join(number.to_string());
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        // Chromium's last processes may still be writing when it counts as closed.
        for _ in 0..40 {
            if std::fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        eprintln!("could not remove {}", self.0.display());
    }
}

/// Where this test program keeps the browsers' profiles.
fn profiles() -> PathBuf {
    std::env::temp_dir().join(format!("interleave-e2e-{}", std::process::id()))
}

struct Programs {
    chrome: PathBuf,
    chromedriver: PathBuf,
}

/// # Panics
/// Where one of them is missing, saying what to install.
fn programs() -> &'static Programs {
    static PROGRAMS: OnceLock<Programs> = OnceLock::new();
    PROGRAMS.get_or_init(|| Programs {
        chrome: find_program(
            "CHROME",
            &[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            ],
        )
        .expect(
            "Chromium is missing: `apt-get install chromium`, or name a program in CHROME",
        ),
        chromedriver: find_program("CHROMEDRIVER", &["chromedriver"]).expect(
            "chromedriver is missing: `apt-get install chromium-driver`, or name it in CHROMEDRIVER",
        ),
    })
}

/// The program that `variable` names, or else the first of `names` that is on PATH.
fn find_program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|name| !name.is_empty());
    let names = match named {
        Some(name) => vec![name],
        None => names.iter().map(OsString::from).collect(),
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    // Joining an absolute path gives that path, so those are found as well.
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}

/// The address of this test program's one chromedriver, which the first call starts.
fn chromedriver_url() -> &'static str {
    static DRIVER: OnceLock<(String, ChildStdin)> = OnceLock::new();
    let (url, _) = DRIVER.get_or_init(start_chromedriver);
    url
}

/// A shell stands between the test and chromedriver: when the test program ends, in whatever way,
/// its end of the pipe closes, and the shell takes its whole process group down: chromedriver and
/// all its browsers, and then removes their profiles.
fn start_chromedriver() -> (String, ChildStdin) {
    const GUARD: &str = r#"
        "$0" --port=0 </dev/null &
        read -r _
        trap '' TERM
        kill -s TERM 0
        wait
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
            rm -rf -- "$1"
            sleep 0.3
            [ -e "$1" ] || break
        done
    "#;
    const READY: &str = "was started successfully on port ";

    let mut guard = Command::new("sh")
        .args(["-c", GUARD])
        .arg(&programs().chromedriver)
        .arg(profiles())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let lifeline = guard.stdin.take().unwrap();
    let output = BufReader::new(guard.stdout.take().unwrap());

    let (tell, port) = mpsc::channel();
    std::thread::spawn(move || {
        // Read to its end: a full pipe would stop chromedriver.
        for line in output.lines().map_while(Result::ok) {
            if let Some((_, port)) = line.split_once(READY) {
                let _ = tell.send(port.trim_end_matches('.').parse::<u16>());
            }
        }
        let _ = guard.wait();
    });
    let port = port
        .recv_timeout(Duration::from_secs(30))
        .expect("chromedriver did not start")
        .expect("chromedriver gives a port");
    (format!("http://127.0.0.1:{port}"), lifeline)
}
