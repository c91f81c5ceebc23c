//! The methods behind operators, for programs that ask builtin classes for them by name. The
//! machine itself goes other ways: these are made where they are asked for.

use super::{ANY, Row, arg, bound_row, given};
use crate::python::code::{BinOp, CmpOp, UnOp};
use crate::python::object::{Class, Kw, Layout, Value, Wrapped, Wrapper, intern};
use crate::python::vm::{R, Vm};
use alloc::rc::Rc;

const OBJECT: &str = "__new__ __repr__ __hash__ __str__ __getattribute__ __setattr__ __delattr__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __init__ __reduce_ex__ __reduce__ __getstate__ __subclasshook__ __init_subclass__ __format__ __sizeof__ __dir__ __class__ __doc__";

/// What a builtin class has besides what is in its dictionary: methods behind operators, and
/// attributes that are no methods.
fn names(class: &str) -> (&'static str, &'static str) {
    const ITER: &str = "__iter__ __next__";
    match class {
        "object" => (OBJECT, ""),
        "int" => (
            "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ __invert__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __int__ __float__ __floordiv__ __rfloordiv__ __truediv__ __rtruediv__ __index__ __trunc__ __floor__ __ceil__ __round__ __getnewargs__",
            "real imag numerator denominator",
        ),
        "float" => (
            "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ __int__ __float__ __floordiv__ __rfloordiv__ __truediv__ __rtruediv__ __trunc__ __floor__ __ceil__ __round__ __getnewargs__ __getformat__",
            "real imag",
        ),
        "str" => (
            "__iter__ __mod__ __rmod__ __len__ __getitem__ __add__ __mul__ __rmul__ __contains__ __getnewargs__",
            "",
        ),
        "bytes" => (
            "__iter__ __mod__ __rmod__ __len__ __getitem__ __add__ __mul__ __rmul__ __contains__ __getnewargs__ __bytes__",
            "",
        ),
        "bytearray" => ("__rmod__ __alloc__", ""),
        "memoryview" => (
            "",
            "obj nbytes readonly itemsize format ndim shape strides suboffsets c_contiguous f_contiguous contiguous",
        ),
        "tuple" => (
            "__iter__ __len__ __getitem__ __add__ __mul__ __rmul__ __contains__ __getnewargs__ __class_getitem__",
            "",
        ),
        "list" => (
            "__iter__ __len__ __getitem__ __setitem__ __delitem__ __add__ __mul__ __rmul__ __contains__ __iadd__ __imul__ __reversed__ __class_getitem__",
            "",
        ),
        "dict" => (
            "__or__ __ror__ __ior__ __iter__ __len__ __getitem__ __setitem__ __delitem__ __contains__ __reversed__ __class_getitem__",
            "",
        ),
        "set" => (
            "__iter__ __sub__ __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __isub__ __iand__ __ixor__ __ior__ __len__ __contains__ __class_getitem__",
            "",
        ),
        "frozenset" => (
            "__iter__ __sub__ __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __len__ __contains__ __class_getitem__",
            "",
        ),
        "range" => (
            "__iter__ __bool__ __len__ __getitem__ __contains__ __reversed__",
            "start stop step",
        ),
        "slice" => ("", "start stop step"),
        "type" => (
            "__call__ __or__ __ror__ __subclasses__ __prepare__ __instancecheck__ __subclasscheck__",
            "__basicsize__ __itemsize__ __flags__ __weakrefoffset__ __base__ __dictoffset__ __mro__ __name__ __qualname__ __bases__ __module__ __abstractmethods__ __dict__ __text_signature__ __annotations__",
        ),
        "NoneType" => ("__bool__", ""),
        "function" => (
            "__call__ __get__",
            "__closure__ __globals__ __module__ __builtins__ __code__ __defaults__ __kwdefaults__ __annotations__ __dict__ __name__ __qualname__",
        ),
        "builtin_function_or_method" => (
            "__call__",
            "__module__ __name__ __qualname__ __self__ __text_signature__",
        ),
        "method" => ("__call__", "__func__ __self__"),
        "method_descriptor" => (
            "__call__ __get__",
            "__objclass__ __name__ __qualname__ __text_signature__",
        ),
        "module" => ("", "__dict__ __annotations__"),
        "property" => (
            "__get__ __set__ __delete__ __set_name__",
            "__isabstractmethod__ fget fset fdel",
        ),
        "staticmethod" => (
            "__call__ __get__",
            "__func__ __wrapped__ __isabstractmethod__ __dict__",
        ),
        "classmethod" => (
            "__get__",
            "__func__ __wrapped__ __isabstractmethod__ __dict__",
        ),
        "generator" => (
            "__del__",
            "__name__ __qualname__ gi_code gi_yieldfrom gi_running gi_frame gi_suspended",
        ),
        "coroutine" => (
            "__del__",
            "__name__ __qualname__ cr_code cr_origin cr_await cr_running cr_frame cr_suspended",
        ),
        "async_generator" => (
            "__del__ __class_getitem__",
            "__name__ __qualname__ ag_running ag_code ag_await ag_frame",
        ),
        "super" => ("__get__", "__thisclass__ __self__ __self_class__"),
        "enumerate" => ("__iter__ __next__ __class_getitem__", ""),
        "BaseException" => (
            "__setstate__",
            "__suppress_context__ __dict__ __traceback__ __context__ __cause__ args",
        ),
        "code" => (
            "",
            "co_argcount co_posonlyargcount co_kwonlyargcount co_stacksize co_flags co_nlocals co_consts co_names co_filename co_name co_qualname co_firstlineno co_varnames co_cellvars co_freevars co_code",
        ),
        "cell" => ("", "cell_contents"),
        "dict_keys" | "dict_items" => ("", "mapping"),
        "dict_values" => ("", "mapping"),
        "zip" | "map" | "filter" | "reversed" | "list_iterator" | "tuple_iterator"
        | "str_iterator" | "range_iterator" | "dict_keyiterator" | "set_iterator"
        | "callable_iterator" | "iterator" => (ITER, ""),
        _ => ("", ""),
    }
}

/// All names of a builtin class that are not in its dictionary.
pub fn slot_names(class: &Class) -> impl Iterator<Item = &'static str> {
    let (methods, others) = match class.heap {
        true => ("", ""),
        false => names(class.name.borrow().as_str()),
    };
    methods
        .split(' ')
        .chain(others.split(' '))
        .filter(|name| !name.is_empty())
}

/// The method behind an operator that a class has from a builtin one.
pub fn slot(class: &Rc<Class>, name: &str) -> Option<Value> {
    if !name.starts_with("__") || !name.ends_with("__") {
        return None;
    }
    let mro = class.mro.borrow();
    let owner = mro.iter().filter(|base| !base.heap).find(|base| {
        let (methods, _) = names(base.name.borrow().as_str());
        methods.split(' ').any(|known| known == name)
    })?;
    match name {
        "__new__" => return Some(super::object_new()),
        "__subclasshook__" | "__init_subclass__" | "__prepare__" | "__class_getitem__" => {
            let func = super::function(row(name)?);
            let kind = Wrapper::Class;
            return Some(Value::Wrapped(Rc::new(Wrapped { kind, func })));
        }
        _ => {}
    }
    // Sets and dictionaries are not ordered by `object`'s methods, and so on: one function does
    // what the machine does for the value.
    Some(bound_row(row(name)?, owner.clone()))
}

macro_rules! rows {
    ($name:ident; $($binary:literal $reflected:literal $in_place:literal $op:ident)* ; $($compare:literal $cmp:ident)* ; $($other:literal $call:expr, $least:literal, $most:expr;)*) => {
        fn row($name: &str) -> Option<&'static Row> {
            const ROWS: &[Row] = &[
                $(
                    (concat!($binary, " /"), |vm, args, _| binary(vm, BinOp::$op, args, false), 1, 1),
                    (concat!($reflected, " /"), |vm, args, _| binary(vm, BinOp::$op, args, true), 1, 1),
                    (concat!($in_place, " /"), |vm, args, _| in_place(vm, BinOp::$op, args), 1, 1),
                )*
                $((concat!($compare, " /"), |vm, args, _| compare(vm, CmpOp::$cmp, args), 1, 1),)*
                $(($other, $call, $least, $most),)*
            ];
            ROWS.iter().find(|row| row.0.split(' ').next() == Some($name))
        }
    };
}

rows! { name;
    "__add__" "__radd__" "__iadd__" Add
    "__sub__" "__rsub__" "__isub__" Sub
    "__mul__" "__rmul__" "__imul__" Mul
    "__truediv__" "__rtruediv__" "__itruediv__" Div
    "__floordiv__" "__rfloordiv__" "__ifloordiv__" FloorDiv
    "__mod__" "__rmod__" "__imod__" Mod
    "__pow__" "__rpow__" "__ipow__" Pow
    "__lshift__" "__rlshift__" "__ilshift__" Shl
    "__rshift__" "__rrshift__" "__irshift__" Shr
    "__and__" "__rand__" "__iand__" And
    "__or__" "__ror__" "__ior__" Or
    "__xor__" "__rxor__" "__ixor__" Xor
    ;
    "__eq__" Eq "__ne__" Ne "__lt__" Lt "__le__" Le "__gt__" Gt "__ge__" Ge
    ;
    "__neg__ /" |vm, args, _| vm.unary(UnOp::Neg, arg(args, 0).inner()), 0, 0;
    "__pos__ /" |vm, args, _| vm.unary(UnOp::Pos, arg(args, 0).inner()), 0, 0;
    "__invert__ /" |vm, args, _| vm.unary(UnOp::Invert, arg(args, 0).inner()), 0, 0;
    "__abs__ /" |vm, args, _| absolute(vm, args), 0, 0;
    "__bool__ /" |vm, args, _| vm.truth(arg(args, 0).inner()).map(Value::Bool), 0, 0;
    "__len__ /" |vm, args, _| vm.len(arg(args, 0).inner()).map(Value::count), 0, 0;
    "__iter__ /" |vm, args, _| vm.iter(arg(args, 0).inner()), 0, 0;
    "__next__ /" next, 0, 0;
    "__contains__ /" |vm, args, _| vm.contains(arg(args, 0).inner(), &arg(args, 1)).map(Value::Bool), 1, 1;
    "__getitem__ /" |vm, args, _| vm.plain_subscript(arg(args, 0).inner(), &arg(args, 1), Some(&arg(args, 0))), 1, 1;
    "__setitem__ /" |vm, args, _| vm.plain_set_subscript(arg(args, 0).inner(), &arg(args, 1), arg(args, 2)).map(|()| Value::None), 2, 2;
    "__delitem__ /" |vm, args, _| vm.plain_del_subscript(arg(args, 0).inner(), &arg(args, 1)).map(|()| Value::None), 1, 1;
    "__reversed__ /" |vm, args, _| vm.call_with(&Value::Class(vm.types.reversed.clone()), &[arg(args, 0).inner().clone()]), 0, 0;
    "__int__ /" whole, 0, 0;
    "__trunc__ /" whole, 0, 0;
    "__index__ /" |vm, args, _| vm.index(arg(args, 0).inner()), 0, 0;
    "__float__ /" |vm, args, _| Ok(vm.float_of(&arg(args, 0))?.map_or(Value::None, Value::Float)), 0, 0;
    "__floor__ /" |vm, args, _| to_whole(vm, args, f64::floor), 0, 0;
    "__ceil__ /" |vm, args, _| to_whole(vm, args, f64::ceil), 0, 0;
    "__round__ /" |vm, args, _| Ok(Value::option(super::numbers::rounded(vm, arg(args, 0).inner(), given(args, 1))?)), 0, 1;
    "__divmod__ /" |vm, args, _| both(vm, &arg(args, 0), &arg(args, 1)), 1, 1;
    "__rdivmod__ /" |vm, args, _| both(vm, &arg(args, 1), &arg(args, 0)), 1, 1;
    "__bytes__ /" |_, args, _| Ok(arg(args, 0).inner().clone()), 0, 0;
    "__getnewargs__ /" |_, args, _| Ok(Value::tuple([arg(args, 0).inner().clone()].to_vec())), 0, 0;
    "__repr__ /" |vm, args, _| vm.plain_repr(&arg(args, 0)).map(Value::str), 0, 0;
    "__str__ /" text, 0, 0;
    "__format__ /" format, 1, 1;
    "__hash__ /" hash, 0, 0;
    "__init__" init, 0, ANY - 1;
    "__getattribute__ /" getattribute, 1, 1;
    "__setattr__ /" |vm, args, _| { vm.set_instance_attr(&arg(args, 0), &intern(arg(args, 1).as_str().unwrap_or_default()), arg(args, 2))?; Ok(Value::None) }, 2, 2;
    "__delattr__ /" |vm, args, _| { vm.del_instance_attr(&arg(args, 0), &intern(arg(args, 1).as_str().unwrap_or_default()))?; Ok(Value::None) }, 1, 1;
    "__dir__ /" super::functions::object_dir, 0, 0;
    "__sizeof__ /" |_, _, _| Ok(Value::Int(16)), 0, 0;
    "__getstate__ /" |vm, args, _| Ok(Value::option(vm.attr_or_none(&arg(args, 0), &intern("__dict__"))?)), 0, 0;
    "__reduce__ /" reduce, 0, 0;
    "__reduce_ex__ /" reduce, 1, 1;
    "__subclasshook__" |_, _, _| Ok(Value::NotImplemented), 1, ANY;
    "__init_subclass__ /" |_, _, _| Ok(Value::None), 1, 1;
    "__prepare__" |_, _, _| Ok(Value::dict(crate::python::object::Dict::default())), 0, ANY;
    "__class_getitem__ /" class_getitem, 2, 2;
    "__call__" call, 0, ANY - 1;
    "__get__ /" get, 1, 2;
    "__set__ /" set, 2, 2;
    "__delete__ /" delete, 1, 1;
    "__subclasses__ /" subclasses, 0, 0;
    "__instancecheck__ /" instancecheck, 1, 1;
    "__subclasscheck__ /" subclasscheck, 1, 1;
}

/// `object.__init__`: arguments are of use to nobody.
fn init(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    if let Value::Instance(this) = arg(args, 0)
        && (args.len() > 1 || !kw.is_empty())
    {
        let class = this.class();
        let (new, init) = (vm.names.new.clone(), vm.names.init.clone());
        if class.layout == Layout::Object && vm.find_in(&class, &init).is_some() {
            return vm.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            );
        }
        if class.layout == Layout::Object && vm.find_in(&class, &new).is_none() {
            return vm.type_error(alloc::format!(
                "{}() takes no arguments",
                class.name().as_str()
            ));
        }
    }
    Ok(Value::None)
}

fn text(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    match this.inner() {
        Value::Str(_) => Ok(this.inner().clone()),
        _ => vm.str_without_own(&this).map(Value::str),
    }
}

fn binary(vm: &mut Vm, op: BinOp, args: &[Value], reflected: bool) -> R {
    let (one, other) = match reflected {
        false => (arg(args, 0), arg(args, 1)),
        true => (arg(args, 1), arg(args, 0)),
    };
    if let (Value::Class(_), BinOp::Or) = (&arg(args, 0), op) {
        return Ok(super::union(vm, &one, &other).unwrap_or(Value::NotImplemented));
    }
    let (one, other) = (one.inner(), other.inner());
    // What sequences do with anything else is an error of its own.
    let strict = matches!(
        (op, arg(args, 0).inner()),
        (
            BinOp::Add | BinOp::Mul,
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_)
        )
    );
    match vm.plain_binary(op, one, other)? {
        Some(made) => Ok(made),
        None if strict => vm.binary(op, one, other),
        None => Ok(Value::NotImplemented),
    }
}

fn in_place(vm: &mut Vm, op: BinOp, args: &[Value]) -> R {
    let (this, other) = (arg(args, 0), arg(args, 1));
    match (this.inner(), other.inner()) {
        (Value::Set(_), Value::Set(_)) | (Value::List(_) | Value::Dict(_), _) => {
            vm.in_place(op, this.inner(), &other)?;
            Ok(this)
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn compare(vm: &mut Vm, op: CmpOp, args: &[Value]) -> R {
    let (one, other) = (arg(args, 0), arg(args, 1));
    vm.plain_compare(op, &one, &other)
        .map(|made| made.unwrap_or(Value::NotImplemented))
}

fn absolute(vm: &mut Vm, args: &[Value]) -> R {
    let this = arg(args, 0).inner().clone();
    match vm.less(&this, &Value::Int(0))? {
        true => vm.unary(UnOp::Neg, &this),
        false => vm.unary(UnOp::Pos, &this),
    }
}

fn whole(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    to_whole(vm, args, f64::trunc)
}

fn to_whole(vm: &mut Vm, args: &[Value], round: fn(f64) -> f64) -> R {
    match arg(args, 0).inner() {
        Value::Float(float) => super::numbers::float_to_int(vm, round(*float)),
        other => vm.index(other),
    }
}

fn both(vm: &mut Vm, one: &Value, other: &Value) -> R {
    let number = |value: &Value| {
        matches!(
            value.inner(),
            Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_)
        )
    };
    match (number(one) && number(other), vm.builtins.get_str("divmod")) {
        (true, Some(divmod)) => {
            vm.call_with(&divmod, &[one.inner().clone(), other.inner().clone()])
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn next(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match vm.next(&arg(args, 0))? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(Value::None)),
    }
}

fn format(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, spec) = (arg(args, 0), arg(args, 1));
    match spec.as_str() {
        Some("") => vm.str(&this).map(Value::str),
        Some(spec) => vm.plain_format(&this, spec).map(Value::str),
        None => {
            let name = vm.given_name(&spec);
            vm.type_error(alloc::format!(
                "__format__() argument must be str, not {}",
                name.as_str()
            ))
        }
    }
}

fn hash(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let this = arg(args, 0);
    Ok(Value::Int(match this.inner() {
        Value::Instance(_) => (this.address() >> 4) as i64,
        inner => vm.told_hash(inner)?,
    }))
}

fn getattribute(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (this, name) = (arg(args, 0), arg(args, 1));
    let Some(name) = name.as_str().map(intern) else {
        return vm.type_error("attribute name must be string");
    };
    let class = vm.types.of(&this);
    match &this {
        Value::Instance(_) => match vm.instance_attr(&this, &class, &name)? {
            Some(value) => Ok(value),
            None => vm.no_attr(&this, &name),
        },
        other => vm.attr(other, &name),
    }
}

fn reduce(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let name = vm.type_name(&arg(args, 0));
    vm.type_error(alloc::format!("cannot pickle '{}' object", name.as_str()))
}

fn class_getitem(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match arg(args, 0) {
        Value::Class(class) => Ok(Value::option(super::alias_of(vm, &class, &arg(args, 1)))),
        _ => Ok(Value::None),
    }
}

fn call(vm: &mut Vm, args: &[Value], kw: &Kw) -> R {
    let rest = args.get(1..).unwrap_or_default().to_vec();
    match arg(args, 0) {
        Value::Class(class) => vm.make_whole(&class, rest, kw.to_vec()),
        other => vm.call(&other, rest, kw.to_vec()),
    }
}

fn get(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    let (found, this) = (arg(args, 0), arg(args, 1));
    let class = match given(args, 2) {
        Some(Value::Class(class)) => class.clone(),
        _ => vm.types.of(&this),
    };
    // A property looked up in the class alone is itself.
    match &this {
        Value::None => vm.bind_found(found, None, &class),
        this => vm.bind_found(found, Some(this), &class),
    }
}

fn set(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match arg(args, 0) {
        Value::Property(property) if !property.set.is_none() => {
            vm.call_with(&property.set.clone(), &[arg(args, 1), arg(args, 2)])?;
            Ok(Value::None)
        }
        _ => vm.raise("AttributeError", "property has no setter"),
    }
}

fn delete(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    match arg(args, 0) {
        Value::Property(property) if !property.del.is_none() => {
            vm.call_with(&property.del.clone(), &[arg(args, 1)])?;
            Ok(Value::None)
        }
        _ => vm.raise("AttributeError", "property has no deleter"),
    }
}

fn subclasses(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    let Value::Class(class) = arg(args, 0) else {
        return Ok(Value::None);
    };
    let known = class.subclasses.borrow();
    let all = known.iter().filter_map(alloc::rc::Weak::upgrade);
    Ok(Value::list(all.map(Value::Class).collect()))
}

fn instancecheck(vm: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::Bool(match arg(args, 0) {
        Value::Class(class) => vm.types.of(&arg(args, 1)).inherits(&class),
        _ => false,
    }))
}

fn subclasscheck(_: &mut Vm, args: &[Value], _: &Kw) -> R {
    Ok(Value::Bool(match (arg(args, 0), arg(args, 1)) {
        (Value::Class(class), Value::Class(other)) => other.inherits(&class),
        _ => false,
    }))
}
