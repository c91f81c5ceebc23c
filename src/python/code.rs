//! Bytecode: what the compiler makes and the machine runs.

use super::object::{Str, Value};
use alloc::rc::Rc;
use alloc::vec::Vec;

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `@`
    MatMul,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CmpOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnOp {
    /// `-`
    Neg,
    /// `+`
    Pos,
    /// `~`
    Invert,
    /// `not`
    Not,
}

/// One instruction of a stack machine. Targets are places in the code; `Name` and `Const` count
/// in the code's own lists.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)] // Each does what its name says; the machine tells the rest.
pub enum Op {
    Const(u32),
    Small(i32),
    None,
    Pop,
    Dup,
    /// Copies the two on top.
    Dup2,
    /// Takes the top to below the next one.
    Rot2,
    /// Takes the top to below the next two.
    Rot3,
    /// Takes the top to below the next three.
    Rot4,
    /// Copies the value so far down (1 is the top).
    Copy(u32),

    Fast(u32),
    SetFast(u32),
    DelFast(u32),
    Fast2(u16, u16),
    Deref(u32),
    SetDeref(u32),
    DelDeref(u32),
    /// The shared variable itself.
    Closure(u32),
    /// In a class body: the class's name, else the shared variable.
    ClassDeref(u32),
    Name(u32),
    SetName(u32),
    DelName(u32),
    Global(u32),
    SetGlobal(u32),
    DelGlobal(u32),

    Attr(u32),
    SetAttr(u32),
    DelAttr(u32),
    /// Leaves the function and the object, or nothing and the function.
    Method(u32),
    CallMethod(u32),
    Call(u32),
    /// So many arguments, the last of them named by the tuple on top.
    CallKw(u32),
    /// Positional arguments as a tuple, and keyword arguments as a dictionary (1) or not (0).
    CallEx(u32),
    BuildClass,
    /// Bit 0 defaults, 1 keyword defaults, 2 annotations, 3 closure.
    MakeFunction(u32),

    Binary(BinOp),
    InPlace(BinOp),
    /// Local variable and small number.
    AddSmall(u16, i16),
    Unary(UnOp),
    Compare(CmpOp),
    /// Compares and jumps where it does not hold.
    CompareJump(CmpOp, u32),
    Is(bool),
    In(bool),
    Subscript,
    SetSubscript,
    DelSubscript,
    Slice(u32),

    Tuple(u32),
    List(u32),
    SetOf(u32),
    Dict(u32),
    Join(u32),
    /// Adds to the container so far down.
    Append(u32),
    Add(u32),
    Insert(u32),
    Extend(bool),
    UpdateSet,
    UpdateDict,
    /// As [`Op::UpdateDict`], for keyword arguments: no key may come twice.
    MergeKw,
    ListToTuple,
    Unpack(u32),
    /// So many before and after the starred one.
    UnpackEx(u16, u16),
    /// Conversion (0 none, 1 str, 2 repr, 3 ascii), and whether a format is on top.
    Format(u8, bool),

    Jump(u32),
    JumpIfNot(u32),
    JumpIf(u32),
    JumpIfNotOrPop(u32),
    JumpIfOrPop(u32),
    JumpIfNone(u32),
    Iter,
    ForIter(u32),
    Return,
    Yield,
    /// Gives on what the awaited one gave; the `Send` before is the next to run.
    YieldOn,
    /// `yield from`'s iterator.
    YieldFromIter,
    /// Of `await` (0), `async for` (2), `__aenter__` (3), `__aexit__` (4).
    Awaitable(u8),
    Send(u32),
    AIter,
    ANext,
    /// Ends an `async for`, or raises again what is on top.
    EndAsyncFor,

    Raise(u8),
    Reraise,
    SetupFinally(u32),
    /// As [`Op::SetupFinally`], with the value on top outside of what it restores.
    SetupWith(u32),
    PopBlock,
    PopExcept,
    /// Whether the exception matches the type on top.
    Match,
    /// `except*`: splits; leaves the rest and the match.
    MatchGroup,
    /// `except*`: puts together what was not handled and what was raised.
    EndGroup,
    Enter,
    AEnter,
    ExitCall,
    AssertionError,

    Import(u32, u16),
    ImportFrom(u32),
    ImportStar,
    Annotations,
    Annotate(u32),
    /// Prints what an expression gave: in no program, for examples.
    Nop,

    MatchSequence,
    MatchMapping,
    MatchKeys,
    /// Positional patterns.
    MatchClass(u32),
    Len,
}

/// Compiled code: a module, a function or a class body.
pub struct Code {
    /// `co_name`.
    pub name: Rc<Str>,
    /// `co_qualname`.
    pub qualname: Rc<Str>,
    /// Where it comes from.
    pub source: Rc<Source>,
    /// The first line.
    pub line: u32,
    /// The instructions.
    pub ops: Vec<Op>,
    /// For each instruction, which bytes of the source it stands for.
    pub places: Vec<(u32, u32)>,
    /// The constants.
    pub consts: Vec<Value>,
    /// The names.
    pub names: Vec<Rc<Str>>,
    /// The names of local variables, parameters first.
    pub locals: Vec<Rc<Str>>,
    /// The names of the shared variables that it makes.
    pub cells: Vec<Rc<Str>>,
    /// For each of them, the parameter that it begins with.
    pub cell_params: Vec<Option<u32>>,
    /// The names of those it is given.
    pub frees: Vec<Rc<Str>>,
    /// Positional parameters, and how many of them are positional-only.
    pub positional: u32,
    /// See above.
    pub positional_only: u32,
    /// Keyword-only parameters.
    pub keyword_only: u32,
    /// `*args`.
    pub var_positional: bool,
    /// `**kwargs`.
    pub var_keyword: bool,
    /// What calling it makes, if not a plain call.
    pub kind: Option<super::object::GenKind>,
    /// Its variables are those of a function.
    pub is_function: bool,
    /// Its docstring.
    pub doc: Option<Value>,
}

/// A source text.
pub struct Source {
    /// Its path, for tracebacks.
    pub path: Box<str>,
    /// The text.
    pub text: Box<str>,
    /// Where each line begins, in bytes.
    pub lines: Vec<u32>,
    /// It is the program, and no module of ours.
    pub main: bool,
    /// It was given as a string, as to `exec`: tracebacks do not show its lines.
    pub given: bool,
    /// What is hardly meant so: place and message, as compiling came upon it.
    pub suspects: core::cell::RefCell<Vec<((u32, u32), alloc::string::String)>>,
}

impl Source {
    /// A source text.
    pub fn new(path: &str, text: &str, main: bool) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = core::iter::once(0).chain(breaks.map(|(place, _)| place as u32 + 1));
        Self {
            path: path.into(),
            text: text.into(),
            lines: lines.collect(),
            main,
            given: false,
            suspects: core::cell::RefCell::default(),
        }
    }

    /// The line that a byte is on, from 1.
    pub fn line_of(&self, byte: u32) -> u32 {
        self.lines.partition_point(|begin| *begin <= byte) as u32
    }

    /// The text of a line, without its end.
    pub fn line(&self, line: u32) -> &str {
        let at = |line: u32| {
            self.lines
                .get(line as usize)
                .map_or(self.text.len(), |at| *at as usize)
        };
        let text = self
            .text
            .get(at(line.wrapping_sub(1))..at(line))
            .unwrap_or("");
        text.trim_end_matches(['\n', '\r'])
    }

    /// How many bytes of its line are before a byte.
    pub fn column_of(&self, byte: u32) -> u32 {
        let line = self.line_of(byte);
        byte - self.lines.get(line as usize - 1).copied().unwrap_or(0)
    }
}

impl Code {
    /// The line of the instruction at `place`.
    pub fn line_at(&self, place: usize) -> u32 {
        let bytes = self.places.get(place);
        bytes.map_or(self.line, |(from, _)| self.source.line_of(*from))
    }
}
