//! The modules that are written in Python, as the build has made them smaller.

/// Name, path within the library, text.
type Row = (&'static str, &'static str, &'static str);

macro_rules! library {
    ($($name:literal $path:literal;)*) => {
        &[$(($name, $path, include_str!(concat!(env!("OUT_DIR"), "/lib/", $path))),)*]
    };
}

const LIBRARY: &[Row] = library! {
    "__future__" "__future__.py";
    "_anext" "_anext.py";
    "_args" "_args.py";
    "_collections_abc" "_collections_abc.py";
    "_drain" "_drain.py";
    "_namedtuple" "_namedtuple.py";
    "_os" "_os.py";
    "abc" "abc.py";
    "aiofiles" "aiofiles.py";
    "aiohttp" "aiohttp.py";
    "asyncio" "asyncio/__init__.py";
    "asyncio.events" "asyncio/events.py";
    "asyncio.exceptions" "asyncio/exceptions.py";
    "asyncio.futures" "asyncio/futures.py";
    "asyncio.locks" "asyncio/locks.py";
    "asyncio.queues" "asyncio/queues.py";
    "asyncio.runners" "asyncio/runners.py";
    "asyncio.taskgroups" "asyncio/taskgroups.py";
    "asyncio.tasks" "asyncio/tasks.py";
    "asyncio.threads" "asyncio/threads.py";
    "asyncio.timeouts" "asyncio/timeouts.py";
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
    "heapq" "heapq.py";
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
    "time" "time.py";
    "traceback" "traceback.py";
    "types" "types.py";
    "typing" "typing.py";
    "urllib" "urllib/__init__.py";
    "urllib.parse" "urllib/parse.py";
    "uuid" "uuid.py";
    "warnings" "warnings.py";
    "weakref" "weakref.py";
};

/// The module of a full name: its path, its text, and whether it is a package.
pub fn find(name: &str) -> Option<(&'static str, &'static str, bool)> {
    let place = LIBRARY
        .binary_search_by(|(known, _, _)| (*known).cmp(name))
        .ok()?;
    let (_, path, text) = LIBRARY.get(place)?;
    Some((path, text, path.ends_with("__init__.py")))
}

#[cfg(test)]
mod tests {
    use super::LIBRARY;

    #[test]
    fn names_are_in_order_as_the_search_expects() {
        assert!(LIBRARY.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn every_module_compiles() {
        for (name, path, text) in LIBRARY {
            let source = crate::python::code::Source::new(path, text, false);
            let compiled = crate::python::compile::compile(&alloc::rc::Rc::new(source));
            assert!(compiled.is_ok(), "{name}: {:?}", compiled.err());
        }
    }
}
