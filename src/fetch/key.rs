use std::fmt;

/// The subscription key of UN Comtrade. It goes into one header and is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct ComtradeKey(String);

/// Keys are 32 characters long; more than this is another file.
const MAX_LENGTH: usize = 256;

impl ComtradeKey {
    /// Takes the key from the text of a file that holds nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let key = text.trim_start_matches('\u{feff}').trim();
        let valid = !key.is_empty() && key.len() <= MAX_LENGTH && key.bytes().all(|b| b.is_ascii_graphic());
        valid.then(|| Self(key.to_owned()))
    }

    /// The value of the header.
    pub(super) fn header(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ComtradeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ComtradeKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_word_and_is_not_shown() {
        let key = ComtradeKey::parse("\u{feff}abc123\r\n").expect("one word");
        assert_eq!(key.header(), "abc123");
        assert!(!format!("{key:?}").contains("abc123"));
        assert!(ComtradeKey::parse("two words").is_none());
        assert!(ComtradeKey::parse(" \n").is_none());
        assert!(ComtradeKey::parse(&"k".repeat(300)).is_none());
    }
}
