import asyncio


async def produce(orders):
    for number in range(1, 7):
        await orders.put(f"order {number}")
        print(f"put order {number}, {orders.qsize()} waiting")
        await asyncio.sleep(0.1)


async def consume(name, orders):
    while True:
        order = await orders.get()
        await asyncio.sleep(0.35)
        print(f"{name} finished {order}")
        orders.task_done()


async def main():
    orders = asyncio.Queue(maxsize=2)
    cooks = [asyncio.create_task(consume(name, orders), name=name) for name in ("Ada", "Bo")]
    await produce(orders)
    await orders.join()
    for cook in cooks:
        cook.cancel()


asyncio.run(main())
