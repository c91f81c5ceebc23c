import random
random.seed(3)
print({3,1,2}, {10,5,100,7}, set(range(20,0,-3)), {1,2}|{0,9}, {5,3,8}-{3})
for n in (3,5,8,12,20,50,200,1000):
    xs=[random.randrange(-1000,10000) for _ in range(n)]
    s=set()
    for x in xs: s.add(x)
    print(list(s))
    print(sum(i*x for i,x in enumerate(set(xs))))
s={4,2,1}; print(s.pop(), s); s.add(0); print(s, sorted(s)); print({True,2,0}, {1,"a"}=={"a",1}, frozenset([3,1]), {x*x for x in range(10)})
