//! A new project: what is made, that it works, and that nothing else is touched.

use std::path::Path;
use std::process::Command;

use rvc_report::init::Preset;
use tempfile::TempDir;

use crate::guide::blocks;
use crate::project::{Files, Run, files_below};

/// The program in an empty folder, as after an installation.
struct Empty(TempDir);

impl Empty {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    fn run(&self, line: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        Run::of(command.current_dir(self.0.path()).args(line.split(' ')))
    }

    fn files(&self) -> Files {
        files_below(self.0.path())
    }

    fn text(&self, path: &str) -> String {
        let content = self.files().remove(path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(content).expect("text")
    }
}

#[test]
fn the_program_works_in_an_empty_folder() {
    let here = Empty::new();
    here.run("check --format html --lang en").succeeds();
    here.run("doctor --cache kept").succeeds();
    assert!(here.files().is_empty(), "{:?}", here.files().keys());
}

#[test]
fn a_project_on_the_demonstration_data_is_built_at_once() {
    let here = Empty::new();
    let run = here.run("init study");
    assert!(
        run.succeeds()
            .stdout
            .contains("  1. build the report from the demonstration data\n       rvc-report build --project study\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stderr, "", "without a terminal nothing is asked");
    let files = here.files();
    for path in [
        "rvc.toml",
        "data/demo/README.md",
        "data/demo/icio/1995_SML.csv.gz",
        "templates/README.md",
    ] {
        assert!(
            files.contains_key(&format!("study/{path}")),
            "{path}: {:?}",
            files.keys()
        );
    }
    let run = here.run("check --strict --project study");
    assert!(run.succeeds().stdout.starts_with("ok: "), "{}", run.stdout);
    here.run("build --project study --format html --lang en").succeeds();
    assert!(
        here.text("study/reports/article/article.en.html")
            .contains("Synthetic demonstration data")
    );
}

#[test]
fn the_short_report_is_built_in_both_languages() {
    let here = Empty::new();
    here.run("init note --report own --sectors chemicals").succeeds();
    let run = here.run("build --strict --project note --format html");
    let made = run.succeeds().stdout.as_str();
    for name in ["note.en.html", "note.ru.html"] {
        assert!(made.contains(name), "{made}");
    }
}

#[test]
fn copied_texts_give_the_report_of_the_built_in_ones() {
    let here = Empty::new();
    here.run("init one").succeeds();
    here.run("init two --templates").succeeds();
    for project in ["one", "two"] {
        here.run(&format!("build --project {project} --format html --lang en"))
            .succeeds();
    }
    let copied = here
        .files()
        .into_keys()
        .filter(|path| path.starts_with("two/templates/article/"));
    assert!(copied.count() > 20, "the texts of both languages are copied");
    let page = |project: &str| here.text(&format!("{project}/reports/article/results.json"));
    assert_eq!(page("one"), page("two"));
}

#[test]
fn every_other_bloc_waits_for_data_and_nothing_else() {
    for bloc in ["visegrad", "asean", "mercosur", "usmca", "other --members DEU,USA,CHN"] {
        for report in ["article", "own"] {
            let here = Empty::new();
            let run = here.run(&format!("init study --bloc {bloc} --report {report}"));
            assert!(
                run.succeeds().stdout.contains("no data come with this project"),
                "{}",
                run.stdout
            );
            let run = here.run("doctor --project study --cache kept --json");
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
            let checks = found["checks"].as_array().expect("a list");
            let topics = checks
                .iter()
                .filter(|check| check["status"] == "error")
                .map(|check| &check["topic"]);
            let topics: Vec<&str> = topics.filter_map(|topic| topic.as_str()).collect();
            let expected: &[&str] = match report {
                "article" => &["icio", "trade", "gdp"],
                _ => &["icio", "gdp"],
            };
            assert_eq!(topics, expected, "{bloc}, {report}: {}", run.stdout);
            let run = here.run("fetch --dry-run --project study");
            assert!(
                run.succeeds().stdout.contains(" → data/icio/1995-2000_SML.zip\n"),
                "{}",
                run.stdout
            );
        }
    }
}

#[test]
fn a_project_on_data_of_ones_own_names_their_edition() {
    let here = Empty::new();
    here.run("init study --bloc eaeu --no-data --lang en").succeeds();
    let settings = here.text("study/rvc.toml");
    assert!(
        !settings.contains("synthetic") && !settings.contains("[study.ru]"),
        "{settings}"
    );
    assert!(
        here.text("study/templates/article/sources.en.md")
            .contains("[@icio2025]")
    );
    assert!(
        here.text("study/data/README.md")
            .contains("| 2012–2016 and 2017–2021 |")
    );
    let keys: Vec<String> = here.files().into_keys().collect();
    assert!(keys.contains(&"study/data/trade/.gitkeep".to_owned()), "{keys:?}");
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let here = Empty::new();
    here.run("init .").succeeds();
    let before = here.files();
    let message = here.run("init . --bloc asean").fails().to_owned();
    assert_eq!(
        message,
        "error: .: this folder is a project already: it holds rvc.toml\n  hint: choose another folder: `init` replaces nothing\n"
    );
    std::fs::write(here.0.path().join("file"), "mine").expect("written");
    assert!(
        here.run("init file")
            .fails()
            .starts_with("error: file: this is a file, not a folder\n")
    );
    let after = here.files();
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|(path, content)| after.get(path) == Some(content)));
}

#[test]
fn wishes_that_do_not_fit_leave_no_folder() {
    let here = Empty::new();
    let wrong = [
        (
            "init study --focus RUS,ARM",
            "error: the demonstration data have no table of ARM\n",
        ),
        (
            "init study --bloc other",
            "error: a bloc of your own needs its members\n",
        ),
        (
            "init study --bloc asean --years 2010-2012",
            "error: the settings would not be valid: 3 years are too few",
        ),
    ];
    for (line, start) in wrong {
        let run = here.run(line);
        assert!(run.fails().starts_with(start), "{}", run.stderr);
    }
    here.run("init study --bloc atlantis").is_refused();
    here.run("init study --years 2010").is_refused();
    assert!(here.files().is_empty());
}

#[test]
fn shells_get_their_completions() {
    let here = Empty::new();
    for (shell, mark) in [
        ("bash", "complete -F _rvc"),
        ("zsh", "#compdef rvc-report"),
        ("fish", "complete -c rvc-report"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "set edit:completion:arg-completer[rvc-report]"),
    ] {
        let script = here.run(&format!("completions {shell}"));
        let script = &script.succeeds().stdout;
        assert!(script.contains(mark), "{shell}: {script}");
        assert!(
            script.contains("decompose") && script.contains("message-format"),
            "{shell}"
        );
    }
    here.run("completions csh").is_refused();
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let here = Empty::new();
    let run = here.run("man pages/man1");
    let listed: Vec<&str> = run.succeeds().stdout.lines().collect();
    assert_eq!(listed.first(), Some(&"pages/man1/rvc-report.1"));
    for name in ["rvc-report-build.1", "rvc-report-init.1", "rvc-report-cache-clear.1"] {
        let page = here.text(&format!("pages/man1/{name}"));
        assert!(page.contains(".TH rvc-report-") && page.contains(".SH NAME"), "{page}");
    }
    assert_eq!(listed.len(), here.files().len());
}

#[test]
fn the_page_for_beginners_can_be_followed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/getting-started.md");
    let text = std::fs::read_to_string(page).expect("the page");
    let here = Empty::new();
    let shell = blocks(&text).into_iter().filter(|(info, _)| info == "sh");
    let mut commands = 0;
    for line in shell.flat_map(|(_, content)| content.lines().map(str::to_owned).collect::<Vec<_>>()) {
        let words = line.strip_prefix("rvc-report ").expect("a command of the program");
        let run = here.run(words);
        assert_eq!(run.code, Some(0), "{line}\n{}", run.stderr);
        commands += 1;
    }
    assert!(commands >= 10, "{commands} commands");
    for name in Preset::NAMES.into_iter().filter(|name| *name != "other") {
        let preset = Preset::named(name).expect("a preset");
        let codes = |economies: &[rvc_report::model::Economy]| {
            let codes: Vec<&str> = economies.iter().map(rvc_report::model::Economy::code).collect();
            codes.join(" ")
        };
        let hub = preset.hub.as_ref().expect("a hub");
        let row = format!(
            "| `{name}` | {} | {} | {hub} |",
            codes(&preset.members),
            codes(&preset.focus)
        );
        assert!(text.contains(&row), "{row}");
    }
}
