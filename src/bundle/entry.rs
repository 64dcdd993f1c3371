use std::borrow::Cow;
use std::io::{self, Read};

use crate::fingerprint::sha256;
use crate::project::Readable;

/// A file of a bundle.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it stands in the zip, with `/` between folders.
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
    content: Content,
}

/// Data files are read when they are packed, one at a time.
#[derive(Debug, Clone)]
enum Content {
    Bytes(Vec<u8>),
    File(Readable),
}

impl Entry {
    /// An entry that was made in memory.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self {
            path: path.into(),
            sha256: sha256(&bytes),
            bytes: bytes.len() as u64,
            content: Content::Bytes(bytes),
        }
    }

    /// A file, by the hash that it had when it was read.
    pub fn of_file(path: impl Into<String>, sha256: &str, bytes: u64, file: Readable) -> Self {
        Self {
            path: path.into(),
            sha256: sha256.to_owned(),
            bytes,
            content: Content::File(file),
        }
    }

    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes.as_slice())),
            Content::File(file) => {
                let mut bytes = Vec::new();
                file.open()?.read_to_end(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

/// The longest name of an entry, in bytes.
const LONGEST: usize = 1_000;

/// Whether a name can be unpacked on every system, and leads nowhere else.
pub fn is_plain_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_relative = part.is_empty() || part == "." || part == "..";
        let is_odd =
            |letter: char| letter.is_control() || matches!(letter, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        !is_relative && !part.ends_with(['.', ' ']) && !part.contains(is_odd)
    };
    name.len() <= LONGEST && name.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_or_have_another_meaning_elsewhere_are_not_plain() {
        for name in [
            "README.md",
            "project/data/icio/2018_SML.csv.gz",
            "project/templates/доклад.md",
        ] {
            assert!(is_plain_name(name), "{name}");
        }
        let long = "x".repeat(LONGEST + 1);
        for name in [
            "",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a/./x",
            "a//x",
            "a/",
            "a\\..\\x",
            "C:x",
            "a\0",
            "a\nb",
            "x.",
            "x ",
            &long,
        ] {
            assert!(!is_plain_name(name), "{name:?}");
        }
    }
}
