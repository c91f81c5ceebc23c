//! The machine that takes a program's steps through a text.

use super::node::{Kind, Place, folded, is_kind};
use super::program::{Limit, NONE, Program, Step};
use alloc::vec::Vec;

/// One search takes no more steps than this.
const PATIENCE: u64 = 50_000_000;

/// Ways that may still be tried.
const MOST_WAYS: usize = 2_000_000;

impl Program {
    /// The first match that begins at `from` or later. `whole`: it must end at the end; `here`: it
    /// must begin at `from`; `moves`: it must not be empty at `from`.
    pub fn find(&self, text: &[char], from: usize, rules: Rules) -> Result<Option<Found>, Limit> {
        let mut machine = Machine {
            program: self,
            text,
            slots: alloc::vec![NONE; self.slots],
            ways: Vec::new(),
            left: PATIENCE,
            whole: rules.whole,
            not_at: NONE,
        };
        let first = match self.steps.first() {
            Some(Step::One(one)) => Some(one),
            Some(Step::Many(one, least, ..)) if *least > 0 => Some(one),
            _ => None,
        };
        let mut begin = from;
        while begin <= text.len() {
            let possible = match (first, text.get(begin)) {
                (None, _) => true,
                (Some(one), Some(c)) => one.is(*c),
                (Some(_), None) => false,
            };
            if possible {
                machine.not_at = if rules.moves && begin == from {
                    from
                } else {
                    NONE
                };
                machine.ways.clear();
                machine.slots.fill(NONE);
                if let Some(end) = machine.run(0, begin, true)? {
                    return Ok(Some(self.found(&machine.slots, begin, end)));
                }
            }
            if rules.here {
                break;
            }
            begin += 1;
        }
        Ok(None)
    }

    fn found(&self, slots: &[usize], begin: usize, end: usize) -> Found {
        let mut spans = Vec::with_capacity(self.groups + 1);
        spans.push(Some((begin, end)));
        for group in 1..=self.groups {
            let (from, to) = (slots[2 * group], slots[2 * group + 1]);
            spans.push((to != NONE && from != NONE).then_some((from, to)));
        }
        let last = slots[self.last];
        Found {
            spans,
            last: (last != NONE).then_some(last),
        }
    }
}

/// What a match must be.
#[derive(Clone, Copy, Default)]
pub struct Rules {
    pub whole: bool,
    pub here: bool,
    pub moves: bool,
}

/// A match: where it and its groups are, and which group was closed last.
pub struct Found {
    pub spans: Vec<Option<(usize, usize)>>,
    pub last: Option<usize>,
}

/// What is to be done when the way taken leads nowhere.
enum Way {
    Try(usize, usize),
    /// Takes one less: the step after, the fewest, where it is now.
    Fewer(usize, usize, usize),
    /// Takes one more: the step, where it is now, how many more.
    More(usize, usize, usize),
    Restore(usize, usize),
}

struct Machine<'a> {
    program: &'a Program,
    text: &'a [char],
    slots: Vec<usize>,
    ways: Vec<Way>,
    left: u64,
    whole: bool,
    not_at: usize,
}

impl Machine<'_> {
    fn set(&mut self, slot: usize, value: usize) {
        self.ways.push(Way::Restore(slot, self.slots[slot]));
        self.slots[slot] = value;
    }

    fn word(&self, at: Option<usize>, ascii: bool) -> bool {
        at.and_then(|at| self.text.get(at))
            .is_some_and(|c| is_kind(*c, Kind::Word, ascii))
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let end = self.text.len();
        let newline = |at: usize| self.text.get(at) == Some(&'\n');
        match place {
            Place::Start => at == 0,
            Place::LineStart => at == 0 || newline(at - 1),
            Place::End => at == end,
            Place::AlmostEnd => at == end || (at + 1 == end && newline(at)),
            Place::LineEnd => at == end || newline(at),
            Place::Edge(ascii) | Place::NoEdge(ascii) => {
                let edge = self.word(at.checked_sub(1), ascii) != self.word(Some(at), ascii);
                edge == matches!(place, Place::Edge(_))
            }
        }
    }

    /// The next way to try: where to go on.
    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.ways.len() > base {
            match self.ways.pop()? {
                Way::Restore(slot, value) => self.slots[slot] = value,
                Way::Try(step, at) => return Some((step, at)),
                Way::Fewer(step, least, at) => {
                    if at > least {
                        if at - 1 > least {
                            self.ways.push(Way::Fewer(step, least, at - 1));
                        }
                        return Some((step, at - 1));
                    }
                }
                Way::More(step, at, more) => {
                    if let (Some(Step::Many(one, ..)), Some(c)) =
                        (self.program.steps.get(step), self.text.get(at))
                        && more > 0
                        && one.is(*c)
                    {
                        if more > 1 {
                            self.ways.push(Way::More(step, at + 1, more - 1));
                        }
                        return Some((step + 1, at + 1));
                    }
                }
            }
        }
        None
    }

    /// Forgets other ways since `base`, but not what has to be restored.
    fn commit(&mut self, base: usize) {
        let kept: Vec<Way> = self
            .ways
            .drain(base..)
            .filter(|way| matches!(way, Way::Restore(..)))
            .collect();
        self.ways.extend(kept);
    }

    fn run(&mut self, step: usize, at: usize, outermost: bool) -> Result<Option<usize>, Limit> {
        let base = self.ways.len();
        let (mut step, mut at) = (step, at);
        loop {
            self.left = self.left.checked_sub(1).ok_or(Limit)?;
            if self.ways.len() > MOST_WAYS {
                return Err(Limit);
            }
            let program = self.program;
            let goes_on = match program.steps.get(step) {
                None | Some(Step::End) => {
                    let short =
                        outermost && ((self.whole && at != self.text.len()) || at == self.not_at);
                    if !short {
                        return Ok(Some(at));
                    }
                    false
                }
                Some(Step::One(one)) => match self.text.get(at) {
                    Some(c) if one.is(*c) => {
                        at += 1;
                        step += 1;
                        true
                    }
                    _ => false,
                },
                Some(Step::Many(one, least, most, lazy)) => {
                    let wanted = if *lazy { *least } else { *most };
                    let rest = self.text.get(at..).unwrap_or_default();
                    let count = rest.iter().take(wanted).take_while(|c| one.is(**c)).count();
                    self.left = self.left.saturating_sub(count as u64 / 8);
                    if count < *least {
                        false
                    } else {
                        if *lazy {
                            self.ways.push(Way::More(step, at + count, most - least));
                        } else if count > *least {
                            self.ways.push(Way::Fewer(step + 1, at + least, at + count));
                        }
                        at += count;
                        step += 1;
                        true
                    }
                }
                Some(Step::Fork(first, second)) => {
                    self.ways.push(Way::Try(*second, at));
                    step = *first;
                    true
                }
                Some(Step::Go(to)) => {
                    step = *to;
                    true
                }
                Some(Step::Save(slot)) => {
                    self.set(*slot, at);
                    if slot % 2 == 1 {
                        self.set(program.last, slot / 2);
                    }
                    step += 1;
                    true
                }
                Some(Step::Place(place)) => {
                    step += 1;
                    self.is_at(*place, at)
                }
                Some(Step::Again(group, fold)) => {
                    let (from, to) = (self.slots[2 * group], self.slots[2 * group + 1]);
                    let same = |(one, other): (&char, &char)| {
                        one == other || (*fold && folded(*one) == folded(*other))
                    };
                    if from == NONE || to == NONE || to < from {
                        false
                    } else {
                        let (known, rest) = (&self.text[from..to], &self.text[at..]);
                        step += 1;
                        at += known.len();
                        known.len() <= rest.len() && known.iter().zip(rest).all(same)
                    }
                }
                Some(Step::Look(behind, negated, after)) => {
                    let begin = match behind {
                        None => Some(at),
                        Some(width) => at.checked_sub(*width),
                    };
                    let mark = self.ways.len();
                    let found = match begin {
                        Some(begin) => self.run(step + 1, begin, false)?.is_some(),
                        None => false,
                    };
                    if found && !negated {
                        self.commit(mark);
                    } else {
                        while self.back(mark).is_some() {}
                    }
                    step = *after;
                    found != *negated
                }
                Some(Step::Atomic(after)) => {
                    let mark = self.ways.len();
                    match self.run(step + 1, at, false)? {
                        Some(end) => {
                            self.commit(mark);
                            at = end;
                            step = *after;
                            true
                        }
                        None => false,
                    }
                }
                Some(Step::If(group, other)) => {
                    step = if self.slots[2 * group + 1] == NONE {
                        *other
                    } else {
                        step + 1
                    };
                    true
                }
                Some(Step::Mark(slot)) => {
                    self.set(*slot, at);
                    step += 1;
                    true
                }
                Some(Step::Unmoved(slot, after)) => {
                    step = if self.slots[*slot] == at {
                        *after
                    } else {
                        step + 1
                    };
                    true
                }
            };
            if !goes_on {
                match self.back(base) {
                    Some((next, place)) => (step, at) = (next, place),
                    None => return Ok(None),
                }
            }
        }
    }
}
