//! The lessons as a learner takes them.

use interleave::lessons::{LESSONS, Lesson};

use super::support::browser::Setup;
use super::support::lab::Lab;
use super::support::page::Name;
use super::support::wait::wait_until;

/// Opens a lesson, runs it once as it is, and reads what the page says of it.
async fn take(lab: &Lab, lesson: &Lesson) {
    let slug = lesson.slug;
    lab.goto(&lab.site().url(&format!("#/lesson/{slug}"))).await;
    wait_until(slug, async || {
        lab.has("heading", plain(lesson.title).as_str()).await
    })
    .await;
    lab.run().await;
    let told = lab.text_of("What happened").await;
    assert!(told.len() > "What happened".len() + 20, "{slug}: {told}");
    let page = lab.page_text().await;
    assert!(page.contains("Measured: "), "{slug} gives no answer");
    assert!(!page.contains("NaN"), "{slug}");
    if lab.has("button", Name::StartsWith("Show all")).await {
        // Too many lanes to show unasked.
        lab.click_button(Name::StartsWith("Show all")).await;
    }
    lab.wait_for_lane(lesson.title, "main(): ").await;
    let lanes = lab.lanes(lesson.title).await;
    let unfinished = |lane: &&String| lane.contains(": waiting") || lane.ends_with(": running");
    assert_eq!(lanes.iter().find(unfinished), None, "{slug}");
}

fn plain(text: &str) -> String {
    text.replace('`', "")
}

/// Every fourth lesson, from this one on: four browsers share the work.
async fn take_every_fourth_from(first: usize) {
    let lab = Lab::open_in(Setup::desktop(), "").await;
    for lesson in LESSONS.iter().skip(first).step_by(4) {
        take(&lab, lesson).await;
    }
    // Some lessons ask for what is not there, on purpose.
    lab.assert_no_console_errors(&["Failed to load resource"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_lesson_runs_first_quarter() {
    take_every_fourth_from(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_lesson_runs_second_quarter() {
    take_every_fourth_from(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_lesson_runs_third_quarter() {
    take_every_fourth_from(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_lesson_runs_last_quarter() {
    take_every_fourth_from(3).await;
}

async fn open(slug: &str) -> Lab {
    let lab = Lab::open("").await;
    lab.goto(&lab.site().url(&format!("#/lesson/{slug}"))).await;
    lab.find("slider", "Your guess").await;
    lab
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guess_is_compared_with_what_was_measured() {
    let lab = open("one-after-another").await;
    let before = lab.js::<u32>(SUM, vec![]).await;
    lab.slide("Your guess", 400_000.0).await;
    wait_until("the guess on the timeline", async || {
        lab.js::<u32>(SUM, vec![]).await != before
    })
    .await;
    assert!(lab.page_text().await.contains("400 ms"));
    lab.run().await;
    let page = lab.page_text().await;
    assert!(page.contains("longer than your guess of 400 ms"), "{page}");
    lab.slide("Your guess", 1_200_000.0).await;
    wait_until("the new guess compared", async || {
        lab.page_text()
            .await
            .contains("Your guess of 1.20 s was right")
    })
    .await;
}

/// A checksum of the event loop's canvas.
const SUM: &str = "
    const text = document.querySelector('.plot canvas').toDataURL();
    let sum = 0;
    for (let i = 0; i < text.length; i += 1) sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
    return sum;
";

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_change_the_run_and_the_address() {
    let lab = open("one-after-another").await;
    lab.slide("Length of each pause", 200.0).await;
    wait_until("the address to follow", async || {
        lab.address()
            .await
            .ends_with("#/lesson/one-after-another?pause=200")
    })
    .await;
    lab.run().await;
    let total = lab.seconds("One after another").await;
    assert!((0.6..0.9).contains(&total), "{total}");
    assert!(lab.text_of("What happened").await.contains("200 ms"));

    // The link opens the same again; what is out of range is brought into it.
    lab.reload().await;
    lab.find("slider", "Your guess").await;
    assert_eq!(lab.value_of("Length of each pause").await, "200");
    let wild = "#/lesson/one-after-another?pause=999999&nonsense=1&pause=x";
    lab.goto(&lab.site().url(wild)).await;
    wait_until("the greatest value", async || {
        lab.value_of("Length of each pause").await == "1000"
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_that_waits_is_marked_at_the_playhead() {
    let lab = open("one-after-another").await;
    lab.run().await;
    assert!(!lab.has("button", Name::Contains("waits here")).await);
    lab.slide("Playhead", 200_000.0).await;
    let mark = lab.find("button", "main() waits here").await;
    let line: String = lab
        .js(
            "return arguments[0].closest('li').querySelector('code').textContent.trim()",
            vec![mark.to_json().unwrap()],
        )
        .await;
    assert!(line.ends_with(".await;"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lessons_lead_to_one_another() {
    let lab = Lab::open("").await;
    let first = &LESSONS[0];
    lab.goto(&lab.site().url(&format!("#/lesson/{}", first.slug)))
        .await;
    lab.find("heading", plain(first.title).as_str()).await;
    let second = &LESSONS[1];
    lab.click_link(format!("{} →", second.title).as_str()).await;
    lab.find("heading", plain(second.title).as_str()).await;
    lab.press("p").await;
    lab.find("heading", plain(first.title).as_str()).await;
    lab.js::<()>("history.back()", vec![]).await;
    lab.find("heading", plain(second.title).as_str()).await;

    lab.goto(&lab.site().url("#/lesson/nothing-of-that-name"))
        .await;
    lab.wait_for_page("There is no lesson called “nothing-of-that-name”")
        .await;
    lab.find("textbox", "Address 1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_lesson_ends_its_run() {
    let lab = open("one-after-another").await;
    lab.slide("Length of each pause", 1000.0).await;
    lab.begin().await;
    lab.goto(&lab.site().url(&format!("#/lesson/{}", LESSONS[0].slug)))
        .await;
    lab.find("heading", plain(LESSONS[0].title).as_str()).await;
    wait_until("the run to end", async || !lab.is_running().await).await;
    lab.run().await;
    assert!(!lab.lanes(LESSONS[0].title).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_computed_by_a_worker_of_its_own() {
    let lab = open("cpu-elsewhere").await;
    lab.run().await;
    let told = lab.text_of("What happened").await;
    assert!(told.contains("The worker took"), "{told}");
    let lanes = lab.lanes("Compute elsewhere").await;
    let job = lanes.iter().find(|lane| lane.starts_with("count primes"));
    assert!(
        job.unwrap().starts_with("count primes: ok, 78498"),
        "{lanes:?}"
    );
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_can_be_embedded() {
    let lab = Lab::open("").await;
    lab.goto(&lab.site().url("#/lesson/limit?permits=2&embed=1"))
        .await;
    lab.reload().await;
    lab.find("region", "A few at a time").await;
    assert!(!lab.has("region", "Lesson").await);
    lab.run().await;
    let counted = lab.text_of("A few at a time").await;
    assert!(counted.contains("0 of 2 in use"), "{counted}");
}
