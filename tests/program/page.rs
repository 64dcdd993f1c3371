//! An HTML page taken apart far enough to be tested.

/// The page without the content of its scripts and styles.
pub fn markup(page: &str) -> String {
    let without_scripts = without_elements(page, "script");
    without_elements(&without_scripts, "style")
}

/// What a reader sees: the markup without tags, its escapes undone, white space run together.
pub fn text(page: &str) -> String {
    let mut text = String::new();
    for part in markup(page)
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, after)| after))
    {
        text.push_str(part);
        text.push(' ');
    }
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    let text = escapes
        .iter()
        .fold(text, |text, (escape, letter)| text.replace(escape, letter));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The opening tags of a page, scripts' own tags included.
pub fn tags(page: &str) -> Vec<String> {
    let markup = markup(page);
    let tags = markup.split('<').skip(1).filter_map(|part| part.split_once('>'));
    tags.map(|(tag, _)| tag.to_owned())
        .filter(|tag| !tag.starts_with('/'))
        .collect()
}

/// The values of an attribute over all tags.
pub fn attributes(page: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = tags(page).into_iter().filter_map(|tag| {
        let (_, rest) = tag.split_once(&start)?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    });
    values.collect()
}

/// The text without what stands between `<name…>` and `</name>`; the tags themselves stay.
pub fn without_elements(text: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        let tag_end = start + rest[start..].find('>').expect("a tag ends") + 1;
        let end = tag_end + rest[tag_end..].find(&close).expect("an element ends");
        kept.push_str(&rest[..tag_end]);
        rest = &rest[end..];
    }
    kept + rest
}
