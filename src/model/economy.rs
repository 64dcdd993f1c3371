use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// An economy by its three-character code: ISO 3166-1 alpha-3, or `ROW` and the like.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Economy(Arc<str>);

impl Economy {
    /// Accepts exactly three upper-case ASCII letters or digits.
    pub fn parse(code: &str) -> Option<Self> {
        let valid = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        valid.then(|| Self(code.into()))
    }

    pub fn code(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Economy {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code)
            .ok_or_else(|| format!("`{code}` is not an economy code: three capital letters such as `KAZ` are expected"))
    }
}

impl Serialize for Economy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Economy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_capitals_or_digits_are_a_code() {
        for code in ["RUS", "ROW", "CN1"] {
            assert_eq!(Economy::parse(code).map(|e| e.to_string()).as_deref(), Some(code));
        }
        for code in ["rus", "RUSS", "RU", "", "РФ"] {
            assert!(Economy::parse(code).is_none(), "{code}");
        }
    }
}
