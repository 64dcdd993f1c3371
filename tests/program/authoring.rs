//! What authors can do without Rust: exhibits and regressions of their own, pictures, captions.

use crate::claims::note;
use crate::page;
use crate::project::{Project, QUICK};

const OWN: &str = "
[regressions.chem]
exporter = \"BBB\"
sector = \"machinery\"
formula = \"log(mutual) ~ log(bp) + year\"
years = [2011, 2017]
covariance = \"HC3\"

[figures.fig-own]
exporter = \"CCC\"
sector = \"electronics\"
partners = [\"ROW\", \"AAA\"]
years = [2012, 2016]
";

fn with_own(text: &str) -> Project {
    let project = note(text);
    project.write("rvc.toml", format!("{}{OWN}", project.read("rvc.toml")));
    project
}

#[test]
fn a_figure_and_a_regression_of_the_project_stand_in_the_text() {
    let project = with_own(
        "In @tbl-chem the coefficient is {{ regression(\"chem\")[\"log(bp)\"].coef|num(2) }}; see @fig-own.\n\n![](exhibit:tbl-chem)\n\n![](exhibit:fig-own)\n",
    );
    project.build(&["--lang", "en"]).succeeds();
    let html = project.read("reports/note/note.en.html");
    let text = page::text(&html);
    for expected in [
        "Table 1",
        "Figure 1",
        "log(bp)",
        "log(mutual) ~ log(bp) + year",
        "HC3",
        "2012–2016",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let results: serde_json::Value = serde_json::from_str(&project.read("reports/note/results.json")).expect("JSON");
    let own = &results["regressions"][0];
    assert_eq!((&own["id"], &own["n_obs"]), (&"chem".into(), &7.into()));
    let coefficient = own["terms"]["log(bp)"]["coef"].as_f64().expect("a number");
    let run = project.run(&["why", "regression.chem.log(bp).coef"]);
    assert!(
        run.succeeds()
            .stdout
            .starts_with(&format!("regression.chem.log(bp).coef = {coefficient}")),
        "{}",
        run.stdout
    );
}

#[test]
fn mistakes_in_them_are_placed_in_the_settings() {
    let refused = |old: &str, new: &str| {
        let project = with_own("A.\n");
        project.replace("rvc.toml", old, new);
        project.build(&QUICK).fails().to_owned()
    };
    let found = refused("log(bp) + year", "log(bq) + year");
    assert!(
        found.starts_with("error: ./rvc.toml:") && found.contains("`bq` is no series of the panel"),
        "{found}"
    );
    let found = refused("exporter = \"BBB\"", "exporter = \"ROW\"");
    assert!(found.contains("`ROW` is not a focus economy"), "{found}");
    let found = refused("[figures.fig-own]", "[figures.own]");
    assert!(found.contains("`own` is not the id of a figure"), "{found}");
    let found = refused("covariance = \"HC3\"", "covariance = \"HC9\"");
    assert!(found.contains("`HC9` is not a covariance kind"), "{found}");
    let found = refused("partners = [\"ROW\", \"AAA\"]", "partners = [\"CCC\"]");
    assert!(
        found.contains("at least one partner other than the exporter"),
        "{found}"
    );
}

#[test]
fn ids_of_the_program_and_identities_are_refused() {
    let refused = |old: &str, new: &str| {
        let project = with_own("A.\n");
        project.replace("rvc.toml", old, new);
        project.build(&QUICK).fails().to_owned()
    };
    let found = refused("[regressions.chem]", "[regressions.response]");
    assert!(found.contains("`tbl-response` is an exhibit of the program"), "{found}");
    let found = refused("[figures.fig-own]", "[figures.fig-response]");
    assert!(found.contains("`fig-response` is a figure of the program"), "{found}");
    let found = refused("log(mutual) ~ log(bp) + year", "mutual ~ total + external");
    assert!(
        found.contains("the regressors determine the response exactly"),
        "{found}"
    );
    let found = refused("partners = [\"ROW\", \"AAA\"]", "partners = [\"XXX\"]");
    assert!(found.contains("the input-output tables hold no XXX"), "{found}");
}

#[test]
fn printed_numbers_can_be_joined_and_passed_on() {
    let project = note(
        "{% macro m(x) %}about {{ x|pct(0) }}{% endmacro %}{{ bound(0.5)|pct(1) ~ \" & more\" }}; {{ m(bound(0.25))|cap }}; {{ bound(0.0004)|pval ~ \"!\" }}\n",
    );
    project.build(&QUICK).succeeds();
    let html = project.read("reports/note/note.en.html");
    let text = page::text(&html).replace('\u{a0}', " ");
    assert!(text.contains("50.0% & more; About 25% ; p < 0.001 !"), "{text}");
    assert_eq!(html.matches("class=\"v\"").count(), 3);
}

#[test]
fn citations_need_a_list_and_code_stays_code() {
    let project = note("As [@abramov2025] say.\n");
    let run = project.build(&QUICK);
    assert!(
        run.fails()
            .contains("`abramov2025` is cited, but the text has no list of works"),
        "{}",
        run.stderr
    );
    let project = note("```\n@abramov2025 [@x] <b>\n```\n");
    project.build(&QUICK).succeeds();
    assert!(page::text(&project.read("reports/note/note.en.html")).contains("@abramov2025 [@x] <b>"));
}

#[test]
fn an_exhibit_stands_without_the_formulas_of_the_article() {
    let project = note("![](exhibit:tbl-response)\n\n![](exhibit:fig-response)\n\n![](exhibit:tbl-reorientation)\n");
    project.build(&QUICK).succeeds();
}

#[test]
fn claims_are_recorded_alike_wherever_the_project_lies() {
    let project = note("{% claim \"a\" when true %}B.{% endclaim %}\n");
    project.build(&QUICK).succeeds();
    let here = project.read("reports/note/claims.json");
    let folder = project.path("");
    let elsewhere = tempfile::TempDir::new().expect("a temporary folder");
    let mut command = project.command();
    command
        .current_dir(elsewhere.path())
        .arg("build")
        .args(QUICK)
        .arg("--project")
        .arg(folder);
    crate::project::Run::of(&mut command).succeeds();
    assert_eq!(project.read("reports/note/claims.json"), here);
    assert!(here.contains("\"templates/note/note.en.md\""), "{here}");
}

#[test]
fn a_strict_build_stops_where_languages_are_out_of_step() {
    let project = note("# One {#sec-one}\n");
    project.write("templates/note/abstract.ru.md", "Заметка.\n");
    project.write("templates/note/note.ru.md", "Текст.\n");
    project.build(&["--format", "html"]).succeeds();
    let run = project.build(&["--format", "html", "--strict"]);
    assert!(
        run.fails()
            .contains("the section `sec-one` of the text in en is missing in ru"),
        "{}",
        run.stderr
    );
}

#[test]
fn pictures_come_from_the_templates_folder_and_from_nowhere_else() {
    let project = note("See @fig-map.\n\n![A map](pictures/map.svg){#fig-map alt=\"Drawn by hand\"}\n");
    project.write(
        "templates/pictures/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script><rect width=\"9\" height=\"9\"/></svg>",
    );
    project.build(&["--lang", "en"]).succeeds();
    let html = project.read("reports/note/note.en.html");
    assert!(
        html.contains("<img alt=\"Drawn by hand\" src=\"data:image/svg+xml;base64,"),
        "{html}"
    );
    assert!(page::text(&html).contains("Figure 1. A map"), "{}", page::text(&html));
    for path in ["../rvc.svg", "/etc/passwd.svg", "pictures/../../secret.svg"] {
        project.write("secret.svg", "<svg/>");
        project.write("rvc.svg", "<svg/>");
        project.write("templates/note/note.en.md", format!("![x]({path}){{#fig-x}}\n"));
        let run = project.build(&QUICK);
        assert!(run.fails().contains("cannot be read"), "{path}: {}", run.stderr);
    }
}

#[test]
fn captions_callouts_and_forms_follow_pandoc_and_quarto() {
    let project = note(
        "See @tbl-mine and Table [-@tbl-mine].\n\n| a | b |\n|---|--:|\n| c | d |\n\n: Letters {#tbl-mine}\n\n::: {.callout-warning}\nTake care.\n:::\n",
    );
    project.build(&["--lang", "en"]).succeeds();
    let html = project.read("reports/note/note.en.html");
    let text = page::text(&html);
    assert!(text.contains("See Table 1 and Table 1 ."), "{text}");
    assert!(text.contains("Table 1. Letters"), "{text}");
    assert!(html.contains("admonition warning"), "{html}");
}

#[test]
fn forms_of_numbers_follow_the_language() {
    let text = "{{ bound(0.102)|num(1) }}; {{ range_of(bound(0.1), bound(0.132), \"pct\", 1) }}; {{ bound(1234567)|usd(2) }}; {{ bound(3)|ordinal }}; {{ (-bound(2.5))|num(1) }}; {{ (1 / bound(4))|num(2) }}\n";
    let project = note(text);
    project.write("templates/note/abstract.ru.md", "Заметка.\n");
    project.write("templates/note/note.ru.md", text);
    project.build(&["--format", "html"]).succeeds();
    let shown = |tag: &str| {
        let text = page::text(&project.read(&format!("reports/note/note.{tag}.html")));
        text.replace('\u{a0}', " ").replace(" ;", ";")
    };
    let en = shown("en");
    assert!(
        en.contains("0.1; 10.0 – 13.2%; 1.23 trillion US dollars; 3rd; −2.5; 0.25"),
        "{en}"
    );
    let ru = shown("ru");
    assert!(
        ru.contains("0,1; 10,0 – 13,2 %; 1,23 трлн долл. США; 3-й; −2,5; 0,25"),
        "{ru}"
    );
}

#[test]
fn check_says_what_is_missing_in_which_language() {
    let project = note(
        "# One {#sec-one}\n\nSee @tbl-inputs and @sec-two.\n\n![](exhibit:tbl-inputs)\n\n# Two {#sec-two}\n\n{% claim \"c\" when true %}A.{% endclaim %}\n",
    );
    project.write("templates/note/abstract.ru.md", "Заметка.\n");
    project.write(
        "templates/note/note.ru.md",
        "# Раз {#sec-one}\n\nСм. @tbl-inputs.\n\n![](exhibit:tbl-inputs)\n",
    );
    project.build(&["--format", "html"]).succeeds();
    let run = project.run(&["check", "--format", "html"]);
    let message = run.fails();
    for expected in [
        "./templates/note/note.en.md:7:1: the section `sec-two` of the text in en is missing in ru\n  hint: both languages need the same sections in the same order; it belongs after `sec-one` (./templates/note/note.ru.md:1:1)",
        "./templates/note/note.en.md:9:1: the claim `c` of the text in en is missing in ru",
        "./templates/note/note.en.md:3:21: the cross-reference `sec-two` of the text in en is missing in ru",
    ] {
        assert!(message.contains(expected), "{expected}\n{message}");
    }
}

#[test]
fn hostile_text_in_templates_and_settings_runs_nothing() {
    let project = note(
        "A <script>alert(1)</script> \\$x\\$ \u{202e}back\u{202c} {{ \"{{ 1 }}\" }} #eval(1) \u{100000}12\u{10fffd}\n",
    );
    project.build(&["--lang", "en"]).succeeds();
    let html = project.read("reports/note/note.en.html");
    assert!(page::text(&html).contains("{{ 1 }}"));
    assert!(!page::markup(&html).contains("<script>alert(1)"), "{html}");
    assert!(
        page::text(&html).contains("<script>alert(1)</script> $x$"),
        "{}",
        page::text(&html)
    );
    // Marks of the program in an author's text are letters that nobody knows.
    assert!(html.contains('\u{fffd}') && !html.contains('\u{100000}'), "{html}");
}

#[test]
fn no_template_outside_the_project_is_read() {
    let project = note("{% include \"../../../secret\" %}\n");
    let secret = project.path("").parent().expect("a folder").join("secret.en.md");
    std::fs::write(&secret, "A secret.\n").expect("the file can be written");
    let run = project.build(&QUICK);
    std::fs::remove_file(&secret).expect("the file can be removed");
    assert!(run.fails().contains("there is no template"), "{}", run.stderr);
}

#[test]
fn one_full_stop_ends_a_sentence() {
    let project = note("A.\n");
    project.write("templates/note/abstract.ru.md", "Заметка.\n");
    project.write(
        "templates/note/note.ru.md",
        "Рост составил {{ bound(0.127)|pp(1) }}. Далее.\n",
    );
    project.build(&["--lang", "ru", "--format", "html"]).succeeds();
    let text = page::text(&project.read("reports/note/note.ru.html"));
    assert!(text.contains("12,7 п. п. Далее."), "{text}");
}

#[test]
fn words_are_listed_as_the_language_does_it() {
    let project = note("{{ [\"a\", \"b\", \"c\"]|listed }} / {{ [\"a\", \"b\"]|listed(\"or\") }}\n");
    project.build(&QUICK).succeeds();
    let text = page::text(&project.read("reports/note/note.en.html"));
    assert!(text.contains("a, b and c / a or b"), "{text}");
}

#[test]
fn a_name_of_ten_thousand_letters_breaks_nothing() {
    let project = Project::new();
    let long = "x".repeat(10_000);
    project.replace(
        "rvc.toml",
        "BBB = { nom = \"Betaland\" }",
        &format!("BBB = {{ nom = \"{long}\" }}"),
    );
    project.build(&["--lang", "en"]).succeeds();
    assert!(project.read("reports/article/article.en.html").contains(&long));
}
