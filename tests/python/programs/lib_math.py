import math
def t(f,*a,**k):
    try: return f(*a,**k)
    except Exception as e: return type(e).__name__+": "+str(e)
for n in "acos asin atan cosh sinh exp log log2 log10 log1p expm1 sqrt exp2 floor ceil trunc isqrt factorial degrees radians fabs frexp modf ulp".split():
    f=getattr(math,n)
    print(n,[t(f,x) for x in (0,1,-1,0.5,-0.5,2,3.7,-3.7,10,100,1000,1e300,-1e300,math.inf,-math.inf,10**30,10**400,"a",True)])
for n in "atan2 copysign fmod remainder nextafter pow gcd lcm comb perm ldexp hypot".split():
    f=getattr(math,n)
    print(n,[t(f,x,y) for x in (0,1,-7,5,12,2.5,-3.5,"a",10**20,math.inf) for y in (0,3,-2,5,0.5,1.5,math.inf,-1100)])
print(math.gcd(),math.lcm(),math.gcd(12,18,27),math.lcm(4,6,10),math.perm(5),math.comb(100,50),math.factorial(30))
print(math.fsum([.1]*10),0,0,math.fsum([1e16,1,1e-16]),math.fsum([5e-324]*3),t(math.fsum,[math.inf,-math.inf]))
print(math.prod([1,2,3.5]),math.prod([2,3],start=4),math.prod([]),math.dist([0,0],[3,4]),math.hypot(3,4,12),math.hypot(),math.hypot(1e200,1e200),math.hypot(1e-200,1e-200))
print(math.isclose(1,1+1e-10),math.isclose(1,1.1),math.isclose(1,1.1,rel_tol=.2),math.isclose(0,1e-12,abs_tol=1e-9),t(math.isclose,1,2,rel_tol=-1))
print(math.log(8,2),math.log(10**400),math.log2(2**5000),math.log10(10**400),t(math.log,0),t(math.log,-1),t(math.log,10,1),t(math.dist,[1],[1,2]),t(math.factorial,1.5),t(math.factorial,-2))
print(math.remainder(7,4), math.remainder(6,4), math.remainder(2,4), math.remainder(10,4), math.remainder(-6,4), math.remainder(5.5,2))
print(math.ldexp(.75,-1074),math.ldexp(1,-1074),math.ldexp(1,-1075),math.ldexp(1.5,-1075),math.ldexp(1,1023),t(math.ldexp,1,1024), math.frexp(5e-324), math.ulp(0.0), math.ulp(1e16))
class C:
    def __floor__(s): return 5
    def __ceil__(s): return 6
    def __trunc__(s): return 7
    def __float__(s): return 2.25
print(math.floor(C()),math.ceil(C()),math.trunc(C()),math.sqrt(C()))
