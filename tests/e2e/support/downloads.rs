//! Files that the page hands over, and files handed to the page.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use super::browser::Browser;
use super::wait::wait_for;

/// A folder of its own for each test that downloads something.
fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("downloads-{}-{number}", std::process::id());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

impl Browser {
    /// Chooses an entry of the menu of exports; the file that comes of it.
    pub async fn export(&self, entry: &str) -> Vec<u8> {
        let folder = folder();
        let allow = json!({ "behavior": "allow", "downloadPath": folder });
        self.cdp("Page.setDownloadBehavior", allow).await;
        self.click_button("Export").await;
        self.click_button(entry).await;
        let bytes = wait_for("the downloaded file", async || {
            let files = std::fs::read_dir(&folder).unwrap();
            let mut paths = files.map(|file| file.unwrap().path());
            // Chromium writes under another name until the file is complete.
            let path =
                paths.find(|path| path.extension().is_some_and(|end| end != "crdownload"))?;
            std::fs::read(path).ok().filter(|bytes| !bytes.is_empty())
        })
        .await;
        std::fs::remove_dir_all(&folder).unwrap();
        bytes
    }

    /// Drops a file onto the page.
    pub async fn drop_file(&self, name: &str, bytes: &[u8]) {
        const DROP: &str = "
            const [name, bytes] = arguments;
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], name));
            const options = { bubbles: true, cancelable: true, dataTransfer: data };
            document.body.dispatchEvent(new DragEvent('dragover', options));
            document.body.dispatchEvent(new DragEvent('drop', options));
            return true;
        ";
        self.js::<bool>(DROP, vec![json!(name), json!(bytes)]).await;
    }
}
