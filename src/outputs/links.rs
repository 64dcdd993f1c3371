/// Whether a link leads to the web, to a mail address, into the document or to a file beside it; never to a script.
pub(super) fn is_safe(url: &str) -> bool {
    let named = ["http://", "https://", "mailto:", "#"];
    named.iter().any(|scheme| url.starts_with(scheme)) || is_beside(url)
}

/// Whether a link leads to a file in the folder of the document, or below it.
fn is_beside(url: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '.' | '-' | '_');
    !url.is_empty() && !url.starts_with('/') && !url.contains("..") && url.chars().all(is_plain)
}
