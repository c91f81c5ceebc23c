//! The walk over a text that notes which names each scope has.

use super::{DEEPEST, Flags, Scope, ScopeId, ScopeKind, Symbols, mangle};
use crate::python::compile::{W, Wrong};
use alloc::boxed::Box;
use alloc::vec::Vec;
use hashbrown::HashMap;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt};
use ruff_text_size::Ranged;

pub(super) struct Pass {
    symbols: Symbols,
    at: ScopeId,
    class: Vec<Box<str>>,
    wrong: Option<Wrong>,
    depth: u32,
    /// How many comprehensions' iterables it is in.
    iterables: u32,
    /// Where names are said to be of a function around.
    nonlocals: Vec<(ScopeId, Box<str>, (u32, u32))>,
}

impl Pass {
    pub(super) fn new() -> Self {
        let mut pass = Self {
            symbols: Symbols {
                scopes: Vec::new(),
                by_place: HashMap::default(),
            },
            at: 0,
            class: Vec::new(),
            wrong: None,
            depth: 0,
            iterables: 0,
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

    pub(super) fn finish(mut self) -> W<Symbols> {
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
        self.iterable(&first.iter);
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
            self.iterable(&one.iter);
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

    fn iterable(&mut self, iter: &Expr) {
        self.iterables += 1;
        self.visit_expr(iter);
        self.iterables -= 1;
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
        } else if flags.bound {
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
                if self.iterables > 0 {
                    self.complain(
                        of,
                        "assignment expression cannot be used in a comprehension iterable expression",
                    );
                }
                if let Expr::Name(name) = &*of.target {
                    self.bind_outside(name, name.id.as_str());
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
    fn bind_outside(&mut self, node: &impl Ranged, name: &str) {
        let mut at = self.at;
        while let Some(scope) = self.symbols.scopes.get(at) {
            if scope.kind != ScopeKind::Comprehension {
                break;
            }
            let mangled = mangle(self.class.last().map(|class| &**class), name);
            let mut iterated = false;
            self.symbols.flag(at, &mangled, |flags| {
                iterated = flags.bound;
                flags.nonlocal = true;
            });
            if iterated {
                let words = alloc::format!(
                    "assignment expression cannot rebind comprehension iteration variable '{name}'"
                );
                self.complain(node, &words);
            }
            at = self
                .symbols
                .scopes
                .get(at)
                .and_then(|scope| scope.parent)
                .unwrap_or(0);
        }
        let kind = self.symbols.scopes.get(at).map(|scope| scope.kind);
        let module = kind == Some(ScopeKind::Module);
        if kind == Some(ScopeKind::Class) && at != self.at {
            self.complain(
                node,
                "assignment expression within a comprehension cannot be used in a class body",
            );
        }
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
