_property = property
property = _property


class auto:
    # The value is told when the class body stores the name.
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class FlagBoundary:
    def __init__(self, name):
        self.name = self.value = name

    def __repr__(self):
        return f"<FlagBoundary.{self.name.upper()}: {self.name!r}>"


STRICT, CONFORM, EJECT, KEEP = [FlagBoundary(name) for name in ("strict", "conform", "eject", "keep")]


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


class _EnumDict(dict):
    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._ignore = []
        self._last_values = []
        self._generate = None

    def __setitem__(self, key, value):
        if key.startswith(f"_{self._cls_name}__"):
            pass
        elif _is_sunder(key):
            if key == "_generate_next_value_":
                if self._member_names:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
            elif key == "_order_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            elif key not in ("_missing_", "_iter_member_", "_numeric_repr_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key):
            key = {"__order__": "_order_"}.get(key, key)
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember) and key not in self._ignore:
            value = value.value
        elif key in self._ignore:
            pass
        elif not isinstance(value, member) and any(
                hasattr(type(value), name) for name in ("__get__", "__set__", "__delete__")):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, auto):
                value = self._auto(key, value)
            elif type(value) is tuple and any(isinstance(part, auto) for part in value):
                value = tuple([self._auto(key, part) if isinstance(part, auto) else part for part in value])
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _auto(self, key, marker):
        if marker.value is None:
            marker.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return marker.value

    def update(self, members, **more):
        for key in members.keys() if hasattr(members, "keys") else ():
            self[key] = members[key]
        for key, value in more.items():
            self[key] = value


def _data_type(cls_name, bases):
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    found.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or base.__module__ == "builtins" or "__dataclass_fields__" in base.__dict__:
                found.append(candidate or base)
                break
            else:
                candidate = candidate or base
    kinds = []
    for kind in found:
        if kind not in kinds:
            kinds.append(kind)
    if len(kinds) > 1:
        raise TypeError(f"too many data types for {cls_name!r}: {set(kinds)!r}")
    return kinds[0] if kinds else object


def _find_new(bases, member_type):
    # The __new__ that makes members: of a mixed-in class or of an enum before this one, else of the data type.
    for chain in bases:
        for base in chain.__mro__:
            if isinstance(base, EnumType):
                made = base.__dict__.get("__new_member__")
                if made is not None:
                    return made
            elif base is not object and base.__module__ != "builtins" and "__new__" in base.__dict__:
                made = base.__dict__["__new__"]
                return made.__func__ if isinstance(made, staticmethod) else made
    return None if member_type is object else member_type.__new__


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        namespace = _EnumDict(cls)
        if bases and isinstance(bases[-1], EnumType):
            namespace._generate = bases[-1]._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        if not isinstance(classdict, _EnumDict):
            plain, classdict = classdict, metacls.__prepare__(cls, bases)
            classdict.update(plain)
        names = list(classdict._member_names)
        bad = [name for name in names if name in ("mro", "")]
        if bad:
            raise ValueError(f"invalid enum member name(s) {','.join(map(repr, bad))}")
        ignored = set(classdict._ignore) | {"_ignore_"}
        order = classdict.get("_order_")
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        plain = {key: value for key, value in classdict.items()
                 if key not in ignored and key not in classdict._member_names and key != "_order_"}
        if "_generate_next_value_" in plain:
            plain["_generate_next_value_"] = staticmethod(classdict._generate)
        own_new = plain.pop("__new__", None)
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        if bases and not isinstance(bases[-1], EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        member_type = _data_type(cls, bases)
        new_member = own_new or _find_new(bases, member_type)
        plain.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _unhashable_values_=[],
                     _member_type_=member_type)
        if own_new:
            plain["__new_member__"] = own_new
        self = super().__new__(metacls, cls, bases, plain, **kwds)
        if not bases:
            return self
        first_enum = bases[-1]
        is_flag = "Flag" in globals() and issubclass(self, Flag)
        if is_flag or boundary is not None:
            self._boundary_ = boundary or first_enum._boundary_
            self._flag_mask_ = self._all_bits_ = 0
        kept = "ReprEnum" in globals() and ReprEnum in bases
        for name in ("__repr__", "__str__", "__format__"):
            if name in plain:
                continue
            if kept and name != "__repr__":
                if member_type is object:
                    raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
                base = member_type
                if name == "__str__" and member_type in (int, float):
                    name = "__repr__"
                    type.__setattr__(self, "__str__", getattr(base, name))
                else:
                    type.__setattr__(self, name, getattr(base, name))
                continue
            for base in self.__mro__:
                if base is not object and base in member_type.__mro__:
                    type.__setattr__(self, name, getattr(first_enum, name))
                    break
                if name in base.__dict__:
                    break
        if is_flag:
            # The data type's own operations would come first otherwise.
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in plain and first_enum is not Enum:
                    type.__setattr__(self, name, getattr(first_enum, name))
        for name in names:
            self._add_member(name, classdict[name], new_member, member_type, is_flag)
        if order is not None and order != self._member_names_:
            raise TypeError(f"member order does not match _order_:\n  {self._member_names_!r}\n  {order!r}")
        return self

    def __init__(cls, *args, **kwds):
        pass

    def _add_member(cls, name, value, new_member, member_type, is_flag):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        if new_member is None:
            made = object.__new__(cls)
        else:
            made = new_member(cls, *args)
        if "_value_" not in made.__dict__:
            if member_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = member_type(*args)
                except Exception as exc:
                    raise TypeError("_value_ not set in __new__, unable to create it") from exc
        made._name_ = name
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        made.__init__(*args)
        value = made._value_
        try:
            same = cls._value2member_map_.get(value)
        except TypeError:
            same = next((m for m in cls._member_map_.values() if m._value_ == value), None)
        if same is not None:
            made = same
        else:
            single = True
            if is_flag and isinstance(value, int):
                cls._flag_mask_ |= value
                single = value > 0 and not value & (value - 1)
                cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
            if single:
                cls._member_names_.append(name)
            try:
                cls._value2member_map_[value] = made
            except TypeError:
                cls._unhashable_values_.append(value)
        cls._member_map_[name] = made
        type.__setattr__(cls, name, made)

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._lookup(value)
        return cls._create(value, names, module, qualname, type, start, boundary)

    def _lookup(cls, value):
        if value.__class__ is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        cause = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        try:
            result = cls._missing_(value)
        except Exception as exc:
            exc.__context__ = cause
            raise
        if isinstance(result, cls):
            return result
        if result is None:
            raise cause
        if "_boundary_" in cls.__dict__ and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")

    def _create(cls, class_name, names, module, qualname, kind, start, boundary):
        bases = (cls,) if kind is None else (kind, cls)
        namespace = cls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values, last = [], []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                values.append((name, value))
            names = values
        elif hasattr(names, "items"):
            names = names.items()
        for name, value in names:
            namespace[name] = value
        namespace["__module__"] = module or "__main__"
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return cls.__class__(class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\nFalse "
                          "depending on whether the value is a member or the value of a member", DeprecationWarning, 2)
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and "
                            f"'{type(cls).__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __iter__(cls):
        return map(cls._member_map_.get, cls._member_names_)

    def __reversed__(cls):
        return map(cls._member_map_.get, reversed(cls._member_names_))

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getattr__(cls, name):
        raise AttributeError(name)

    @_property
    def __members__(cls):
        import types
        return types.MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if "Flag" in globals() and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __dir__(cls):
        return sorted(["__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                       "__module__", "__name__", "__qualname__", "__init_subclass__", *cls._member_map_])

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType


def _fixed(name):
    def refuse(self, value=None):
        raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")

    get = (lambda self: self._name_) if name == "name" else lambda self: self._value_
    return _property(get, refuse)


class Enum(metaclass=EnumType):
    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not len(last_values):
            return start
        try:
            largest = sorted(last_values)[-1]
            if largest == last_values[-1]:
                return largest + 1
        except TypeError:
            numbers = [value for value in last_values if isinstance(value, (int, float))]
            largest = numbers[-1] if numbers else start - 1
        import warnings
        warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and "
                      "support adding +1\nand the value returned will be the largest value in the enum incremented "
                      "by 1", DeprecationWarning, 4)
        return largest + 1

    @classmethod
    def _missing_(cls, value):
        return None

    name = _fixed("name")
    value = _fixed("value")

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __hash__(self):
        return hash(self._name_)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"} | {
            name for base in type(self).__mro__ for name in base.__dict__
            if name[0] != "_" and name not in type(self)._member_map_})

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)


class ReprEnum(Enum):
    def __hash__(self):
        return hash(self._value_)


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if values and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        value = str(*values)
        self = str.__new__(cls, value)
        self._value_ = value
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def _bits(value, width):
    digits = f"{value:b}" if value >= 0 else f"{value + (1 << max(width, value.bit_length() + 1)):b}"
    return f"0b{'01'[value < 0]} {digits.rjust(width, '01'[value < 0])}"


class Flag(Enum, boundary=STRICT):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        try:
            return 1 << max(last_values).bit_length()
        except (TypeError, AttributeError):
            raise TypeError(f"invalid flag value {last_values[-1]!r}") from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, every = cls._flag_mask_, cls._all_bits_
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n"
                                 f"  allowed {_bits(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(every + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value += every + 1
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        unknown = value & ~mask
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        parts = [m._name_ for m in cls._parts(value)]
        if unknown and parts:
            parts.append(str(unknown))
        made._name_ = "|".join(parts) or None
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _parts(cls, value):
        found = [cls._member_map_[name] for name in cls._member_names_]
        return [m for m in found if m._value_ & value]

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(self._parts(self._value_))

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def unique(enumeration):
    doubles = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if doubles:
        details = ", ".join([f"{alias} -> {name}" for alias, name in doubles])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


EnumCheck = StrEnum("EnumCheck", {"CONTINUOUS": "no skipped integer values",
                                  "NAMED_FLAGS": "multi-flag aliases may not contain unnamed flags",
                                  "UNIQUE": "one name per value"}, module="enum")
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def verify(*checks):
    def check(enumeration):
        for wanted in checks:
            if wanted is UNIQUE:
                doubles = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
                if doubles:
                    raise ValueError(f"aliases found in {enumeration!r}: "
                                     f"{', '.join([f'{alias} -> {name}' for alias, name in doubles])}")
            elif wanted is CONTINUOUS and not issubclass(enumeration, Flag):
                values = {m.value for m in enumeration}
                missing = [n for n in range(min(values), max(values)) if n not in values]
                if missing:
                    raise ValueError(f"invalid enum {enumeration.__name__!r}: missing values "
                                     f"{', '.join(map(str, missing))}")
            else:
                raise NotImplementedError(f"enum.verify({wanted})")
        return enumeration

    return check
