//! Attributes in braces after a formula: `{#eq-lead alt="…"}`.

/// What stands between the braces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub id: Option<String>,
    pub alt: Option<String>,
}

/// Reads `{#id alt="text"}`; `None` where the text is something else.
pub(super) fn parse(text: &str) -> Option<Attributes> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut attributes = Attributes::default();
    let mut rest = inner.trim();
    while !rest.is_empty() {
        if let Some(id) = rest.strip_prefix('#') {
            let end = id.find(char::is_whitespace).unwrap_or(id.len());
            attributes.id = Some(id[..end].to_owned());
            rest = id[end..].trim_start();
        } else {
            let quoted = rest.strip_prefix("alt=\"")?;
            let end = quoted.find('"')?;
            attributes.alt = Some(quoted[..end].to_owned());
            rest = quoted[end + 1..].trim_start();
        }
    }
    Some(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_alternative_text_are_read() {
        let found = parse(" {#eq-lead alt=\"K is a ratio, {x}\"} ").expect("attributes");
        assert_eq!(found.id.as_deref(), Some("eq-lead"));
        assert_eq!(found.alt.as_deref(), Some("K is a ratio, {x}"));
        assert_eq!(parse("where x"), None);
        assert_eq!(parse("{width=3}"), None);
    }
}
