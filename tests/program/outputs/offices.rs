//! Word files, workbooks, LaTeX, Markdown and figures for print: what is in them, without the programs that open them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::project::{Files, Project};

const ALL: [&str; 4] = ["--format", "docx,xlsx,tex,md,figures", "--lang", "en,ru"];

/// The files of one build in all these forms.
fn built() -> &'static Files {
    static BUILT: OnceLock<Files> = OnceLock::new();
    BUILT.get_or_init(|| {
        let project = Project::new();
        project.build(&ALL).succeeds();
        project.outputs()
    })
}

/// The parts of a zip by their paths.
fn parts(name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(&built()[name])).expect("a zip");
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        parts.insert(part.name().to_owned(), content);
    }
    parts
}

fn text(content: &[u8]) -> &str {
    std::str::from_utf8(content).expect("UTF-8")
}

fn xml<'a>(parts: &'a BTreeMap<String, Vec<u8>>, path: &str) -> Document<'a> {
    Document::parse(text(&parts[path])).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All elements of a name, whatever their namespace.
fn elements<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// An attribute, whatever its namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let found = node.attributes().find(|attribute| attribute.name() == name)?;
    Some(found.value())
}

#[test]
fn every_form_has_its_files() {
    let expected: BTreeSet<String> = ["en", "ru"]
        .iter()
        .flat_map(|tag| {
            let documents = ["docx", "md", "xlsx"].map(|ending| format!("article.{tag}.{ending}"));
            let tables = [1, 2, 3, 4].map(|number| format!("tables/table-{number}.{tag}.tex"));
            let figures = [1, 2, 3, 4].into_iter().flat_map(move |number| {
                ["pdf", "png", "svg"].map(|ending| format!("figures/figure-{number}.{tag}.{ending}"))
            });
            documents.into_iter().chain(tables).chain(figures)
        })
        .collect();
    let of_forms = |name: &&String| !name.ends_with(".json") && !name.ends_with(".csv");
    let found: BTreeSet<String> = built().keys().filter(of_forms).cloned().collect();
    assert_eq!(found, expected);
}

#[test]
fn a_second_build_gives_the_same_bytes() {
    let project = Project::new();
    project.build(&ALL).succeeds();
    for (name, content) in &project.outputs() {
        assert!(built()[name] == *content, "{name} differs");
    }
}

#[test]
fn a_workbook_holds_numbers_and_says_how_they_are_printed() {
    let parts = parts("article.en.xlsx");
    for path in parts
        .keys()
        .filter(|path| path.ends_with(".xml") || path.ends_with(".rels"))
    {
        xml(&parts, path);
    }
    let workbook = xml(&parts, "xl/workbook.xml");
    let names: Vec<&str> = elements(&workbook, "sheet")
        .filter_map(|sheet| attribute(sheet, "name"))
        .collect();
    // In the order of the text, after the sheet about them.
    assert_eq!(names[..2], ["About", "Table 1"]);
    assert_eq!(names.len(), 9, "four tables, four figures: {names:?}");
    // The first sheet of a table against its CSV file, which has full precision.
    let sheet = xml(&parts, "xl/worksheets/sheet2.xml");
    let numbers: Vec<f64> = elements(&sheet, "c")
        .filter(|cell| attribute(*cell, "t").is_none())
        .filter_map(|cell| {
            cell.children()
                .find(|child| child.tag_name().name() == "v")?
                .text()?
                .parse()
                .ok()
        })
        .collect();
    let csv = text(&built()["tables/table-1.csv"]);
    let expected: Vec<f64> = csv
        .lines()
        .skip(1)
        .flat_map(|line| {
            line.split(',')
                .skip(2)
                .filter_map(|field| field.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(!numbers.is_empty());
    assert_eq!(numbers.len(), expected.len());
    for (number, expected) in numbers.iter().zip(&expected) {
        assert!(
            (number - expected).abs() <= 1e-9 * expected.abs(),
            "{number} is not {expected}"
        );
    }
    let styles = text(&parts["xl/styles.xml"]);
    assert!(styles.contains("formatCode=\"#,##0.0\""), "{styles}");
    let strings = text(&parts["xl/sharedStrings.xml"]);
    for words in ["response.covariance", "data/gdp.csv", "SHA-256"] {
        assert!(strings.contains(words), "no {words}");
    }
    assert!(text(&parts["docProps/core.xml"]).contains("2018-04-16T00:00:00Z"));
}

#[test]
fn a_word_file_is_whole() {
    for name in ["article.en.docx", "article.ru.docx"] {
        let parts = parts(name);
        for path in parts
            .keys()
            .filter(|path| path.ends_with(".xml") || path.ends_with(".rels"))
        {
            xml(&parts, path);
        }
        let document = xml(&parts, "word/document.xml");
        // Every style is defined, every link and picture leads somewhere.
        let styles = xml(&parts, "word/styles.xml");
        let defined: BTreeSet<&str> = elements(&styles, "style")
            .filter_map(|style| attribute(style, "styleId"))
            .collect();
        for kind in ["pStyle", "rStyle", "tblStyle"] {
            for used in elements(&document, kind).filter_map(|style| attribute(style, "val")) {
                assert!(defined.contains(used), "{name}: no style {used}");
            }
        }
        let relations = xml(&parts, "word/_rels/document.xml.rels");
        let targets: BTreeMap<&str, &str> = elements(&relations, "Relationship")
            .filter_map(|relation| Some((attribute(relation, "Id")?, attribute(relation, "Target")?)))
            .collect();
        for (node, id) in document.descendants().filter_map(|node| {
            let id = attribute(node, "id").filter(|id| id.starts_with("rId"));
            Some((node, id.or_else(|| attribute(node, "embed"))?))
        }) {
            let target = targets.get(id).unwrap_or_else(|| panic!("{name}: {id} of {node:?}"));
            assert!(
                target.starts_with("http") || parts.contains_key(&format!("word/{target}")),
                "{target}"
            );
        }
        let marks: Vec<&str> = elements(&document, "bookmarkStart")
            .filter_map(|mark| attribute(mark, "name"))
            .collect();
        let known: BTreeSet<&str> = marks.iter().copied().collect();
        assert_eq!(marks.len(), known.len(), "{name}: a bookmark twice");
        for anchor in elements(&document, "hyperlink").filter_map(|link| attribute(link, "anchor")) {
            assert!(known.contains(anchor), "{name}: no bookmark {anchor}");
        }
    }
}

#[test]
fn a_word_file_can_be_worked_with() {
    let parts = parts("article.en.docx");
    let document = xml(&parts, "word/document.xml");
    let styled = |style: &str| {
        let named = elements(&document, "pStyle").filter(|node| attribute(*node, "val") == Some(style));
        named.count()
    };
    for style in [
        "Title",
        "Heading1",
        "Heading2",
        "Caption",
        "TableCaption",
        "Bibliography",
        "Equation",
    ] {
        assert!(styled(style) > 0, "no paragraph in the style {style}");
    }
    assert_eq!((styled("TableCaption"), styled("Caption")), (4, 4));
    // Each table repeats its head; each figure is a picture with a description.
    let tables = elements(&document, "tbl").count();
    assert_eq!(tables, 4);
    assert!(elements(&document, "tblHeader").count() >= tables);
    let described =
        elements(&document, "docPr").filter(|node| attribute(*node, "descr").is_some_and(|alt| alt.len() > 20));
    assert_eq!(described.count(), 4);
    assert!(elements(&document, "oMath").count() > 3 && elements(&document, "sSubSup").count() > 0);
    // Footnotes are footnotes, in the order of the text.
    let referred: Vec<&str> = elements(&document, "footnoteReference")
        .filter_map(|node| attribute(node, "id"))
        .collect();
    let notes = xml(&parts, "word/footnotes.xml");
    let written: Vec<&str> = elements(&notes, "footnote")
        .filter(|note| attribute(*note, "type").is_none())
        .filter_map(|note| attribute(note, "id"))
        .collect();
    assert!(!written.is_empty());
    assert_eq!(referred, written);
    // Numbers of tables are counted by Word.
    let fields: Vec<&str> = elements(&document, "fldSimple")
        .filter_map(|field| attribute(field, "instr"))
        .collect();
    assert_eq!(fields.iter().filter(|field| field.contains("SEQ Table")).count(), 4);
    assert!(text(&parts["docProps/core.xml"]).contains("2018-04-16T00:00:00Z"));
}

#[test]
fn figures_for_print_have_three_hundred_dots_an_inch() {
    for number in 1..=4 {
        let png = &built()[&format!("figures/figure-{number}.ru.png")];
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(png[16..20], 2000_u32.to_be_bytes(), "the width of 160 mm and more");
        assert_eq!(png[37..50], *b"pHYs\0\0\x2e\x23\0\0\x2e\x23\x01");
        assert!(built()[&format!("figures/figure-{number}.ru.pdf")].starts_with(b"%PDF-"));
    }
}

#[test]
fn tables_in_latex_are_closed_and_have_the_rules_of_booktabs() {
    for (name, content) in built().iter().filter(|(name, _)| name.ends_with(".tex")) {
        let content = text(content);
        for rule in ["\\toprule", "\\midrule", "\\bottomrule", "\\caption{", "\\label{tbl-"] {
            assert!(content.contains(rule), "{name} lacks {rule}");
        }
        let plain = content.replace("\\{", "").replace("\\}", "");
        assert_eq!(plain.matches('{').count(), plain.matches('}').count(), "{name}");
        assert_eq!(
            content.matches("\\begin{").count(),
            content.matches("\\end{").count(),
            "{name}"
        );
    }
}

#[test]
fn markdown_holds_the_document() {
    let markdown = text(&built()["article.en.md"]);
    assert!(
        markdown.starts_with("---\ntitle: \"A made-up union\"\n"),
        "{}",
        &markdown[..60]
    );
    for wanted in [
        "{#sec-intro .unnumbered}",
        "::: {#tbl-response}",
        "| ---: |",
        "$$",
        "[^1]: ",
        "::: {#ref-",
    ] {
        assert!(markdown.contains(wanted), "no {wanted}");
    }
    let pictures: Vec<&str> = markdown
        .split("](figures/")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .collect();
    assert_eq!(pictures.len(), 4);
    for picture in pictures {
        assert!(built().contains_key(&format!("figures/{picture}")), "{picture}");
    }
    let (noted, notes) = (markdown.matches("[^").count(), markdown.matches("]: ").count());
    assert!(notes > 0 && noted >= 2 * notes, "{noted} marks, {notes} notes");
}
