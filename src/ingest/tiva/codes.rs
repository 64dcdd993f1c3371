use std::collections::HashMap;

use crate::ingest::error::Problem;

/// Codes that have been met, each read once; after that, a code costs one look-up and no memory.
pub(super) struct Codes<T> {
    what: &'static str,
    ids: HashMap<Box<[u8]>, u16>,
    items: Vec<T>,
}

impl<T: PartialEq> Codes<T> {
    /// `what` is how messages call an unknown code.
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            ids: HashMap::new(),
            items: Vec::new(),
        }
    }

    /// The number of a code; two codes of the same meaning have one number.
    pub fn id(&mut self, code: &[u8], read: impl FnOnce(&str) -> Option<T>) -> Result<u16, Problem> {
        if let Some(&id) = self.ids.get(code) {
            return Ok(id);
        }
        let unknown = || Problem::UnknownCode {
            what: self.what,
            found: String::from_utf8_lossy(&code[..code.len().min(40)]).into_owned(),
        };
        let text = std::str::from_utf8(code).map_err(|_| unknown())?;
        let item = read(text).ok_or_else(unknown)?;
        let known = self.items.iter().position(|known| *known == item);
        let position = known.unwrap_or(self.items.len());
        let id = u16::try_from(position).map_err(|_| unknown())?;
        if known.is_none() {
            self.items.push(item);
        }
        self.ids.insert(code.into(), id);
        Ok(id)
    }

    pub fn item(&self, id: u16) -> &T {
        &self.items[usize::from(id)]
    }

    pub fn items(&self) -> &[T] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_one_meaning_share_a_number() {
        let mut codes = Codes::new("letter");
        let read = |text: &str| text.chars().next().map(|letter| letter.to_ascii_uppercase());
        assert_eq!(codes.id(b"a", read).ok(), Some(0));
        assert_eq!(codes.id(b"b", read).ok(), Some(1));
        assert_eq!(codes.id(b"A", read).ok(), Some(0));
        assert_eq!(codes.items(), ['A', 'B']);
        let error = codes.id(b"", read).expect_err("there is no letter");
        assert!(matches!(error, Problem::UnknownCode { what: "letter", .. }));
    }
}
