//! Calls, and classes.

use super::builder::{Builder, Unit};
use super::flow::Access;
use super::symbols::ScopeKind;
use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::{Value, intern};
use alloc::vec::Vec;
use ruff_python_ast::{Arguments, Expr, ExprAttribute, ExprCall, StmtClassDef};
use ruff_text_size::{TextRange, TextSize};

impl Compiler {
    pub fn call(&mut self, of: &ExprCall) -> W {
        let arguments = &of.arguments;
        let plain = !spread(arguments) && arguments.keywords.is_empty();
        if let (Expr::Attribute(method), true) = (&*of.func, plain) {
            self.expr(&method.value)?;
            let name = self.mangled(method.attr.id.as_str());
            let name = self.name_index(&name);
            let place = self.attribute_place(method, method.range.end());
            self.op_at(&place, Op::Method(name));
            self.all(&arguments.args)?;
            let place = self.attribute_place(method, of.arguments.range.end());
            self.op_at(&place, Op::CallMethod(arguments.args.len() as u32));
            return Ok(());
        }
        if let Expr::Name(name) = &*of.func
            && name.id.as_str() == "super"
            && plain
            && arguments.args.is_empty()
            && self.zero_super()
        {
            return Ok(());
        }
        self.suspect_call(&of.func);
        self.expr(&of.func)?;
        self.arguments(arguments, 0)
    }

    /// What an attribute, or a call of it that ends at `end`, is told with: from its name on, where
    /// it is on another line than what it is of.
    pub fn attribute_place(&self, of: &ExprAttribute, end: TextSize) -> TextRange {
        let whole = self.source.text.get(of.range.to_std_range());
        let start = match whole.is_some_and(|text| text.contains('\n')) {
            true => of.attr.range.start(),
            false => of.range.start(),
        };
        TextRange::new(start, end)
    }

    /// `super()` within a method: with the class and the first parameter.
    fn zero_super(&mut self) -> bool {
        let class = intern("__class__");
        let scope = self.unit().scope;
        let home = self.symbols.home(scope, "__class__");
        if !matches!(home, super::symbols::Home::Free) || self.unit().positional == 0 {
            return false;
        }
        let Some(first) = self.unit().locals.first().cloned() else {
            return false;
        };
        self.variable("super", Access::Load);
        let place = self.shared(&class);
        self.op(Op::Deref(place));
        let cell = self
            .unit()
            .cells
            .iter()
            .position(|cell| alloc::rc::Rc::ptr_eq(cell, &first));
        match cell {
            Some(cell) => self.op(Op::Deref(cell as u32)),
            None => self.op(Op::Fast(0)),
        }
        self.op(Op::Call(2));
        true
    }

    /// Loads arguments and calls what is below them; `given` positional ones are loaded already.
    pub fn arguments(&mut self, arguments: &Arguments, given: u32) -> W {
        if spread(arguments) {
            return self.spread_arguments(arguments, given);
        }
        self.all(&arguments.args)?;
        let positional = given + arguments.args.len() as u32;
        if arguments.keywords.is_empty() {
            self.op(Op::Call(positional));
            return Ok(());
        }
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                let name = intern(name.id.as_str());
                if names.iter().any(|known| matches!(known, Value::Str(known) if alloc::rc::Rc::ptr_eq(known, &name))) {
                    return self.wrong(keyword, alloc::format!("keyword argument repeated: {}", name.as_str()));
                }
                names.push(Value::Str(name));
                self.expr(&keyword.value)?;
            }
        }
        let count = positional + names.len() as u32;
        self.constant(Value::tuple(names));
        self.op(Op::CallKw(count));
        Ok(())
    }

    fn spread_arguments(&mut self, arguments: &Arguments, given: u32) -> W {
        self.op(Op::List(given));
        for argument in &arguments.args {
            match argument {
                Expr::Starred(star) => {
                    self.expr(&star.value)?;
                    self.op(Op::Extend(true));
                }
                other => {
                    self.expr(other)?;
                    self.op(Op::Append(1));
                }
            }
        }
        self.op(Op::ListToTuple);
        if arguments.keywords.is_empty() {
            self.op(Op::CallEx(0));
            return Ok(());
        }
        self.op(Op::Dict(0));
        for keyword in &arguments.keywords {
            match &keyword.arg {
                Some(name) => {
                    self.constant(Value::Str(intern(name.id.as_str())));
                    self.expr(&keyword.value)?;
                    self.op(Op::Dict(1));
                    self.op(Op::MergeKw);
                }
                None => {
                    self.expr(&keyword.value)?;
                    self.op(Op::MergeKw);
                }
            }
        }
        self.op(Op::CallEx(1));
        Ok(())
    }

    pub fn class(&mut self, of: &StmtClassDef) -> W {
        if of.type_params.is_some() {
            return self.wrong(&of.name, "type parameters are not of Python 3.11");
        }
        for decorator in &of.decorator_list {
            self.expr(&decorator.expression)?;
        }
        // From the keyword on, as CPython has it: decorators are no part of it.
        let name = of.name.range.start().to_usize();
        let before = self.source.text.get(..name).unwrap_or("");
        let begin = before.rfind("class").unwrap_or(name);
        self.unit().place = (begin as u32, of.range.end().to_u32());
        self.op(Op::BuildClass);
        self.class_body(of)?;
        self.constant(Value::Str(intern(of.name.id.as_str())));
        match &of.arguments {
            Some(arguments) => self.arguments(arguments, 2)?,
            None => self.op(Op::Call(2)),
        }
        for decorator in of.decorator_list.iter().rev() {
            self.op_at(&decorator.expression, Op::Call(1));
        }
        self.variable(of.name.id.as_str(), Access::Store);
        Ok(())
    }

    fn class_body(&mut self, of: &StmtClassDef) -> W {
        let scope = self.symbols.scope_of(of, ScopeKind::Class);
        let name = intern(of.name.id.as_str());
        let mut unit = Builder::new(Unit::Class, name.clone(), scope);
        unit.qualname = intern(&self.qualified(name.as_str()));
        unit.place = self.unit().place;
        unit.line = self.source.line_of(unit.place.0);
        self.share(&mut unit);
        let qualname = unit.qualname.clone();
        self.units.push(unit);
        self.class.push(name.as_str().into());
        self.class_prologue(qualname.as_str());
        if of.body.iter().any(super::annotated) {
            self.op(Op::Annotations);
        }
        self.docstring(&of.body);
        self.body(&of.body)?;
        // The class that is made fills the variable that its methods share.
        match self.symbols.makes_cell(scope, "__class__") {
            true => {
                let cell = self.shared(&intern("__class__"));
                self.op(Op::Closure(cell));
            }
            false => self.op(Op::None),
        }
        self.op(Op::Return);
        self.class.pop();
        self.close(0);
        Ok(())
    }
}

fn spread(arguments: &Arguments) -> bool {
    arguments
        .args
        .iter()
        .any(|argument| matches!(argument, Expr::Starred(_)))
        || arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none())
}
