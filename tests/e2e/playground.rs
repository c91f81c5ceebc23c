//! The playground: Python programs as a person types, runs and reads them.

use super::support::browser::Setup;
use super::support::lab::Lab;
use super::support::wait::wait_until;
use thirtyfour::Key;

async fn open(link: &str) -> Lab {
    let lab = Lab::open("").await;
    lab.goto(&lab.site().url(&format!("#/playground{link}")))
        .await;
    wait_until("the playground", async || {
        lab.has("heading", "Your program").await
    })
    .await;
    lab
}

async fn runs(lab: &Lab, program: &str) -> Vec<String> {
    lab.fill("Program", program).await;
    lab.run().await;
    printed(lab).await
}

/// What the console shows, without the times.
async fn printed(lab: &Lab) -> Vec<String> {
    let lines = lab.said().await;
    let lines = lines.iter().map(|line| match line.split_once(' ') {
        Some((time, text)) if time.parse::<f64>().is_ok() => text.to_owned(),
        // A line without text.
        None if line.contains('.') && line.parse::<f64>().is_ok() => String::new(),
        _ => line.clone(),
    });
    lines.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_runs_and_its_tasks_say_what_they_await() {
    let lab = open("?sample=gather").await;
    assert_eq!(lab.status_of("main.py").await, "not run yet");
    lab.run().await;
    let printed = printed(&lab).await;
    let begin = printed.iter().position(|line| line == "tea: started");
    let begin = begin.unwrap_or_else(|| panic!("{printed:?}"));
    assert_eq!(
        printed[begin..],
        [
            "tea: started",
            "coffee: started",
            "cocoa: started",
            "cocoa: done after 0.3 s",
            "tea: done after 0.6 s",
            "coffee: done after 1.0 s",
            "['tea', 'coffee', 'cocoa'] in 1.0 s",
        ]
    );
    let lanes = lab.lanes("main.py").await;
    assert_eq!(lanes.len(), 5, "{lanes:?}");
    lab.assert_no_console_errors(&[]).await;
    picture(&lab, "play-light").await;
}

/// For looking at what the tests see: leaves a picture in the folder that `PICTURES` names.
async fn picture(lab: &Lab, name: &str) {
    if let Ok(folder) = std::env::var("PICTURES") {
        lab.screenshot(&format!("{folder}/{name}.png")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_fails_shows_its_traceback_and_keeps_its_text() {
    let lab = open("").await;
    let program = "print('before')\nraise ValueError('on purpose')\n";
    let printed = runs(&lab, program).await.join("\n");
    assert!(printed.contains("before"), "{printed}");
    assert!(
        printed.contains("File \"main.py\", line 2, in <module>"),
        "{printed}"
    );
    assert!(printed.contains("ValueError: on purpose"), "{printed}");
    assert_eq!(lab.value_of("Program").await, program);
    let wrong = runs(&lab, "def f(:\n    pass\n").await.join("\n");
    assert!(wrong.contains("SyntaxError"), "{wrong}");
    lab.prefer_dark().await;
    picture(&lab, "play-error-dark").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_ends_programs_without_an_end() {
    let lab = open("").await;
    for program in [
        "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n",
        "while True:\n    pass\n",
        "import asyncio\nasync def main():\n    while True:\n        pass\nasyncio.run(main())\n",
        "import time\ntime.sleep(3600)\n",
    ] {
        lab.fill("Program", program).await;
        lab.begin().await;
        let seconds = lab.stop().await;
        assert!(seconds < 3.0, "{seconds} s for {program}");
        lab.wait_until_ready().await;
    }
    let printed = runs(&lab, "print('alive')\n").await;
    assert!(printed.contains(&"alive".to_owned()), "{printed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_of_a_program_are_real_ones_in_the_trace() {
    let lab = open("?sample=requests").await;
    lab.run().await;
    let printed = printed(&lab).await;
    let lines: Vec<_> = printed
        .iter()
        .filter(|line| line.contains("10 answers"))
        .collect();
    assert_eq!(lines.len(), 2, "{printed:?}");
    assert!(
        lines[0].starts_with("one_by_one: 10 answers in 5."),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("together: 10 answers in 0."),
        "{lines:?}"
    );
    picture(&lab, "play-requests").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_in_the_link_and_survives_a_reload() {
    let lab = open("").await;
    let program = "print('a & b', 1 + 1)  # ü\n";
    lab.fill("Program", program).await;
    lab.wait_for_link("program=print").await;
    let address = lab.address().await;
    lab.reload().await;
    lab.wait_until_ready().await;
    assert_eq!(lab.value_of("Program").await, program);
    lab.goto(&lab.site().url("#/lesson/together")).await;
    lab.goto(&address).await;
    wait_until("the program", async || {
        lab.has("heading", "Your program").await && lab.value_of("Program").await == program
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_field_timeline_and_console_stand_in_one_column() {
    let lab = Lab::open_in(Setup::desktop(), "").await;
    lab.become_phone().await;
    lab.goto(&lab.site().url("#/playground?sample=queue")).await;
    wait_until("the playground", async || {
        lab.has("heading", "Your program").await
    })
    .await;
    lab.run().await;
    let wide: bool = lab
        .js(
            "return document.documentElement.scrollWidth > window.innerWidth + 1",
            vec![],
        )
        .await;
    assert!(!wide, "the page is wider than the phone");
    picture(&lab, "play-phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_of_the_lab_are_followed_and_told_by_the_program() {
    let lab = open("").await;
    let program = include_str!("../python/programs/http_redirects.py");
    let wanted = include_str!("../python/programs/http_redirects.out");
    let printed = runs(&lab, program).await;
    let begin = printed.iter().position(|line| line == "main.py").unwrap() + 1;
    let wanted: Vec<_> = wanted.lines().collect();
    assert_eq!(printed[begin..], wanted);
    lab.assert_no_console_errors(&[]).await;
}

/// The first quick program of each topic that needs nothing but its own text.
fn one_program_of_each_topic() -> Vec<(String, String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/programs");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".py").map(str::to_owned))
        .collect();
    names.sort();
    let read = |name: &str, end: &str| std::fs::read_to_string(format!("{folder}/{name}.{end}"));
    let mut seen = std::collections::BTreeSet::new();
    let mut chosen = Vec::new();
    for name in names {
        let meta = read(&name, "meta.json").unwrap();
        let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
        let quiet = meta["exit"] == 0 && read(&name, "err_last").is_err();
        let out = read(&name, "out").unwrap();
        let quick = meta["seconds"]
            .as_f64()
            .is_some_and(|seconds| seconds < 1.5);
        let topics = meta["topics"].as_array().unwrap().iter();
        let new = topics
            .filter(|topic| seen.insert(topic.to_string()))
            .count()
            > 0;
        if quiet && quick && new && out.lines().count() < 100 {
            chosen.push((name.clone(), read(&name, "py").unwrap(), out));
        }
    }
    chosen
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_of_each_topic_prints_in_the_tab_what_cpython_prints() {
    let programs = one_program_of_each_topic();
    assert!(programs.len() > 20, "{} programs", programs.len());
    let lab = open("").await;
    for (name, program, wanted) in programs {
        lab.fill("Program", &program).await;
        lab.run().await;
        let printed = printed(&lab).await;
        let begin = printed.iter().position(|line| line == "main.py").unwrap() + 1;
        let wanted: Vec<_> = wanted.lines().collect();
        assert_eq!(printed[begin..], wanted, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn input_asks_in_the_console_and_the_answer_reaches_the_program() {
    let lab = open("").await;
    let program =
        "name = input('Your name? ')\nprint('Hello,', name)\nage = int(input())\nprint(age + 1)\n";
    lab.fill("Program", program).await;
    lab.begin().await;
    lab.wait_for_page("Your name?").await;
    lab.fill("Your name?", "Ada").await;
    lab.click_button("Enter").await;
    lab.wait_for_page("The program asks for a line").await;
    lab.fill("The program asks for a line", "41").await;
    lab.click_button("Enter").await;
    lab.wait_until_over().await;
    let printed = printed(&lab).await.join("\n");
    assert!(
        printed.contains("Your name? Ada\nHello, Ada\n41\n42"),
        "{printed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn input_in_a_task_stops_the_loop_until_the_answer_comes() {
    let lab = open("").await;
    let program = "import asyncio, sys, time
async def tick():
    while True:
        ticks.append(time.perf_counter())
        await asyncio.sleep(0.01)
async def main():
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0.05)
    before = len(ticks)
    print('Name:', end=' ')
    name = input()
    print('Hello,', name, len(ticks) - before)
    await asyncio.sleep(0.05)
    print(len(ticks) > before)
    print(repr(sys.stdin.readline()))
    try:
        input('More? ')
    except EOFError as error:
        print(error)
    ticking.cancel()
ticks = []
asyncio.run(main())
";
    lab.fill("Program", program).await;
    lab.begin().await;
    for (question, answer) in [
        ("Name:", Some("Ada Ω")),
        ("The program asks for a line", Some("")),
        ("More?", None),
    ] {
        lab.wait_for_page(question).await;
        match answer {
            Some(answer) => {
                lab.fill(question, answer).await;
                lab.click_button("Enter").await;
            }
            None => lab.click_button("End").await,
        }
    }
    lab.wait_until_over().await;
    let printed = printed(&lab).await.join("\n");
    for told in [
        "Name: Ada Ω\nHello, Ada Ω 0\nTrue\n",
        "'\\n'\nMore? \nEOF when reading a line",
    ] {
        assert!(printed.contains(told), "{told}: {printed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_service_worker_a_task_that_asks_is_told_what_to_do() {
    let lab = Lab::open_in(Setup::desktop().insecure_host("plain.test"), "").await;
    lab.goto(&lab.site().url_at("plain.test", "#/playground"))
        .await;
    lab.wait_for_page("Lab emulated").await;
    let program = "import asyncio
async def main():
    try:
        input('Your name? ')
    except RuntimeError as error:
        print(error)
    print('Hello,', await asyncio.to_thread(input, 'Your name? '))
asyncio.run(main())
";
    lab.fill("Program", program).await;
    lab.begin().await;
    lab.wait_for_page("Your name?").await;
    lab.fill("Your name?", "Ada").await;
    lab.click_button("Enter").await;
    lab.wait_until_over().await;
    let printed = printed(&lab).await.join("\n");
    assert!(
        printed.contains("use await asyncio.to_thread(input)\nYour name? Ada\nHello, Ada"),
        "{printed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_ends_a_task_that_waits_for_an_answer() {
    let lab = open("").await;
    let program = "import asyncio
async def main():
    input('Your name? ')
asyncio.run(main())
";
    lab.fill("Program", program).await;
    lab.begin().await;
    lab.wait_for_page("Your name?").await;
    lab.stop().await;
    assert!(!lab.has("textbox", "Your name?").await);
    let printed = runs(&lab, "print('alive')\n").await.join("\n");
    assert!(printed.contains("alive"), "{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_of_several_threads_are_asked_one_after_another() {
    let lab = open("").await;
    let program = "import asyncio
async def main():
    asked = [asyncio.to_thread(input, question) for question in ('One? ', 'Two? ')]
    print(await asyncio.gather(*asked))
asyncio.run(main())
";
    lab.fill("Program", program).await;
    lab.begin().await;
    for question in ["One?", "Two?"] {
        lab.wait_for_page(question).await;
        lab.fill(question, &question.to_lowercase()).await;
        lab.click_button("Enter").await;
    }
    lab.wait_until_over().await;
    let printed = printed(&lab).await.join("\n");
    assert!(printed.contains("['one?', 'two?']"), "{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn greedy_programs_end_in_a_clear_error_or_at_stop() {
    let lab = open("").await;
    for (program, told) in [
        ("x = [1]\nwhile True:\n    x = x * 2\n", "MemoryError"),
        ("print(10**10**8)\n", "OverflowError"),
        ("def f(n):\n    return f(n + 1)\nf(0)\n", "RecursionError"),
        (
            "exec('x = ' + '(' * 50_000)\n",
            "too many nested parentheses",
        ),
        (
            "exec('x = ' + 'not ' * 50_000 + '1')\n",
            "too many statically",
        ),
        (
            "kept = []\nwhile True:\n    kept.append('x' * 100_000)\n",
            "MemoryError",
        ),
        (
            "import asyncio\nasync def one():\n    await asyncio.sleep(1)\nasync def main():\n    await asyncio.gather(*[one() for _ in range(1_000_000)])\nasyncio.run(main())\n",
            "",
        ),
    ] {
        lab.fill("Program", program).await;
        lab.begin().await;
        let over = tokio::time::timeout(std::time::Duration::from_secs(25), lab.wait_until_over());
        if over.await.is_err() {
            lab.stop().await;
            lab.wait_until_ready().await;
        } else if !told.is_empty() {
            let printed = printed(&lab).await.join("\n");
            assert!(printed.contains(told), "{program}: {printed}");
        }
        assert_eq!(lab.value_of("Program").await, program);
    }
    let printed = runs(&lab, "print('alive')\n").await;
    assert!(printed.contains(&"alive".to_owned()), "{printed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_indents_and_lets_the_keyboard_out_again() {
    let lab = open("").await;
    lab.fill("Program", "").await;
    lab.click("textbox", "Program").await;
    lab.type_text("def f():").await;
    lab.press(Key::Enter).await;
    lab.type_text("if True:").await;
    lab.press(Key::Enter).await;
    lab.type_text("return 7").await;
    let written = "def f():\n    if True:\n        return 7";
    assert_eq!(lab.value_of("Program").await, written);
    lab.press(Key::Enter).await;
    lab.press(Key::Tab).await;
    lab.type_text("x").await;
    assert_eq!(
        lab.value_of("Program").await,
        format!("{written}\n            x")
    );
    // The browser's own undo goes through what was put in.
    for _ in 0..20 {
        lab.press(Key::Control + "z").await;
        if lab.value_of("Program").await == written {
            break;
        }
    }
    assert_eq!(lab.value_of("Program").await, written);
    lab.press(Key::Escape).await;
    lab.press(Key::Tab).await;
    lab.wait_for_focus("button", "Run it").await;
    lab.press(Key::Shift + Key::Tab).await;
    lab.press(Key::Control + Key::Enter).await;
    lab.wait_until_over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_cancelled_on_its_lane_gets_cancelled_error() {
    let lab = open("").await;
    let program = "import asyncio
async def nap(name):
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print(name, 'was cancelled')
        raise
async def main():
    naps = [asyncio.create_task(nap(name), name=name) for name in ('one', 'two')]
    print(await asyncio.gather(*naps, return_exceptions=True))
asyncio.run(main())
";
    lab.fill("Program", program).await;
    lab.begin().await;
    lab.wait_for_lane("main.py", "two: ").await;
    lab.click_button("Cancel one").await;
    lab.wait_for_page("one was cancelled").await;
    lab.click_button("Cancel two").await;
    lab.wait_until_over().await;
    let printed = printed(&lab).await.join("\n");
    assert!(
        printed.contains("[CancelledError(''), CancelledError('')]"),
        "{printed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_cannot_be_loaded_is_told_at_its_line_and_loads_later() {
    let lab = Lab::open("").await;
    lab.site().lose("python-library.txt");
    lab.goto(&lab.site().url("#/playground")).await;
    let program = "import asyncio\nprint('so far')\nimport random\nprint(random.__name__)\n";
    let printed = runs(&lab, program).await;
    assert_eq!(printed[1], "so far");
    let traceback = printed.join("\n");
    let why = "ImportError: the module 'random' could not be loaded: \
               the server answered with status 404";
    assert!(traceback.contains("line 3"), "{traceback}");
    assert!(traceback.contains(why), "{traceback}");

    lab.site().mend("python-library.txt");
    assert_eq!(runs(&lab, program).await[1..], ["so far", "random"]);
    lab.assert_no_console_errors(&["Failed to load resource", "404"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_follows_from_room_to_room_even_out_of_a_run() {
    let lab = open("").await;
    lab.fill("Program", "while True: pass").await;
    lab.begin().await;
    // A lesson needs the other engine; the one that is busy is ended for it.
    lab.goto(&lab.site().url("#/lesson/together")).await;
    lab.wait_until_ready().await;
    lab.run().await;
    lab.goto(&lab.site().url("#/playground")).await;
    lab.wait_until_ready().await;
    assert_eq!(runs(&lab, "print(6 * 7)").await[1..], ["42"]);
    lab.assert_no_console_errors(&[]).await;
}
