# Tasks that are pending when the program ends.
import asyncio
async def bg(n):
    try: await asyncio.sleep(n)
    finally: print("bg finally",n)
async def main(): await asyncio.sleep(1/64); return "m"
loop=asyncio.new_event_loop()
t=loop.create_task(bg(1),name="bg1"); loop.create_task(bg(2),name="bg2")
print(loop.run_until_complete(main()))
print("end")
