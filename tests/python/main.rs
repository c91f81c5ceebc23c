//! Whole Python programs through the native runner, with the output that CPython 3.11.7 gave.
//!
//! `programs/NAME.py` is the program, `NAME.out` its stdout, with `PROGRAM` for its path,
//! `NAME.err_last` the last line of its stderr (absent: nothing on stderr), `NAME.meta.json` its
//! exit code, further text that must be on stderr, and the lines and functions of every traceback
//! entry in the program's own file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod mutate;

use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Deserialize)]
struct Meta {
    exit: i32,
    topics: Vec<String>,
    #[serde(default)]
    err_contains: Vec<String>,
    #[serde(default)]
    tb: Option<Vec<(u32, String)>>,
}

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/programs");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "py"))
        .collect();
    found.sort();
    found
}

/// What is wrong with the program's run; nothing where it is as CPython's.
fn difference(program: &Path) -> Option<String> {
    let read = |end: &str| std::fs::read_to_string(program.with_extension(end));
    let meta: Meta = serde_json::from_str(&read("meta.json").unwrap()).unwrap();
    assert!(!meta.topics.is_empty());
    let run = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .arg("run")
        .arg(program)
        .output()
        .unwrap();
    let own = program.display().to_string();
    let out = String::from_utf8_lossy(&run.stdout).replace(&own, "PROGRAM");
    let err = String::from_utf8_lossy(&run.stderr);
    let last = err
        .lines()
        .map(str::trim_end)
        .rfind(|line| !line.is_empty());
    let wanted_last = read("err_last").unwrap_or_default();
    let checks = [
        ("stdout", out, read("out").unwrap()),
        (
            "the last line of stderr",
            last.unwrap_or_default().replace(&own, "PROGRAM"),
            wanted_last.trim_end_matches('\n').to_owned(),
        ),
        (
            "exit code",
            format!("{:?}", run.status.code()),
            format!("{:?}", Some(meta.exit)),
        ),
        (
            "traceback",
            format!("{:?}", meta.tb.as_ref().map(|_| entries(&err, program))),
            format!("{:?}", meta.tb),
        ),
    ];
    for (what, got, wanted) in checks {
        if got != wanted {
            return Some(format!(
                "{what}\n--- wanted\n{wanted}\n--- got\n{got}\n{err}"
            ));
        }
    }
    let missing = meta.err_contains.iter().find(|part| !err.contains(*part));
    missing.map(|part| format!("stderr lacks {part:?}\n{err}"))
}

/// Line and function of every traceback entry in the program's own file; a syntax error's entry has
/// an empty one.
fn entries(err: &str, program: &Path) -> Vec<(u32, String)> {
    let own = format!("File \"{}\", line ", program.display());
    err.lines()
        .filter_map(|line| {
            let (_, rest) = line.split_once(&own)?;
            let (line, function) = rest.split_once(", in ").unwrap_or((rest, ""));
            Some((line.parse().ok()?, function.to_owned()))
        })
        .collect()
}

#[test]
fn programs_end_as_with_cpython() {
    let programs = programs();
    assert!(programs.len() >= 240, "{} programs", programs.len());
    let different: Vec<_> = programs
        .iter()
        .filter_map(|program| {
            let what = difference(program)?;
            Some(format!("{}: {what}", program.file_name()?.display()))
        })
        .collect();
    assert!(
        different.is_empty(),
        "{} of {} programs differ\n{}",
        different.len(),
        programs.len(),
        different.join("\n\n")
    );
}
