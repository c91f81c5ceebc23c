//! What the engine's own world offers: a dedicated worker, with a clock that moves.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn a_timer_in_a_worker_takes_the_time_it_says() {
    let worker = js_sys::global()
        .dyn_into::<web_sys::WorkerGlobalScope>()
        .expect("these tests run in a worker");
    let clock = worker.performance().expect("a worker has a clock");

    let start = clock.now();
    let after = Promise::new(&mut |resolve, _| {
        worker
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20)
            .expect("a worker has timers");
    });
    JsFuture::from(after).await.expect("a timer does not fail");

    // Browsers round clocks, so a timer may seem a little early.
    assert!(clock.now() - start >= 19.0);
}
