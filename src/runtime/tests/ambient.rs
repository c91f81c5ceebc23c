//! The runtime that needs no passing along.

use super::*;

/// Which of two runtimes is the current one.
fn current(first: &Runtime, second: &Runtime) -> &'static str {
    let Some(runtime) = Runtime::current() else {
        return "none";
    };
    match (runtime.is(first), runtime.is(second)) {
        (true, false) => "first",
        (false, true) => "second",
        _ => "unknown",
    }
}

#[test]
fn the_current_runtime_is_that_of_the_task_being_polled() {
    assert!(Runtime::current().is_none());
    let run = Run::new();
    run.main(|_, said| async move {
        let runtime = Runtime::current().unwrap();
        sleep(&runtime, ms(10)).await;
        let child = Runtime::current()
            .unwrap()
            .spawn("child", TaskKind::Task, async {
                Runtime::current().unwrap().now().0.to_string()
            });
        said.say(&child.await.unwrap());
    });
    assert!(Runtime::current().is_none(), "only while it is polled");
    assert_eq!(run.finish().1, ["10 10000"]);
    assert!(Runtime::current().is_none());
}

struct Tells(Runtime, Rc<RefCell<Vec<bool>>>);

impl Drop for Tells {
    fn drop(&mut self) {
        let known = Runtime::current().is_some_and(|runtime| runtime.is(&self.0));
        self.1.borrow_mut().push(known);
    }
}

#[test]
fn a_task_that_is_dropped_has_its_runtime_too() {
    let told = Rc::<RefCell<Vec<bool>>>::default();
    let run = Run::new();
    let (in_body, in_main) = (told.clone(), told.clone());
    run.main(|runtime, _| async move {
        let tells = Tells(runtime.clone(), in_body);
        let victim = runtime.spawn("victim", TaskKind::Task, async move {
            let _tells = tells;
            core::future::pending::<()>().await;
        });
        yield_now(&runtime).await;
        victim.cancel(CancelReason::Program);
        assert!(victim.await.is_err());
        let _tells = Tells(runtime, in_main);
    });
    run.finish();
    assert_eq!(*told.borrow(), [true, true]);
}

#[test]
fn runtimes_on_one_thread_do_not_see_each_other() {
    let first = Run::new();
    let second = Run::new();
    let (one, other) = (first.runtime.clone(), second.runtime.clone());
    let (outer, nested) = (second.event_loop.clone(), second.runtime.clone());
    let (inner_one, inner_other) = (one.clone(), other.clone());
    let found = second.said.clone();
    let task = nested.spawn("nested", TaskKind::Task, async move {
        sleep(&inner_other, ms(5)).await;
        let current = current(&inner_one, &inner_other);
        found.borrow_mut().push(current.into());
    });
    drop(task);
    first.main(|_, said| async move {
        said.say(current(&one, &other));
        assert!(outer.run(TURNS), "a loop within a task of another");
        said.say(current(&one, &other));
    });
    assert_eq!(first.finish().1, ["0 first", "0 first"]);
    assert_eq!(second.finish().1, ["second"]);
    assert!(Runtime::current().is_none());
}
