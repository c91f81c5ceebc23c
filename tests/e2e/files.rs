//! Saving runs and opening them.

use interleave::trace::export::{load, save};
use interleave::trace::{Event, EventKind, Log, Micros, TaskId, TaskKind};
use serde_json::Value;

use super::support::lab::{Lab, requests};
use super::support::wait::wait_until;

async fn finished() -> Lab {
    let paths = requests(["/delay/0.2", "/delay/0.1"]);
    let lab = Lab::open(&format!("{paths}&s=concurrent")).await;
    lab.run().await;
    lab
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_traces_and_texts_are_saved() {
    let lab = finished().await;
    let svg = String::from_utf8(lab.export("SVG picture").await).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts = document.descendants().filter_map(|node| node.text());
    assert!(texts.into_iter().any(|text| text == "fetch /delay/0.2"));
    assert!(!svg.contains("fill=\"\""), "a colour is missing");

    let png = lab.export("PNG picture").await;
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert!(png.len() > 5_000, "{} bytes", png.len());

    let trace = lab.export("Chrome trace (Perfetto)").await;
    let trace: Value = serde_json::from_slice(&trace).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let named = |event: &&Value| event["args"]["name"] == "fetch /delay/0.2";
    assert!(events.iter().any(|event| named(&event)));

    let text = String::from_utf8(lab.export("Summary as text").await).unwrap();
    assert!(text.contains("fetch /delay/0.1"), "{text}");
    lab.assert_no_console_errors(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_renders_alone() {
    let lab = finished().await;
    let svg = String::from_utf8(lab.export("SVG picture").await).unwrap();
    // As an image it runs nothing and loads nothing, as in an article.
    const RENDER: &str = "
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([arguments[0]], { type: 'image/svg+xml' }));
        return image.decode().then(() => {
            const canvas = document.createElement('canvas');
            canvas.width = image.naturalWidth;
            canvas.height = image.naturalHeight;
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const colours = new Set();
            for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 4).join());
            return [canvas.width, canvas.height, colours.size];
        });
    ";
    let [width, height, colours]: [u32; 3] = lab.js(RENDER, vec![svg.into()]).await;
    assert!(width > 600 && height > 100 && colours > 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_is_saved_and_opened_again() {
    let lab = finished().await;
    let lanes = lab.lanes("Concurrent").await;
    let total = lab.total("Concurrent").await;
    let bytes = lab.export("Log").await;
    let (title, log) = load(&bytes).unwrap();
    assert_eq!(title, "Concurrent");
    assert_eq!(log.history().tasks().len(), 3);

    lab.reload().await;
    lab.wait_until_ready().await;
    lab.drop_file("yesterday.interleave", &bytes).await;
    lab.wait_for_page("from yesterday.interleave").await;
    assert_eq!(lab.lanes("Concurrent").await, lanes);
    assert_eq!(lab.total("Concurrent").await, total);
    // What was typed is still there, and runs.
    lab.run().await;
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "ok"]);
    lab.assert_no_console_errors(&[]).await;
}

fn hostile() -> Log {
    let spawned = |id: u32, name: &str| Event {
        at: Micros(u64::from(id)),
        kind: EventKind::Spawned {
            task: TaskId(id),
            parent: id.checked_sub(1).map(TaskId),
            name: name.into(),
            kind: TaskKind::Task,
            line: None,
        },
    };
    Log::from_events([
        spawned(0, "<img src=x onerror=\"window.broken = true\">"),
        spawned(1, "<script>window.broken = true</script>"),
        spawned(2, "\u{202e}desrever\u{0}"),
    ])
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_and_damaged_logs_harm_nothing() {
    let lab = finished().await;
    let whole = lab.export("Log").await;
    let cases: [(&str, &[u8]); 4] = [
        ("cut.interleave", &whole[..whole.len() / 2]),
        ("empty.interleave", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n and so on"),
        ("newer.interleave", b"interleave-log 99\nwhatever"),
    ];
    for (name, bytes) in cases {
        lab.drop_file(name, bytes).await;
        lab.wait_for_page(&format!("{name} was not opened")).await;
    }
    // The run is still there.
    assert_eq!(lab.outcomes("Concurrent").await, ["ok", "ok"]);

    // Too large a file is not even read.
    const LARGE: &str = "
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(50_000_000)], 'large.interleave'));
        const options = { bubbles: true, cancelable: true, dataTransfer: data };
        document.body.dispatchEvent(new DragEvent('drop', options));
        return true;
    ";
    lab.js::<bool>(LARGE, vec![]).await;
    lab.wait_for_page("large.interleave was not opened: it has 50 MB")
        .await;

    lab.drop_file("hostile.interleave", &save("<b>hostile</b>", &hostile()))
        .await;
    lab.wait_for_page("from hostile.interleave").await;
    wait_until("its lanes", async || {
        let lanes = lab.lanes("<b>hostile</b>").await;
        lanes.len() == 3 && lanes[1].starts_with("<script>")
    })
    .await;
    assert!(
        !lab.js::<bool>("return window.broken === true", vec![])
            .await
    );
    lab.assert_no_console_errors(&[]).await;
}
