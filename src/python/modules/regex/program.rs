//! The steps that find a match, and how an expression becomes them.

use super::node::{Greed, Node, Place, Set, folded};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A slot that holds nothing.
pub(super) const NONE: usize = usize::MAX;

/// Longer programs are refused.
const MOST_STEPS: usize = 200_000;

/// One character.
#[derive(Clone)]
pub(super) enum One {
    Char(char, bool),
    Any(bool),
    Set(Box<Set>),
}

impl One {
    pub(super) fn is(&self, c: char) -> bool {
        match self {
            Self::Char(wanted, false) => c == *wanted,
            Self::Char(wanted, true) => c == *wanted || folded(c) == folded(*wanted),
            Self::Any(newlines) => *newlines || c != '\n',
            Self::Set(set) => set.has(c),
        }
    }
}

pub(super) enum Step {
    One(One),
    /// As often as may be, at least and at most; whether fewer are tried first.
    Many(One, usize, usize, bool),
    /// Both, the first one first.
    Fork(usize, usize),
    Go(usize),
    Save(usize),
    Place(Place),
    Again(usize, bool),
    /// Ahead or how far behind; whether it must not be there; where it goes on.
    Look(Option<usize>, bool, usize),
    Atomic(usize),
    If(usize, usize),
    /// Remembers where it is.
    Mark(usize),
    /// Goes there unless something was taken since the mark.
    Unmoved(usize, usize),
    End,
}

/// A compiled expression.
pub struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) slots: usize,
    pub(super) last: usize,
    pub(super) groups: usize,
}

/// It is too large, or takes too long.
pub struct Limit;

struct Compiler {
    steps: Vec<Step>,
    slots: usize,
    last: usize,
}

impl Compiler {
    fn put(&mut self, step: Step) -> Result<usize, Limit> {
        if self.steps.len() >= MOST_STEPS {
            return Err(Limit);
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn one(node: &Node) -> Option<One> {
        Some(match node {
            Node::Char(c, fold) => One::Char(*c, *fold),
            Node::Any(newlines) => One::Any(*newlines),
            Node::Set(set) => One::Set(set.clone()),
            _ => return None,
        })
    }

    fn node(&mut self, node: &Node) -> Result<(), Limit> {
        match node {
            Node::Empty => {}
            Node::Char(..) | Node::Any(_) | Node::Set(_) => {
                if let Some(one) = Self::one(node) {
                    self.put(Step::One(one))?;
                }
            }
            Node::Place(place) => {
                self.put(Step::Place(*place))?;
            }
            Node::All(parts) => {
                for part in parts {
                    self.node(part)?;
                }
            }
            Node::Either(parts) => self.either(parts)?,
            Node::Group(group, inner) => {
                self.put(Step::Save(2 * group))?;
                self.node(inner)?;
                self.put(Step::Save(2 * group + 1))?;
            }
            Node::Repeat(inner, least, most, greed) => {
                self.repeat(inner, *least, *most, *greed)?;
            }
            Node::Again(group, fold) => {
                self.put(Step::Again(*group, *fold))?;
            }
            Node::Look(ahead, negated, inner) => {
                let behind = (!ahead).then(|| inner.width().0 as usize);
                let look = self.put(Step::End)?;
                self.node(inner)?;
                self.put(Step::End)?;
                let after = self.steps.len();
                self.steps[look] = Step::Look(behind, *negated, after);
            }
            Node::Atomic(inner) => {
                let atomic = self.put(Step::End)?;
                self.node(inner)?;
                self.put(Step::End)?;
                let after = self.steps.len();
                self.steps[atomic] = Step::Atomic(after);
            }
            Node::If(group, yes, no) => {
                let question = self.put(Step::End)?;
                self.node(yes)?;
                let over = self.put(Step::End)?;
                let other = self.steps.len();
                self.steps[question] = Step::If(*group, other);
                self.node(no)?;
                let after = self.steps.len();
                self.steps[over] = Step::Go(after);
            }
        }
        Ok(())
    }

    fn either(&mut self, parts: &[Node]) -> Result<(), Limit> {
        let mut ends = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            if place + 1 == parts.len() {
                self.node(part)?;
                break;
            }
            let fork = self.put(Step::End)?;
            self.node(part)?;
            ends.push(self.put(Step::End)?);
            let next = self.steps.len();
            self.steps[fork] = Step::Fork(fork + 1, next);
        }
        let after = self.steps.len();
        for end in ends {
            self.steps[end] = Step::Go(after);
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        inner: &Node,
        least: u32,
        most: Option<u32>,
        greed: Greed,
    ) -> Result<(), Limit> {
        if greed == Greed::All {
            let all = Node::Repeat(Box::new(inner.clone()), least, most, Greed::Most);
            return self.node(&Node::Atomic(Box::new(all)));
        }
        let lazy = greed == Greed::Least;
        if let Some(one) = Self::one(inner) {
            let most = most.map_or(NONE, |most| most as usize);
            self.put(Step::Many(one, least as usize, most, lazy))?;
            return Ok(());
        }
        for _ in 0..least {
            self.node(inner)?;
            if inner.width().1 == Some(0) {
                break;
            }
        }
        let fork = |first: usize, second: usize| match lazy {
            true => Step::Fork(second, first),
            false => Step::Fork(first, second),
        };
        match most {
            None => {
                let mark = self.slots;
                self.slots += 1;
                let again = self.put(Step::End)?;
                self.put(Step::Mark(mark))?;
                self.node(inner)?;
                let check = self.put(Step::End)?;
                self.put(Step::Go(again))?;
                let after = self.steps.len();
                self.steps[again] = fork(again + 1, after);
                self.steps[check] = Step::Unmoved(mark, after);
            }
            Some(most) => {
                let mut forks = Vec::new();
                for _ in least..most {
                    forks.push(self.put(Step::End)?);
                    self.node(inner)?;
                }
                let after = self.steps.len();
                for place in forks {
                    self.steps[place] = fork(place + 1, after);
                }
            }
        }
        Ok(())
    }
}

impl Program {
    /// Compiles an expression with so many groups.
    pub fn new(node: &Node, groups: usize) -> Result<Self, Limit> {
        let last = 2 * groups + 2;
        let mut compiler = Compiler {
            steps: Vec::new(),
            slots: last + 1,
            last,
        };
        compiler.node(node)?;
        compiler.put(Step::End)?;
        Ok(Self {
            steps: compiler.steps,
            slots: compiler.slots,
            last: compiler.last,
            groups,
        })
    }
}
