//! The playground: Python programs of one's own, samples to begin with, and links to them.

mod link;

pub use link::{PlaygroundLink, parse_playground_link, write_playground_link};

/// What a program is called in tracebacks.
pub const FILE: &str = "main.py";

/// A program to begin with.
pub struct Sample {
    /// Its name in links and lists.
    pub slug: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// All samples; the first is what an empty playground shows.
pub const SAMPLES: &[Sample] = &[
    Sample {
        slug: "gather",
        title: "Three pauses at once",
        text: include_str!("samples/gather.py"),
    },
    Sample {
        slug: "requests",
        title: "Ten requests, one by one and together",
        text: include_str!("samples/requests.py"),
    },
    Sample {
        slug: "semaphore",
        title: "Five jobs, two at a time",
        text: include_str!("samples/semaphore.py"),
    },
    Sample {
        slug: "timeout",
        title: "A limit on slow work",
        text: include_str!("samples/timeout.py"),
    },
    Sample {
        slug: "queue",
        title: "Producer and consumers",
        text: include_str!("samples/queue.py"),
    },
    Sample {
        slug: "group",
        title: "One failure ends its siblings",
        text: include_str!("samples/group.py"),
    },
    Sample {
        slug: "blocked",
        title: "A blocked loop, and the way out",
        text: include_str!("samples/blocked.py"),
    },
    Sample {
        slug: "thread",
        title: "Work in a thread beside the loop",
        text: include_str!("samples/thread.py"),
    },
];

/// The sample of this name.
pub fn sample(slug: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::host::Host;
    use crate::python::run::run_program;
    use alloc::boxed::Box;
    use alloc::rc::Rc;
    use alloc::string::String;
    use core::cell::RefCell;

    #[derive(Clone, Default)]
    struct Kept(Rc<RefCell<[String; 2]>>);

    impl Host for Kept {
        fn stdout(&mut self, text: &str) {
            self.0.borrow_mut()[0].push_str(text);
        }

        fn stderr(&mut self, text: &str) {
            self.0.borrow_mut()[1].push_str(text);
        }
    }

    #[test]
    fn every_sample_runs_to_its_end_and_says_something() {
        for sample in SAMPLES {
            let kept = Kept::default();
            let host = Box::new(kept.clone());
            let code = run_program(FILE, sample.text, host, Some(50_000_000));
            let [out, err] = kept.0.take();
            assert_eq!((code, err.as_str()), (0, ""), "{}", sample.slug);
            assert!(out.lines().count() > 2, "{}: {out}", sample.slug);
        }
    }
}
