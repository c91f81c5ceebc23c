//! The few characters that programs name in `\N{...}` escapes.

/// The character called `name`, where it is one of the few known here.
pub fn character(name: &str) -> Option<char> {
    const KNOWN: [(&str, char); 24] = [
        ("BULLET", '\u{2022}'),
        ("CHECK MARK", '\u{2713}'),
        ("BALLOT X", '\u{2717}'),
        ("DEGREE SIGN", '\u{b0}'),
        ("EM DASH", '\u{2014}'),
        ("EN DASH", '\u{2013}'),
        ("EURO SIGN", '\u{20ac}'),
        ("GREEK SMALL LETTER ALPHA", '\u{3b1}'),
        ("GREEK SMALL LETTER BETA", '\u{3b2}'),
        ("GREEK SMALL LETTER LAMDA", '\u{3bb}'),
        ("GREEK SMALL LETTER MU", '\u{3bc}'),
        ("GREEK SMALL LETTER PI", '\u{3c0}'),
        ("HEAVY CHECK MARK", '\u{2714}'),
        ("HORIZONTAL ELLIPSIS", '\u{2026}'),
        ("LEFTWARDS ARROW", '\u{2190}'),
        ("MICRO SIGN", '\u{b5}'),
        ("NO-BREAK SPACE", '\u{a0}'),
        ("PARTY POPPER", '\u{1f389}'),
        ("RIGHTWARDS ARROW", '\u{2192}'),
        ("ROCKET", '\u{1f680}'),
        ("SNAKE", '\u{1f40d}'),
        ("SNOWMAN", '\u{2603}'),
        ("SPARKLES", '\u{2728}'),
        ("WARNING SIGN", '\u{26a0}'),
    ];
    let name = name.to_ascii_uppercase();
    let found = KNOWN.iter().find(|(known, _)| *known == name);
    found.map(|(_, character)| *character)
}
