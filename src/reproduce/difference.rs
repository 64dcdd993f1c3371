use serde_json::Value;

/// Where two versions of a file first differ, in words: the byte from 1, and the key or the line where there are such.
pub(super) fn difference(path: &str, old: &[u8], new: &[u8]) -> String {
    let same = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let ending = path.rsplit('.').next().unwrap_or_default();
    let place = match ending {
        "json" => key(old, new),
        "csv" | "html" | "svg" | "md" | "toml" | "yml" => Some(line(old, same)),
        _ => None,
    };
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    let sizes = if old.len() == new.len() {
        String::new()
    } else {
        format!("; {} bytes instead of {}", new.len(), old.len())
    };
    format!("{path} differs from byte {}{place}{sizes}", same + 1)
}

/// The line of a byte.
fn line(text: &[u8], at: usize) -> String {
    let before = &text[..at.min(text.len())];
    format!("line {}", before.iter().filter(|byte| **byte == b'\n').count() + 1)
}

/// The first key whose values differ; none where only the layout does.
fn key(old: &[u8], new: &[u8]) -> Option<String> {
    let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    first(&parse(old)?, &parse(new)?, String::new())
}

/// What stands for a key or an element that is not there.
static NULL: Value = Value::Null;

fn first(old: &Value, new: &Value, path: String) -> Option<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            let mut keys = old.keys().chain(added);
            keys.find_map(|key| {
                let dot = if path.is_empty() { "" } else { "." };
                let (before, after) = (old.get(key).unwrap_or(&NULL), new.get(key).unwrap_or(&NULL));
                first(before, after, format!("{path}{dot}{key}"))
            })
        }
        (Value::Array(old), Value::Array(new)) => {
            let mut positions = 0..old.len().max(new.len());
            positions.find_map(|position| {
                let (before, after) = (old.get(position).unwrap_or(&NULL), new.get(position).unwrap_or(&NULL));
                first(before, after, format!("{path}[{position}]"))
            })
        }
        _ if old == new => None,
        _ => Some(format!("key `{path}`: {} → {}", short(old), short(new))),
    }
}

/// How many characters of a value are shown.
const SHOWN: usize = 60;

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_more_than_a_byte() {
        let old = br#"{"stage3": [{"n": 1}, {"coef": 0.25, "se": 1}]}"#;
        let new = br#"{"stage3": [{"n": 1}, {"coef": 0.5, "se": 1}]}"#;
        assert_eq!(
            difference("outputs/results.json", old, new),
            "outputs/results.json differs from byte 34, key `stage3[1].coef`: 0.25 → 0.5; 46 bytes instead of 47"
        );
    }

    #[test]
    fn text_has_lines_and_other_files_have_bytes() {
        assert_eq!(
            difference("t.csv", b"a\nb,1\n", b"a\nb,2\n"),
            "t.csv differs from byte 5, line 2"
        );
        assert_eq!(difference("t.pdf", b"abc", b"abd"), "t.pdf differs from byte 3");
        assert_eq!(
            difference("t.pdf", b"ab", b"abc"),
            "t.pdf differs from byte 3; 3 bytes instead of 2"
        );
    }

    #[test]
    fn what_is_only_in_one_version_is_a_difference() {
        let found = |old: &[u8], new: &[u8]| key(old, new);
        assert_eq!(
            found(b"{}", br#"{"a": {"b": 1}}"#).as_deref(),
            Some("key `a`: null → {\"b\":1}")
        );
        assert_eq!(found(b"[1, 2]", b"[1]").as_deref(), Some("key `[1]`: 2 → null"));
        assert_eq!(found(b"{\"a\": 1}", b"{\"a\":1}"), None);
    }
}
