//! Which variable each name means: the pass before compiling.

mod pass;

use super::W;
use crate::python::object::hash_of;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};
use hashbrown::HashMap;
use pass::Pass;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

/// Hashes names as the machine does: the standard hash would be a fifth of the time of compiling.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(5) ^ hash_of(bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0.rotate_left(5) ^ u64::from(byte);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Table<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Counts scopes.
pub type ScopeId = usize;

/// Where a name's value lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// In the frame.
    Fast,
    /// In a shared variable of this scope.
    Cell,
    /// In a shared variable of a scope around.
    Free,
    /// In the module.
    Global,
    /// In the class body or module that runs.
    Name,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Function,
    Lambda,
    Comprehension,
    Class,
}

#[derive(Clone, Copy, Default, Debug)]
struct Flags {
    bound: bool,
    global: bool,
    nonlocal: bool,
    used: bool,
    param: bool,
    cell: bool,
    free: bool,
}

/// What a scope knows of its names.
pub struct Scope {
    pub kind: ScopeKind,
    parent: Option<ScopeId>,
    names: Table<Box<str>, Flags>,
    /// In the order in which they came.
    pub order: Vec<Box<str>>,
    pub generator: bool,
    pub is_async: bool,
}

/// All scopes of a text.
pub struct Symbols {
    scopes: Vec<Scope>,
    by_place: Table<(u32, u32, u8), ScopeId>,
}

/// More levels of nesting than this are refused: the tree is walked by recursion.
pub const DEEPEST: u32 = 190;

/// A name as it is within a class: with two underscores before it, it is the class's own.
pub fn mangle<'a>(class: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let class = class.map(|class| class.trim_start_matches('_'));
    match class {
        Some(class) if !class.is_empty() && name.starts_with("__") && !name.ends_with("__") => {
            alloc::format!("_{class}{name}").into()
        }
        _ => name.into(),
    }
}

impl Symbols {
    /// Of a module.
    pub fn of(body: &[Stmt]) -> W<Self> {
        let mut pass = Pass::new();
        for stmt in body {
            pass.visit_stmt(stmt);
        }
        pass.finish()
    }

    /// Of an expression.
    pub fn of_expression(expr: &Expr) -> W<Self> {
        let mut pass = Pass::new();
        pass.visit_expr(expr);
        pass.finish()
    }

    /// The scope that a node opens.
    pub fn scope_of(&self, node: &impl Ranged, kind: ScopeKind) -> ScopeId {
        let range = node.range();
        let key = (range.start().to_u32(), range.end().to_u32(), kind as u8);
        self.by_place.get(&key).copied().unwrap_or(0)
    }

    /// A scope.
    pub fn scope(&self, id: ScopeId) -> Option<&Scope> {
        self.scopes.get(id)
    }

    /// Where a name lives, seen from a scope.
    pub fn home(&self, id: ScopeId, name: &str) -> Home {
        let Some(scope) = self.scopes.get(id) else {
            return Home::Global;
        };
        let function = !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
        let Some(flags) = scope.names.get(name) else {
            return if function { Home::Global } else { Home::Name };
        };
        if flags.global {
            Home::Global
        } else if flags.cell {
            Home::Cell
        } else if flags.free && (function || flags.nonlocal || !flags.bound) {
            // What a class body binds is its own; its functions are given the one around.
            Home::Free
        } else if function {
            if flags.bound || flags.param {
                Home::Fast
            } else {
                Home::Global
            }
        } else {
            Home::Name
        }
    }

    /// The names of a scope's shared variables: those it makes, or those it is given.
    pub fn shared(&self, id: ScopeId, free: bool) -> Vec<Box<str>> {
        let Some(scope) = self.scopes.get(id) else {
            return Vec::new();
        };
        let wanted = |name: &str| {
            let flags = scope.names.get(name).copied().unwrap_or_default();
            if free { flags.free } else { flags.cell }
        };
        let names = scope.order.iter().filter(|name| wanted(name));
        names.cloned().collect()
    }

    /// Whether a class scope has a shared variable of this name that it makes itself.
    pub fn makes_cell(&self, id: ScopeId, name: &str) -> bool {
        let scope = self.scopes.get(id);
        scope
            .and_then(|scope| scope.names.get(name))
            .is_some_and(|flags| flags.cell)
    }

    fn resolve(&mut self) -> Option<(Box<str>, ScopeId)> {
        for id in 0..self.scopes.len() {
            let Some(scope) = self.scopes.get(id) else {
                continue;
            };
            let names: Vec<_> = scope
                .names
                .iter()
                .filter(|(_, flags)| {
                    let own = (flags.bound || flags.param) && !flags.nonlocal;
                    !flags.global && !own && (flags.used || flags.nonlocal)
                })
                .map(|(name, flags)| (name.clone(), flags.nonlocal))
                .collect();
            for (name, nonlocal) in names {
                if !self.link(id, &name) && nonlocal {
                    return Some((name, id));
                }
            }
        }
        None
    }

    /// Makes `name` of scope `id` a shared variable, if a function around has it.
    fn link(&mut self, id: ScopeId, name: &str) -> bool {
        let mut between = Vec::from([id]);
        let mut at = self.scopes.get(id).and_then(|scope| scope.parent);
        while let Some(up) = at {
            let Some(scope) = self.scopes.get(up) else {
                break;
            };
            let class_cell = scope.kind == ScopeKind::Class && name == "__class__";
            let function = !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
            if let Some(flags) = scope.names.get(name).filter(|_| function || class_cell) {
                if flags.global {
                    return false;
                }
                if ((flags.bound || flags.param) && !flags.nonlocal) || class_cell {
                    self.flag(up, name, |flags| flags.cell = true);
                    for one in between {
                        self.flag(one, name, |flags| flags.free = true);
                    }
                    return true;
                }
            }
            between.push(up);
            at = scope.parent;
        }
        false
    }

    fn flag(&mut self, id: ScopeId, name: &str, set: impl FnOnce(&mut Flags)) {
        if let Some(scope) = self.scopes.get_mut(id) {
            match scope.names.get_mut(name) {
                Some(flags) => set(flags),
                None => {
                    scope.order.push(name.into());
                    let mut flags = Flags::default();
                    set(&mut flags);
                    scope.names.insert(name.into(), flags);
                }
            }
        }
    }
}
