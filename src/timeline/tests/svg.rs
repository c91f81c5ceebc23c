//! The picture for articles.

use super::*;

fn colour(tone: Tone) -> String {
    format!("#{:06x}", tone as u32 * 1111)
}

fn drawn(logs: &[(&str, &Log)]) -> String {
    let figures: Vec<_> = logs
        .iter()
        .map(|(title, log)| Figure {
            title: (*title).into(),
            log,
            until: log.history().now(),
            folded: BTreeSet::new(),
        })
        .collect();
    let end = figures.iter().map(|figure| figure.until);
    let end = end.max_by_key(|end| end.at).unwrap();
    let range = Scale::whole(Unit::Time, end);
    let picture = picture(&figures, Unit::Time, range, &Filter::default());
    svg(&picture, "#fff", colour)
}

#[test]
fn the_picture_stands_alone() {
    let sequential = log(&Form::default(), Strategy::Sequential);
    let limited = log(&Form::default(), Strategy::AtMost(2));
    let text = drawn(&[("Sequential", &sequential), ("At most 2", &limited)]);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2000/svg")
    );
    let texts: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("text") || node.has_tag_name("title"))
        .filter_map(|node| node.text())
        .collect();
    for expected in [
        "Timeline of Sequential: 3.00 s, At most 2: 2.00 s",
        "event loop",
        "main()",
        "fetch /delay/0.5",
        "200 · 1.50 s",
        "limit 2",
        "0.5 s",
    ] {
        assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
    }
    // Nothing to load, nothing to run.
    for node in document.descendants() {
        let name = node.tag_name().name();
        assert!(!["script", "image", "use", "foreignObject", "style"].contains(&name));
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(!attribute.name().starts_with("on"), "{value}");
            assert!(
                !value.contains("url(") || value.contains("url(#"),
                "{value}"
            );
            assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
        }
    }
    // Every part lies within the picture.
    let size = |name| root.attribute(name).unwrap().parse::<f64>().unwrap();
    let (width, height) = (size("width"), size("height"));
    assert!(width > 600.0 && height > 300.0);
}

#[test]
fn hostile_names_stay_text() {
    let mut log = Log::new();
    let name = "</text><script>alert(1)</script>\u{0}\u{1b}\" onload=\"x";
    for (id, parent) in [(0, None), (1, Some(TaskId(0)))] {
        let kind = EventKind::Spawned {
            task: TaskId(id),
            parent,
            name: name.into(),
            kind: TaskKind::Main,
            line: None,
        };
        let at = Micros(u64::from(id) * (u64::MAX / 2));
        log.append(Event { at, kind }).unwrap();
    }
    let text = drawn(&[(name, &log)]);
    assert!(!text.contains("<script"));
    let document = roxmltree::Document::parse(&text).unwrap();
    let scripts = document
        .descendants()
        .filter(|node| node.has_tag_name("script"));
    assert_eq!(scripts.count(), 0);
}

#[test]
fn a_thousand_tasks_become_a_band() {
    let form = (PRESETS[4].form)();
    let log = log(&form, Strategy::Concurrent);
    let text = drawn(&[("Many", &log)]);
    assert!(text.contains(" tasks</text>"));
    assert!(text.len() < 300_000, "{} bytes", text.len());
    roxmltree::Document::parse(&text).unwrap();
}
