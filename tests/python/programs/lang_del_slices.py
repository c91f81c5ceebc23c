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
