//! Names are text, whatever they look like: to HTML, to scripts, to Typst, to Markdown, to templates.

use crate::page;
use crate::project::Project;

/// Markup of every language on the way, as a name.
const HOSTILE: &str =
    r#"<!--<script>alert(1)</script> #eval("1") $x$ *b* _i_ [l](u) {{ 1 }} `c` @tbl-x &amp; \ "q" 'a' =1+1"#;

/// A TOML basic string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Builds everything with the hostile name in place of `old`, and returns the English page.
fn page_with(project: &Project, old: &str, new: &str) -> String {
    project.replace("rvc.toml", old, &new.replace("HOSTILE", &quoted(HOSTILE)));
    project.build(&["--lang", "en"]).succeeds();
    assert!(project.outputs()["article.en.pdf"].starts_with(b"%PDF-"));
    project.read("reports/article/article.en.html")
}

/// The name stands in the text letter by letter, and nothing of it has become markup.
#[track_caller]
fn shows_as_text(html: &str) {
    let text = page::text(html);
    assert!(text.contains(HOSTILE), "the name has lost or gained letters");
    assert!(
        !text.contains("\\<") && !text.contains("\\*b"),
        "the name shows the escapes of Markdown"
    );
    // Inside the JSON of the charts, `<!--<script>` would swallow the end of the script element.
    assert!(!html.contains("<!--<script>"), "the name stands in the page as markup");
}

#[test]
fn as_the_name_of_the_bloc() {
    let project = Project::new();
    let html = page_with(
        &project,
        "nom = \"Union\"\nthe = \"the Union\"\nshort = \"UN3\"",
        "nom = HOSTILE\nthe = HOSTILE\nshort = HOSTILE",
    );
    shows_as_text(&html);
}

#[test]
fn as_the_name_of_an_economy() {
    let project = Project::new();
    let html = page_with(
        &project,
        "BBB = { nom = \"Betaland\" }",
        "BBB = { nom = HOSTILE, the = HOSTILE, poss = HOSTILE }",
    );
    shows_as_text(&html);
}

#[test]
fn as_the_name_of_a_sector() {
    let project = Project::new();
    let html = page_with(
        &project,
        "[names.en]\n",
        "[names.en]\nelectronics = { nom = HOSTILE }\nmachinery = { nom = HOSTILE }\n",
    );
    shows_as_text(&html);
}

#[test]
fn as_title_author_and_keyword() {
    let project = Project::new();
    let html = page_with(
        &project,
        "title = \"A made-up union\"\nrunning_title = \"Union\"",
        "title = HOSTILE\nsubtitle = HOSTILE\nrunning_title = HOSTILE\nkeywords = [HOSTILE]\nauthors = [{ name = HOSTILE, affiliation = HOSTILE }]",
    );
    shows_as_text(&html);
}

#[test]
fn as_the_edition_of_the_tables_and_as_text_for_spreadsheets() {
    let project = Project::new();
    let html = page_with(&project, "edition = \"made up\"", "edition = HOSTILE");
    shows_as_text(&html);
    project.replace(
        "rvc.toml",
        &format!("edition = {}", quoted(HOSTILE)),
        "edition = \"=1+1\"",
    );
    project.build(&["--lang", "en", "--format", "html"]).succeeds();
    let tables = project
        .outputs()
        .into_iter()
        .filter(|(name, _)| name.starts_with("tables/"));
    let fields: Vec<String> = tables
        .flat_map(|(_, content)| {
            let text = String::from_utf8(content).expect("UTF-8");
            csv::ReaderBuilder::new()
                .flexible(true)
                .from_reader(text.as_bytes())
                .records()
                .flat_map(|record| record.expect("a record").iter().map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        fields.iter().any(|field| field == "'=1+1"),
        "the edition is in a table, as text"
    );
    assert!(
        !fields.iter().any(|field| field.starts_with('=')),
        "a spreadsheet would run a field"
    );
}

#[test]
fn in_russian_too() {
    let project = Project::new();
    let name = quoted(HOSTILE);
    let cases: Vec<String> = ["nom", "gen", "dat", "acc", "ins", "loc"]
        .iter()
        .map(|case| format!("{case} = {name}"))
        .collect();
    let old =
        "BBB = { nom = \"Бета\", gen = \"Беты\", dat = \"Бете\", acc = \"Бету\", ins = \"Бетой\", loc = \"Бете\" }";
    project.replace("rvc.toml", old, &format!("BBB = {{ {} }}", cases.join(", ")));
    project.build(&["--lang", "ru"]).succeeds();
    shows_as_text(&project.read("reports/article/article.ru.html"));
}
