def attempt(text):
    try:
        compile(text, "t", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno)
    else:
        print("fine")

attempt("x = " + "(" * 199 + "1" + ")" * 199)
attempt("x = " + "(" * 201 + "1" + ")" * 201)
attempt("".join(" " * i + "if 1:\n" for i in range(99)) + " " * 99 + "pass\n")
attempt("".join(" " * i + "if 1:\n" for i in range(100)) + " " * 100 + "pass\n")
attempt("x = [\n" + "    -1, +2, not 3, lambda a, b: a + b,\n" * 2000 + "]")
attempt("d = {" + ", ".join(f"{i}: -{i}" for i in range(3000)) + "}")
attempt("x = " + " or ".join(["a"] * 150))
attempt("\n".join(f"x{i} = {i} + 1 - 2 * 3" for i in range(2000)))
attempt("x = '" + "(" * 5000 + "'")
attempt("x = f'" + "(" * 5000 + "'")
attempt("# " + "(" * 5000)
attempt("x = '''\n" + "[" * 5000 + "\n'''")
attempt("x = f'''\n" + "- + * { a } " * 2000 + "\n'''")
attempt("x = (" + " + ".join(["'a'"] * 100) + ")")
attempt("f(" + ", ".join(f"k{i}=not {i}" for i in range(900)) + ")")
