# What is left of a list once a slice of it is deleted.
import random

random.seed(1)
for _ in range(60):
    items = list(range(random.randint(0, 12)))
    ends = [random.choice([None, *range(-14, 15)]) for _ in range(2)]
    part = slice(*ends, random.choice([None, 1, 2, 3, -1, -2, -3, 7, -20]))
    deleted = items[part]
    del items[part]
    print(part, deleted, items)

many = list(range(400_000))
del many[:200_000]
del many[::2]
del many[:: -(2**63)]
print(len(many), many[:3], many[-1])

# Steps as large as they can be.
most = 2**63 - 1
for step in (most, -most, most - 3):
    ten = list(range(10))
    print(ten[::step], ten[3::step], "abcdef"[::step], (1, 2, 3)[1::step], b"xyz"[::step],
          range(10)[::step], list(range(0, 10, step)), slice(None, None, step).indices(5))
print(range(10)[::3], range(10)[7:1:-2], range(0, 100, 7)[2:5], len(range(-most - 1, most, most)))
print(0 in range(-most - 1, most, most), range(-most - 1, most, most).index(-1), list(range(most, most - 3, -1)))
print(list(range(0, 10, 2**32)[:: 2**31]))
