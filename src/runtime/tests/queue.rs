//! Queues: order, room, claims, joining.

use super::*;

#[test]
fn items_come_out_in_the_order_of_their_queue() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let queues = [
            Queue::new(&runtime, "fifo", None),
            Queue::lifo(&runtime, "lifo", None),
            Queue::priority(&runtime, "priority", None),
        ];
        for queue in queues {
            for item in [(2, "c"), (1, "a"), (3, "d"), (1, "b")] {
                queue.put(item).await;
            }
            assert_eq!(queue.len(), 4);
            let mut names = String::new();
            while let Some((_, name)) = queue.try_get() {
                names += name;
            }
            assert!(queue.is_empty());
            said.say(&names);
        }
    });
    assert_eq!(run.finish().1, ["0 cadb", "0 bdac", "0 abcd"]);
}

#[test]
fn equals_of_a_priority_queue_keep_their_order() {
    #[derive(Debug)]
    struct Numbered(u32, u32);
    impl PartialEq for Numbered {
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl Eq for Numbered {}
    impl PartialOrd for Numbered {
        fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Numbered {
        fn cmp(&self, other: &Self) -> core::cmp::Ordering {
            self.0.cmp(&other.0)
        }
    }
    let run = Run::new();
    let queue = Queue::priority(&run.runtime, "equals", None);
    for number in 0..20 {
        queue.try_put(Numbered(number % 2, number)).unwrap();
    }
    let found: Vec<_> = core::iter::from_fn(|| queue.try_get())
        .map(|one| one.1)
        .collect();
    let expected: Vec<_> = (0..20).step_by(2).chain((1..20).step_by(2)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_full_queue_makes_putters_wait_and_an_empty_one_getters() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let queue = Queue::new(&runtime, "pipe", Some(2));
        let (puts, lines) = (queue.clone(), said.clone());
        let producer = runtime.spawn("producer", TaskKind::Task, async move {
            for item in 0..4 {
                puts.put(item).await;
                lines.say(&format!("put {item}"));
            }
        });
        let (inner, gets, lines) = (runtime.clone(), queue.clone(), said.clone());
        let consumer = runtime.spawn("consumer", TaskKind::Task, async move {
            sleep(&inner, ms(10)).await;
            for _ in 0..5 {
                lines.say(&format!("got {}", gets.get().await));
                sleep(&inner, ms(10)).await;
            }
        });
        producer.await.unwrap();
        sleep(&runtime, ms(40)).await;
        assert_eq!(queue.waiting(), 1, "the consumer");
        queue.try_put(4).unwrap();
        consumer.await.unwrap();
    });
    let (history, said) = run.finish();
    let expected = [
        "0 put 0", "0 put 1", "10 got 0", "10 put 2", "20 got 1", "20 put 3", "30 got 2",
        "40 got 3", "60 got 4",
    ];
    assert_eq!(said, expected);
    let queue = &history.resources()[0];
    assert_eq!((queue.limit, queue.most), (Some(2), 2));
    let wants = |task: usize| {
        let spans = history.tasks()[task].spans.iter();
        let waits: Vec<_> = spans.flat_map(|span| span.waits.iter()).collect();
        move |want| {
            let resource = ResourceId(0);
            waits.contains(&&WaitOn::Resource { resource, want })
        }
    };
    assert!(wants(1)(Want::Put) && wants(2)(Want::Get));
}

#[test]
fn a_full_queue_gives_the_item_back_and_an_item_that_is_awaited_is_nobody_elses() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let queue = Queue::priority(&runtime, "pipe", Some(2));
        let (gets, lines) = (queue.clone(), said.clone());
        let getter = runtime.spawn("getter", TaskKind::Task, async move {
            lines.say(&format!("got {}", gets.get().await));
        });
        yield_now(&runtime).await;
        queue.try_put(7).unwrap();
        assert_eq!(queue.try_get(), None, "it is the getter's");
        queue.try_put(3).unwrap();
        assert!(queue.is_full());
        assert_eq!(queue.try_put(1), Err(Full(1)));
        getter.await.unwrap();
        assert_eq!(queue.try_get(), Some(7));
    });
    assert_eq!(run.finish().1, ["0 got 3"], "the first when it is taken");
}

#[test]
fn cancelled_getters_and_putters_pass_on_what_was_theirs() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let queue = Queue::new(&runtime, "pipe", Some(1));
        let getters = ["gone", "next"].map(|name| {
            let (gets, lines) = (queue.clone(), said.clone());
            runtime.spawn(name, TaskKind::Task, async move {
                lines.say(&format!("{name} got {}", gets.get().await));
            })
        });
        sleep(&runtime, ms(1)).await;
        queue.try_put("item").unwrap();
        getters[0].cancel(CancelReason::Program);
        collect(&runtime, getters.into()).await;

        queue.try_put("first").unwrap();
        let putters = ["lost", "kept"].map(|item| {
            let puts = queue.clone();
            runtime.spawn(item, TaskKind::Task, async move { puts.put(item).await })
        });
        sleep(&runtime, ms(1)).await;
        assert_eq!(queue.try_get(), Some("first"));
        assert!(queue.try_put("overtaking").is_err());
        putters[0].cancel(CancelReason::Program);
        collect(&runtime, putters.into()).await;
        assert_eq!(queue.try_get(), Some("kept"));
        assert_eq!(
            (queue.len(), queue.waiting(), queue.is_full()),
            (0, 0, false)
        );
    });
    assert_eq!(run.finish().1, ["1 next got item"]);
}

#[test]
fn a_join_waits_until_every_item_is_done() {
    let run = Run::new();
    run.main(|runtime, said| async move {
        let queue = Queue::new(&runtime, "work", None);
        queue.join().await;
        for item in 0..3_u32 {
            queue.put(item).await;
        }
        let (inner, work) = (runtime.clone(), queue.clone());
        let worker = runtime.spawn("worker", TaskKind::Task, async move {
            loop {
                work.get().await;
                sleep(&inner, ms(10)).await;
                work.task_done().unwrap();
            }
        });
        queue.join().await;
        said.say("all done");
        assert_eq!(queue.task_done(), Err(DoneTooOften));
        worker.cancel(CancelReason::Program);
        let ended: Result<(), JoinError> = worker.await;
        assert!(ended.is_err());
        assert_eq!(queue.waiting(), 0);
    });
    let (history, said) = run.finish();
    assert_eq!(said, ["30 all done"]);
    let on = WaitOn::Resource {
        resource: ResourceId(0),
        want: Want::Join,
    };
    assert_eq!(*history.tasks()[0].spans[2].waits, [on]);
}
