//! The builtin classes, and the names that the machine itself uses.

use crate::python::object::{Class, Dict, GenKind, IterState, Layout, Str, Value, intern};
use alloc::rc::{Rc, Weak};
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

macro_rules! classes {
    ($($field:ident $name:literal $layout:ident;)*) => {
        /// Every builtin class that values have.
        #[allow(missing_docs)]
        pub struct Types {
            $(pub $field: Rc<Class>,)*
            exceptions: Vec<Rc<Class>>,
        }

        impl Types {
            /// All of them, and how many there are.
            pub fn new() -> (Self, u32) {
                let mut id = 0;
                let object = make("object", Layout::Object, &[], &mut id);
                let bases = [object.clone()];
                $(let $field = match $name {
                    "object" => object.clone(),
                    _ => make($name, Layout::$layout, &bases, &mut id),
                };)*
                let exceptions = exceptions(&object, &mut id);
                let types = Self { $($field,)* exceptions };
                // The one builtin class that inherits from another.
                types.bool.bases.replace(Vec::from([types.int.clone()]));
                let mro = [&types.bool, &types.int, &types.object];
                types.bool.mro.replace(mro.map(Rc::clone).to_vec());
                types.int.subclasses.borrow_mut().push(Rc::downgrade(&types.bool));
                (types, id)
            }

            /// All but exceptions.
            pub fn all(&self) -> Vec<Rc<Class>> {
                Vec::from([$(self.$field.clone(),)*])
            }
        }
    };
}

classes! {
    object "object" Object;
    type_ "type" Type;
    none "NoneType" Builtin;
    ellipsis "ellipsis" Builtin;
    not_implemented "NotImplementedType" Builtin;
    int "int" Builtin;
    bool "bool" Builtin;
    float "float" Builtin;
    complex "complex" Native;
    str "str" Builtin;
    bytes "bytes" Builtin;
    bytearray "bytearray" Native;
    memoryview "memoryview" Native;
    tuple "tuple" Builtin;
    list "list" Builtin;
    dict "dict" Builtin;
    set "set" Builtin;
    frozenset "frozenset" Builtin;
    range "range" Builtin;
    slice "slice" Builtin;
    function "function" Builtin;
    native "builtin_function_or_method" Builtin;
    method_descriptor "method_descriptor" Builtin;
    method "method" Builtin;
    module "module" Builtin;
    cell "cell" Builtin;
    code "code" Builtin;
    property "property" Builtin;
    staticmethod "staticmethod" Builtin;
    classmethod "classmethod" Builtin;
    generator "generator" Builtin;
    coroutine "coroutine" Builtin;
    async_generator "async_generator" Builtin;
    super_ "super" Native;
    alias "GenericAlias" Native;
    union "UnionType" Native;
    traceback "traceback" Native;
    frame "frame" Native;
    dict_keys "dict_keys" Native;
    dict_values "dict_values" Native;
    dict_items "dict_items" Native;
    list_iterator "list_iterator" Builtin;
    tuple_iterator "tuple_iterator" Builtin;
    range_iterator "range_iterator" Builtin;
    str_iterator "str_iterator" Builtin;
    dict_iterator "dict_keyiterator" Builtin;
    set_iterator "set_iterator" Builtin;
    iterator "iterator" Builtin;
    callable_iterator "callable_iterator" Builtin;
    enumerate "enumerate" Builtin;
    zip "zip" Builtin;
    map "map" Builtin;
    filter "filter" Builtin;
    reversed "reversed" Builtin;
    coroutine_wrapper "coroutine_wrapper" Builtin;
    async_generator_asend "async_generator_asend" Builtin;
    async_generator_athrow "async_generator_athrow" Builtin;
}

fn make(name: &str, layout: Layout, bases: &[Rc<Class>], id: &mut u32) -> Rc<Class> {
    *id += 1;
    let class = Rc::new(Class {
        id: *id,
        name: RefCell::new(intern(name)),
        dict: Rc::new(Dict::default()),
        bases: RefCell::new(bases.to_vec()),
        mro: RefCell::default(),
        meta: None,
        layout,
        builtin: RefCell::new(Weak::new()),
        heap: false,
        callable: Cell::new(true),
        subclasses: RefCell::default(),
        slots: Cell::new(false),
        ends: Cell::new(false),
    });
    class.builtin.replace(Rc::downgrade(&class));
    let above = bases.iter().flat_map(|base| base.mro.borrow().clone());
    let mut mro = Vec::from([class.clone()]);
    for one in above {
        if !mro.iter().any(|known| Rc::ptr_eq(known, &one)) {
            mro.push(one);
        }
    }
    // `object` is last.
    class.mro.replace(mro);
    for base in bases {
        base.subclasses.borrow_mut().push(Rc::downgrade(&class));
    }
    class
}

/// Each with the one it inherits from, which stands before it.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("BaseException", "object"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("BaseExceptionGroup", "BaseException"),
    ("CancelledError", "BaseException"),
    ("Exception", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("NetError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("InvalidStateError", "Exception"),
    ("Warning", "Exception"),
    ("BytesWarning", "Warning"),
    ("DeprecationWarning", "Warning"),
    ("EncodingWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("ResourceWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("UserWarning", "Warning"),
];

fn exceptions(object: &Rc<Class>, id: &mut u32) -> Vec<Rc<Class>> {
    let mut made: Vec<Rc<Class>> = Vec::new();
    for (name, base) in EXCEPTIONS {
        let known = made
            .iter()
            .find(|class| class.name.borrow().as_str() == *base);
        let base = known.unwrap_or(object).clone();
        made.push(make(name, Layout::Exception, &[base], id));
    }
    let find = |name: &str| {
        made.iter()
            .find(|class| class.name.borrow().as_str() == name)
            .cloned()
    };
    if let (Some(group), Some(exception)) = (find("BaseExceptionGroup"), find("Exception")) {
        made.push(make(
            "ExceptionGroup",
            Layout::Exception,
            &[group, exception],
            id,
        ));
    }
    made
}

impl Types {
    /// The builtin exception of this name.
    pub fn exception(&self, name: &str) -> Rc<Class> {
        let known = self
            .exceptions
            .iter()
            .find(|class| class.name.borrow().as_str() == name);
        match known {
            Some(class) => class.clone(),
            None => self.object.clone(),
        }
    }

    /// All builtin exceptions.
    pub fn exceptions(&self) -> &[Rc<Class>] {
        &self.exceptions
    }

    /// The class of a value.
    pub fn of(&self, value: &Value) -> Rc<Class> {
        match value {
            Value::Instance(instance) => instance.class(),
            Value::Class(class) => class.meta.clone().unwrap_or_else(|| self.type_.clone()),
            other => self.plain(other).clone(),
        }
    }

    /// The class of a value that is neither an instance nor a class.
    pub fn plain(&self, value: &Value) -> &Rc<Class> {
        match value {
            Value::Unbound | Value::None => &self.none,
            Value::Bool(_) => &self.bool,
            Value::Int(_) | Value::Big(_) => &self.int,
            Value::Float(_) => &self.float,
            Value::Ellipsis => &self.ellipsis,
            Value::NotImplemented => &self.not_implemented,
            Value::Str(_) => &self.str,
            Value::Bytes(_) => &self.bytes,
            Value::Tuple(_) => &self.tuple,
            Value::List(_) => &self.list,
            Value::Dict(_) => &self.dict,
            Value::Set(set) if set.frozen => &self.frozenset,
            Value::Set(_) => &self.set,
            Value::Range(_) => &self.range,
            Value::Slice(_) => &self.slice,
            Value::Func(_) => &self.function,
            Value::Native(native) if native.owner.borrow().is_some() => &self.method_descriptor,
            Value::Native(_) => &self.native,
            Value::Bound(bound) if matches!(bound.func, Value::Native(_)) => &self.native,
            Value::Bound(_) => &self.method,
            Value::Gen(generator) => match generator.kind {
                GenKind::Generator => &self.generator,
                GenKind::Coroutine => &self.coroutine,
                GenKind::AsyncGen => &self.async_generator,
            },
            Value::Iter(iter) => self.iter_class(&iter.state.borrow()),
            Value::Module(_) => &self.module,
            Value::Cell(_) => &self.cell,
            Value::Property(_) => &self.property,
            Value::Wrapped(wrapped) => match wrapped.kind {
                crate::python::object::Wrapper::Static => &self.staticmethod,
                crate::python::object::Wrapper::Class => &self.classmethod,
            },
            Value::Code(_) => &self.code,
            Value::Instance(_) => &self.object,
            Value::Class(_) => &self.type_,
        }
    }

    fn iter_class(&self, state: &IterState) -> &Rc<Class> {
        match state {
            IterState::List(_) => &self.list_iterator,
            IterState::Tuple(_) => &self.tuple_iterator,
            IterState::Range(..) => &self.range_iterator,
            IterState::Str(..) => &self.str_iterator,
            IterState::Dict(..) | IterState::DictReversed(..) => &self.dict_iterator,
            IterState::Set(..) => &self.set_iterator,
            IterState::Enumerate(..) => &self.enumerate,
            IterState::Zip(..) => &self.zip,
            IterState::Map(..) => &self.map,
            IterState::Filter(..) => &self.filter,
            IterState::ListReversed(_) => &self.reversed,
            IterState::Sentinel(..) => &self.callable_iterator,
            IterState::Await(_) | IterState::Future(..) => &self.coroutine_wrapper,
            IterState::ASend(..) => &self.async_generator_asend,
            IterState::AThrow(..) => &self.async_generator_athrow,
            _ => &self.iterator,
        }
    }
}

macro_rules! names {
    ($($field:ident $text:literal)*) => {
        /// Names that the machine looks for.
        #[allow(missing_docs)]
        pub struct Names { $(pub $field: Rc<Str>,)* }

        impl Names {
            /// All of them.
            pub fn new() -> Self {
                Self { $($field: intern($text),)* }
            }
        }
    };
}

names! {
    init "__init__" new "__new__" call "__call__" getattr "__getattr__" getattribute "__getattribute__"
    setattr "__setattr__" delattr "__delattr__" get "__get__" set "__set__" delete "__delete__"
    set_name "__set_name__" init_subclass "__init_subclass__" class_getitem "__class_getitem__"
    prepare "__prepare__" mro_entries "__mro_entries__" instancecheck "__instancecheck__"
    subclasscheck "__subclasscheck__" iter "__iter__" next "__next__" aiter "__aiter__"
    anext "__anext__" await_ "__await__" enter "__enter__" exit "__exit__" aenter "__aenter__"
    aexit "__aexit__" len "__len__" bool "__bool__" contains "__contains__" getitem "__getitem__"
    setitem "__setitem__" delitem "__delitem__" missing "__missing__" hash "__hash__" eq "__eq__"
    repr "__repr__" str "__str__" format "__format__" bytes "__bytes__" int "__int__" float "__float__"
    index "__index__" reversed "__reversed__" name "__name__" qualname "__qualname__"
    module "__module__" doc "__doc__" dict "__dict__" class "__class__" annotations "__annotations__"
    slots "__slots__" match_args "__match_args__" send "send" throw "throw" close "close"
    builtins "__builtins__" file "__file__" main "__main__" path "__path__" all "__all__"
    metaclass "metaclass" classcell "__classcell__" notes "__notes__" abstract_methods "__abstractmethods__"
    length_hint "__length_hint__" round "__round__" abs "__abs__" neg "__neg__" pos "__pos__" invert "__invert__"
    trunc "__trunc__" floor "__floor__" ceil "__ceil__" divmod "__divmod__" rdivmod "__rdivmod__" dir "__dir__"
    keys "keys" mro "__mro__" bases "__bases__" wrapped "__wrapped__" defaults "__defaults__"
    kwdefaults "__kwdefaults__" closure "__closure__" code "__code__" func "__func__" self_ "__self__"
    blocking "_asyncio_future_blocking" value "value" globals "__globals__"
}
