//! What holds for every lesson.

use super::*;
use crate::lessons::{Parameter, programs};
use crate::trace::EventKind;
use alloc::collections::BTreeSet;
use std::sync::OnceLock;

/// The values at one end of the ranges.
fn all(lesson: &Lesson, pick: impl Fn(&Parameter) -> u32) -> Vec<u32> {
    lesson.parameters.iter().map(pick).collect()
}

/// Every lesson with its values at first, at the least, at the most, and each at its most and
/// least while the others are as at first.
fn every_run() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(make_every_run)
}

fn make_every_run() -> Vec<Run> {
    let mut runs = Vec::new();
    for lesson in LESSONS {
        let mut settings = BTreeSet::from([
            all(lesson, |one| one.default),
            all(lesson, |one| one.min),
            all(lesson, |one| one.max),
        ]);
        for place in 0..lesson.parameters.len() {
            for end in [|one: &Parameter| one.min, |one: &Parameter| one.max] {
                let mut values = all(lesson, |one| one.default);
                values[place] = end(&lesson.parameters[place]);
                settings.insert(values);
            }
        }
        runs.extend(settings.iter().map(|values| run(lesson.slug, values)));
    }
    runs
}

#[test]
fn slugs_are_unique_and_well_formed() {
    let slugs: BTreeSet<_> = LESSONS.iter().map(|lesson| lesson.slug).collect();
    assert_eq!(slugs.len(), LESSONS.len());
    for slug in slugs {
        let fine = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        assert!(slug.chars().all(fine) && !slug.starts_with('-'), "{slug}");
        assert!(!slug.contains("--") && !slug.ends_with('-'), "{slug}");
    }
}

#[test]
fn lessons_and_programs_belong_together() {
    let lessons: Vec<_> = LESSONS.iter().map(|lesson| lesson.slug).collect();
    let programs: Vec<_> = programs::slugs().collect();
    assert_eq!(lessons, programs);
}

#[test]
fn parameters_are_consistent() {
    for lesson in LESSONS {
        let names: BTreeSet<_> = lesson.parameters.iter().map(|one| one.name).collect();
        assert_eq!(names.len(), lesson.parameters.len(), "{}", lesson.slug);
        for one in lesson.parameters {
            let name = (lesson.slug, one.name);
            assert!(one.min < one.max && one.step > 0, "{name:?}");
            assert_eq!((one.max - one.min) % one.step, 0, "{name:?}");
            assert_eq!((one.default - one.min) % one.step, 0, "{name:?}");
            assert!((one.min..=one.max).contains(&one.default), "{name:?}");
            assert!(matches!(one.unit, "" | "ms"), "{name:?}");
            let used = lesson.source.contains(&format!("\"{}\"", one.name));
            assert!(used, "{name:?} is not in the program");
        }
    }
}

#[test]
fn texts_are_in_the_house_style() {
    for lesson in LESSONS {
        assert!((2..=4).contains(&lesson.text.len()), "{}", lesson.slug);
        let mut texts: Vec<_> = lesson.text.to_vec();
        texts.extend([lesson.title, lesson.promise, lesson.question]);
        for text in texts {
            assert!(!text.contains('!') || text.contains("`"), "{text}");
            assert!(!text.to_lowercase().contains("simply"), "{text}");
            assert!(!text.contains(" just "), "{text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        }
        assert!(lesson.question.ends_with('?'), "{}", lesson.slug);
        assert!(!lesson.question.contains('`'), "{}", lesson.slug);
        assert!(lesson.promise.ends_with('.'), "{}", lesson.slug);
        assert!(!lesson.tags.is_empty(), "{}", lesson.slug);
    }
}

#[test]
fn sources_are_short_and_use_the_prelude_alone() {
    for lesson in LESSONS {
        let count = lesson.source.lines().count();
        assert!((10..=80).contains(&count), "{}: {count} lines", lesson.slug);
        let mut uses = lesson
            .source
            .lines()
            .filter(|line| line.starts_with("use "));
        assert_eq!(uses.next(), Some("use crate::lessons::prelude::*;"));
        assert_eq!(uses.next(), None, "{}", lesson.slug);
        assert!(!lesson.source.contains("crate::runtime"), "{}", lesson.slug);
        assert!(!lesson.source.contains("unwrap()"), "{}", lesson.slug);
    }
}

#[test]
fn every_run_ends_and_is_explained() {
    for run in every_run() {
        let what = (run.lesson.slug, run.values.all());
        let history = run.history();
        assert!(history.ended().is_some(), "{what:?} does not end");
        assert_eq!(history.totals().live, 0, "{what:?} leaves tasks behind");
        let took = history.last_end().at.seconds();
        assert!((0.05..=15.0).contains(&took), "{what:?} takes {took} s");
        assert!((run.lesson.answer)(history).is_some(), "{what:?}");
        let text = run.explanation();
        assert!(!text.is_empty(), "{what:?}");
        assert!(
            !text.contains("  ") && !text.contains('!'),
            "{what:?}: {text}"
        );
        assert_eq!(text.matches('`').count() % 2, 0, "{what:?}: {text}");
    }
}

#[test]
fn runs_as_at_first_are_of_a_pleasant_length() {
    for run in every_run() {
        let at_first = Values::new(run.lesson.parameters);
        let took = run.history().last_end().at.seconds();
        let pleasant = (0.3..=4.0).contains(&took) || run.values != at_first;
        assert!(pleasant, "{}: {took} s", run.lesson.slug);
    }
}

#[test]
fn recorded_lines_are_lines_of_the_source_that_wait_or_make_something() {
    const MAKE: [&str; 13] = [
        "spawn",
        "offload(",
        "shield(",
        "semaphore(",
        "lock(",
        "queue(",
        "event(",
        "barrier(",
        "condition(",
        "promise(",
        "task_group(",
        "retry(",
        ".acquire()",
    ];
    for run in every_run() {
        let slug = run.lesson.slug;
        let source: Vec<_> = run.lesson.source.lines().collect();
        let mut waits_at_lines = 0;
        for event in run.log.events() {
            let (line, waits) = match event.kind {
                EventKind::Waiting { line, .. } => (line, true),
                EventKind::Spawned { line, parent, .. } if parent.is_some() => (line, false),
                EventKind::Created { line, .. } => (line, false),
                _ => continue,
            };
            let Some(line) = line else {
                panic!("{slug}: no line for {:?}", event.kind);
            };
            let text = source[line as usize - 1];
            let fine = match waits {
                true => text.contains(".await") || text.contains("timeout(") || makes(text),
                false => makes(text),
            };
            waits_at_lines += u32::from(waits);
            assert!(fine, "{slug}, line {line}: {text}, for {:?}", event.kind);
        }
        assert!(waits_at_lines > 0, "{slug}: no line was recorded");
    }

    fn makes(text: &str) -> bool {
        MAKE.iter().any(|word| text.contains(word))
    }
}

#[test]
fn the_shown_source_is_the_file_that_is_compiled() {
    for lesson in LESSONS {
        let folder = lesson.slug.replace('-', "_");
        let path = format!(
            "{}/src/lessons/{folder}/program.rs",
            env!("CARGO_MANIFEST_DIR")
        );
        let file = std::fs::read_to_string(path).unwrap();
        assert_eq!(file, lesson.source, "{}", lesson.slug);
    }
}
