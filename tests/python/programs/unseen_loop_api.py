import asyncio
import signal
import sys


def at(loop, start, label):
    print(label, round(loop.time() - start, 2))


def exception_handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")), sorted(context))


async def broken():
    raise ZeroDivisionError("task broke")


def bad_callback():
    raise LookupError("callback broke")


def repeat(loop, n, every, done):
    print("tick", n)
    if n:
        loop.call_later(every, repeat, loop, n - 1, every, done)
    else:
        done.set_result("ticked")


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
start = loop.time()
loop.set_exception_handler(exception_handler)
handles = [loop.call_later(d, at, loop, start, f"later {d}") for d in (0.05, 0.02, 0.08)]
loop.call_soon(at, loop, start, "soon")
loop.call_at(start + 0.03, at, loop, start, "at 0.03")
handles[2].cancel()
print(handles[2].cancelled(), handles[0].cancelled(), handles[0].when() > start, loop.is_running())
loop.call_later(0.06, loop.stop)
loop.run_forever()
print("stopped", loop.is_closed(), loop.get_debug())
done = loop.create_future()
loop.call_soon(repeat, loop, 3, 0.005, done)
print(loop.run_until_complete(done))
loop.call_soon(bad_callback)
task = loop.create_task(broken(), name="broken")
loop.run_until_complete(asyncio.sleep(0.001))
del task
loop.run_until_complete(asyncio.sleep(0))
loop.set_exception_handler(None)
print(loop.get_exception_handler(), loop.get_task_factory())


def factory(loop, coro, **kwargs):
    print("creating", coro.__name__)
    return asyncio.Task(coro, loop=loop, **kwargs)


loop.set_task_factory(factory)
print(loop.run_until_complete(asyncio.gather(*(asyncio.sleep(0.001, n) for n in range(2)), loop) if False else asyncio.sleep(0, "via factory")))
loop.set_task_factory(None)


async def futures():
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(lambda f: print("one", f.result()))
    cb = lambda f: print("never")
    fut.add_done_callback(cb)
    print(fut.remove_done_callback(cb), fut.done())
    asyncio.get_running_loop().call_soon(fut.set_result, "set")
    print(await fut, await fut)
    for action in (lambda: fut.set_result(1), lambda: fut.set_exception(ValueError()), lambda: fut.cancel()):
        try:
            print(action())
        except asyncio.InvalidStateError as e:
            print("InvalidStateError:", e)
    other = asyncio.Future()
    for action in (other.result, other.exception, lambda: other.set_exception(StopIteration()), lambda: other.set_exception(5)):
        try:
            action()
        except (asyncio.InvalidStateError, TypeError) as e:
            print(type(e).__name__, e)
    other.set_exception(ConnectionError)
    try:
        await other
    except ConnectionError as e:
        print(repr(e), other.exception() is e)
    chained = asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "wrapped"), asyncio.get_running_loop()))
    print(await chained, asyncio.isfuture(chained), asyncio.iscoroutine(chained))
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name(), asyncio.current_task().get_coro().__name__)
    tasks = [asyncio.create_task(asyncio.sleep(0.001 * n, n), name=f"t{n}") for n in range(3)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    tasks[0].set_name("renamed")
    print(tasks[0].get_name(), [await t for t in tasks], asyncio.eager if hasattr(asyncio, "eager") else "no eager")
    try:
        loop.run_forever()
    except RuntimeError as e:
        print("RuntimeError:", e)
    return 5


print(loop.run_until_complete(futures()))
try:
    loop.run_until_complete(loop.create_future() and asyncio.wait_for(loop.create_future(), 0.01))
except TimeoutError as e:
    print("timed out", e.args)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
print(loop.is_closed(), loop)
for action in (lambda: loop.call_soon(print), lambda: loop.run_until_complete(None), lambda: loop.create_task(5), asyncio.get_running_loop):
    try:
        action()
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
loop.run_forever()
