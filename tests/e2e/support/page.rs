//! What a person does with a page: find things by what they are called, press, fill in, read.
//!
//! Each helper waits until it can do its work and panics when its patience runs out, saying what
//! there is instead.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::action_chain::ActionChain;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{Key, TypingData, WebElement};

use super::browser::Browser;
use super::wait::{try_for, wait_until_within};

const FIELDS: &str = "textbox searchbox spinbutton combobox";
const SWITCHES: &str = "checkbox switch radio";
const MODIFIERS: [Key; 4] = [Key::Control, Key::Shift, Key::Alt, Key::Meta];

/// How an accessible name has to match; a plain string is all of it. White space counts as one
/// space.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// This is the name.
    Is(&'a str),
    /// The name begins with this.
    StartsWith(&'a str),
    /// This is part of the name.
    Contains(&'a str),
    /// Any name, even none.
    Any,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(name: &'a str) -> Self {
        Self::Is(name)
    }
}

impl<'a> From<&'a String> for Name<'a> {
    fn from(name: &'a String) -> Self {
        Self::Is(name)
    }
}

impl Browser {
    /// Goes to `url` and waits until it is loaded.
    pub async fn goto(&self, url: &str) {
        self.driver().goto(url).await.unwrap();
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver().refresh().await.unwrap();
    }

    /// The address bar.
    pub async fn address(&self) -> String {
        self.driver().current_url().await.unwrap().into()
    }

    /// Runs the body of a JavaScript function, which has `args` as `arguments`; a promise that it
    /// returns is waited for.
    pub async fn js<T: DeserializeOwned>(&self, script: &str, args: Vec<Value>) -> T {
        self.driver()
            .execute(script, args)
            .await
            .and_then(|answer| answer.convert())
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The first element of this role and name.
    pub async fn find<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> WebElement {
        let name = name.into();
        match try_for(self.patience(), async || self.first(role, name).await).await {
            Some(element) => element,
            None => panic!("{}", self.report("find", role, name, "").await),
        }
    }

    /// Every element of this role and name that there is now.
    pub async fn find_all<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> Vec<WebElement> {
        let found = self.look(role, name.into()).await.unwrap();
        found.into_iter().map(|(element, _)| element).collect()
    }

    /// Whether there is an element of this role and name now.
    pub async fn has<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> bool {
        self.first(role, name.into()).await.is_some()
    }

    /// The names of all elements of this role that there are now.
    pub async fn names(&self, role: &str) -> Vec<String> {
        let found = self.look(role, Name::Any).await.unwrap_or_default();
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// Clicks the first element of this role and name, once nothing covers it.
    pub async fn click<'a>(&self, role: &str, name: impl Into<Name<'a>>) {
        let name = name.into();
        self.attempt("click", role, name, async |element| element.click().await)
            .await;
    }

    /// Clicks a button.
    pub async fn click_button<'a>(&self, name: impl Into<Name<'a>>) {
        self.click("button", name).await;
    }

    /// Clicks a link.
    pub async fn click_link<'a>(&self, name: impl Into<Name<'a>>) {
        self.click("link", name).await;
    }

    /// Replaces what a text field holds, as by selecting all and pasting.
    pub async fn fill<'a>(&self, label: impl Into<Name<'a>>, text: &str) {
        const SELECT_ALL: &str = "
            const field = arguments[0];
            field.focus();
            if (field.select) field.select();
            else getSelection().selectAllChildren(field);
            return true;
        ";
        self.attempt("fill", FIELDS, label.into(), async |field| {
            let args = vec![field.to_json()?];
            field.handle().execute(SELECT_ALL, args).await?;
            if text.is_empty() {
                field.send_keys(Key::Delete).await
            } else {
                self.type_text(text).await;
                Ok(())
            }
        })
        .await;
    }

    /// Inserts text where the cursor is, all of it at once as an input method does. Real key
    /// strokes come from [`Browser::press`].
    pub async fn type_text(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses keys one after the other, wherever the focus is; modifiers stay down until the end:
    /// `Key::Control + Key::Enter`.
    ///
    /// As actions and not sent to an element: sending gives the element the focus first, and the
    /// page may just have moved it on.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let chain = self
            .driver()
            .action_chain_with_delay(None, Some(Duration::ZERO));
        let (chain, held) =
            keys.into()
                .as_vec()
                .into_iter()
                .fold(
                    (chain, Vec::new()),
                    |(chain, mut held), key| match MODIFIERS.iter().any(|held| held.value() == key)
                    {
                        true => {
                            held.push(key);
                            (chain.key_down(key), held)
                        }
                        false => (chain.key_down(key).key_up(key), held),
                    },
                );
        let released = held.into_iter().fold(chain, ActionChain::key_up);
        released.perform().await.unwrap();
    }

    /// What a field holds.
    pub async fn value_of<'a>(&self, label: impl Into<Name<'a>>) -> String {
        let roles = format!("{FIELDS} slider listbox");
        let field = self.find(&roles, label).await;
        let script = "return arguments[0].value ?? arguments[0].textContent";
        self.js(script, vec![field.to_json().unwrap()]).await
    }

    /// Sets a slider.
    pub async fn slide<'a>(&self, label: impl Into<Name<'a>>, value: f64) {
        // By script: what a key or a pixel is worth depends on the slider.
        const SLIDE: &str = "
            const [slider, value] = arguments;
            slider.focus();
            slider.value = value;
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            slider.dispatchEvent(new Event('change', { bubbles: true }));
            return true;
        ";
        self.attempt("set", "slider", label.into(), async |slider| {
            let args = vec![slider.to_json()?, json!(value)];
            slider.handle().execute(SLIDE, args).await?;
            Ok(())
        })
        .await;
    }

    /// Chooses an option, by its text, of a drop-down list.
    pub async fn choose<'a>(&self, label: impl Into<Name<'a>>, option: &str) {
        // By script: chromedriver's click on an option leaves out the input event that people cause.
        const CHOOSE: &str = "
            const [list, wanted] = arguments;
            const index = [...list.options].findIndex((option) => option.label.trim() === wanted);
            if (index < 0) return false;
            list.focus();
            list.selectedIndex = index;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true;
        ";
        let label = label.into();
        wait_until_within(
            self.patience(),
            &format!("{option:?} to choose from {label:?}"),
            async || {
                let list = self.find("combobox listbox", label).await;
                let args = vec![list.to_json().unwrap(), json!(option)];
                let chosen = list.handle().execute(CHOOSE, args).await;
                chosen.is_ok_and(|done| done.json() == &json!(true))
            },
        )
        .await;
    }

    /// Ticks a check box, or picks a radio button.
    pub async fn check<'a>(&self, label: impl Into<Name<'a>>) {
        self.switch(label.into(), true).await;
    }

    /// Clears a check box.
    pub async fn uncheck<'a>(&self, label: impl Into<Name<'a>>) {
        self.switch(label.into(), false).await;
    }

    /// Whether a check box is ticked, or a radio button picked.
    pub async fn is_checked<'a>(&self, label: impl Into<Name<'a>>) -> bool {
        let element = self.find(SWITCHES, label).await;
        is_on(&element).await.unwrap()
    }

    async fn switch(&self, label: Name<'_>, on: bool) {
        self.attempt("switch", SWITCHES, label, async |element| {
            if is_on(element).await? == on {
                return Ok(());
            }
            match element.click().await {
                // A box that CSS replaces is clicked on its label.
                Err(error) if is_passing(&error) => {
                    let script = "return arguments[0].labels?.[0] ?? arguments[0]";
                    let args = vec![element.to_json()?];
                    let label = element.handle().execute(script, args).await?.element()?;
                    label.click().await
                }
                done => done,
            }
        })
        .await;
    }

    /// What can be read in the region (or list, table, dialog, status, ... anything) of this name.
    pub async fn text_of<'a>(&self, region: impl Into<Name<'a>>) -> String {
        self.text_of_role("", region).await
    }

    /// As [`Browser::text_of`], where elements of several roles have the name.
    pub async fn text_of_role<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> String {
        let mut text = String::new();
        self.attempt("read", role, name.into(), async |element| {
            text = element.text().await?;
            Ok(())
        })
        .await;
        text
    }

    /// Waits until `part` can be read in the region of this name.
    pub async fn wait_for_text<'a>(&self, region: impl Into<Name<'a>>, part: &str) {
        let region = region.into();
        let mut text = String::new();
        let seen = try_for(self.patience(), async || {
            text = self.text_of(region).await;
            text.contains(part).then_some(())
        })
        .await;
        assert!(
            seen.is_some(),
            "waited {:?} in vain for {part:?} in {region:?}, which reads {text:?}",
            self.patience()
        );
    }

    /// Everything that can be read on the page.
    pub async fn page_text(&self) -> String {
        self.js("return document.body.innerText", Vec::new()).await
    }

    /// Has what follows look into the frame of this title, until [`Browser::leave_frame`].
    pub async fn enter_frame(&self, title: &str) {
        const FRAME: &str = "
            return [...document.querySelectorAll('iframe')].find((frame) => frame.title === arguments[0]) ?? null
        ";
        wait_until_within(
            self.patience(),
            &format!("a frame with the title {title:?}"),
            async || {
                let frame = self.driver().execute(FRAME, vec![json!(title)]).await;
                match frame.and_then(thirtyfour::session::scriptret::ScriptRet::element) {
                    Ok(frame) => frame.enter_frame().await.is_ok(),
                    Err(_) => false,
                }
            },
        )
        .await;
    }

    /// Back to the page itself.
    pub async fn leave_frame(&self) {
        self.driver().enter_default_frame().await.unwrap();
    }

    /// Saves what the window shows as PNG, making its folder.
    pub async fn screenshot(&self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).unwrap();
        }
        self.driver().screenshot(path).await.unwrap();
    }

    /// Finds and acts until that works; what may pass, such as something in the way, is waited out.
    async fn attempt(
        &self,
        what: &str,
        roles: &str,
        name: Name<'_>,
        mut act: impl AsyncFnMut(&WebElement) -> Result<(), WebDriverError>,
    ) {
        let mut obstacle = String::new();
        let done = try_for(self.patience(), async || {
            let element = self.first(roles, name).await?;
            match act(&element).await {
                Ok(()) => Some(()),
                Err(error) if is_passing(&error) => {
                    obstacle = error.to_string();
                    None
                }
                Err(error) => panic!("could not {what} {name:?}: {error}"),
            }
        })
        .await;
        if done.is_none() {
            panic!("{}", self.report(what, roles, name, &obstacle).await);
        }
    }

    async fn report(&self, what: &str, roles: &str, name: Name<'_>, obstacle: &str) -> String {
        let role = if roles.is_empty() { "element" } else { roles };
        let names = self.names(roles).await;
        let address = self.address().await;
        format!(
            "waited {:?} in vain to {what}: {role} {name:?} on {address}\n\
             there are: {names:?}\n{obstacle}",
            self.patience()
        )
    }

    async fn first(&self, roles: &str, name: Name<'_>) -> Option<WebElement> {
        // A page that is just being replaced has no elements either.
        let found = self.look(roles, name).await.ok()?;
        found.into_iter().next().map(|(element, _)| element)
    }

    async fn look(
        &self,
        roles: &str,
        name: Name<'_>,
    ) -> Result<Vec<(WebElement, String)>, WebDriverError> {
        let (name, how) = match name {
            Name::Is(name) => (json!(name), "exact"),
            Name::StartsWith(name) => (json!(name), "start"),
            Name::Contains(name) => (json!(name), "part"),
            Name::Any => (Value::Null, "exact"),
        };
        let args = vec![json!(roles), name, json!(how)];
        let found = self
            .driver()
            .execute(include_str!("elements.js"), args)
            .await?;
        let found: Vec<(Value, String)> = found.convert()?;
        found
            .into_iter()
            .map(|(element, name)| {
                let handle = self.driver().handle().clone();
                Ok((WebElement::from_json(element, handle)?, name))
            })
            .collect()
    }
}

async fn is_on(element: &WebElement) -> Result<bool, WebDriverError> {
    const STATE: &str =
        "return arguments[0].checked ?? arguments[0].getAttribute('aria-checked') === 'true'";
    let args = vec![element.to_json()?];
    element.handle().execute(STATE, args).await?.convert()
}

/// Whether trying again may help: the page may be moving, or replacing what was found.
fn is_passing(error: &WebDriverError) -> bool {
    use WebDriverErrorInner as Inner;
    matches!(
        error.as_inner(),
        Inner::StaleElementReference(_)
            | Inner::ElementClickIntercepted(_)
            | Inner::ElementNotInteractable(_)
            | Inner::MoveTargetOutOfBounds(_)
            | Inner::NoSuchElement(_)
    )
}
