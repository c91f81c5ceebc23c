//! What a line of a Python program waits for, cut out of its text.

use alloc::string::String;

/// The awaited expression of a line, or what comes nearest to it; what goes on in the next line is
/// left out.
pub fn awaited(line: &str) -> String {
    let line = without_comment(line).trim();
    let from = ["await ", "async with ", "async for "]
        .iter()
        .filter_map(|word| line.find(word))
        .min()
        .unwrap_or(0);
    let rest = line.get(from..).unwrap_or(line);
    let end = end_of_expression(rest);
    let words = rest.get(..end).unwrap_or(rest);
    let words = words.trim().trim_end_matches(':');
    let closing = match words.chars().last() {
        Some('(') => "…)",
        Some('[') => "…]",
        Some('{') => "…}",
        _ => "",
    };
    alloc::format!("{words}{closing}")
}

/// Where an expression ends: at the bracket or comma that belongs to what is around it.
fn end_of_expression(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut quote = None;
    for (place, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth == 0 => return place,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => return place,
            _ => {}
        }
    }
    text.len()
}

fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (place, character) in line.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') => return line.get(..place).unwrap_or(line),
            _ => {}
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::awaited;

    #[test]
    fn the_awaited_expression_is_cut_out_of_its_line() {
        for (line, words) in [
            ("    await asyncio.sleep(1)", "await asyncio.sleep(1)"),
            (
                "data = await fetch(session, url)  # slow",
                "await fetch(session, url)",
            ),
            ("print(await queue.get(), 2)", "await queue.get()"),
            ("return [await one(), 3]", "await one()"),
            ("async with lock:", "async with lock"),
            (
                "    async for x in numbers(3):",
                "async for x in numbers(3)",
            ),
            ("print('#', await f('a)'), 1)", "await f('a)')"),
            ("names = await asyncio.gather(", "await asyncio.gather(…)"),
            ("time.sleep(1)", "time.sleep(1)"),
            ("", ""),
        ] {
            assert_eq!(awaited(line), words, "{line}");
        }
    }
}
