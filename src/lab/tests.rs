use super::*;
use crate::net::{Elsewhere, EmulatedClient};
use crate::runtime::VirtualLoop;
use crate::trace::{CancelReason, Ending, History, Log, Micros, Outcome, TaskId};
use alloc::rc::Rc;

fn any(_: &str) -> bool {
    true
}

fn plan(form: &Form) -> Plan {
    form.check(&any).unwrap()
}

fn lab_form(paths: &[&str]) -> Form {
    Form {
        addresses: paths
            .iter()
            .map(|path| format!("http://lab.local{path}"))
            .collect(),
        ..Form::default()
    }
}

/// Runs a form on the virtual clock.
fn measure(form: &Form, strategy: Strategy) -> History {
    measured(form, strategy).history().clone()
}

/// The same, with its events.
fn measured(form: &Form, strategy: Strategy) -> Log {
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    let client = EmulatedClient::new(1, form.httpbin, Elsewhere::Unreachable);
    run(&runtime, Rc::new(client), Rc::new(plan(form)), strategy);
    assert!(event_loop.run(1_000_000));
    assert_eq!((runtime.live(), event_loop.timers()), (0, 0));
    Log::from_events(runtime.recorder().take()).unwrap()
}

fn total(history: &History) -> u64 {
    history.ended().unwrap().at.0 / 1000
}

fn endings(form: &Form, history: &History) -> Vec<Ending> {
    result_rows(&plan(form), history, history.now(), usize::MAX)
        .iter()
        .map(|row| row.ending)
        .collect()
}

#[test]
fn the_four_strategies_take_sum_maximum_batches_and_minimum() {
    let form = lab_form(&["/delay/1", "/delay/0.5", "/delay/1.5"]);
    assert_eq!(total(&measure(&form, Strategy::Sequential)), 3000);
    assert_eq!(total(&measure(&form, Strategy::Concurrent)), 1500);
    assert_eq!(total(&measure(&form, Strategy::AtMost(2))), 2000);
    assert_eq!(total(&measure(&form, Strategy::Race)), 500);
}

#[test]
fn a_thousand_small_ones_run_together_and_fifty_at_a_time() {
    let form = (PRESETS[4].form)();
    assert_eq!(total(&measure(&form, Strategy::Concurrent)), 120);
    let limited = measure(&form, Strategy::AtMost(50));
    assert_eq!(total(&limited), 20 * 120);
    assert_eq!(limited.totals().ok, 1001);
}

#[test]
fn an_error_stops_the_others_or_is_collected() {
    let mut form = (PRESETS[2].form)();
    let history = measure(&form, Strategy::Concurrent);
    assert_eq!(total(&history), 0);
    assert_eq!(
        endings(&form, &history),
        [
            Ending::Cancelled,
            Ending::Error,
            Ending::Cancelled,
            Ending::Cancelled
        ]
    );
    let sequential = measure(&form, Strategy::Sequential);
    assert_eq!(
        endings(&form, &sequential),
        [
            Ending::Ok,
            Ending::Error,
            Ending::NotStarted,
            Ending::NotStarted
        ]
    );
    let rows = result_rows(&plan(&form), &sequential, sequential.now(), usize::MAX);
    assert_eq!(
        (rows[1].status, rows[1].outcome.as_str()),
        (Some(500), "HTTP 500")
    );
    form.on_error = OnError::Collect;
    let history = measure(&form, Strategy::Concurrent);
    assert_eq!(total(&history), 1600);
    let outcome = history.task(TaskId(0)).unwrap().end.clone().unwrap().1;
    assert_eq!(outcome, Outcome::Ok("3 ok, 1 failed".into()));
}

#[test]
fn a_timeout_ends_the_silent_one_and_aborts_its_request() {
    let form = (PRESETS[3].form)();
    let history = measure(&form, Strategy::Concurrent);
    assert_eq!(total(&history), 2000);
    assert_eq!(
        endings(&form, &history),
        [Ending::Ok, Ending::TimedOut, Ending::Ok]
    );
    assert!(history.requests()[1].aborted);
    let row = &result_rows(&plan(&form), &history, history.now(), usize::MAX)[1];
    assert_eq!(row.outcome, "timed out after 2.00 s");
    assert_eq!(
        (row.status, row.bytes, row.duration),
        (None, None, Some(Micros::from_ms(2000)))
    );
}

#[test]
fn the_deadline_of_the_whole_ends_everything_that_is_left() {
    let mut form = lab_form(&["/delay/1", "/delay/5"]);
    form.deadline = "2".into();
    let history = measure(&form, Strategy::Concurrent);
    assert_eq!(total(&history), 2000);
    assert_eq!(endings(&form, &history), [Ending::Ok, Ending::Cancelled]);
    assert_eq!(
        history.tasks()[2].cancel.unwrap().why,
        CancelReason::Timeout
    );
    let main = history.tasks()[0].end.clone().unwrap().1;
    assert_eq!(main, Outcome::TimedOut(Micros::from_ms(2000)));
    assert!(history.requests()[1].aborted);
}

#[test]
fn retries_go_on_until_the_server_recovers() {
    let mut form = lab_form(&["/flaky/2"]);
    form.retries = "3".into();
    let history = measure(&form, Strategy::Sequential);
    assert_eq!(endings(&form, &history), [Ending::Ok]);
    let attempts: Vec<_> = history
        .requests()
        .iter()
        .map(|request| (request.attempt, request.head.unwrap().1))
        .collect();
    assert_eq!(attempts, [(1, 503), (2, 503), (3, 200)]);
    assert_eq!(total(&history), 200 + 400);
    form.addresses = lab_form(&["/status/404"]).addresses;
    let history = measure(&form, Strategy::Sequential);
    assert_eq!(history.requests().len(), 1, "a 404 will not change");
}

#[test]
fn work_on_the_answers_holds_the_loop() {
    let form = (PRESETS[5].form)();
    assert_eq!(total(&measure(&form, Strategy::Sequential)), 4 * 700);
    let together = measure(&form, Strategy::Concurrent);
    assert_eq!(total(&together), 300 + 4 * 400);
    assert_eq!(together.holds().len(), 4);
}

#[test]
fn one_cancelled_by_hand_fails_nobody_else() {
    let mut form = lab_form(&["/delay/1", "/delay/2"]);
    form.on_error = OnError::FailFast;
    let event_loop = VirtualLoop::new();
    let runtime = event_loop.runtime();
    let client = EmulatedClient::new(1, true, Elsewhere::Unreachable);
    run(
        &runtime,
        Rc::new(client),
        Rc::new(plan(&form)),
        Strategy::Concurrent,
    );
    event_loop.run_until(Micros::from_ms(500), 1000);
    assert!(runtime.cancel(TaskId(1), CancelReason::User));
    event_loop.run(1000);
    let log = Log::from_events(runtime.recorder().take()).unwrap();
    let history = log.history();
    assert_eq!(total(history), 2000);
    assert_eq!(endings(&form, history), [Ending::Cancelled, Ending::Ok]);
    assert!(history.requests()[0].aborted);
}

#[test]
fn unreachable_hosts_say_so_by_name() {
    let mut form = lab_form(&[]);
    form.addresses = vec![
        "http://nowhere.invalid/x".into(),
        "http://closed.lab.local/".into(),
    ];
    let history = measure(&form, Strategy::Concurrent);
    let rows = result_rows(&plan(&form), &history, history.now(), usize::MAX);
    assert_eq!(rows[0].outcome, "The name nowhere.invalid does not resolve");
    assert_eq!(rows[1].outcome, "Connection refused");
}

#[test]
fn results_at_a_past_time_show_what_was_known_then() {
    let form = lab_form(&["/delay/1", "/delay/0.5"]);
    let log = measured(&form, Strategy::Sequential);
    let (history, moment) = (log.history(), |ms| log.moment(Micros::from_ms(ms)));
    let at = |ms| -> Vec<_> {
        result_rows(&plan(&form), history, moment(ms), usize::MAX)
            .into_iter()
            .map(|row| (row.ending, row.status))
            .collect()
    };
    assert_eq!(
        at(999),
        [(Ending::Running, None), (Ending::NotStarted, None)]
    );
    assert_eq!(at(1200), [(Ending::Ok, Some(200)), (Ending::Running, None)]);
    assert_eq!(reached(&plan(&form), history, moment(1200)), (1, 2));
}

#[test]
fn a_forecast_is_the_run_on_a_clock_that_is_always_on_time() {
    let form = lab_form(&["/delay/1", "/delay/0.5"]);
    let plan = Rc::new(plan(&form));
    let log = Log::from_events(forecast(&plan, Strategy::Sequential)).unwrap();
    assert_eq!(
        log.history().ended().map(|end| end.at),
        Some(Micros::from_ms(1500))
    );
}

#[test]
fn every_preset_is_a_valid_form() {
    for preset in &PRESETS {
        let form = (preset.form)();
        assert!(form.check(&any).is_ok(), "{}", preset.name);
        assert_eq!(parse_link(&write_link(&form, false)).form, form);
    }
}

fn problems(form: &Form) -> Vec<(Field, String)> {
    match form.check(&any) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(|p| (p.field, p.text)).collect(),
    }
}

#[test]
fn bad_addresses_are_told_where_they_are_and_why() {
    let mut form = Form {
        addresses: vec![
            "http://lab.local/get".into(),
            "javascript:alert(1)".into(),
            "  ".into(),
            "file:///etc/passwd".into(),
            "example.org/x".into(),
            "localhost:8000".into(),
            "ftp://example.org".into(),
            "gopher://example.org".into(),
            "http://".into(),
            "https:example.org".into(),
            "http://a/\u{0}".into(),
            format!("http://a/{}", "x".repeat(100_000)),
        ],
        ..Form::default()
    };
    let found = problems(&form);
    let places: Vec<_> = found.iter().map(|(field, _)| *field).collect();
    let expected = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(Field::Address);
    assert_eq!(places, expected);
    for (text, part) in found.iter().map(|(_, text)| text).zip([
        "program",
        "disk",
        "https://example.org/x",
        "https://localhost:8000",
        "ftp",
        "fetched",
        "cannot read",
        "https://https:example.org",
        "control",
        "100009",
    ]) {
        assert!(text.contains(part), "{text}");
        assert!(text.chars().count() < 160, "{text}");
    }
    form.addresses = vec![String::new(), " ".into()];
    assert_eq!(problems(&form)[0].0, Field::Addresses);
    form.addresses = vec!["http://lab.local/get".into(); 10_000];
    let (field, text) = problems(&form).remove(0);
    assert_eq!(field, Field::Addresses);
    assert!(text.contains("10000") && text.contains("2000") && text.contains("8000"));
}

#[test]
fn the_browser_has_the_last_word_on_an_address() {
    let form = lab_form(&["/get"]);
    let found = form.check(&|_| false).unwrap_err();
    assert_eq!(found[0].field, Field::Address(0));
}

#[test]
fn bad_numbers_are_told_by_their_field() {
    for (text, good) in [
        ("", true),
        ("2", true),
        ("0,5", true),
        (" 1.5 ", true),
        ("3600", true),
        ("0", false),
        ("-1", false),
        ("1e99", false),
        ("3601", false),
        ("NaN", false),
        ("inf", false),
        ("abc", false),
        ("1 2", false),
        ("0x10", false),
        ("0.0001", false),
    ] {
        let form = Form {
            timeout: text.into(),
            deadline: text.into(),
            ..Form::default()
        };
        let fields: Vec<_> = problems(&form)
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        let expected: &[_] = if good {
            &[]
        } else {
            &[Field::Timeout, Field::Deadline]
        };
        assert_eq!(fields, expected, "{text}");
    }
    for (text, good) in [
        ("", true),
        ("0", true),
        ("10", true),
        ("11", false),
        ("1.5", false),
        ("-1", false),
    ] {
        let form = Form {
            retries: text.into(),
            ..Form::default()
        };
        assert_eq!(problems(&form).is_empty(), good, "retries {text}");
    }
    for (text, good) in [
        ("1", true),
        ("1000", true),
        ("0", false),
        ("1001", false),
        ("x", false),
    ] {
        let choices = vec![Choice::AtMost];
        let form = Form {
            limit: text.into(),
            choices,
            ..Form::default()
        };
        assert_eq!(problems(&form).is_empty(), good, "limit {text}");
    }
    let unused = Form {
        limit: "x".into(),
        ..Form::default()
    };
    assert!(
        problems(&unused).is_empty(),
        "a limit that is not used is not judged"
    );
    let form = Form {
        work: "-5".into(),
        choices: vec![],
        ..Form::default()
    };
    let fields: Vec<_> = problems(&form)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, [Field::Strategies, Field::Work]);
}

#[test]
fn a_link_keeps_the_whole_form_as_typed() {
    let form = Form {
        addresses: vec![
            "http://lab.local/delay/1".into(),
            "http://lab.local/delay/1".into(),
            "3*tricky & = # ü".into(),
            String::new(),
            "javascript:alert(1)".into(),
        ],
        choices: vec![Choice::AtMost, Choice::Race],
        limit: "x".into(),
        timeout: "-1".into(),
        deadline: "2,5".into(),
        retries: "9".into(),
        on_error: OnError::FailFast,
        work: "7".into(),
        httpbin: false,
    };
    for embed in [false, true] {
        let link = parse_link(&write_link(&form, embed));
        assert_eq!(
            (link.form, link.embed, link.complaint),
            (form.clone(), embed, None)
        );
    }
    let empty = Form {
        addresses: vec![],
        choices: vec![],
        ..Form::default()
    };
    assert_eq!(parse_link(&write_link(&empty, false)).form, empty);
    assert_eq!(write_link(&Form::default(), false), "/lab");
    assert_eq!(
        parse_link("embed=1"),
        Link {
            embed: true,
            ..Link::default()
        }
    );
    assert!(write_link(&(PRESETS[4].form)(), false).len() < 100);
}

#[test]
fn a_damaged_link_complains_and_never_panics() {
    let mut state = 1_u64;
    for length in 0..2_000 {
        let text: String = (0..length % 200)
            .map(|_| {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                char::from_u32((state >> 40) as u32 % 0x300).unwrap_or('%')
            })
            .collect();
        let _ = parse_link(&text).form.check(&any);
    }
    assert!(parse_link("%ff%fe~~").complaint.is_some());
    assert!(parse_link("/somewhere").complaint.is_some());
    assert!(parse_link("/").complaint.is_none());
    assert!(parse_link("/lab?s=sideways").complaint.is_some());
    let many = parse_link("/lab?u=99999999999*http://a/");
    assert_eq!(problems(&many.form)[0].0, Field::Addresses);
}
