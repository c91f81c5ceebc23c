//! The machine: frames on the heap, and one loop that runs them.

mod args;
mod attr;
mod awaiting;
mod call;
mod class;
mod compare;
mod error;
mod finalize;
mod frame;
mod groups;
mod hash;
mod hashed;
mod import;
mod index;
mod iterate;
mod kinship;
mod matching;
mod membership;
mod numbers;
mod ops;
mod percent;
mod resume;
mod run;
mod subscript;
mod suggest;
mod text;
mod trace;
mod types;

pub use args::Given;
pub use attr::{module_of, told_name};
pub use call::Called;
pub use error::{Entry, Exc, Stop, exc};
pub use finalize::{
    Pending, finalize, kept_by_traceback, note_end, note_gone, note_lost, pending_empty,
    take_pending,
};
pub use frame::{Block, Frame, Seen, Then};
pub use iterate::MOST_ITEMS;
pub use numbers::{float_divmod, true_divide, whole};
pub use resume::{Input, Resumed};
pub use run::Sent;
pub use text::ascii as ascii_text;
pub use trace::{Trace, caret_line, entries_text, entry_text};
pub use types::Types;

use super::host::Host;
use super::object::{Class, Dict, Str, Value};
use super::process::World;
use alloc::boxed::Box;
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::any::Any;

/// The code and the instruction that called into Rust.
pub type Spot = Option<(Rc<super::code::Code>, usize)>;

/// What most steps of a program end in.
pub type R<T = Value> = Result<T, Stop>;

/// Instructions between two looks at the clock, at threads that wait, and at what was let go.
pub const SLICE: u32 = 20_000;

/// How deeply functions in Rust may call functions in Python, each of which takes a part of the
/// host's stack.
const DEEPEST_NESTING: u32 = 48;

/// `sys.getrecursionlimit()` at the start.
const RECURSION_LIMIT: u32 = 1000;

/// One machine: all that a program can reach.
pub struct Vm {
    /// The builtin classes.
    pub types: Types,
    /// `builtins`.
    pub builtins: Rc<Dict>,
    /// `sys.modules`.
    pub modules: Rc<Dict>,
    /// Frames that wait for the one that runs, the outermost first.
    pub frames: Vec<Box<Frame>>,
    /// Frames to be used again.
    #[allow(clippy::vec_box)] // A frame keeps its place from one use to the next.
    pool: Vec<Box<Frame>>,
    /// The exception being handled.
    pub exc: Value,
    /// Where the exception is that left frames run by Rust just now.
    passed: usize,
    /// The world outside.
    pub host: Box<dyn Host>,
    /// Threads, time, and the runtime.
    pub world: World,
    /// Instructions left of this slice.
    pub fuel: u32,
    /// Calls of functions in Python from Rust that are under way.
    pub nesting: u32,
    /// Frames that are under way, over all nesting.
    pub depth: u32,
    /// See [`RECURSION_LIMIT`].
    pub recursion_limit: u32,
    /// The code and the instruction that called into Rust last, for lines in messages.
    pub place: Spot,
    /// Where Rust called into Python, for each call that is under way: how many frames waited
    /// then, and the place.
    pub outer: Vec<(usize, Spot)>,
    /// Attributes of classes found lately.
    cache: Vec<Option<attr::Cached>>,
    /// The classes that were made since the start: they refer to themselves.
    pub classes: Vec<Weak<Class>>,
    /// Counts changes of classes.
    pub version: u32,
    next_class: u32,
    /// Names used by the machine itself.
    pub names: types::Names,
    /// What modules in Rust keep.
    pub state: Vec<Box<dyn Any>>,
    /// What the caller of a function in Rust sees, where that asks for it.
    pub seen: Option<Seen>,
    /// Objects being represented now, against endless recursion.
    pub representing: Vec<usize>,
    /// Rust's own recursion through values: comparing, representing, hashing.
    pub inward: u32,
    /// Set when the program is to end whatever it does.
    pub stopped: bool,
    /// Instructions left before a program is ended, where that is limited.
    pub allowance: Option<u64>,
    /// Instructions run so far, in slices.
    pub slices: u64,
}

impl Drop for Vm {
    /// Functions and their modules, classes and their order of attributes refer to each other: what
    /// nobody took apart would stay for ever.
    fn drop(&mut self) {
        self.frames.clear();
        self.world.threads.clear();
        self.state.clear();
        let modules = self.modules.map.take();
        for (_, module) in modules.iter() {
            if let Value::Module(module) = module {
                drop(module.dict.map.take());
            }
        }
        drop(modules);
        drop(self.builtins.map.take());
        let made = self.classes.iter().filter_map(Weak::upgrade);
        let builtin = self.types.all().into_iter();
        let exceptions = self.types.exceptions().to_vec();
        for class in made.chain(builtin).chain(exceptions).collect::<Vec<_>>() {
            drop(class.dict.map.take());
            drop(class.mro.take());
            drop(class.bases.take());
        }
        // There is nobody left to tell what was let go just now.
        drop(take_pending());
    }
}

impl Vm {
    /// A machine with nothing loaded but the builtins.
    pub fn new(host: Box<dyn Host>, world: World) -> Self {
        let (types, next_class) = Types::new();
        let mut vm = Self {
            types,
            builtins: Rc::default(),
            modules: Rc::default(),
            frames: Vec::new(),
            pool: Vec::new(),
            exc: Value::None,
            passed: 0,
            host,
            world,
            fuel: SLICE,
            nesting: 0,
            depth: 0,
            recursion_limit: RECURSION_LIMIT,
            place: None,
            outer: Vec::new(),
            cache: Vec::new(),
            classes: Vec::new(),
            version: 1,
            next_class,
            names: types::Names::new(),
            state: Vec::new(),
            seen: None,
            representing: Vec::new(),
            inward: 0,
            stopped: false,
            allowance: None,
            slices: 0,
        };
        vm.cache.resize_with(attr::CACHED, || None);
        super::builtins::install(&mut vm);
        vm
    }

    /// What a module in Rust keeps, made at the first call.
    pub fn kept<T: Default + 'static>(&mut self) -> &mut T {
        let known = self.state.iter().position(|kept| kept.is::<T>());
        let place = match known {
            Some(place) => place,
            None => {
                self.state.push(Box::new(T::default()));
                self.state.len() - 1
            }
        };
        match self.state[place].downcast_mut() {
            Some(kept) => kept,
            // It was found by its type just now.
            None => unreachable!(),
        }
    }

    /// A number for a new class.
    pub fn class_id(&mut self) -> u32 {
        self.next_class += 1;
        self.next_class
    }

    /// The line that called into Rust last.
    pub fn line(&self) -> Option<u32> {
        let (code, place) = self.place.as_ref()?;
        Some(code.line_at(*place))
    }

    /// The line of the program itself that led here: the innermost frame of its file.
    pub fn program_line(&self) -> Option<u32> {
        if let Some((code, place)) = &self.place
            && code.source.main
        {
            return Some(code.line_at(*place));
        }
        let frame = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.code.source.main)?;
        Some(frame.code.line_at(frame.pc.saturating_sub(1)))
    }

    /// The class of a value.
    pub fn class_of(&self, value: &Value) -> Rc<Class> {
        self.types.of(value)
    }

    /// The name of a value's class, for messages.
    pub fn type_name(&self, value: &Value) -> Rc<Str> {
        told_name(&self.types.of(value))
    }

    /// Whether a value is of a class, or of one that inherits from it.
    pub fn is_a(&self, value: &Value, class: &Rc<Class>) -> bool {
        self.types.of(value).inherits(class)
    }
}
