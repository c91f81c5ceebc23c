//! From a syntax tree to bytecode.

mod assign;
mod builder;
mod call;
mod comprehension;
mod expr;
mod flow;
mod fstring;
mod function;
mod nesting;
mod pattern;
mod scan;
mod stmt;
mod suspect;
mod symbols;
mod text;
mod unparse;

use super::code::{Code, Source};
use super::object::intern;
use alloc::rc::Rc;
use alloc::string::String;
use builder::{Builder, Unit};
use ruff_python_ast::Stmt;
use symbols::Symbols;

/// What is wrong with a program's text.
#[derive(Debug)]
pub struct Wrong {
    /// In the words of the language.
    pub message: String,
    /// Which bytes.
    pub place: (u32, u32),
    /// `SyntaxError` or a kind of it.
    pub kind: &'static str,
}

/// What every step of compiling can end in.
type W<T = ()> = Result<T, Wrong>;

/// Compiles a module.
///
/// # Errors
/// Where the text is not Python, or uses what is not supported.
pub fn compile(source: &Rc<Source>) -> Result<Rc<Code>, Wrong> {
    if source.main || source.given {
        nesting::check(&source.text)?;
    }
    let parsed = ruff_python_parser::parse_module(&source.text)
        .map_err(|error| text::explain(&source.text, &error))?;
    let body = parsed.into_syntax().body;
    let symbols = Symbols::of(&body)?;
    let mut compiler = Compiler {
        source: source.clone(),
        symbols,
        units: Vec::from([Builder::new(Unit::Module, intern("<module>"), 0)]),
        class: Vec::new(),
        depth: 0,
        as_text: unparse::asks_for_text(&body),
    };
    compiler.module(&body)?;
    compiler.finish()
}

/// Compiles one expression.
///
/// # Errors
/// As [`compile`].
pub fn compile_expression(source: &Rc<Source>) -> Result<Rc<Code>, Wrong> {
    nesting::check(&source.text)?;
    let parsed = ruff_python_parser::parse_expression(&source.text)
        .map_err(|error| text::explain(&source.text, &error))?;
    let expr = parsed.into_expr();
    let symbols = Symbols::of_expression(&expr)?;
    let mut compiler = Compiler {
        source: source.clone(),
        symbols,
        units: Vec::from([Builder::new(Unit::Module, intern("<module>"), 0)]),
        class: Vec::new(),
        depth: 0,
        as_text: false,
    };
    compiler.expr(&expr)?;
    compiler.op(super::code::Op::Return);
    compiler.finish()
}

/// Compiles the units of one text, each within the one before.
struct Compiler {
    source: Rc<Source>,
    symbols: Symbols,
    units: Vec<Builder>,
    /// The classes around, for private names.
    class: Vec<Box<str>>,
    /// How deeply nested what is being compiled is.
    depth: u32,
    /// Annotations are kept as text.
    as_text: bool,
}

impl Compiler {
    fn module(&mut self, body: &[Stmt]) -> W {
        if body.iter().any(annotated) {
            self.op(super::code::Op::Annotations);
        }
        self.docstring(body);
        self.body(body)?;
        self.op(super::code::Op::None);
        self.op(super::code::Op::Return);
        Ok(())
    }

    fn finish(&mut self) -> W<Rc<Code>> {
        let unit = self.units.pop();
        let source = self.source.clone();
        unit.map(|unit| Rc::new(unit.finish(source)))
            .ok_or_else(|| Wrong {
                message: "nothing to compile".into(),
                place: (0, 0),
                kind: "SyntaxError",
            })
    }
}

/// Whether a statement, or one within it that is of the same unit, annotates a variable.
fn annotated(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::AnnAssign(_) => true,
        Stmt::If(of) => {
            of.body.iter().any(annotated)
                || of
                    .elif_else_clauses
                    .iter()
                    .any(|clause| clause.body.iter().any(annotated))
        }
        Stmt::For(of) => of.body.iter().any(annotated),
        Stmt::While(of) => of.body.iter().any(annotated),
        Stmt::With(of) => of.body.iter().any(annotated),
        Stmt::Try(of) => of.body.iter().any(annotated),
        _ => false,
    }
}
