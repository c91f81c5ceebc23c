//! Waiting for something to become true, instead of for some time to pass.

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(15);

const INTERVAL: Duration = Duration::from_millis(50);

/// Asks `look` again and again until it finds something.
///
/// # Panics
/// When it found nothing for [`PATIENCE`].
pub async fn wait_for<T>(description: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    try_for(PATIENCE, look)
        .await
        .unwrap_or_else(|| panic!("waited {PATIENCE:?} in vain: {description}"))
}

/// Asks `condition` again and again until it holds.
///
/// # Panics
/// When it did not hold for [`PATIENCE`].
pub async fn wait_until(description: &str, condition: impl AsyncFnMut() -> bool) {
    wait_until_within(PATIENCE, description, condition).await;
}

/// As [`wait_until`], for what takes longer or has to be quick.
pub async fn wait_until_within(
    patience: Duration,
    description: &str,
    mut condition: impl AsyncFnMut() -> bool,
) {
    try_for(patience, async || condition().await.then_some(()))
        .await
        .unwrap_or_else(|| panic!("waited {patience:?} in vain: {description}"));
}

/// As [`wait_for`], but leaves it to the caller what to say when nothing comes.
pub async fn try_for<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        // Looked at once more after the deadline: a slow look must not be the only one.
        let late = Instant::now() >= deadline;
        if let Some(found) = look().await {
            return Some(found);
        }
        if late {
            return None;
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
