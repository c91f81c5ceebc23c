//! Which variable each name means: the pass before compiling.

use super::{W, Wrong};
use crate::python::object::hash_of;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};
use hashbrown::HashMap;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt};
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

struct Pass {
    symbols: Symbols,
    at: ScopeId,
    class: Vec<Box<str>>,
    wrong: Option<Wrong>,
    depth: u32,
    /// Where names are said to be of a function around.
    nonlocals: Vec<(ScopeId, Box<str>, (u32, u32))>,
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
        } else if flags.free {
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

impl Pass {
    fn new() -> Self {
        let mut pass = Self {
            symbols: Symbols {
                scopes: Vec::new(),
                by_place: HashMap::default(),
            },
            at: 0,
            class: Vec::new(),
            wrong: None,
            depth: 0,
            nonlocals: Vec::new(),
        };
        pass.symbols.scopes.push(Scope {
            kind: ScopeKind::Module,
            parent: None,
            names: HashMap::default(),
            order: Vec::new(),
            generator: false,
            is_async: false,
        });
        pass
    }

    fn finish(mut self) -> W<Symbols> {
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        match self.symbols.resolve() {
            Some((name, id)) => {
                let known = self
                    .nonlocals
                    .iter()
                    .find(|(scope, known, _)| *scope == id && *known == name);
                Err(Wrong {
                    message: alloc::format!("no binding for nonlocal '{name}' found"),
                    place: known.map_or((0, 0), |known| known.2),
                    kind: "SyntaxError",
                })
            }
            None => Ok(self.symbols),
        }
    }

    fn set(&mut self, name: &str, set: impl FnOnce(&mut Flags)) {
        let name = mangle(self.class.last().map(|class| &**class), name);
        self.symbols.flag(self.at, &name, set);
    }

    fn enter(&mut self, node: &impl Ranged, kind: ScopeKind) -> ScopeId {
        let id = self.symbols.scopes.len();
        let range = node.range();
        let key = (range.start().to_u32(), range.end().to_u32(), kind as u8);
        self.symbols.by_place.insert(key, id);
        self.symbols.scopes.push(Scope {
            kind,
            parent: Some(self.at),
            names: HashMap::default(),
            order: Vec::new(),
            generator: false,
            is_async: false,
        });
        core::mem::replace(&mut self.at, id)
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            let name = parameter.name().id.to_string();
            let mut twice = false;
            self.set(&name, |flags| {
                twice = flags.param;
                flags.param = true;
            });
            if twice {
                let words = alloc::format!("duplicate argument '{name}' in function definition");
                self.complain(parameter.name(), &words);
            }
        }
    }

    /// Defaults and annotations belong to the scope around.
    fn outside(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
            if let Some(annotation) = parameter.annotation() {
                self.visit_expr(annotation);
            }
        }
    }

    fn comprehension(
        &mut self,
        node: &impl Ranged,
        generators: &[Comprehension],
        parts: &[&Expr],
        generator: bool,
    ) {
        let Some((first, rest)) = generators.split_first() else {
            return;
        };
        // The first iterable belongs to the scope around.
        self.visit_expr(&first.iter);
        let before = self.enter(node, ScopeKind::Comprehension);
        self.set(".0", |flags| flags.param = true);
        if let Some(scope) = self.symbols.scopes.get_mut(self.at) {
            scope.generator = generator;
        }
        self.visit_expr(&first.target);
        for condition in &first.ifs {
            self.visit_expr(condition);
        }
        for one in rest {
            self.visit_expr(&one.iter);
            self.visit_expr(&one.target);
            for condition in &one.ifs {
                self.visit_expr(condition);
            }
        }
        for part in parts {
            self.visit_expr(part);
        }
        let waits = rest.iter().chain([first]).any(|one| one.is_async);
        if waits {
            self.mark_async();
        }
        let is_async = self
            .symbols
            .scope(self.at)
            .is_some_and(|scope| scope.is_async);
        self.at = before;
        if is_async && !generator {
            self.mark_async();
        }
    }

    /// The comprehension under way awaits something.
    fn mark_async(&mut self) {
        if let Some(scope) = self.symbols.scopes.get_mut(self.at)
            && scope.kind == ScopeKind::Comprehension
        {
            scope.is_async = true;
        }
    }

    /// A name must not be in use before its scope is told.
    fn declared(&mut self, node: &impl Ranged, name: &str, what: &str) {
        let mangled = mangle(self.class.last().map(|class| &**class), name);
        let scope = self.symbols.scopes.get(self.at);
        let flags = scope.and_then(|scope| scope.names.get(&*mangled)).copied();
        let flags = flags.unwrap_or_default();
        let words = if flags.param {
            alloc::format!("name '{name}' is parameter and {what}")
        } else if flags.global || flags.nonlocal {
            return;
        } else if flags.bound && self.at != 0 {
            alloc::format!("name '{name}' is assigned to before {what} declaration")
        } else if flags.used {
            alloc::format!("name '{name}' is used prior to {what} declaration")
        } else {
            return;
        };
        self.complain(node, &words);
    }

    fn complain(&mut self, node: &impl Ranged, message: &str) {
        let range = node.range();
        self.wrong.get_or_insert(Wrong {
            message: message.into(),
            place: (range.start().to_u32(), range.end().to_u32()),
            kind: "SyntaxError",
        });
    }

    fn deeper(&mut self, node: &impl Ranged) -> bool {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.complain(node, "too many statically nested blocks");
            return false;
        }
        true
    }
}

impl Visitor<'_> for Pass {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        if self.deeper(stmt) {
            self.stmt(stmt);
        }
        self.depth -= 1;
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if self.deeper(expr) {
            self.expr(expr);
        }
        self.depth -= 1;
    }

    fn visit_except_handler(&mut self, handler: &ExceptHandler) {
        let ExceptHandler::ExceptHandler(of) = handler;
        if let Some(name) = &of.name {
            self.set(name.id.as_ref(), |flags| flags.bound = true);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        let name = match pattern {
            Pattern::MatchStar(of) => of.name.as_ref(),
            Pattern::MatchAs(of) => of.name.as_ref(),
            Pattern::MatchMapping(of) => of.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.set(name.id.as_ref(), |flags| flags.bound = true);
        }
        if self.deeper(pattern) {
            visitor::walk_pattern(self, pattern);
        }
        self.depth -= 1;
    }
}

impl Pass {
    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(of) => {
                for decorator in &of.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.outside(&of.parameters);
                if let Some(returns) = &of.returns {
                    self.visit_expr(returns);
                }
                self.set(of.name.id.as_ref(), |flags| flags.bound = true);
                let before = self.enter(of, ScopeKind::Function);
                if let Some(scope) = self.symbols.scopes.get_mut(self.at) {
                    scope.is_async = of.is_async;
                }
                self.parameters(&of.parameters);
                for stmt in &of.body {
                    self.visit_stmt(stmt);
                }
                self.at = before;
            }
            Stmt::ClassDef(of) => {
                for decorator in &of.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &of.arguments {
                    self.visit_arguments(arguments);
                }
                self.set(of.name.id.as_ref(), |flags| flags.bound = true);
                let before = self.enter(of, ScopeKind::Class);
                self.class.push(of.name.id.as_str().into());
                self.symbols.flag(self.at, "__class__", |_| ());
                for stmt in &of.body {
                    self.visit_stmt(stmt);
                }
                self.class.pop();
                self.at = before;
            }
            Stmt::Global(of) => {
                for name in &of.names {
                    self.declared(of, name.id.as_str(), "global");
                    self.set(name.id.as_ref(), |flags| flags.global = true);
                    self.symbols
                        .flag(0, name.id.as_str(), |flags| flags.bound = true);
                }
            }
            Stmt::Nonlocal(of) => {
                if self.at == 0 {
                    self.complain(of, "nonlocal declaration not allowed at module level");
                }
                for name in &of.names {
                    self.declared(of, name.id.as_str(), "nonlocal");
                    let range = of.range;
                    let place = (range.start().to_u32(), range.end().to_u32());
                    self.nonlocals
                        .push((self.at, name.id.as_str().into(), place));
                    self.set(name.id.as_ref(), |flags| flags.nonlocal = true);
                }
            }
            Stmt::Import(of) => {
                for alias in &of.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).id.to_string();
                    let first = name.split('.').next().unwrap_or_default();
                    self.set(first, |flags| flags.bound = true);
                }
            }
            Stmt::ImportFrom(of) => {
                for alias in &of.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).id.to_string();
                    let inside = self
                        .symbols
                        .scope(self.at)
                        .is_some_and(|scope| scope.kind != ScopeKind::Module);
                    if name == "*" && inside {
                        self.complain(alias, "import * only allowed at module level");
                    }
                    if name != "*" {
                        self.set(&name, |flags| flags.bound = true);
                    }
                }
            }
            Stmt::AnnAssign(of) => {
                if let Expr::Name(name) = &*of.target {
                    self.set(name.id.as_str(), |flags| flags.bound = true);
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(of) => {
                let bound = matches!(of.ctx, ExprContext::Store | ExprContext::Del);
                if bound && of.id.as_str() == "__debug__" {
                    self.complain(of, "cannot assign to __debug__");
                }
                self.set(of.id.as_str(), |flags| match bound {
                    true => flags.bound = true,
                    false => flags.used = true,
                });
                if of.id.as_str() == "super" && !bound {
                    self.set("__class__", |flags| flags.used = true);
                }
            }
            Expr::Named(of) => {
                self.visit_expr(&of.value);
                if let Expr::Name(name) = &*of.target {
                    self.bind_outside(name.id.as_str());
                }
            }
            Expr::Lambda(of) => {
                if let Some(parameters) = &of.parameters {
                    self.outside(parameters);
                }
                let before = self.enter(of, ScopeKind::Lambda);
                if let Some(parameters) = &of.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&of.body);
                self.at = before;
            }
            Expr::ListComp(of) => self.comprehension(of, &of.generators, &[&of.elt], false),
            Expr::SetComp(of) => self.comprehension(of, &of.generators, &[&of.elt], false),
            Expr::Generator(of) => self.comprehension(of, &of.generators, &[&of.elt], true),
            Expr::DictComp(of) => match &of.key {
                Some(key) => self.comprehension(of, &of.generators, &[key, &of.value], false),
                None => self.comprehension(of, &of.generators, &[&of.value], false),
            },
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                if let Some(scope) = self.symbols.scopes.get_mut(self.at) {
                    scope.generator = true;
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Await(_) => {
                self.mark_async();
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    /// `:=` in a comprehension binds in the function around it.
    fn bind_outside(&mut self, name: &str) {
        let mut at = self.at;
        while let Some(scope) = self.symbols.scopes.get(at) {
            if scope.kind != ScopeKind::Comprehension {
                break;
            }
            let name = mangle(self.class.last().map(|class| &**class), name);
            self.symbols.flag(at, &name, |flags| flags.nonlocal = true);
            at = self
                .symbols
                .scopes
                .get(at)
                .and_then(|scope| scope.parent)
                .unwrap_or(0);
        }
        let module = self
            .symbols
            .scopes
            .get(at)
            .is_some_and(|scope| scope.kind == ScopeKind::Module);
        let mangled = mangle(self.class.last().map(|class| &**class), name);
        self.symbols.flag(at, &mangled, |flags| flags.bound = true);
        if module {
            let mut inner = self.at;
            while inner != at {
                self.symbols.flag(inner, &mangled, |flags| {
                    flags.nonlocal = false;
                    flags.global = true;
                });
                inner = self
                    .symbols
                    .scopes
                    .get(inner)
                    .and_then(|scope| scope.parent)
                    .unwrap_or(0);
            }
        }
    }
}
