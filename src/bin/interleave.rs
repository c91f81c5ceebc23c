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
    use interleave::python::host::Host;
    use interleave::python::run::run_program;
    use std::io::Write;
    use std::process::ExitCode;

    const USAGE: &str = "usage: interleave run FILE.py

Runs a Python program on the virtual clock: what it prints goes to stdout, errors and warnings
go to stderr, and the exit code is the one python3 would give.
";

    /// This process' own output.
    struct Process;

    impl Host for Process {
        fn stdout(&mut self, text: &str) {
            // A reader that has gone away, as of `| head`, ends nothing.
            let _ = std::io::stdout().write_all(text.as_bytes());
        }

        fn stderr(&mut self, text: &str) {
            let _ = std::io::stderr().write_all(text.as_bytes());
        }

        fn stdin(&mut self, prompt: &str) -> Option<String> {
            self.stdout(prompt);
            let _ = std::io::stdout().flush();
            let mut line = String::new();
            match std::io::stdin().read_line(&mut line) {
                Ok(0) | Err(_) => None,
                Ok(_) => Some(line.trim_end_matches(['\n', '\r']).to_owned()),
            }
        }
    }

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["run", path] => path.to_owned(),
            ["-h" | "--help"] => {
                Process.stdout(USAGE);
                return ExitCode::SUCCESS;
            }
            _ => {
                Process.stderr(USAGE);
                return ExitCode::from(2);
            }
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                Process.stderr(&format!("interleave: can't open file '{path}': {error}\n"));
                return ExitCode::from(2);
            }
        };
        let code = run_program(&path, &text, Box::new(Process), None);
        let _ = std::io::stdout().flush();
        ExitCode::from((code & 0xff) as u8)
    }
}
