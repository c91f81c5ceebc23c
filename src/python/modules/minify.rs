//! Makes the library's text smaller without changing what it means: no comments, no blank lines,
//! no more white space than the grammar needs. Part of the build, and of the tests.

/// The same program in less text. It must be one that compiles and has no tabs.
pub fn minify(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut indents = vec![0];
    let mut brackets = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        if brackets == 0 && (small.is_empty() || small.ends_with('\n')) {
            rest = begin_line(rest, &mut indents, &mut small);
        }
        let Some(first) = rest.chars().next() else {
            break;
        };
        match first {
            '\n' if brackets == 0 => {
                rest = &rest[1..];
                small.push('\n');
            }
            ' ' | '\n' | '\\' | '#' => {
                rest = after_space(rest, brackets > 0);
                let next = rest.chars().next().unwrap_or('\n');
                if small
                    .chars()
                    .next_back()
                    .is_some_and(|last| clash(last, next))
                {
                    small.push(' ');
                }
            }
            '"' | '\'' => {
                let (string, after) = rest.split_at(string_length(rest, first));
                small.push_str(string);
                rest = after;
            }
            _ => {
                match first {
                    '(' | '[' | '{' => brackets += 1,
                    ')' | ']' | '}' => brackets = brackets.saturating_sub(1),
                    _ => {}
                }
                small.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    small
}

/// Skips what is blank before a statement and writes its indentation, a space for each level.
fn begin_line<'a>(text: &'a str, indents: &mut Vec<usize>, small: &mut String) -> &'a str {
    let mut rest = text;
    loop {
        let line = rest.trim_start_matches(' ');
        let width = rest.len() - line.len();
        if line.starts_with(['\n', '#']) {
            rest = line.split_once('\n').map_or("", |(_, after)| after);
            continue;
        }
        if line.is_empty() {
            return line;
        }
        while indents.last().is_some_and(|level| *level > width) {
            indents.pop();
        }
        if indents.last() != Some(&width) {
            indents.push(width);
        }
        small.extend(std::iter::repeat_n(' ', indents.len() - 1));
        return line;
    }
}

/// What comes after white space, comments and joined lines; in brackets, lines are joined anyway.
fn after_space(text: &str, in_brackets: bool) -> &str {
    let mut rest = text;
    loop {
        rest = match rest.as_bytes() {
            [b' ', ..] => &rest[1..],
            [b'\n', ..] if in_brackets => &rest[1..],
            [b'\\', b'\n', ..] => &rest[2..],
            [b'#', ..] => rest.find('\n').map_or("", |end| &rest[end..]),
            _ => return rest,
        };
    }
}

/// Whether two characters would mean something else side by side.
fn clash(last: char, next: char) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | '.');
    word(last) && word(next)
}

/// The bytes of the string that `text` begins with, its quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let triple = quote.to_string().repeat(3);
    let end = match text.starts_with(&triple) {
        true => triple,
        false => quote.to_string(),
    };
    let mut at = end.len();
    while at < text.len() && !text[at..].starts_with(&end) {
        let escaped = text[at..].starts_with('\\');
        for _ in 0..=usize::from(escaped) {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (at + end.len()).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn what_says_nothing_goes() {
        let text = "# One.\nimport a\n\n\nclass B(a.C):\n    # Two.\n\n    def d(self, *, e=1):  # Three.\n        return [\n            e,  # Four.\n            - 1,\n        ]\n\n    f = 2\n";
        let small = "import a\nclass B(a.C):\n def d(self,*,e=1):\n  return[e,-1,]\n f=2\n";
        assert_eq!(minify(text), small);
    }

    #[test]
    fn strings_stay_and_words_stay_apart() {
        let text = "x = 'a  # b' if not  \"\"\"c\n   '' \\\"\"\"\" else r'\\\\'  in  y\nz = 1 .real \\\n    + 2\n";
        let small = "x='a  # b' if not \"\"\"c\n   '' \\\"\"\"\" else r'\\\\' in y\nz=1 .real+2\n";
        assert_eq!(minify(text), small);
    }
}
