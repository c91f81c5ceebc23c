//! Functions and lambdas.

use super::builder::{Builder, Unit};
use super::flow::Access;
use super::symbols::ScopeKind;
use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::{GenKind, Str, Value, intern};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use ruff_python_ast::{ExprLambda, Parameters, StmtFunctionDef};

const DEFAULTS: u32 = 1;
const KEYWORD_DEFAULTS: u32 = 2;
const ANNOTATIONS: u32 = 4;
const CLOSURE: u32 = 8;

impl Compiler {
    pub fn function(&mut self, of: &StmtFunctionDef) -> W {
        if of.type_params.is_some() {
            return self.wrong(&of.name, "type parameters are not of Python 3.11");
        }
        for decorator in &of.decorator_list {
            self.expr(&decorator.expression)?;
        }
        let mut flags = self.defaults(&of.parameters)?;
        flags |= self.annotations(of)?;
        let scope = self.symbols.scope_of(of, ScopeKind::Function);
        let name = self.mangled(of.name.id.as_str());
        let mut unit = self.open(scope, &intern(of.name.id.as_str()), Some(&of.parameters));
        unit.qualname = intern(&self.qualified(name.as_str()));
        // A function begins at its first decorator, as tracebacks have it at its own line.
        unit.line = self.source.line_of(of.name.range.start().to_u32());
        self.units.push(unit);
        self.docstring(&of.body);
        self.body(&of.body)?;
        self.op(Op::None);
        self.op(Op::Return);
        self.at(&of.name);
        self.close(flags);
        for decorator in of.decorator_list.iter().rev() {
            self.op_at(&decorator.expression, Op::Call(1));
        }
        self.variable(of.name.id.as_str(), Access::Store);
        Ok(())
    }

    pub fn lambda(&mut self, of: &ExprLambda) -> W {
        let flags = match &of.parameters {
            Some(parameters) => self.defaults(parameters)?,
            None => 0,
        };
        let scope = self.symbols.scope_of(of, ScopeKind::Lambda);
        let mut unit = self.open(scope, &intern("<lambda>"), of.parameters.as_deref());
        unit.qualname = intern(&self.qualified("<lambda>"));
        self.units.push(unit);
        self.expr(&of.body)?;
        self.op(Op::Return);
        self.close(flags);
        Ok(())
    }

    /// The name with those of the functions and classes around it.
    pub fn qualified(&self, name: &str) -> String {
        let Some(unit) = self.units.last() else {
            return name.into();
        };
        let global = self.symbols.home(unit.scope, name) == super::symbols::Home::Global;
        match unit.kind {
            Unit::Module => name.into(),
            _ if global && unit.kind == Unit::Function && !name.starts_with('<') => name.into(),
            Unit::Function => alloc::format!("{}.<locals>.{name}", unit.qualname.as_str()),
            Unit::Class => alloc::format!("{}.{name}", unit.qualname.as_str()),
        }
    }

    /// A unit for a function's body, its parameters declared.
    pub fn open(
        &mut self,
        scope: usize,
        name: &Rc<Str>,
        parameters: Option<&Parameters>,
    ) -> Builder {
        let mut unit = Builder::new(Unit::Function, name.clone(), scope);
        unit.place = self.unit().place;
        unit.line = self.source.line_of(unit.place.0);
        if let Some(of) = parameters {
            let names = of.posonlyargs.iter().chain(&of.args).chain(&of.kwonlyargs);
            let names = names.map(|one| one.parameter.name.id.as_str());
            let rest = [&of.vararg, &of.kwarg].into_iter().flatten();
            let names = names.chain(rest.map(|one| one.name.id.as_str()));
            unit.locals = names.map(|name| self.mangled(name)).collect();
            unit.positional_only = of.posonlyargs.len() as u32;
            unit.positional = (of.posonlyargs.len() + of.args.len()) as u32;
            unit.keyword_only = of.kwonlyargs.len() as u32;
            unit.var_positional = of.vararg.is_some();
            unit.var_keyword = of.kwarg.is_some();
        }
        if let Some(known) = self.symbols.scope(scope) {
            unit.is_async = known.is_async;
            unit.generator = match (known.is_async, known.generator) {
                (true, true) => Some(GenKind::AsyncGen),
                (true, false) => Some(GenKind::Coroutine),
                (false, true) => Some(GenKind::Generator),
                (false, false) => None,
            };
        }
        self.share(&mut unit);
        unit
    }

    /// Declares the shared variables of a unit.
    pub fn share(&mut self, unit: &mut Builder) {
        let names = |free| {
            let names = self.symbols.shared(unit.scope, free);
            names.iter().map(|name| intern(name)).collect::<Vec<_>>()
        };
        (unit.cells, unit.frees) = (names(false), names(true));
    }

    /// Ends the unit being written and makes a function of it in the unit around.
    pub fn close(&mut self, mut flags: u32) {
        let source = self.source.clone();
        let Some(unit) = self.units.pop() else { return };
        let frees = unit.frees.clone();
        if !frees.is_empty() {
            for name in &frees {
                let place = self.shared(name);
                self.op(Op::Closure(place));
            }
            self.op(Op::Tuple(frees.len() as u32));
            flags |= CLOSURE;
        }
        let code = Value::Code(Rc::new(unit.finish(source)));
        self.unit().consts.push(code);
        let place = self.unit().consts.len() as u32 - 1;
        self.op(Op::Const(place));
        self.op(Op::MakeFunction(flags));
    }

    fn defaults(&mut self, of: &Parameters) -> W<u32> {
        let mut flags = 0;
        let positional = of.posonlyargs.iter().chain(&of.args);
        let defaults: Vec<_> = positional
            .filter_map(|one| one.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            for default in &defaults {
                self.expr(default)?;
            }
            self.op(Op::Tuple(defaults.len() as u32));
            flags |= DEFAULTS;
        }
        let mut count = 0;
        for one in &of.kwonlyargs {
            if let Some(default) = &one.default {
                let name = self.mangled(one.parameter.name.id.as_str());
                self.constant(Value::Str(name));
                self.expr(default)?;
                count += 1;
            }
        }
        if count > 0 {
            self.op(Op::Dict(count));
            flags |= KEYWORD_DEFAULTS;
        }
        Ok(flags)
    }

    fn annotations(&mut self, of: &StmtFunctionDef) -> W<u32> {
        let mut count = 0;
        for one in &*of.parameters {
            if let Some(annotation) = one.annotation() {
                let name = self.mangled(one.name().id.as_str());
                self.constant(Value::Str(name));
                self.annotation(annotation)?;
                count += 1;
            }
        }
        if let Some(returns) = &of.returns {
            self.constant(Value::Str(intern("return")));
            self.annotation(returns)?;
            count += 1;
        }
        if count == 0 {
            return Ok(0);
        }
        self.op(Op::Dict(count));
        Ok(ANNOTATIONS)
    }
}
