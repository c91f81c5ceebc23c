from __future__ import annotations

import abc
import datetime as dt
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique
from typing import ClassVar, Iterator


class Currency(StrEnum):
    EUR = auto()
    USD = auto()


@unique
class Kind(Enum):
    DEPOSIT = "+"
    WITHDRAWAL = "-"
    TRANSFER = "~"

    @property
    def sign(self) -> int:
        return {"+": 1, "-": -1}.get(self.value, 0)

    @classmethod
    def _missing_(cls, value):
        return next((m for m in cls if m.name.lower() == str(value).lower()), None)


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    ADMIN = READ | WRITE


class Level(IntEnum):
    BASIC = 1
    GOLD = 5


class InsufficientFunds(Exception):
    def __init__(self, account: Account, amount: Decimal):
        self.account, self.amount = account, amount
        super().__init__(f"{account.owner} lacks {amount - account.balance:.2f} {account.currency}")


@dataclass(frozen=True, slots=True)
class Entry:
    kind: Kind
    amount: Decimal
    when: dt.date = dt.date(2024, 2, 29)

    def __post_init__(self):
        if self.amount <= 0:
            raise ValueError(f"amount must be positive, got {self.amount}")


@dataclass
class Account(abc.ABC):
    owner: str
    currency: Currency = Currency.EUR
    entries: list[Entry] = field(default_factory=list, repr=False)
    _count: ClassVar[int] = 0

    def __post_init__(self):
        type(self)._count += 1
        self.number = f"{type(self).__name__[:2].upper()}{self._count:04d}"

    @property
    def balance(self) -> Decimal:
        return sum((e.amount * e.kind.sign for e in self.entries), Decimal(0))

    def __iter__(self) -> Iterator[Entry]:
        yield from self.entries

    def deposit(self, amount: str) -> Account:
        self.entries.append(Entry(Kind.DEPOSIT, Decimal(amount)))
        return self

    def withdraw(self, amount: str) -> Account:
        if (value := Decimal(amount)) > self.available():
            raise InsufficientFunds(self, value)
        self.entries.append(Entry(Kind("-"), value))
        return self

    @abc.abstractmethod
    def available(self) -> Decimal: ...


class Checking(Account):
    def available(self):
        return self.balance


@dataclass
class Savings(Account):
    rate: Decimal = Decimal("0.0125")

    def available(self):
        return self.balance / 2

    def interest(self) -> Decimal:
        return (self.balance * self.rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


ann = Checking("Ann").deposit("100.10").deposit("0.20")
bob = Savings("Bob", Currency.USD, rate=Decimal("0.033"))
bob.deposit("1234.565")
print(ann, bob, sep="\n")
print(ann.balance, bob.interest(), ann.number, bob.number, [f.name for f in fields(Savings)])
for account, amount in ((ann, "50"), (ann, "50.31"), (bob, "700")):
    try:
        print(account.withdraw(amount).balance)
    except InsufficientFunds as e:
        print("no:", e, "|", e.account.owner)
print(asdict(ann)["entries"][0], astuple(bob)[1:3] == ("usd", bob.entries), Currency.USD == "usd", f"{Currency.USD:>5}|")
print(replace(ann.entries[0], amount=Decimal(7)), hash(ann.entries[0]) == hash(replace(ann.entries[0])))
print(Kind("deposit"), Kind["TRANSFER"].sign, Permission.READ | Permission.WRITE, Permission.ADMIN & ~Permission.READ,
      Permission.READ in Permission.ADMIN, Level.GOLD > Level.BASIC, Level(5) + 1, max(Level), f"{Level.GOLD} {Level.GOLD!r}")
for action in (lambda: Kind("nope"), lambda: Entry(Kind.DEPOSIT, Decimal("-1")), lambda: Account("x"),
               lambda: setattr(ann.entries[0], "amount", 5), lambda: Savings(), lambda: Level(3), lambda: Permission(9)):
    try:
        print(action())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
width = max(len(a.owner) for a in (ann, bob))
for account in sorted((ann, bob), key=lambda a: a.balance, reverse=True):
    print(f"{account.owner:<{width + 2}}{account.balance:>12,.2f} {account.currency.upper():^7}{len(list(account)):03}")
bob.withdraw("1_000_000")
