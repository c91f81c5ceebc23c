//! The native runner: `interleave run FILE.py`.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use interleave::python::host::{Asked, Host};
    use interleave::python::run::{Way, run_and_record};
    use interleave::runtime::{VirtualLoop, WallClock};
    use interleave::timeline::{Figure, Filter, Range, Scale, Tone, Unit, picture, svg};
    use interleave::trace::export::{chrome_trace, save};
    use interleave::trace::{Event, Log};
    use std::collections::BTreeSet;
    use std::io::{BufRead, Write};
    use std::process::ExitCode;
    use std::sync::Arc;
    use std::time::{SystemTime, UNIX_EPOCH};

    const USAGE: &str =
        "usage: interleave run [--real] [--instant] [--trace FILE] [--svg FILE] FILE.py

Runs a Python program on the virtual clock: what it prints goes to stdout, errors and warnings
go to stderr, and the exit code is the one python3 would give.

  --real        on the wall clock: waiting takes as long as it says
  --instant     computing takes no time on the virtual clock, however long it takes
  --trace FILE  writes what happened: for Perfetto where FILE ends in .json, else as a log that
                the page opens
  --svg FILE    writes the timeline as a picture
";

    /// This process' own input and output.
    struct Process;

    impl Host for Process {
        fn stdout(&mut self, text: &str) {
            // A reader that has gone away, as of `| head`, ends nothing.
            let _ = std::io::stdout().write_all(text.as_bytes());
        }

        fn stderr(&mut self, text: &str) {
            let _ = std::io::stdout().flush();
            let _ = std::io::stderr().write_all(text.as_bytes());
        }

        fn ask(&mut self, prompt: &str, _: bool) -> Asked {
            self.stdout(prompt);
            let _ = std::io::stdout().flush();
            let mut line = String::new();
            Asked::Now(match std::io::stdin().lock().read_line(&mut line) {
                Ok(0) | Err(_) => None,
                Ok(_) => Some(line.trim_end_matches('\n').to_owned()),
            })
        }
    }

    #[derive(Default)]
    struct Options {
        real: bool,
        instant: bool,
        trace: Option<String>,
        svg: Option<String>,
        path: Option<String>,
    }

    fn options() -> Option<Options> {
        let mut options = Options::default();
        let mut arguments = std::env::args().skip(1);
        if arguments.next().as_deref() != Some("run") {
            return None;
        }
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--real" => options.real = true,
                "--instant" => options.instant = true,
                "--trace" => options.trace = Some(arguments.next()?),
                "--svg" => options.svg = Some(arguments.next()?),
                _ if argument.starts_with('-') || options.path.is_some() => return None,
                _ => options.path = Some(argument),
            }
        }
        Some(options)
    }

    pub fn main() -> ExitCode {
        let given = options().and_then(|options| Some((options.path.clone()?, options)));
        let Some((path, options)) = given else {
            let asked = std::env::args()
                .nth(1)
                .is_some_and(|one| one.ends_with("help"));
            if asked {
                Process.stdout(USAGE);
                return ExitCode::SUCCESS;
            }
            Process.stderr(USAGE);
            return ExitCode::from(2);
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                Process.stderr(&format!("interleave: can't open file '{path}': {error}\n"));
                return ExitCode::from(2);
            }
        };
        // As python3 has it since 3.9, tracebacks tell the whole path.
        let path = std::path::absolute(&path)
            .map_or(path.clone(), |whole| whole.to_string_lossy().into_owned());
        let mut way = Way::default();
        if options.real {
            way.event_loop = VirtualLoop::on(Arc::new(WallClock::start()));
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            way.epoch = since.map_or(way.epoch, |since| since.as_secs_f64());
        }
        way.recorded = options.trace.is_some() || options.svg.is_some();
        if options.instant {
            way.instruction_ns = 0;
        }
        let (code, events) = run_and_record(&path, &text, Box::new(Process), way);
        let _ = std::io::stdout().flush();
        if let Err(why) = write_files(&options, &path, events) {
            Process.stderr(&format!("interleave: {why}\n"));
            return ExitCode::from(2);
        }
        ExitCode::from((code & 0xff) as u8)
    }

    fn write_files(options: &Options, title: &str, events: Vec<Event>) -> Result<(), String> {
        if options.trace.is_none() && options.svg.is_none() {
            return Ok(());
        }
        let log = Log::from_events(events).map_err(|error| error.to_string())?;
        if let Some(path) = &options.trace {
            let bytes = match path.ends_with(".json") {
                true => chrome_trace(title, log.history())
                    .map_err(|error| error.to_string())?
                    .into_bytes(),
                false => save(title, &log),
            };
            write(path, &bytes)?;
        }
        match &options.svg {
            Some(path) => write(path, drawn(title, &log).as_bytes()),
            None => Ok(()),
        }
    }

    fn write(path: &str, bytes: &[u8]) -> Result<(), String> {
        std::fs::write(path, bytes).map_err(|error| format!("can't write '{path}': {error}"))
    }

    fn drawn(title: &str, log: &Log) -> String {
        let until = log.history().now();
        let range: Range = Scale::whole(Unit::Time, until);
        let figure = Figure {
            title: title.to_owned(),
            log,
            until,
            folded: BTreeSet::new(),
        };
        let picture = picture(&[figure], Unit::Time, range, &Filter::default());
        svg(&picture, "#ffffff", |tone| colour(tone).to_owned())
    }

    /// The page's colours by day.
    fn colour(tone: Tone) -> &'static str {
        match tone {
            Tone::Ink => "#1b1f2a",
            Tone::Dim | Tone::Ghost => "#626877",
            Tone::Line => "#e3e1da",
            Tone::Run => "#0b63c4",
            Tone::Wait => "#cfe6f7",
            Tone::Queued => "#d9d5c8",
            Tone::Ok => "#0a8060",
            Tone::Error => "#c9480a",
            Tone::Cancel => "#b97400",
            Tone::Timeout => "#a64d86",
            Tone::OnRun => "#ffffff",
            Tone::Level => "#7fb6e2",
            Tone::Guess => "#6b4fc8",
            Tone::Veil => "#f6f5f1",
        }
    }
}
