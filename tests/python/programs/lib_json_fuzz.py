import json, random
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "pos", None), getattr(e, "lineno", None), getattr(e, "colno", None))
for s in ['', ' ', '{', '[', '[1', '[1,', '[1,]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', "{'a':1}", '{"a" 1}', '[1 2]', 'nul', 'tru', 'NaN', '-Infinity', 'Infinity', '-', '01', '1.', '1.e5', '1e', '1e5', '-0', '-0.0', '1.5E+3', '"abc', '"a\\', '"a\\x"', '"\\u12"', '"\\ud83d\\ude00"', '"a\nb"', '"\\n\\t\\"\\/\\\\"', '1 2', '{} x', '[]]', '\n\n  {"a":\n  }', ' [ 1 , 2 ] ', '{ "a" : { } , "b" : [ ] }', '{"a":1,"a":2}', 'null', 'true', '"é"', '123456789012345678901234567890', '1.0', '\ufeff{}', '{"a":[1,{"b":2}', '"\\u00e9"', '"\x7f"', '{1:2}', '[,]', '{,}', '--1', '+1', '.5', "'a'", '{"k": undefined}', '"\x01"', '[1,\n2,\n oops]']:
    t(json.loads, s)
t(json.loads, b'{"a": "\xc3\xa9"}'); t(json.loads, 5); t(json.loads, None)
rnd = random.Random(5)
base = json.dumps({"name": "x\u00e9", "l": [1, 2.5, None, True, {"k": "v\n"}], "e": {}, "s": "a\"b"}, indent=1)
for _ in range(600):
    s = list(base); i = rnd.randrange(len(s)); op = rnd.randrange(3)
    if op == 0: del s[i]
    elif op == 1: s.insert(i, rnd.choice('{}[],:"\\ a1e.-\n'))
    else: s[i] = rnd.choice('{}[],:"\\ a1e.-\nut')
    t(json.loads, "".join(s))
D = json.dumps
vals = [1, -5, 1.5, 1e100, 1e-7, True, None, "a\"\\/\b\f\n\r\t\x01\x7f\u2028é😀", [], {}, [[]], {"a": {}}, (1, 2), {1: 2, None: 3, True: 4, 2.5: 6}, float("nan"), float("inf"), [1, [2, {"x": [3]}]], "", 10 ** 30]
for v in vals:
    for kw in ({}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"separators": (",", ":")}, {"ensure_ascii": False}, {"indent": 1, "separators": (",", "=")}):
        t(D, v, **kw)
t(D, {"b": 1, "a": 2}, sort_keys=True); t(D, {1: 1, "a": 2}, sort_keys=True); t(D, float("nan"), allow_nan=False); t(D, {(1, 2): 3}); t(D, {(1, 2): 3, "a": 1}, skipkeys=True); t(D, {(1, 2): 3}, skipkeys=True, indent=2)
t(D, object); t(D, {"a": {1}}); t(D, 1j); t(D, b"x"); t(D, {1, 2}, default=list); t(D, {1, 2}, default=lambda o: o)
a = []; a.append(a); t(D, a); d = {}; d["d"] = d; t(D, d)
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)
t(D, {"s": {2, 1}, "c": 1j}, cls=E); t(D, object, cls=E); t(E(indent=2).encode, {"a": 1}); print("".join(json.JSONEncoder().iterencode([1, {"a": 2}])))
class P:
    def __init__(s, x): s.x = x
t(D, [P(1)], default=lambda o: o.__dict__, indent=2); t(D, [P(1)], default=vars); t(D, P(1), default=str.__len__)
t(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: list(d.items())); t(json.loads, '[1.5, 2]', parse_float=str, parse_int=float); t(json.loads, '{"a":1,"b":2}', object_pairs_hook=list); t(json.loads, "[NaN]", parse_constant=lambda c: c)
t(json.loads, '"a\nb"', strict=False); t(json.JSONDecoder().raw_decode, '{"a":1} rest'); t(json.JSONDecoder().decode, ' [1] ')
class MyI(int):
    def __repr__(s): return "my"
class MyD(dict): pass
class MyL(list): pass
t(D, MyI(3)); t(D, MyD(a=1)); t(D, MyL([1])); t(D, {MyI(3): 1})
import io
f = io.StringIO(); json.dump({"a": [1]}, f, indent=2); print(f.getvalue()); f.seek(0); print(json.load(f))
try: json.loads("[1,}")
except json.JSONDecodeError as e: print(e.msg, e.doc, e.pos, e.lineno, e.colno, isinstance(e, ValueError), repr(e))
try: json.loads("[1,}")
except json.decoder.JSONDecodeError as e: print("via decoder", type(e))
