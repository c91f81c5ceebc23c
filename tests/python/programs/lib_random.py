import random
random.seed(42)
print(random.random(), random.randint(1,100), random.choice("abc"), random.sample(range(100),5), random.uniform(1,5), random.gauss(0,1), random.shuffle([1,2]), random.getrandbits(100), random.randbytes(4))
x=list(range(20)); random.shuffle(x); print(x)
for s in (0,-5,10**30,"hello",b"xy",3.5,True,""):
    random.seed(s); print(s, random.random(), random.randrange(1000), random.choices([1,2,3],weights=[1,2,3],k=4))
r=random.Random(7); st=r.getstate(); a=r.random(); r.setstate(st); print(a==r.random(), len(st), st[1][-1])
print([r.betavariate(1,2), r.expovariate(3), r.normalvariate(), r.lognormvariate(0,1), r.paretovariate(2), r.weibullvariate(1,2), r.gammavariate(2,3), r.triangular(), r.vonmisesvariate(1,2)])
for f,a in ((r.choice,([],)),(r.randint,(5,1)),(r.sample,([1],2)),(r.randrange,(0,)),(r.choices,([],))):
    try: f(*a)
    except Exception as e: print(type(e).__name__, e)
