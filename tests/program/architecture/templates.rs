//! Templates, exhibits and words fit together.

use std::collections::BTreeSet;

use super::{names_after, repository, sources};
use crate::project::files_below;

const LANGUAGES: [&str; 2] = ["ru", "en"];

/// The text of a file under `templates/`.
fn template(path: &str) -> String {
    let path = repository("templates").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The reports of the program: the article, and what accompanies it.
const REPORTS: [&str; 6] = ["article", "brief", "brief-index", "robustness", "verification", "diff"];

/// All templates of a report in a language, one after the other.
fn report(name: &str, language: &str) -> String {
    let ending = format!(".{language}.md");
    let files = files_below(&repository(&format!("templates/{name}")))
        .into_iter()
        .filter(|(path, _)| path.ends_with(&ending));
    files
        .map(|(_, content)| String::from_utf8(content).expect("templates are UTF-8"))
        .collect()
}

/// The ids that the exhibits give themselves; `fig-linkage` stands for one figure an economy.
fn exhibit_ids() -> BTreeSet<String> {
    let code: String = sources()
        .into_iter()
        .filter(|source| source.module() == "exhibits")
        .map(|s| s.code)
        .collect();
    let found = ["tbl-", "fig-"].into_iter().flat_map(|kind| {
        // A project's own exhibits have ids of its own.
        names_after(&code, &format!("\"{kind}"))
            .into_iter()
            .filter(|name| !name.is_empty())
            .map(move |name| format!("{kind}{name}"))
    });
    found.map(|id| id.trim_end_matches('-').to_owned()).collect()
}

#[test]
fn every_exhibit_stands_in_a_report_of_both_languages_and_no_other_does() {
    for language in LANGUAGES {
        let texts = REPORTS.map(|name| report(name, language)).concat();
        let used = names_after(&texts, "](exhibit:").into_iter();
        // One curve a slope.
        let of_kind = |id: String| {
            if id.starts_with("fig-curve-") {
                "fig-curve".to_owned()
            } else {
                id
            }
        };
        let used: BTreeSet<String> = used.map(|id| of_kind(id.trim_end_matches('-').to_owned())).collect();
        assert_eq!(used, exhibit_ids(), "{language}");
    }
}

#[test]
fn every_exhibit_has_its_words_in_both_languages() {
    for language in LANGUAGES {
        let worded = names_after(&template(&format!("lexicon/{language}.toml")), "\n[exhibits.");
        let mut needed = exhibit_ids();
        needed.insert("tbl-regression".to_owned());
        assert_eq!(worded, needed, "{language}");
    }
}

#[test]
fn every_template_that_is_included_exists_and_none_lies_idle() {
    for language in LANGUAGES {
        for report in REPORTS {
            let mut reached = BTreeSet::new();
            let mut waiting = vec!["abstract".to_owned(), report.to_owned()];
            while let Some(name) = waiting.pop() {
                // A text without words serves every language.
                let own = format!("{name}.{language}.md");
                let is_own = repository(&format!("templates/{report}")).join(&own).exists();
                let file = if is_own { own } else { format!("{name}.md") };
                let text = template(&format!("{report}/{file}"));
                for tag in ["{% include \"", "{% import \""] {
                    waiting.extend(
                        names_after(&text, tag)
                            .into_iter()
                            .filter(|next| !reached.contains(&format!("{next}.{language}.md"))),
                    );
                }
                if is_own {
                    reached.insert(file);
                }
            }
            let files = files_below(&repository(&format!("templates/{report}"))).into_keys();
            let all: BTreeSet<String> = files
                .filter(|path| path.ends_with(&format!(".{language}.md")))
                .collect();
            assert_eq!(reached, all, "{report}, {language}");
        }
    }
}

#[test]
fn both_languages_have_the_same_templates_with_the_same_sections() {
    for name in REPORTS {
        let sections = |language: &str| names_after(&report(name, language), "{#");
        assert_eq!(sections("ru"), sections("en"));
        let names = |language: &str| {
            let ending = format!(".{language}.md");
            let files = files_below(&repository(&format!("templates/{name}"))).into_keys();
            files
                .filter_map(|path| path.strip_suffix(&ending).map(str::to_owned))
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(names("ru"), names("en"));
    }
}
