from _contextvars import Context, ContextVar, Token, copy_context, enter, leave, set_run


def run(self, callable, /, *args, **kwargs):
    before = enter(self)
    try:
        return callable(*args, **kwargs)
    finally:
        leave(before)


run.__qualname__ = "Context.run"
set_run(run)
del run, set_run
