//! Failures of other report generators, measured there, that must be impossible here.

use crate::claims::note;
use crate::page;
use crate::project::QUICK;

#[test]
fn an_old_number_does_not_outlive_its_data() {
    let project = note(
        "GDP per capita: {{ regression(\"own\").bp.coef|num(6) }}, exports {{ exports(hub, \"machinery\").last|num(3) }}.\n",
    );
    project.write(
        "rvc.toml",
        format!(
            "{}\n[regressions.own]\nexporter = \"AAA\"\nsector = \"electronics\"\nformula = \"mutual ~ bp\"\n",
            project.read("rvc.toml")
        ),
    );
    project.build(&QUICK).succeeds();
    let before = page::text(&project.read("reports/note/note.en.html"));
    project.bend("data/icio/2017_SML.csv", |table| table.scale(1));
    project.build(&QUICK).succeeds();
    assert_ne!(page::text(&project.read("reports/note/note.en.html")), before);
}

#[test]
fn each_country_report_shows_its_own_chart_and_numbers() {
    let project = note(
        "# {{ country|name }} {#sec-a}\n\nExports {{ exports(country, \"machinery\").last|num(3) }}.\n\n![](exhibit:fig-linkage-{{ country }})\n",
    );
    project.build(&[&QUICK[..], &["--country", "all"]].concat()).succeeds();
    let pages = ["AAA", "BBB", "CCC"].map(|code| {
        let html = project.read(&format!("reports/note/{code}/note.en.html"));
        assert_eq!(html.matches("<svg").count(), 1, "{code}");
        let svg = html
            .split_once("<svg")
            .expect("a chart")
            .1
            .split_once("</svg>")
            .expect("its end")
            .0;
        (page::text(&html), svg.to_owned())
    });
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        assert_ne!(pages[one].0, pages[other].0);
        assert_ne!(pages[one].1, pages[other].1, "two countries share a chart");
    }
    // One alone is the same as one among all.
    let alone = note(&project.read("templates/note/note.en.md"));
    alone.build(&[&QUICK[..], &["--country", "BBB"]].concat()).succeeds();
    assert_eq!(
        alone.read("reports/note/BBB/note.en.html"),
        project.read("reports/note/BBB/note.en.html")
    );
}

#[test]
fn large_numbers_are_written_as_people_write_them() {
    let project = note("{{ bound(1234567.891)|num(2) }} and {{ bound(1234567.891)|num(0) }}\n");
    project.build(&QUICK).succeeds();
    let text = page::text(&project.read("reports/note/note.en.html"));
    assert!(text.contains("1,234,567.89") && text.contains("1,234,568"), "{text}");
    let raw = note("{{ exports(hub, \"machinery\").last }}\n").build(&QUICK);
    assert!(raw.fails().contains("has no format"), "{}", raw.stderr);
}

#[test]
fn a_broken_cross_reference_is_an_error() {
    assert!(
        note("See @fig-none.\n")
            .build(&QUICK)
            .fails()
            .contains("points at nothing")
    );
}

#[test]
fn an_error_in_an_expression_is_placed_to_the_letter() {
    let run = note(
        "# A {#sec-a}\n\nText\nand {{ linkage(hub).mean|pct(1) }} and\nthen {{ linkage(hob).mean|pct(1) }} end.\n",
    )
    .build(&QUICK);
    assert!(
        run.fails().starts_with("error: ./templates/note/note.en.md:5:17: "),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("\n    5 | then {{ linkage(hob).mean|pct(1) }} end.\n      |                 ^^^\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn errors_behind_included_templates_and_macros_are_placed_where_they_were_written() {
    let project = note("{% include \"part\" %}\n");
    project.write(
        "templates/note/part.en.md",
        "{% macro m(x) %}see @tbl-{{ x }}{% endmacro %}\n\nHere: {{ m(\"none\") }}.\n",
    );
    let run = project.build(&QUICK);
    assert!(
        run.fails().starts_with("error: ./templates/note/part.en.md:1:21: "),
        "{}",
        run.stderr
    );
}

#[test]
fn russian_text_has_commas_and_cases() {
    let project = note("");
    project.write("templates/note/abstract.ru.md", "Заметка.\n");
    project.write(
        "templates/note/note.ru.md",
        "Как видно из @tbl-inputs{gen}, в @tbl-inputs{loc} и в @tbl-inputs: {{ bound(1234.5)|num(1) }}.\n\n![](exhibit:tbl-inputs)\n",
    );
    project.build(&["--lang", "ru", "--format", "html"]).succeeds();
    let text = page::text(&project.read("reports/note/note.ru.html"));
    let plain = text.replace('\u{a0}', " ");
    assert!(
        plain.contains("из таблицы 1 , в таблице 1 и в табл. 1 : 1 234,5 ."),
        "{plain}"
    );
    project.write(
        "templates/note/note.ru.md",
        "Это из @Tbl-inputs видно.\n\n![](exhibit:tbl-inputs)\n",
    );
    let run = project.build(&["--lang", "ru", "--format", "html"]);
    assert!(
        run.fails()
            .contains("`@Tbl-inputs` with a capital letter stands inside a sentence"),
        "{}",
        run.stderr
    );
}
