from _asyncio import get_running_loop
from _contextvars import copy_context
from functools import partial

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    call = partial(copy_context().run, func, *args, **kwargs)
    return await get_running_loop().run_in_executor(None, call)
