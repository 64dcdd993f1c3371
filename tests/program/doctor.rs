//! What `doctor` says of projects that are well, and of those that are not.

use crate::project::{Project, Run, icio_path};

fn doctor(project: &Project) -> Run {
    project.run(&["doctor", "--cache", "kept"])
}

/// The lines of a status, with their hints.
fn lines(run: &Run, status: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_meant = false;
    for line in run.stdout.lines() {
        match line.strip_prefix("                   ") {
            Some(hint) if is_meant => {
                let last = found.last_mut().expect("a hint follows a line");
                *last = format!("{last}\n{hint}");
            }
            Some(_) => {}
            None => {
                is_meant = line.starts_with(&format!("{status:<8} "));
                found.extend(is_meant.then(|| line[9..].to_owned()));
            }
        }
    }
    found
}

#[track_caller]
fn finds(run: &Run, status: &str, expected: &[&str]) {
    assert_eq!(
        run.code,
        Some(i32::from(!lines(run, "error").is_empty())),
        "{}",
        run.stdout
    );
    let found = lines(run, status);
    assert_eq!(found.len(), expected.len(), "{}", run.stdout);
    for (line, start) in found.iter().zip(expected) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn a_project_that_is_well_lacks_a_lock_at_most() {
    let project = Project::new();
    let run = doctor(&project);
    finds(&run, "error", &[]);
    finds(
        &run,
        "warning",
        &["lock      there is no ./rvc.lock: a revision of the data would go unnoticed\nhint: "],
    );
    let fine = lines(&run, "ok").join("\n");
    for line in [
        "icio      tables of 2010–2017: 8, with ",
        "gdp       files of GDP per capita: 1, with ",
        "coverage  the tables show AAA, BBB, CCC: all members",
        "names     members and sectors have names in ru, en",
        "texts     article can be composed, and the languages agree",
        "output    ./reports/article can be written",
    ] {
        assert!(fine.contains(line), "{line}\n{fine}");
    }
    assert!(run.stdout.ends_with("\n0 errors, 1 warnings\n"), "{}", run.stdout);
    assert!(
        !project.path("reports").exists() && !project.path("kept").exists(),
        "nothing is written"
    );
}

#[test]
fn the_lock_is_compared() {
    let project = Project::new();
    project.run(&["lock"]).succeeds();
    let run = doctor(&project);
    finds(&run, "warning", &[]);
    assert!(
        run.stdout.contains("lock      the data are as ./rvc.lock has them\n"),
        "{}",
        run.stdout
    );
    project.write("rvc.lock", "<<<<<<< mine\n");
    finds(&doctor(&project), "error", &["lock      ./rvc.lock:1:1: "]);
}

#[test]
fn wrong_settings_leave_nothing_else_to_judge() {
    let project = Project::new();
    project.replace("rvc.toml", "hub = \"AAA\"", "hub = \"ZZZ\"");
    let run = doctor(&project);
    finds(
        &run,
        "error",
        &["settings  ./rvc.toml:16:7: the hub `ZZZ` is not a focus economy\nhint: choose one of `bloc.focus`"],
    );
    assert!(!run.stdout.contains("texts"), "{}", run.stdout);
}

#[test]
fn each_list_of_data_has_its_own_faults() {
    let project = Project::new();
    project.remove("data/trade/comtrade.csv");
    project.remove("data/gdp.csv");
    finds(
        &doctor(&project),
        "error",
        &[
            "trade     data/trade/*: the pattern matches no file\nhint: `rvc-report fetch trade` downloads such files;",
            "gdp       data/gdp.csv: cannot be read: ",
        ],
    );
    let project = Project::new();
    project.remove(&icio_path(2012));
    project.remove(&icio_path(2013));
    finds(
        &doctor(&project),
        "error",
        &["icio      data.icio: no table for 2012–2013\nhint: add the tables, or narrow the years"],
    );
}

#[test]
fn members_without_tables_are_named_and_names_that_are_missing() {
    let project = Project::new();
    project.replace(
        "rvc.toml",
        "members = [\"AAA\", \"BBB\", \"CCC\"]",
        "members = [\"AAA\", \"BBB\", \"CCC\", \"DDD\"]",
    );
    project.replace("rvc.toml", "trade = [\"data/trade/*\"]\n", "");
    project.replace(
        "rvc.toml",
        "[reorientation]\nbase = [2010, 2013]\ncurrent = [2014, 2017]\n",
        "",
    );
    let run = doctor(&project);
    let named = "coverage  the tables show AAA, BBB, CCC; DDD is counted with the rest of the world";
    assert!(run.stdout.contains(named), "{}", run.stdout);
    let warned = lines(&run, "warning").join("\n");
    assert!(
        warned.contains("names     in en names are missing, or forms of them: DDD\nhint: "),
        "{warned}"
    );
}

#[test]
fn texts_that_nothing_reads_and_languages_that_differ_are_found() {
    let project = Project::new();
    project.write("templates/article/introdution.en.md", "Misspelt.\n");
    let run = doctor(&project);
    finds(
        &run,
        "warning",
        &[
            "texts     templates/article/introdution.en.md is read by no text\nhint: is `introduction` meant?",
            "lock      ",
        ],
    );
    project.remove("templates/article/introdution.en.md");
    project.write(
        "templates/article/literature.en.md",
        "# Other {#sec-literature}\n\n# More {#sec-more}\n",
    );
    let run = doctor(&project);
    let warned = lines(&run, "warning").join("\n");
    assert!(
        warned.contains("texts     templates/article/literature.ru.md is the built-in text"),
        "{warned}"
    );
    let wrong = lines(&run, "error").join("\n");
    assert!(
        wrong.contains("the section `sec-more` of the text in en is missing in ru"),
        "{wrong}"
    );
    project.replace("rvc.toml", "[study]\n", "[study]\nreport = \"note\"\n");
    let run = doctor(&project);
    let absent: Vec<String> = lines(&run, "error");
    assert_eq!(absent.len(), 4, "two texts in two languages: {absent:?}");
}

#[test]
fn programs_read_the_same_as_json() {
    let project = Project::new();
    project.remove("data/gdp.csv");
    let run = project.run(&["doctor", "--json", "--cache", "kept"]);
    assert_eq!(run.code, Some(1));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(found["errors"], 1);
    assert_eq!(found["version"], env!("CARGO_PKG_VERSION"));
    let checks = found["checks"].as_array().expect("a list");
    let wrong = checks
        .iter()
        .find(|check| check["status"] == "error")
        .expect("one is wrong");
    assert_eq!(
        (&wrong["topic"], &wrong["file"]),
        (&"gdp".into(), &"data/gdp.csv".into())
    );
}
