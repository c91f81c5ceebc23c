//! Copying and pasting. Each browser has a clipboard of its own.

use serde_json::json;
use thirtyfour::Key;

use super::browser::Browser;
use super::page::Name;

impl Browser {
    /// Replaces what a text field holds by pasting, for long texts and those of many lines:
    /// [`Browser::fill`] is one input after the other there, and takes the square of their length.
    pub async fn paste<'a>(&self, label: impl Into<Name<'a>>, text: &str) {
        self.allow_clipboard().await;
        let copy = "return navigator.clipboard.writeText(arguments[0]).then(() => true)";
        self.js::<bool>(copy, vec![json!(text)]).await;
        let field = self.find("textbox", label).await;
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(Key::Control + "v").await.unwrap();
    }

    /// Lets the page, and so the test, read and write the clipboard.
    pub async fn allow_clipboard(&self) {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        let wanted = json!({ "permissions": permissions });
        self.cdp("Browser.grantPermissions", wanted).await;
    }

    /// What was copied.
    pub async fn clipboard(&self) -> String {
        self.js("return navigator.clipboard.readText()", Vec::new())
            .await
    }
}
