//! Writes the library in Python smaller than people write it; what it is then is embedded.

#[path = "python/modules/minify.rs"]
mod minify;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/python/modules/minify.rs");
    println!("cargo::rerun-if-changed=src/python/lib");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    copy(Path::new("src/python/lib"), &Path::new(&out).join("lib"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            fs::write(target, minify::minify(&fs::read_to_string(&path)?))?;
        }
    }
    Ok(())
}
