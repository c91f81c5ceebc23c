//! Mutated programs: whatever a text says, the machine ends in an exit code and never panics.
//!
//! `INTERLEAVE_FUZZ_SECONDS=1800 cargo test --release --test python -- --ignored mutated` runs for
//! half an hour. The program that runs is in `target/tmp/mutated.py`, should the process die.

use interleave::python::host::Host;
use interleave::python::run::run_program;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Instructions that one mutated program may run.
const ALLOWANCE: u64 = 400_000;

/// A short run for every day.
const SECONDS: u64 = 10;

struct Silent;

impl Host for Silent {
    fn stdout(&mut self, _text: &str) {}

    fn stderr(&mut self, _text: &str) {}
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// Pieces that are put in: what machines stumble over.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "\n",
    "\t",
    "    ",
    "'",
    "\"\"\"",
    "f'{",
    "}'",
    "*",
    "**",
    "-1",
    "0",
    "1e999",
    "2**1000",
    "10**6",
    "None",
    "True",
    "...",
    "async ",
    "await ",
    "yield ",
    "yield from ",
    "lambda: ",
    "del ",
    "global ",
    "nonlocal ",
    "try:\n",
    "finally:\n",
    "except* ",
    "raise ",
    "return ",
    "class ",
    "def ",
    "match ",
    "case _:",
    "@",
    ":=",
    "->",
    "is not ",
    "not in ",
    "__class__",
    "__dict__",
    "__init__",
    "super()",
    "self",
    "type",
    "object",
    "print",
    "len",
    "int",
    "str",
    "list",
    "range(3)",
    "iter",
    "next",
    "throw",
    "close()",
    "send(None)",
    "\u{0}",
    "ü",
    "🙂",
    "\\N{DIGIT ONE}",
    "0x",
    "1_000",
    "1j",
    "b'",
    "%s",
    "{!r:>{}}",
    ".format",
    "[::-1]",
    "[:]",
    "globals()",
    "exec('')",
    "asyncio.run",
    "asyncio.sleep(0)",
    "gather(*",
    "cancel()",
    "import ",
];

fn mutate(text: &str, other: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let others: Vec<&str> = other.lines().collect();
    for _ in 0..=random.below(4) {
        if lines.is_empty() {
            lines.push(String::new());
        }
        let at = random.below(lines.len());
        match random.below(9) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let to = random.below(lines.len());
                lines.swap(at, to);
            }
            3 if !others.is_empty() => {
                lines.insert(at, others[random.below(others.len())].to_owned());
            }
            4 => {
                let blanks = random.below(12);
                lines[at] = format!("{}{}", " ".repeat(blanks), lines[at].trim_start());
            }
            5 => {
                let kept = random.below(lines[at].chars().count() + 1);
                lines[at] = lines[at].chars().take(kept).collect();
            }
            6 => {
                let words: Vec<&str> = text.split_whitespace().collect();
                if let Some(word) = words.get(random.below(words.len())) {
                    put_in(&mut lines[at], word, random);
                }
            }
            _ => put_in(&mut lines[at], PIECES[random.below(PIECES.len())], random),
        }
    }
    lines.join("\n")
}

fn put_in(line: &mut String, piece: &str, random: &mut Random) {
    let places: Vec<usize> = line.char_indices().map(|(place, _)| place).collect();
    let at = places.get(random.below(places.len() + 1)).copied();
    let at = at.unwrap_or(line.len());
    match random.below(2) {
        0 => line.insert_str(at, piece),
        _ => {
            let rest: String = line[at..].chars().skip(piece.len()).collect();
            line.truncate(at);
            line.push_str(piece);
            line.push_str(&rest);
        }
    }
}

#[test]
#[ignore = "takes as long as INTERLEAVE_FUZZ_SECONDS says"]
fn mutated_programs_never_panic() {
    let seconds = std::env::var("INTERLEAVE_FUZZ_SECONDS");
    let seconds = seconds.ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let seed = std::env::var("INTERLEAVE_FUZZ_SEED");
    let seed = seed.ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let texts: Vec<String> = super::programs()
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let place = concat!(env!("CARGO_TARGET_TMPDIR"), "/mutated.py");
    let mut random = Random(seed);
    let mut count = 0_u64;
    let mut exits = [0_u64; 3];
    while Instant::now() < end {
        let text = &texts[random.below(texts.len())];
        let other = &texts[random.below(texts.len())];
        let program = mutate(text, other, &mut random);
        std::fs::write(place, &program).unwrap();
        let run = || run_program("mutated.py", &program, Box::new(Silent), Some(ALLOWANCE));
        let code = catch_unwind(AssertUnwindSafe(run));
        let code = code.unwrap_or_else(|_| panic!("program {count} panicked:\n{program}"));
        exits[match code {
            0 => 0,
            130 => 2,
            _ => 1,
        }] += 1;
        count += 1;
    }
    println!("{count} programs: {exits:?} ended well, with an error, out of allowance");
    assert!(count > 0);
}
