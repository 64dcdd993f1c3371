use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// An economic activity by the code of its source: `C26`, `C10T12`, `c14`, `C17_18`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(from = "String")]
pub struct Activity(Arc<str>);

impl Activity {
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    pub fn code(&self) -> &str {
        &self.0
    }
}

impl From<String> for Activity {
    fn from(code: String) -> Self {
        Self::new(&code)
    }
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Activity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
