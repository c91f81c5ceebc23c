from _asyncio import get_running_loop
from _contextvars import copy_context, enter, leave

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    context = copy_context()

    def call():
        before = enter(context)
        try:
            return func(*args, **kwargs)
        finally:
            leave(before)

    return await get_running_loop().run_in_executor(None, call)
