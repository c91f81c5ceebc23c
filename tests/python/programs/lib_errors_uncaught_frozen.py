from dataclasses import dataclass
@dataclass(frozen=True)
class A:
    x: int
A(1).x = 2
