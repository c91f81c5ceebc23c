//! The modules that are written in Python. What most programs need is part of the machine; the rest
//! lies in a file beside the browser's engine, which loads it when a program imports one of them.

use crate::python::vm::{R, Vm};
use alloc::rc::Rc;
use alloc::string::String;

/// A module's name, and its path within the library.
type Row = (&'static str, &'static str);

/// The text of a module that is found.
pub struct Found {
    /// Its path within the library.
    pub path: &'static str,
    /// Its text.
    pub text: Rc<str>,
}

impl Found {
    /// Whether other modules are inside of it.
    pub fn is_package(&self) -> bool {
        self.path.ends_with("__init__.py")
    }
}

macro_rules! core {
    ($($name:literal $path:literal;)*) => {
        const CORE: &[Row] = &[$(($name, $path),)*];
        const CORE_TEXTS: &[&str] = &[$(include_str!(concat!("../core/", $path)),)*];
    };
}

macro_rules! beside {
    ($($name:literal $path:literal;)*) => {
        const BESIDE: &[Row] = &[$(($name, $path),)*];
        #[cfg(not(target_arch = "wasm32"))]
        const BESIDE_TEXTS: &[&str] = &[$(include_str!(concat!("../lib/", $path)),)*];
    };
}

core! {
    "_anext" "_anext.py";
    "_drain" "_drain.py";
    "asyncio" "asyncio/__init__.py";
    "asyncio.events" "asyncio/events.py";
    "asyncio.exceptions" "asyncio/exceptions.py";
    "asyncio.futures" "asyncio/futures.py";
    "asyncio.gathering" "asyncio/gathering.py";
    "asyncio.locks" "asyncio/locks.py";
    "asyncio.queues" "asyncio/queues.py";
    "asyncio.runners" "asyncio/runners.py";
    "asyncio.taskgroups" "asyncio/taskgroups.py";
    "asyncio.tasks" "asyncio/tasks.py";
    "asyncio.threads" "asyncio/threads.py";
    "asyncio.timeouts" "asyncio/timeouts.py";
    "asyncio.waiting" "asyncio/waiting.py";
    "heapq" "heapq.py";
    "time" "time.py";
}

beside! {
    "__future__" "__future__.py";
    "_args" "_args.py";
    "_collections_abc" "_collections_abc.py";
    "_namedtuple" "_namedtuple.py";
    "_os" "_os.py";
    "abc" "abc.py";
    "aiofiles" "aiofiles.py";
    "aiohttp" "aiohttp.py";
    "asyncio.base_tasks" "asyncio/base_tasks.py";
    "atexit" "atexit.py";
    "base64" "base64.py";
    "bisect" "bisect.py";
    "calendar" "calendar.py";
    "cmath" "cmath.py";
    "collections" "collections/__init__.py";
    "collections.abc" "collections/abc.py";
    "concurrent" "concurrent/__init__.py";
    "concurrent.futures" "concurrent/futures.py";
    "contextlib" "contextlib.py";
    "contextvars" "contextvars.py";
    "copy" "copy.py";
    "dataclasses" "dataclasses.py";
    "datetime" "datetime.py";
    "decimal" "decimal.py";
    "enum" "enum.py";
    "errno" "errno.py";
    "fractions" "fractions.py";
    "functools" "functools.py";
    "gc" "gc.py";
    "hashlib" "hashlib.py";
    "inspect" "inspect.py";
    "io" "io.py";
    "itertools" "itertools.py";
    "json" "json/__init__.py";
    "json.decoder" "json/decoder.py";
    "json.encoder" "json/encoder.py";
    "logging" "logging.py";
    "numbers" "numbers.py";
    "operator" "operator.py";
    "os" "os/__init__.py";
    "os.path" "os/path.py";
    "pathlib" "pathlib.py";
    "platform" "platform.py";
    "pprint" "pprint.py";
    "queue" "queue.py";
    "random" "random.py";
    "re" "re.py";
    "secrets" "secrets.py";
    "signal" "signal.py";
    "statistics" "statistics.py";
    "string" "string.py";
    "textwrap" "textwrap.py";
    "threading" "threading.py";
    "traceback" "traceback.py";
    "types" "types.py";
    "typing" "typing.py";
    "urllib" "urllib/__init__.py";
    "urllib.parse" "urllib/parse.py";
    "uuid" "uuid.py";
    "warnings" "warnings.py";
    "weakref" "weakref.py";
}

fn place(rows: &[Row], name: &str) -> Option<usize> {
    rows.iter().position(|(known, _)| *known == name)
}

/// Whether there is a module of this name.
pub fn exists(name: &str) -> bool {
    place(CORE, name).or(place(BESIDE, name)).is_some()
}

/// The module of a full name.
///
/// # Errors
/// `ImportError` where it cannot be loaded.
pub fn find(vm: &mut Vm, name: &str) -> R<Option<Found>> {
    if let Some(at) = place(CORE, name) {
        return Ok(Some(Found {
            path: CORE[at].1,
            text: CORE_TEXTS[at].into(),
        }));
    }
    let Some(at) = place(BESIDE, name) else {
        return Ok(None);
    };
    let path = BESIDE[at].1;
    match beside(vm, at) {
        Ok(text) => Ok(Some(Found { path, text })),
        Err(why) => {
            let text = alloc::format!("the module '{name}' could not be loaded: {why}");
            vm.raise("ImportError", text)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn beside(_: &mut Vm, at: usize) -> Result<Rc<str>, String> {
    Ok(BESIDE_TEXTS[at].into())
}

/// Cuts the module out of the file, in which its path comes first, between a character that no
/// module contains and a line's end.
#[cfg(target_arch = "wasm32")]
fn beside(vm: &mut Vm, at: usize) -> Result<Rc<str>, String> {
    let all = vm.host.library()?;
    let head = alloc::format!("\u{1}{}\n", BESIDE[at].1);
    let text = all.split_once(&*head).map(|(_, text)| text);
    let text = text.and_then(|text| text.split('\u{1}').next());
    text.map(Rc::from)
        .ok_or_else(|| "the library's file is of another version; reload the page".into())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{BESIDE, BESIDE_TEXTS, CORE, CORE_TEXTS};

    #[test]
    fn every_module_compiles() {
        let rows = CORE.iter().chain(BESIDE);
        let texts = CORE_TEXTS.iter().chain(BESIDE_TEXTS);
        for ((name, path), text) in rows.zip(texts) {
            assert!(!text.contains('\u{1}'), "{name}");
            let source = crate::python::code::Source::new(path, text, false);
            let compiled = crate::python::compile::compile(&alloc::rc::Rc::new(source));
            assert!(compiled.is_ok(), "{name}: {:?}", compiled.err());
        }
    }
}
