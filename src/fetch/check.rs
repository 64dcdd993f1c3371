//! Whether a complete answer is what was asked for, by its first and last bytes.

use super::plan::Content;

/// How much of the beginning and of the end is looked at, in bytes: the comment that can follow the end of a zip
/// archive has 65,535 at most.
pub(super) const LOOK: usize = 66_000;

/// The end of the central directory, without which an archive is cut short.
const ZIP_END: &[u8] = b"PK\x05\x06";

/// Fails with what is wrong, as the end of a sentence that begins with "but".
pub(super) fn check(content: &Content, head: &[u8], tail: &[u8]) -> Result<(), &'static str> {
    if head.is_empty() {
        return Err("the answer is empty");
    }
    if is_web_page(head) {
        return Err("the answer is a web page instead of data (perhaps bot protection)");
    }
    match content {
        Content::Zip if !head.starts_with(b"PK\x03\x04") => Err("the answer is no zip archive"),
        Content::Zip if !tail.windows(ZIP_END.len()).any(|bytes| bytes == ZIP_END) => {
            Err("the zip archive is cut short")
        }
        Content::SdmxCsv if !is_sdmx(head) => Err("the answer is no SDMX-CSV"),
        Content::WdiJson => wdi_json(head),
        _ => Ok(()),
    }
}

fn is_web_page(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(512)]);
    let start = start.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html")
}

/// Whether the first line names the columns of SDMX-CSV.
fn is_sdmx(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(head);
    let line = start.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let names: Vec<&str> = line.split(',').map(|name| name.trim_matches('"')).collect();
    matches!(names.first(), Some(&"DATAFLOW" | &"STRUCTURE")) && names.contains(&"OBS_VALUE")
}

/// `bytes` is the whole answer: `[{…}, [{…}, …]]`.
fn wdi_json(bytes: &[u8]) -> Result<(), &'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let answer: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| "the answer is no JSON")?;
    if answer.get(0).and_then(|meta| meta.get("message")).is_some() {
        return Err("the World Bank answers with a message instead of data");
    }
    match answer.get(1).and_then(serde_json::Value::as_array) {
        Some(records) if !records.is_empty() => Ok(()),
        _ => Err("the answer holds no records"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_answer_is_recognised() {
        let zip = b"PK\x03\x04 and so on PK\x05\x06 and the end";
        let csv = b"DATAFLOW,MEASURE,OBS_VALUE\nx,y,1\n";
        let json = b"[{\"page\":1},[{\"value\":1}]]";
        assert_eq!(check(&Content::Zip, zip, zip), Ok(()));
        assert_eq!(check(&Content::SdmxCsv, csv, csv), Ok(()));
        assert_eq!(check(&Content::WdiJson, json, json), Ok(()));
    }

    #[test]
    fn what_is_something_else_is_named() {
        let page = b"\n<!DOCTYPE html><p>Checking your browser";
        for content in [Content::Zip, Content::SdmxCsv, Content::WdiJson] {
            let found = check(&content, page, page);
            assert!(
                matches!(found, Err(why) if why.contains("web page")),
                "{content:?}: {found:?}"
            );
            assert_eq!(check(&content, b"", b""), Err("the answer is empty"));
        }
        let cut = b"PK\x03\x04 and so on";
        assert_eq!(check(&Content::Zip, cut, cut), Err("the zip archive is cut short"));
        assert_eq!(
            check(&Content::SdmxCsv, b"a,b\n", b"a,b\n"),
            Err("the answer is no SDMX-CSV")
        );
        assert_eq!(
            check(&Content::WdiJson, b"Bad Gateway", b""),
            Err("the answer is no JSON")
        );
        assert_eq!(
            check(&Content::WdiJson, b"[{},null]", b""),
            Err("the answer holds no records")
        );
        let message = b"[{\"message\":[{\"id\":\"120\"}]}]";
        assert_eq!(
            check(&Content::WdiJson, message, b""),
            Err("the World Bank answers with a message instead of data")
        );
    }
}
