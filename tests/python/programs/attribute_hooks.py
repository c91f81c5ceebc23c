# What __getattribute__, __getattr__ and getters that fail lead to, and who is told what was meant.
import asyncio
import threading
import traceback


class Refuses:
    def __getattribute__(self, name):
        raise AttributeError("mine: " + name)


class Falls:
    @property
    def broken(self):
        raise AttributeError("in the getter")

    def __getattr__(self, name):
        return "instead of " + name


class Chooses(Falls):
    def __getattribute__(self, name):
        if name == "hidden":
            raise AttributeError("hidden!")
        return super().__getattribute__(name)


class Meta(type):
    def __getattr__(cls, name):
        return "meta " + name


class Made(metaclass=Meta):
    colour = "red"

    def method(self):
        pass


def shown(what, ask):
    try:
        print(what, "->", ask())
    except AttributeError as error:
        print(what, "->", error, "|", error.name, type(error.obj).__name__)


shown("refused", lambda: Refuses().x)
shown("refused, asked", lambda: hasattr(Refuses(), "x"))
shown("refused, default", lambda: getattr(Refuses(), "x", 5))
shown("getter", lambda: Falls().broken)
shown("chosen getter", lambda: Chooses().broken)
shown("hidden", lambda: Chooses().hidden)
shown("of a class", lambda: Made.anything)
shown("of its instance", lambda: Made().anything)
shown("of its method", lambda: Made().method.anything)
shown("of a method of a list", lambda: [].append.anything)
shown("of a module", lambda: traceback.anything)
shown("of a type", lambda: int.anything)
shown("of a number", lambda: (1).anything)


def misspelt():
    return Made().color


try:
    misspelt()
except AttributeError as error:
    print(traceback.format_exc().splitlines()[-1])
    print(traceback.format_exception_only(error))


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("handler:", context["exception"]))
    task = asyncio.create_task(asyncio.to_thread(misspelt))
    await asyncio.wait([task])
    del task


asyncio.run(main())
thread = threading.Thread(target=misspelt, name="speller")
thread.start()
thread.join()
misspelt()
