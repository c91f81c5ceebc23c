//! The one form of Unicode normalization that Python's syntax needs.

/// Text that can be normalized.
pub trait UnicodeNormalization {
    /// Its characters in the form NFKC.
    fn nfkc(self) -> std::vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> std::vec::IntoIter<char> {
        let characters: Vec<char> = normalized(self).chars().collect();
        characters.into_iter()
    }
}

#[cfg(target_arch = "wasm32")]
fn normalized(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normalized(text: &str) -> String {
    let form = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
    form.normalize(text).into_owned()
}
