//! What a Word file says about itself.

use super::parts::{OFFICE, PACKAGE};
use super::xml::text;
use crate::literate::document::Document;
use crate::settings::Date;

/// The program that has made the file.
const PROGRAM: &str = concat!("rvc-report ", env!("CARGO_PKG_VERSION"));

/// Title, authors and dates: the date of the study is that of the file.
pub(super) fn core(document: &Document, language: &str) -> String {
    let Date { year, month, day } = document.date;
    let authors: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
    let date = |name: &str| {
        format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{year:04}-{month:02}-{day:02}T00:00:00Z</dcterms:{name}>")
    };
    let namespaces = format!(
        "xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    );
    let field = |name: &str, words: &str| match words {
        "" => String::new(),
        words => format!("<{name}>{}</{name}>\n", text(words)),
    };
    [
        format!("<cp:coreProperties {namespaces}>\n"),
        field("dc:title", &document.title),
        field("dc:creator", &authors.join("; ")),
        field("cp:keywords", &document.keywords.join(", ")),
        field("dc:description", document.notice.as_deref().unwrap_or_default()),
        field("cp:lastModifiedBy", PROGRAM),
        format!("{}\n{}\n", date("created"), date("modified")),
        field("dc:language", language),
        "</cp:coreProperties>".to_owned(),
    ]
    .concat()
}

pub(super) fn application() -> String {
    format!("<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>{PROGRAM}</Application></Properties>")
}
