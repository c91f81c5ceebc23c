from dataclasses import *
from enum import *
from typing import *
import abc, json, datetime as dt, statistics as st, fractions, decimal, math
@dataclass(frozen=True, order=True, slots=True)
class A:
    x: int
    y: str = "a"
    z: list = field(default_factory=list, compare=False)
    def __post_init__(self): pass
print(A(1), A(1)<A(2), asdict(A(1,z=[1])), replace(A(1),x=5), fields(A)[0].name, A(1)==A(1), hash(A(1))==hash(A(1)))
try: A(1).x=2
except Exception as e: print(type(e).__name__, e)
try: A()
except TypeError as e: print(e)
@dataclass
class B(abc.ABC):
    n: ClassVar[int] = 3
    v: Optional[int] = None
    w: InitVar[int] = 5
    def __post_init__(self, w): self.v = w
    @abc.abstractmethod
    def go(self): ...
try: B()
except TypeError as e: print(e)
class C(B):
    def go(self): return self.v
print(C(), C(w=7).go(), is_dataclass(C), astuple(C()))
class Color(Enum):
    RED=1; GREEN="g"; BLUE=3
    @property
    def nice(self): return self.name.title()
print(Color.RED, repr(Color.GREEN), Color(1), Color["RED"], list(Color), Color.RED.nice, Color.BLUE.value, Color.RED in Color, len(Color)) if False else print(Color.RED, repr(Color.RED))
class Perm(Flag): R=4; W=2; X=1
print(Perm.R|Perm.W, Perm.R in (Perm.R|Perm.W), ~Perm.R, Perm(7), bool(Perm(0)))
class N(IntEnum): A=1; B=2
print(N.A<N.B, N.A+1, N(2), f"{N.A}", sorted(N), json.dumps({"a":N.A}), N.A is N(1))
class S(StrEnum): X=auto(); Y=auto()
print(S.X, S.X=="x", [s.value for s in S])
try: Color(99)
except ValueError as e: print(e)
try: Color["ZZ"]
except KeyError as e: print("KeyError",e)
T=TypeVar("T")
class Stack(Generic[T]):
    def __init__(self): self.i: list[T]=[]
print(Stack[int], Optional[int], Union[int,str], List[int], Dict[str,int], Callable[[int],str], Any, Stack[int]())if False else print(Optional[int], Union[int,str,None], List[int], Callable[[int],str])
class HasLen(Protocol):
    def __len__(self)->int: ...
class TD(TypedDict, total=False): a:int
class NT(NamedTuple): a:int; b:str="x"
print(TD(a=1), NT(1), NT(1)._asdict(), get_type_hints(NT), cast(int,"a"), Literal["a","b"], get_args(Dict[str,int]), get_origin(List[int]))
print(json.dumps({"a":[1,2.5,None,True],"b":"é\n"},indent=2,sort_keys=True), json.loads('{"x":[1,{"y":null}]}'), json.dumps([1,2],separators=(",",":")), json.dumps("é",ensure_ascii=False))
for s in ["{","[1,","{\"a\" 1}","nul","[1]x",'"\\x"']:
    try: json.loads(s)
    except json.JSONDecodeError as e: print(e)
d=dt.datetime(2024,2,28,13,5,7); print(d+dt.timedelta(days=2,hours=5), d.isoformat(), d.strftime("%Y/%m/%d %H:%M:%S %a %b %j"), dt.datetime.strptime("2024-01-02 03:04","%Y-%m-%d %H:%M"), d.date(), d.weekday(), (dt.datetime(2024,3,1)-d), repr(d), dt.date(2024,1,31).replace(day=1), dt.timedelta(seconds=3661), dt.datetime.fromisoformat("2024-01-02T03:04:05+02:00"), d.replace(tzinfo=dt.timezone.utc).timestamp())
print(st.mean([1,2,3,4]), st.median([1,3,2]), st.stdev([1,2,3,4]), st.mode("aab"), st.pvariance([1,2,3]), st.quantiles([1,2,3,4,5]))
print(fractions.Fraction(3,6)+fractions.Fraction("1/3"), fractions.Fraction(0.5), fractions.Fraction("0.125"), math.floor(fractions.Fraction(7,2)), round(fractions.Fraction(5,2)), decimal.Decimal("0.1")+decimal.Decimal("0.2"), decimal.Decimal(1)/decimal.Decimal(3), decimal.Decimal("1.25").quantize(decimal.Decimal("0.1")))
