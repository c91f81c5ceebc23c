"""Binds the arguments of functions that are made from a list of names (namedtuple, dataclass)."""


def _list(names):
    names = [repr(name) for name in names]
    if len(names) > 2:
        return ", ".join(names[:-1]) + ", and " + names[-1]
    return " and ".join(names)


def bind(what, names, defaults, args, kwargs, kwonly=()):
    """The values by name; what is not given and is in `defaults` is left out."""
    values = dict(zip(names, args))
    for name, value in kwargs.items():
        if name in values:
            raise TypeError(f"{what}() got multiple values for argument {name!r}")
        if name not in names and name not in kwonly:
            raise TypeError(f"{what}() got an unexpected keyword argument {name!r}")
        values[name] = value
    if len(args) > len(names):
        low = 1 + sum(1 for name in names if name not in defaults)
        high = 1 + len(names)
        takes = f"from {low} to {high}" if low < high else str(high)
        given = f"{len(args) + 1}"
        extra = sum(1 for name in kwonly if name in kwargs)
        if extra:
            given += f" positional arguments (and {extra} keyword-only argument{'s' * (extra > 1)})"
        raise TypeError(f"{what}() takes {takes} positional argument{'s' * (low < high or high > 1)} but {given} "
                        f"{'was' if len(args) == 0 else 'were'} given")
    for kind, group in (("positional", names), ("keyword-only", kwonly)):
        gone = [name for name in group if name not in values and name not in defaults]
        if gone:
            raise TypeError(f"{what}() missing {len(gone)} required {kind} argument{'s' * (len(gone) > 1)}: "
                            f"{_list(gone)}")
    return values
