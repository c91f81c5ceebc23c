import re
def t(f,*a,**k):
    try: return f(*a,**k)
    except Exception as e: return f"{type(e).__module__}.{type(e).__name__}: {e}"
print(re.match(r"(\w+)@(\w+)\.com","joe@site.com").groups(), re.search(r"\d+","abc123def"), re.findall(r"(\w)(\d)","a1 b2 c3"))
m=re.search(r"(?P<y>\d{4})-(?P<m>\d\d)(-(?P<d>\d\d))?","on 2024-05 x"); print(m.groupdict(), m.group("y","m"), m["y"], m[0], m.span(), m.start("m"), m.end(), m.lastindex, m.lastgroup, m.regs, m.groups("?"), m.re, m.string, m.pos, m.endpos)
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world foo bar"), re.sub("a","b","aaaa",count=2), re.subn("x*","-","abxd"), re.sub(r"\d", lambda m: str(int(m[0])*2), "a1b2"))
print(re.split(r"[,;]\s*","a, b;c,d"), re.split(r"(,)","a,b,c",1), re.split("x*","axbc"), re.split(r"\b","hi there"))
print([m.span() for m in re.finditer(r"a*","baac")], re.fullmatch(r"\d+","12a"), re.fullmatch(r"\d+","12"))
print(re.compile(r"x",re.I|re.M), re.compile("a(?P<n>b)").groupindex, re.compile("a").flags, re.I|re.S, repr(re.I), re.compile(b"a+").findall(b"aabaa"))
print(re.findall(r"^\w+","ab\ncd",re.M), re.findall(r"\w+$","ab\ncd"), re.findall("a.c","a\nc abc",re.S), re.findall("(?i)AB","abAB"), re.findall("(?i:a)b","Ab AB"))
print(re.findall(r"(?<=\$)\d+","$12 13 $4"), re.findall(r"(?<!\$)\b\d+","$12 13 $4"), re.findall(r"\w+(?=!)","hi! yo"), re.findall(r"(a)(?!b)","ab ac"))
print(re.findall(r"(\w)\1","aabbc"), re.findall(r"(?P<q>['\"]).*?(?P=q)","'a' \"b\""), re.findall(r"<.+?>","<a><b>"), re.findall("a{2,3}?","aaaaa"), re.findall("a{,2}","aaa"), re.findall("x{a}","x{a}"))
print(re.findall(r"""(?x) \d+ # digits
   \s* [a-z]""","12 a 3b"), re.escape("a.b*c-d e_f"), re.sub(r"(?P<a>x)", r"[\g<a>\g<1>\g<0>]","axb"), re.search(r"(?>a+)b","aaab"), re.search(r"a++a","aaa"), re.findall(r"(?(1)a|b)(c)?","ab"), re.match(r"(a)?(?(1)b|c)","ab"), re.match(r"(a)?(?(1)b|c)","c"))
for p in ["(","a)","[a","*a","a**","(?P<n","(?P<1>a)","(?P<n>a)(?P<n>b)","\\","[z-a]","(?<=a+)b","(?z)","a{3,1}","(?P=x)","\\2(a)","(a\\1)","x(?i)","\\q","(?","(?P","[a-\\d]","(?#a","(?(1)a|b|c)","(?(3)a)","a\n(", "(?P<a b>x)","\\xz","+","a|*","(?:*)", "(?-i)", "(?i-", "(?<x)"]:
    print(repr(p), t(re.compile,p))
for a in [(r"\9","a"),(r"\g<x>","a"),(r"\q","a"),(r"\g<","a"),(r"\n\t\\","a"),(r"\g<1","a"),(r"\.","a"),("\\","a"),(r"\101\07","a")]:
    print(a, t(re.sub,"a",a[0],a[1]))
print(t(re.match,1,"a"), t(re.match,"a",1), t(re.match,"a",b"a"), t(re.match,b"a","a"), t(re.compile("a").match), t(re.compile("(a)").match("a").group,2), t(re.compile("(a)").match("a").group,"x"))
p=re.compile("o"); print(p.search("foo",2), p.search("foo",0,2), p.match("foo",1), p.findall("foo boo",3), p.sub("0","foo"), p==re.compile("o"), hash(p)==hash(re.compile("o")), p.pattern, p.groups)
print(re.findall(r"[^\W\d_]+","ab1_cé"), re.findall(r"\w+","héllo wörld"), re.findall(r"\w+","hé",re.A), re.findall(r"[À-ÿ]","éa"), re.findall(r"\s","a\u2003b c"), re.findall("[^a]","ab\n"), re.findall(r"[]a]","]a"), re.findall(r"[a-]","a-"), re.findall(r"[\]\-x]","]-x"))
print(re.match("(a|ab)(c|bcd)(d*)","abcd").groups(), re.match("(?:(a)|b)*","ab").groups(), re.findall("(a*)*","aab"), re.findall("(a|b)*?c","abc"), re.match("(x*)*y","xxxxy"), re.findall(r"(?:a?)*?b","aab"), re.match(r"((a)|(b))+","ab").groups(), re.match("(?:a|(b))*","ba").group(1))
e=None
try: re.compile("a(b")
except re.error as e: print(e.msg, e.pos, e.pattern, e.lineno, e.colno)
print(re.match("a","b") is None, bool(re.match("","")), re.match("a*","aaa",).expand(r"<\g<0>>"), m.expand(r"\1/\2"))
print(re.template if False else 1, isinstance(re.compile("a"), re.Pattern), isinstance(re.match("a","a"), re.Match), re.Pattern, re.Match, re.error, re.NOFLAG, re.A|re.X)
