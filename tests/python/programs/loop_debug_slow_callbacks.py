import asyncio
import logging
import sys
import time


class Plain(logging.Formatter):
    def format(self, record):
        text = record.getMessage().replace(__file__, "FILE")
        if " took " in text:
            text = text[:text.index(" took ")]
            text = text.split(" cb=")[0].split(" created at")[0].split(" wait_for")[0].rstrip(">")
        return f"{record.levelname}:{record.name}:{text}"


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(Plain())
logging.basicConfig(level=logging.DEBUG, handlers=[handler])


def hog(seconds):
    time.sleep(seconds)


async def polite():
    await asyncio.sleep(0.01)
    return "polite"


async def rude():
    await asyncio.sleep(0)
    time.sleep(0.15)
    return "rude"


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    print(await polite())
    print(await asyncio.create_task(rude(), name="rude"))
    loop.slow_callback_duration = 0.02
    loop.call_soon(hog, 0.05)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 10
    loop.call_soon(hog, 0.05)
    await asyncio.sleep(0.1)
    loop.set_debug(False)
    loop.slow_callback_duration = 0.01
    time.sleep(0.05)
    await asyncio.sleep(0)
    loop.set_debug(True)


asyncio.run(main(), debug=True)
print("end")
