//! What a log of many tasks takes: memory, time to its first picture, frames while it is moved.

use super::MEMORY;
use super::frames;
use super::support::browser::Browser;
use interleave::trace::export::save;
use interleave::trace::{
    CancelReason, Event, EventKind, Log, Micros, Outcome, ResourceId, ResourceKind, TaskId,
    TaskKind, WaitOn, WakeBy, Want,
};
use serde::Deserialize;
use serde_json::json;

const TASKS: u32 = 10_000;

/// A run of `tasks` tasks under one parent, each polled `polls` times, that share a semaphore, wake
/// one another and end differently.
fn events(tasks: u32, polls: u32) -> Vec<Event> {
    let mut events = Vec::new();
    let mut now = 0;
    let mut add = |after: u64, kind: EventKind| {
        now += after;
        let at = Micros(now);
        events.push(Event { at, kind });
    };
    let spawned = |id: u32, parent: Option<TaskId>| EventKind::Spawned {
        task: TaskId(id),
        parent,
        name: format!("task {id}").into(),
        kind: if id == 0 {
            TaskKind::Main
        } else {
            TaskKind::Task
        },
        line: Some(7),
    };
    let resource = ResourceId(0);
    add(0, spawned(0, None));
    add(
        0,
        EventKind::Created {
            resource,
            kind: ResourceKind::Semaphore,
            name: "limit".into(),
            limit: Some(100),
            task: Some(TaskId(0)),
            line: Some(3),
        },
    );
    add(0, EventKind::PollBegan(TaskId(0)));
    for id in 1..=tasks {
        add(0, spawned(id, Some(TaskId(0))));
    }
    add(1, ended_poll(0, false));
    for round in 0..polls {
        for id in 1..=tasks {
            let task = TaskId(id);
            if round > 0 {
                let by = match id % 3 {
                    0 => WakeBy::Timer,
                    _ => WakeBy::Task(TaskId(id - 1)),
                };
                add(1, EventKind::Woken { task, by });
            }
            add(2, EventKind::PollBegan(task));
            let last = round + 1 == polls;
            if !last {
                let on = match (id + round) % 2 {
                    0 => WaitOn::Timer(Micros(900)),
                    _ => WaitOn::Resource {
                        resource,
                        want: Want::Acquire,
                    },
                };
                let line = Some(9);
                add(0, EventKind::Waiting { task, on, line });
            }
            if id % 8 == 0 {
                let level = (id / 8 + round) % 100;
                add(
                    0,
                    EventKind::Changed {
                        resource,
                        level,
                        waiters: level / 2,
                        holder: None,
                    },
                );
            }
            add(3, ended_poll(id, last));
            if last {
                let outcome = outcome(id);
                add(0, EventKind::Ended { task, outcome });
            }
        }
    }
    let by = WakeBy::Task(TaskId(tasks));
    let task = TaskId(0);
    add(1, EventKind::Woken { task, by });
    add(1, EventKind::PollBegan(task));
    add(1, ended_poll(0, true));
    let outcome = Outcome::Ok("done".into());
    add(0, EventKind::Ended { task, outcome });
    events
}

fn ended_poll(id: u32, ready: bool) -> EventKind {
    EventKind::PollEnded {
        task: TaskId(id),
        ready,
        wakers: u32::from(!ready),
    }
}

fn outcome(id: u32) -> Outcome {
    match id % 10 {
        0 => Outcome::Error("HTTP 500".into()),
        1 => Outcome::Cancelled(CancelReason::SiblingFailed),
        2 => Outcome::TimedOut(Micros::from_ms(2)),
        _ => Outcome::Ok("200".into()),
    }
}

/// Prints what logs take up here, on 64 bits: in the page pointers are half as long.
pub fn print_memory() {
    println!("\nMemory of a log, all that follows from it included\n");
    println!(
        "{:<26} {:>10} {:>8} {:>16} {:>16}",
        "", "events", "MB", "bytes per event", "bytes per task"
    );
    for (tasks, polls) in [(TASKS, 1), (TASKS, 8), (TASKS, 32), (1, 300_000)] {
        let events = events(tasks, polls);
        let count = events.len();
        let before = MEMORY.current_usage();
        let log = Log::from_events(events.iter().cloned()).unwrap();
        let bytes = MEMORY.current_usage() - before;
        println!(
            "{:<26} {count:>10} {:>8.1} {:>16.0} {:>16.0}",
            format!("{tasks} tasks, {polls} polls each"),
            bytes as f64 / 1e6,
            bytes as f64 / count as f64,
            bytes as f64 / f64::from(tasks)
        );
        drop(log);
    }
}

/// What the page recorded.
#[derive(Deserialize)]
struct Recorded {
    /// ms from the drop until the frame after the first picture.
    first_ms: f64,
    /// Name and ms from each frame to the next, of each thing that was done.
    phases: Vec<(String, Vec<f64>)>,
}

/// Everything happens in the page itself: looking from outside would cost frames.
const RECORD: &str = "
    const [text] = arguments;
    const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
    const frame = () => new Promise(requestAnimationFrame);
    const began = performance.now();
    const until = async find => {
        for (;;) {
            const found = find();
            if (found) return found;
            if (performance.now() - began > 60_000) throw new Error(`in vain: ${find}`);
            await frame();
        }
    };
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'large.interleave'));
    const options = { bubbles: true, cancelable: true, dataTransfer: data };
    document.body.dispatchEvent(new DragEvent('drop', options));
    const painted = canvas => {
        if (!canvas?.width || !canvas.height) return false;
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels.some(value => value > 0);
    };
    await until(() => [...document.querySelectorAll('.run')]
        .find(run => run.textContent.includes('from large.interleave')
            && painted(run.querySelector('.lanes canvas'))));
    await frame();
    const first_ms = performance.now() - began;

    const plot = () => document.querySelector('.plot');
    const wheel = (x, y, keys) => {
        const box = plot().querySelector('.lanes canvas').getBoundingClientRect();
        plot().dispatchEvent(new WheelEvent('wheel', {
            deltaX: x, deltaY: y, clientX: box.x + box.width / 2, clientY: box.y + 20,
            bubbles: true, cancelable: true, ...keys,
        }));
    };
    const phases = [];
    const measure = async (name, act) => {
        const deltas = [];
        let last = await frame();
        for (let count = 0; count < 120; count += 1) {
            act(count);
            const now = await frame();
            deltas.push(now - last);
            last = now;
        }
        phases.push([name, deltas]);
    };
    const zoom = count => wheel(0, count % 60 < 30 ? -60 : 60, { ctrlKey: true });
    const pan = count => wheel(count % 60 < 30 ? 30 : -30, 0, {});
    const seek = count => {
        const slider = document.querySelector('.scrub');
        slider.value = String(slider.max * ((count * 7) % 120) / 120);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
    await measure('band: zoom', zoom);
    for (let count = 0; count < 20; count += 1) wheel(0, -60, { ctrlKey: true });
    await measure('band: pan', pan);
    await measure('band: playhead', seek);
    const button = text => [...document.querySelectorAll('button')]
        .find(button => button.textContent.includes(text));
    button('Fit').click();
    seek(119);
    button('Show all').click();
    const window = await until(() => document.querySelector('.lanes.scrolls'));
    await measure('lanes: scroll', count => { window.scrollTop = count * 900; });
    await measure('lanes: zoom', zoom);
    for (let count = 0; count < 20; count += 1) wheel(0, -60, { ctrlKey: true });
    await measure('lanes: pan', pan);
    await measure('lanes: playhead', seek);
    return { first_ms, phases };
";

/// Drops a log whose tasks are polled `polls` times onto the page, and moves it about.
pub async fn record(browser: &Browser, polls: u32) {
    let log = Log::from_events(events(TASKS, polls)).unwrap();
    let bytes = save("Ten thousand", &log);
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let script = format!("return (async function () {{ {RECORD} }}).apply(null, arguments);");
    let recorded: Recorded = browser.js(&script, vec![json!(text)]).await;
    println!(
        "{} events, {:.1} MB: first picture after {:.0} ms (aim: under 1,000)\n",
        log.events().len(),
        bytes.len() as f64 / 1e6,
        recorded.first_ms
    );
    frames::print_phases(recorded.phases);
    println!();
}
