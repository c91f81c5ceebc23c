//! `match`.

use super::flow::Access;
use super::{Compiler, W};
use crate::python::code::{CmpOp, Op};
use crate::python::object::{Value, intern};
use alloc::vec::Vec;
use ruff_python_ast::{Pattern, PatternArguments, Singleton, StmtMatch};

/// A pattern is written with its subject on top. Where it fits, the subject is gone; where not, a
/// jump with the subject, and what `extra` values are above it, gone too. Names are bound as they
/// are met, which a program can only tell where a later part of the pattern does not fit.
struct Failures(Vec<usize>);

impl Compiler {
    pub fn match_stmt(&mut self, of: &StmtMatch) -> W {
        self.expr(&of.subject)?;
        let mut ends = Vec::new();
        for (place, case) in of.cases.iter().enumerate() {
            let last = case.guard.is_some() || place + 1 == of.cases.len();
            self.check(&case.pattern, &mut Vec::new(), last)?;
            self.at(&case.pattern);
            self.op(Op::Dup);
            let mut failed = Failures(Vec::new());
            self.pattern(&case.pattern, &mut failed)?;
            if let Some(guard) = &case.guard {
                failed.0.extend(self.condition(guard, false)?);
            }
            self.op(Op::Pop);
            self.body(&case.body)?;
            ends.push(self.jump(Op::Jump(0)));
            self.land_all(&failed.0);
        }
        self.op(Op::Pop);
        self.land_all(&ends);
        Ok(())
    }

    /// Complains of a pattern that binds a name twice, or that nothing can come behind. `last`:
    /// nothing does.
    fn check<'a>(&self, pattern: &'a Pattern, names: &mut Vec<&'a str>, last: bool) -> W {
        let name = match pattern {
            Pattern::MatchStar(of) => of.name.as_ref(),
            Pattern::MatchAs(of) => of.name.as_ref(),
            Pattern::MatchMapping(of) => of.rest.as_ref(),
            _ => None,
        };
        let parts: Vec<&Pattern> = match pattern {
            Pattern::MatchAs(of) => {
                if let Some(inner) = &of.pattern {
                    self.check(inner, names, last)?;
                } else if !last {
                    let words = match &of.name {
                        Some(name) => alloc::format!("name capture '{}'", name.id.as_str()),
                        None => "wildcard".into(),
                    };
                    return self.wrong(of, words + " makes remaining patterns unreachable");
                }
                Vec::new()
            }
            Pattern::MatchOr(of) => {
                let before = names.len();
                let mut bound: Option<Vec<&str>> = None;
                for (place, one) in of.patterns.iter().enumerate() {
                    let mut own = names.get(..before).unwrap_or_default().to_vec();
                    self.check(one, &mut own, last && place + 1 == of.patterns.len())?;
                    let others = |bound: &Vec<&str>| {
                        bound.len() != own.len() || own.iter().any(|name| !bound.contains(name))
                    };
                    if bound.as_ref().is_some_and(others) {
                        return self.wrong(of, "alternative patterns bind different names");
                    }
                    bound = Some(own);
                }
                *names = bound.unwrap_or_default();
                Vec::new()
            }
            Pattern::MatchSequence(of) => {
                let stars = |part: &&Pattern| matches!(part, Pattern::MatchStar(_));
                if of.patterns.iter().filter(stars).count() > 1 {
                    return self.wrong(of, "multiple starred names in sequence pattern");
                }
                of.patterns.iter().collect()
            }
            Pattern::MatchMapping(of) => of.patterns.iter().collect(),
            Pattern::MatchClass(of) => {
                let keywords = of.arguments.keywords.iter().map(|one| &one.pattern);
                of.arguments.patterns.iter().chain(keywords).collect()
            }
            _ => Vec::new(),
        };
        for part in parts {
            self.check(part, names, true)?;
        }
        if let Some(name) = name {
            let name = name.id.as_str();
            if names.contains(&name) {
                let words = alloc::format!("multiple assignments to name '{name}' in pattern");
                return self.wrong(pattern, words);
            }
            names.push(name);
        }
        Ok(())
    }

    /// Goes to the failures if what is on top is false, after dropping `extra` values below it.
    fn require(&mut self, extra: usize, failed: &mut Failures) {
        if extra == 0 {
            failed.0.push(self.jump(Op::JumpIfNot(0)));
            return;
        }
        let fits = self.jump(Op::JumpIf(0));
        for _ in 0..extra {
            self.op(Op::Pop);
        }
        failed.0.push(self.jump(Op::Jump(0)));
        self.land(fits);
    }

    fn pattern(&mut self, pattern: &Pattern, failed: &mut Failures) -> W {
        self.at(pattern);
        match pattern {
            Pattern::MatchValue(of) => {
                self.expr(&of.value)?;
                self.op(Op::Compare(CmpOp::Eq));
                self.require(0, failed);
            }
            Pattern::MatchSingleton(of) => {
                self.constant(match of.value {
                    Singleton::None => Value::None,
                    Singleton::True => Value::Bool(true),
                    Singleton::False => Value::Bool(false),
                });
                self.op(Op::Is(true));
                self.require(0, failed);
            }
            Pattern::MatchAs(of) => {
                if let Some(inner) = &of.pattern {
                    self.op(Op::Dup);
                    let mut inside = Failures(Vec::new());
                    self.pattern(inner, &mut inside)?;
                    let fits = self.jump(Op::Jump(0));
                    self.drop_after(&inside, 1, failed);
                    self.land(fits);
                }
                match &of.name {
                    Some(name) => self.variable(name.id.as_str(), Access::Store),
                    None => self.op(Op::Pop),
                }
            }
            Pattern::MatchOr(of) => {
                let mut fits = Vec::new();
                for one in &of.patterns {
                    self.op(Op::Dup);
                    let mut inside = Failures(Vec::new());
                    self.pattern(one, &mut inside)?;
                    self.op(Op::Pop);
                    fits.push(self.jump(Op::Jump(0)));
                    self.land_all(&inside.0);
                }
                self.op(Op::Pop);
                failed.0.push(self.jump(Op::Jump(0)));
                self.land_all(&fits);
            }
            Pattern::MatchSequence(of) => self.sequence(&of.patterns, failed)?,
            Pattern::MatchStar(of) => return self.wrong(of, "can't use starred pattern here"),
            Pattern::MatchMapping(of) => {
                self.op(Op::MatchMapping);
                self.require(1, failed);
                for key in &of.keys {
                    self.expr(key)?;
                }
                self.op(Op::Tuple(of.keys.len() as u32));
                // subject keys -> subject keys values-or-None
                self.op(Op::MatchKeys);
                let missing = self.jump(Op::JumpIfNone(0));
                // subject keys values
                self.op(Op::Unpack(of.patterns.len() as u32));
                let parts: Vec<_> = of.patterns.iter().collect();
                self.parts(&parts, 2, failed)?;
                let done = self.jump(Op::Jump(0));
                self.land(missing);
                self.op(Op::Pop);
                self.op(Op::Pop);
                failed.0.push(self.jump(Op::Jump(0)));
                self.land(done);
                match &of.rest {
                    Some(rest) => {
                        self.rest_of_mapping(rest.id.as_str());
                    }
                    None => {
                        self.op(Op::Pop);
                        self.op(Op::Pop);
                    }
                }
            }
            Pattern::MatchClass(of) => {
                self.expr(&of.cls)?;
                self.class_pattern(&of.arguments, failed)?;
            }
        }
        Ok(())
    }

    /// subject keys: binds what the subject has besides the keys. A helper among the builtins
    /// makes it.
    fn rest_of_mapping(&mut self, name: &str) {
        let helper = self.name_index(&intern("__rest_of_mapping__"));
        self.op(Op::Global(helper));
        self.op(Op::Rot3);
        self.op(Op::Call(2));
        self.variable(name, Access::Store);
    }

    /// Patterns whose subjects are on the stack, the first on top; below them `below` values that
    /// go if one does not fit.
    fn parts(&mut self, patterns: &[&Pattern], below: usize, failed: &mut Failures) -> W {
        for (place, part) in patterns.iter().enumerate() {
            let mut inside = Failures(Vec::new());
            self.pattern(part, &mut inside)?;
            if inside.0.is_empty() {
                continue;
            }
            let fits = self.jump(Op::Jump(0));
            self.drop_after(&inside, patterns.len() - place - 1 + below, failed);
            self.land(fits);
        }
        Ok(())
    }

    fn drop_after(&mut self, inside: &Failures, count: usize, failed: &mut Failures) {
        if inside.0.is_empty() {
            return;
        }
        self.land_all(&inside.0);
        for _ in 0..count {
            self.op(Op::Pop);
        }
        failed.0.push(self.jump(Op::Jump(0)));
    }

    fn sequence(&mut self, patterns: &[Pattern], failed: &mut Failures) -> W {
        self.op(Op::MatchSequence);
        self.require(1, failed);
        let star = patterns
            .iter()
            .position(|part| matches!(part, Pattern::MatchStar(_)));
        self.op(Op::Len);
        let least = patterns.len() - usize::from(star.is_some());
        self.constant(Value::count(least));
        self.op(Op::Compare(if star.is_some() {
            CmpOp::Ge
        } else {
            CmpOp::Eq
        }));
        self.require(1, failed);
        match star {
            None => self.op(Op::Unpack(patterns.len() as u32)),
            Some(place) => {
                let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
                self.op(Op::UnpackEx(
                    small(place),
                    small(patterns.len() - place - 1),
                ));
            }
        }
        for (place, part) in patterns.iter().enumerate() {
            if let Pattern::MatchStar(of) = part {
                match &of.name {
                    Some(name) => self.variable(name.id.as_str(), Access::Store),
                    None => self.op(Op::Pop),
                }
                continue;
            }
            let mut inside = Failures(Vec::new());
            self.pattern(part, &mut inside)?;
            if !inside.0.is_empty() {
                let fits = self.jump(Op::Jump(0));
                self.drop_after(&inside, patterns.len() - place - 1, failed);
                self.land(fits);
            }
        }
        Ok(())
    }

    /// subject class: positional parts first, then named ones.
    fn class_pattern(&mut self, of: &PatternArguments, failed: &mut Failures) -> W {
        let names = of
            .keywords
            .iter()
            .map(|one| Value::Str(intern(one.attr.id.as_str())));
        let names = Value::tuple(names.collect());
        self.constant(names);
        // subject class names -> values or None
        self.op(Op::MatchClass(of.patterns.len() as u32));
        let missing = self.jump(Op::JumpIfNone(0));
        let keywords = of.keywords.iter().map(|one| &one.pattern);
        let all: Vec<_> = of.patterns.iter().chain(keywords).collect();
        self.op(Op::Unpack(all.len() as u32));
        self.parts(&all, 0, failed)?;
        let done = self.jump(Op::Jump(0));
        self.land(missing);
        failed.0.push(self.jump(Op::Jump(0)));
        self.land(done);
        Ok(())
    }
}
