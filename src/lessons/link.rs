//! A lesson and its values in an address: `/lesson/<slug>?<parameter>=<value>&…`.

use super::{Lesson, Values, find};
use alloc::{format, string::String};

/// What such addresses begin with.
const ROOM: &str = "/lesson/";

/// What an address asks for.
pub struct LessonLink {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// The values, brought into their ranges.
    pub values: Values,
    /// Whether the page is embedded in another.
    pub embed: bool,
}

/// The fragment (without `#`) that opens `lesson` with `values`.
pub fn write_lesson_link(lesson: &Lesson, values: &Values, embed: bool) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for parameter in lesson.parameters {
        let value = values.get(parameter.name);
        if value != parameter.default {
            pairs.append_pair(parameter.name, &format!("{value}"));
        }
    }
    if embed {
        pairs.append_pair("embed", "1");
    }
    let pairs = pairs.finish();
    match pairs.is_empty() {
        true => format!("{ROOM}{}", lesson.slug),
        false => format!("{ROOM}{}?{pairs}", lesson.slug),
    }
}

/// Reads a fragment; `None` where it does not ask for a lesson.
///
/// # Errors
/// It asks for one that does not exist: a sentence to show.
pub fn parse_lesson_link(fragment: &str) -> Option<Result<LessonLink, String>> {
    let rest = fragment.strip_prefix(ROOM)?;
    let (slug, query) = rest.split_once('?').unwrap_or((rest, ""));
    let Some(lesson) = find(slug) else {
        let shown: String = slug.chars().take(40).collect();
        return Some(Err(format!(
            "There is no lesson called “{shown}”: the link may be damaged or made by another \
             version. This is the lab."
        )));
    };
    let mut values = Values::new(lesson.parameters);
    let mut embed = false;
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        let place = lesson.parameters.iter().position(|one| one.name == key);
        match (place, value.parse()) {
            (Some(place), Ok(value)) => values.set(place, value),
            _ if key == "embed" => embed = value == "1",
            // What an address says of a parameter that is not there has no meaning here.
            _ => {}
        }
    }
    Some(Ok(LessonLink {
        lesson,
        values,
        embed,
    }))
}
