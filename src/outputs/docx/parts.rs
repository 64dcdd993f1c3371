//! What stands around the text of a Word file.

use super::Writer;
use super::properties;
use super::xml::{Face, PLAIN, TAB, field, paragraph, run};
use crate::project::built_in_template;
use crate::settings::Language;

/// What every document refers to; the ids of header and footer follow from their places.
pub(super) const RELATED: [(&str, &str); 6] = [
    ("header", "header1.xml"),
    ("footer", "footer1.xml"),
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("numbering", "numbering.xml"),
    ("footnotes", "footnotes.xml"),
];
const HEADER_ID: &str = "rId1";
const FOOTER_ID: &str = "rId2";

/// The width of the text in twentieths of a point, upright and sideways.
pub(super) const WIDTH: usize = 9072;
pub(super) const WIDTH_SIDEWAYS: usize = 14004;

/// What types and namespaces begin with.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The namespaces of all parts with text.
fn namespaces() -> String {
    format!(
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}/relationships\" \
         xmlns:m=\"{OFFICE}/math\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
    )
}

/// All parts with their paths; the list of types comes first.
pub(super) fn all(writer: &Writer<'_>, body: &str) -> Vec<(String, Vec<u8>)> {
    let document = format!(
        "<w:document {}><w:body>\n{body}{}</w:body></w:document>",
        namespaces(),
        section(writer.landscape)
    );
    let mut parts = vec![
        ("[Content_Types].xml", declared(&types())),
        ("_rels/.rels", declared(&package_relations())),
        (
            "docProps/core.xml",
            declared(&properties::core(writer.document, tag(writer.document.language))),
        ),
        ("docProps/app.xml", declared(&properties::application())),
        ("word/document.xml", declared(&document)),
        ("word/footnotes.xml", declared(&footnotes(writer))),
        ("word/header1.xml", declared(&header(writer))),
        ("word/footer1.xml", declared(&footer(writer))),
        ("word/styles.xml", template("styles.xml", writer)),
        ("word/settings.xml", template("settings.xml", writer)),
        ("word/numbering.xml", template("numbering.xml", writer)),
    ];
    let lists = [
        ("word/_rels/document.xml.rels", &writer.relations),
        ("word/_rels/footnotes.xml.rels", &writer.notes.relations),
    ];
    let listed = lists.map(|(path, relations)| relations.part().map(|part| (path, declared(&part))));
    parts.extend(listed.into_iter().flatten());
    let texts = parts
        .into_iter()
        .map(|(path, content)| (path.to_owned(), content.into_bytes()));
    let media = writer
        .media
        .iter()
        .map(|(name, content)| (format!("word/media/{name}"), content.clone()));
    texts.chain(media).collect()
}

fn declared(part: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{part}\n")
}

/// A part of the layout, with what depends on the document.
fn template(name: &str, writer: &Writer<'_>) -> String {
    let template = built_in_template(&format!("layout/word/{name}")).unwrap_or_default();
    let decimal = match writer.document.language {
        Language::Ru => ",",
        Language::En => ".",
    };
    template
        .replace("{lang}", tag(writer.document.language))
        .replace("{decimal}", decimal)
        .replace("{lists}", &numbered_lists(&writer.lists))
}

/// Language and country, as Word chooses its dictionary.
fn tag(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru-RU",
        Language::En => "en-GB",
    }
}

/// Each numbered list counts by itself; the first number is that of the bullets.
fn numbered_lists(lists: &[(usize, u64)]) -> String {
    let lists = lists.iter().enumerate().map(|(place, (level, first))| {
        format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>\n",
            place + 2
        )
    });
    lists.collect()
}

fn types() -> String {
    let part = |path: &str, kind: &str| format!("<Override PartName=\"/{path}\" ContentType=\"{kind}+xml\"/>\n");
    let words = [
        ("document", "document.main"),
        ("footnotes", "footnotes"),
        ("header1", "header"),
        ("footer1", "footer"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("numbering", "numbering"),
    ];
    let words = words.map(|(name, kind)| part(&format!("word/{name}.xml"), &format!("{WORD}.{kind}")));
    let default = |ending: &str, kind: &str| format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>\n");
    [
        format!("<Types xmlns=\"{PACKAGE}/content-types\">\n"),
        default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        default("xml", "application/xml"),
        default("png", "image/png"),
        default("jpg", "image/jpeg"),
        words.concat(),
        part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties",
        ),
        part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties",
        ),
        "</Types>".to_owned(),
    ]
    .concat()
}

fn package_relations() -> String {
    let relation = |place: usize, kind: String, target: &str| {
        format!("<Relationship Id=\"rId{place}\" Type=\"{kind}\" Target=\"{target}\"/>\n")
    };
    [
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">\n"),
        relation(1, format!("{OFFICE}/relationships/officeDocument"), "word/document.xml"),
        relation(
            2,
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        relation(
            3,
            format!("{OFFICE}/relationships/extended-properties"),
            "docProps/app.xml",
        ),
        "</Relationships>".to_owned(),
    ]
    .concat()
}

fn footnotes(writer: &Writer<'_>) -> String {
    let line = |id: i8, kind: &str| {
        format!("<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>\n")
    };
    format!(
        "<w:footnotes {}>\n{}{}{}</w:footnotes>",
        namespaces(),
        line(-1, "separator"),
        line(0, "continuationSeparator"),
        writer.notes.written.concat()
    )
}

fn header(writer: &Writer<'_>) -> String {
    let title = run(&writer.document.running_title, PLAIN);
    format!("<w:hdr {}>{}</w:hdr>", namespaces(), paragraph("Header", "", &title))
}

/// The notice about the data, and the number of the page.
fn footer(writer: &Writer<'_>) -> String {
    let notice = Face {
        style: Some("NoticeText"),
        ..PLAIN
    };
    let notice = run(writer.document.notice.as_deref().unwrap_or_default(), notice);
    let page = field(" PAGE ", &run("1", PLAIN));
    format!(
        "<w:ftr {}>{}</w:ftr>",
        namespaces(),
        paragraph("Footer", "", &format!("{notice}{TAB}{page}"))
    )
}

/// The pages of a section.
pub(super) fn section(landscape: bool) -> String {
    let page = match landscape {
        false => {
            "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1701\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"850\" w:footer=\"709\" w:gutter=\"0\"/>"
        }
        true => {
            "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>"
        }
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{HEADER_ID}\"/><w:footerReference w:type=\"default\" r:id=\"{FOOTER_ID}\"/>{page}</w:sectPr>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::docx::relations::Relations;

    #[test]
    fn header_and_footer_have_the_ids_that_sections_name() {
        let mut relations = Relations::default();
        let ids = RELATED.map(|(kind, target)| relations.add(kind, target));
        assert_eq!([ids[0].as_str(), ids[1].as_str()], [HEADER_ID, FOOTER_ID]);
    }

    #[test]
    fn every_template_of_the_layout_is_well_formed() {
        for name in ["styles.xml", "settings.xml", "numbering.xml"] {
            let part = built_in_template(&format!("layout/word/{name}")).expect("built in");
            roxmltree::Document::parse(&part.replace("{lists}", "")).expect(name);
        }
    }
}
