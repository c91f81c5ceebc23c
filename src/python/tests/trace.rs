//! What a program's run leaves in the trace.

use super::Memory;
use crate::playground::SAMPLES;
use crate::python::run::{Way, run_and_record};
use crate::trace::{History, Log, SpanKind, TaskKind};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

fn log_of(text: &str) -> Log {
    let way = Way {
        recorded: true,
        ..Way::default()
    };
    let (_, events) = run_and_record("main.py", text, Box::new(Memory::default()), way);
    Log::from_events(events).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Each task's waits: the line, and the line's own words.
fn waits(history: &History, name: &str) -> Vec<(u32, String)> {
    let task = history.tasks().iter().find(|task| &*task.name == name);
    let spans = task.unwrap_or_else(|| panic!("no {name}")).spans.iter();
    let waits = spans.filter(|span| span.kind == SpanKind::Suspended);
    waits
        .map(|span| {
            let words = history.own_words(span.line).unwrap_or_default();
            (span.line.unwrap_or_default(), words)
        })
        .collect()
}

#[test]
fn every_sample_leaves_a_whole_log() {
    for sample in SAMPLES {
        let log = log_of(sample.text);
        let history = log.history();
        for task in history.tasks() {
            assert!(task.end.is_some(), "{}: {}", sample.slug, task.name);
        }
        assert!(history.tasks().len() > 2, "{}", sample.slug);
    }
}

#[test]
fn lanes_are_named_by_the_call_with_what_can_be_told() {
    let log = log_of(
        "import asyncio
class Shop:
    async def serve(self, name, count):
        pass
async def plain(number, shop, text):
    pass
async def main():
    shop = Shop()
    await asyncio.gather(
        shop.serve('Ann', 2),
        plain(1.5, shop, 'x' * 100),
        plain('a' * 12, 'b' * 12, 'c' * 12),
        main_again(),
    )
async def main_again():
    pass
asyncio.run(main())
",
    );
    let tasks = log.history().tasks().iter();
    let names: Vec<String> = tasks.map(|task| task.name.to_string()).collect();
    for name in [
        "serve('Ann', 2)",
        "plain(1.5, …, …)",
        "plain(…)",
        "main_again()",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
}

#[test]
fn waits_are_told_with_their_lines_in_the_programs_own_words() {
    let log = log_of(
        "import asyncio
async def inner(lock):
    async with lock:
        await asyncio.sleep(1)
async def main():
    lock = asyncio.Lock()
    other = asyncio.create_task(inner(lock), name='other')
    await inner(lock)
    await other
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.set_result, None)
    await future
asyncio.run(main())
",
    );
    let told = |waits: Vec<(u32, String)>| {
        let texts = waits
            .iter()
            .map(|(line, words)| alloc::format!("{line}: {words}"));
        texts.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        told(waits(log.history(), "main()")),
        "4: await asyncio.sleep(1); 9: await other; 12: await future"
    );
    assert_eq!(
        told(waits(log.history(), "other")),
        "3: async with lock; 4: await asyncio.sleep(1)"
    );
}

#[test]
fn threads_have_turns_while_a_task_blocks_the_loop() {
    let log = log_of(
        "import asyncio, threading, time
def work():
    for _ in range(3):
        time.sleep(0.1)
async def main():
    thread = threading.Thread(target=work, name='worker')
    thread.start()
    time.sleep(1)
    await asyncio.sleep(0)
    thread.join()
asyncio.run(main())
",
    );
    let history = log.history();
    let named = |name: &str| {
        let task = history
            .tasks()
            .iter()
            .find(|task| task.name.to_string() == name);
        task.unwrap_or_else(|| panic!("no {name}"))
    };
    let worker = named("worker");
    assert!(worker.spans.len() > 6, "{:?}", worker.spans);
    let main = named("main()");
    assert!(main.longest_poll.seconds() >= 1.0);
    assert_eq!(named("main program").kind, TaskKind::Main);
    // The loop was held by the task; the thread's turns are within that.
    let held: Vec<_> = history
        .loop_spans()
        .iter()
        .filter(|span| span.task == main.id)
        .collect();
    assert!(held.iter().all(|span| span.to.is_some()));
}
