//! One unit of code while it is being written.

use super::symbols::ScopeId;
use crate::python::code::{Code, Op, Source};
use crate::python::object::{GenKind, Str, Value, simple_eq};
use alloc::rc::Rc;
use alloc::vec::Vec;
use hashbrown::HashTable;

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A module.
    Module,
    /// A function, a lambda or a comprehension.
    Function,
    /// A class body.
    Class,
}

/// What a jump out of the middle has to undo on its way.
#[derive(Clone)]
pub enum Block {
    /// A loop: where `continue` goes, the jumps of `break`; its iterator is on the stack or not.
    Loop {
        next: u32,
        breaks: Vec<usize>,
        iterator: bool,
    },
    /// A handler is set up.
    Try,
    /// The same, and this has to run on the way out.
    Finally(FinallyBody),
    /// In a handler: the exception before is on the stack.
    Handler,
    /// In a handler that has a name, which is forgotten at its end.
    Named(Box<str>),
    /// `with`: the exit function is on the stack; its call stands for the statement.
    With { is_async: bool, place: (u32, u32) },
    /// In the `except*` part: three values are on the stack.
    Group,
    /// A value waits on the stack.
    Value,
}

/// A `finally` body, for each jump out of its `try` compiles it again. The tree outlives compiling:
/// one copy for each `finally` is the price of a compiler without a lifetime.
pub type FinallyBody = Rc<[ruff_python_ast::Stmt]>;

/// The code of one unit.
pub struct Builder {
    pub kind: Unit,
    pub scope: ScopeId,
    pub name: Rc<Str>,
    pub qualname: Rc<Str>,
    pub line: u32,
    pub ops: Vec<Op>,
    pub places: Vec<(u32, u32)>,
    /// What the next instruction stands for.
    pub place: (u32, u32),
    pub consts: Vec<Value>,
    pub names: Vec<Rc<Str>>,
    name_table: HashTable<u32>,
    pub locals: Vec<Rc<Str>>,
    pub cells: Vec<Rc<Str>>,
    pub frees: Vec<Rc<Str>>,
    pub positional: u32,
    pub positional_only: u32,
    pub keyword_only: u32,
    pub var_positional: bool,
    pub var_keyword: bool,
    pub generator: Option<GenKind>,
    pub doc: Option<Value>,
    pub blocks: Vec<Block>,
    pub is_async: bool,
    /// Where jumps lead: instructions there must not be merged with the one before.
    pub barrier: usize,
}

impl Builder {
    pub fn new(kind: Unit, name: Rc<Str>, scope: ScopeId) -> Self {
        Self {
            kind,
            scope,
            qualname: name.clone(),
            name,
            line: 1,
            ops: Vec::new(),
            places: Vec::new(),
            place: (0, 0),
            consts: Vec::new(),
            names: Vec::new(),
            name_table: HashTable::new(),
            locals: Vec::new(),
            cells: Vec::new(),
            frees: Vec::new(),
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            var_positional: false,
            var_keyword: false,
            generator: None,
            doc: None,
            blocks: Vec::new(),
            is_async: false,
            barrier: 0,
        }
    }

    pub fn constant(&mut self, value: Value) -> u32 {
        let same = |known: &Value| {
            core::mem::discriminant(known) == core::mem::discriminant(&value)
                && !matches!(value, Value::Tuple(_) | Value::Float(_))
                && simple_eq(known, &value) == Some(true)
        };
        // Only a short way back: tables of constants would make this quadratic.
        let from = self.consts.len().saturating_sub(64);
        let near = self.consts.iter().skip(from).position(same);
        if let Some(place) = near {
            return (from + place) as u32;
        }
        self.consts.push(value);
        self.consts.len() as u32 - 1
    }

    pub fn name(&mut self, name: &Rc<Str>) -> u32 {
        let names = &self.names;
        let of = |place: &u32| names.get(*place as usize).map_or(0, |name| name.hash());
        let same = |place: &u32| {
            names
                .get(*place as usize)
                .is_some_and(|known| Rc::ptr_eq(known, name))
        };
        if let Some(place) = self.name_table.find(name.hash(), same) {
            return *place;
        }
        let place = self.names.len() as u32;
        self.name_table.insert_unique(name.hash(), place, of);
        self.names.push(name.clone());
        place
    }

    pub fn finish(self, source: Rc<Source>) -> Code {
        let param = |cell: &Rc<Str>| {
            let params = self.positional
                + self.keyword_only
                + u32::from(self.var_positional)
                + u32::from(self.var_keyword);
            let place = self.locals.iter().position(|local| Rc::ptr_eq(local, cell));
            place
                .map(|place| place as u32)
                .filter(|place| *place < params)
        };
        Code {
            cell_params: self.cells.iter().map(param).collect(),
            is_function: self.kind == Unit::Function,
            name: self.name,
            qualname: self.qualname,
            source,
            line: self.line,
            ops: self.ops,
            places: self.places,
            consts: self.consts,
            names: self.names,
            locals: self.locals,
            cells: self.cells,
            frees: self.frees,
            positional: self.positional,
            positional_only: self.positional_only,
            keyword_only: self.keyword_only,
            var_positional: self.var_positional,
            var_keyword: self.var_keyword,
            kind: self.generator,
            doc: self.doc,
        }
    }
}
