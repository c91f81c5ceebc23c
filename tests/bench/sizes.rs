//! What a first visit downloads.

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The engine with the Python language, brotli, in bytes.
const AIM: usize = 400_000;

#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn of(bytes: &[u8]) -> Self {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes).unwrap();
        let params = BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params).unwrap();
        Self {
            raw: bytes.len(),
            gzip: gzip.finish().unwrap().len(),
            brotli: brotli.len(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }

    fn print(self, name: &str) {
        let Self { raw, gzip, brotli } = self;
        println!("{name:<44} {raw:>10} {gzip:>10} {brotli:>10}");
    }
}

pub fn print(dist: &Path) {
    println!("\nSizes\n");
    println!(
        "{:<44} {:>10} {:>10} {:>10}",
        "bytes", "raw", "gzip -9", "brotli 11"
    );
    let mut files = files(dist);
    files.sort();
    let mut page = Size::default();
    let mut engine = Size::default();
    let mut python = Size::default();
    for part in [
        Part::Page,
        Part::Engine,
        Part::Python,
        Part::Library,
        Part::Rest,
    ] {
        let mut sum = Size::default();
        for path in files.iter().filter(|path| Part::of(path) == part) {
            let size = Size::of(&std::fs::read(path).unwrap());
            let name = path.strip_prefix(dist).unwrap_or(path).display();
            size.print(&format!("  {name}"));
            sum = sum.plus(size);
        }
        sum.print(part.title());
        match part {
            Part::Page => page = sum,
            Part::Engine => engine = sum,
            Part::Python => python = sum,
            Part::Library | Part::Rest => {}
        }
    }
    page.plus(engine).print("lab or lesson: page and engine");
    page.plus(python)
        .print("playground: page and Python engine");
    let share = 100.0 * python.brotli as f64 / AIM as f64;
    println!(
        "aim: at most {AIM} bytes of brotli for the Python engine; this is {share:.0} % of it"
    );
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Page,
    Engine,
    Python,
    Library,
    Rest,
}

impl Part {
    fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        match (&*name, &*extension) {
            ("lab-server.js", _) => Self::Rest,
            ("python-library.txt", _) => Self::Library,
            (_, "js" | "wasm") if name.starts_with("python-engine") => Self::Python,
            (_, "js" | "wasm") if name.starts_with("engine") => Self::Engine,
            (_, "js" | "wasm" | "css" | "html") => Self::Page,
            _ => Self::Rest,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Engine => "engine",
            Self::Python => "Python engine",
            Self::Library => "Python library, loaded when it is imported",
            Self::Rest => "lab server, icons",
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
