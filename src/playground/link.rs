//! A program in an address: `/playground?program=<text>` or `/playground?sample=<slug>`.

use super::{SAMPLES, sample};
use alloc::format;
use alloc::string::String;

/// What such addresses begin with.
const ROOM: &str = "/playground";

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaygroundLink {
    /// The program; `None` where the address has none.
    pub text: Option<String>,
    /// Whether the page is embedded in another.
    pub embed: bool,
    /// What could not be read, in a sentence.
    pub complaint: Option<String>,
}

/// The fragment (without `#`) that opens the playground with a program. A sample goes by its name.
pub fn write_playground_link(text: &str, embed: bool) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    match SAMPLES.iter().find(|sample| sample.text == text) {
        Some(sample) => pairs.append_pair("sample", sample.slug),
        None => pairs.append_pair("program", text),
    };
    if embed {
        pairs.append_pair("embed", "1");
    }
    format!("{ROOM}?{}", pairs.finish())
}

/// Reads a fragment; `None` where it does not ask for the playground.
pub fn parse_playground_link(fragment: &str) -> Option<PlaygroundLink> {
    let rest = fragment.strip_prefix(ROOM)?;
    if !(rest.is_empty() || rest.starts_with('?')) {
        return None;
    }
    let mut link = PlaygroundLink {
        text: None,
        embed: false,
        complaint: None,
    };
    let query = rest.strip_prefix('?').unwrap_or_default();
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        match key.as_ref() {
            "program" => link.text = Some(value.into()),
            "sample" => match sample(&value) {
                Some(sample) => link.text = Some(sample.text.into()),
                None => {
                    let shown: String = value.chars().take(40).collect();
                    link.complaint = Some(format!(
                        "There is no sample called “{shown}”: the link may be damaged or made by \
                         another version."
                    ));
                }
            },
            "embed" => link.embed = value == "1",
            _ => {}
        }
    }
    Some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fragment: &str) -> PlaygroundLink {
        parse_playground_link(fragment).unwrap()
    }

    #[test]
    fn programs_survive_the_way_and_samples_go_by_their_names() {
        for text in ["print('a & b + c=ü')\n\tx = 1\n", "", SAMPLES[1].text] {
            for embed in [false, true] {
                let link = write_playground_link(text, embed);
                let wanted = PlaygroundLink {
                    text: Some(text.into()),
                    embed,
                    complaint: None,
                };
                assert_eq!(read(&link), wanted);
            }
        }
        assert!(write_playground_link(SAMPLES[0].text, false).len() < 40);
    }

    #[test]
    fn what_is_no_such_link_is_told_or_left_to_others() {
        assert_eq!(parse_playground_link("/lab?program=1"), None);
        assert_eq!(parse_playground_link("/playgrounds"), None);
        assert_eq!(read("/playground").text, None);
        let damaged = read("/playground?sample=nothing");
        assert!(damaged.complaint.unwrap().contains("“nothing”"));
    }
}
