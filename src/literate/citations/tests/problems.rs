//! What is wrong in a bibliography is said with its place, and all at once.

use crate::literate::citations::problems::BibliographyProblem;
use crate::literate::citations::{bibtex, sources, yaml};

/// `path:line:column: message`, each checked against its byte.
fn lines(text: &str, problems: Vec<BibliographyProblem>) -> Vec<String> {
    let line = |problem: BibliographyProblem| {
        let (line, column) = problem
            .excerpt
            .as_ref()
            .map_or((0, 0), |excerpt| (excerpt.line, excerpt.column));
        let before = &text[..problem.offset.unwrap_or_default()];
        assert_eq!(line, before.split('\n').count());
        assert_eq!(
            column,
            before.split('\n').next_back().unwrap_or_default().chars().count() + 1
        );
        assert!(!problem.hint.is_empty());
        format!("{}:{line}:{column}: {}", problem.path, problem.message)
    };
    problems.into_iter().map(line).collect()
}

fn in_bibtex(text: &str) -> Vec<String> {
    lines(text, bibtex::parse("a.bib", text).expect_err("the text is wrong"))
}

fn in_yaml(text: &str) -> Vec<String> {
    lines(text, yaml::parse("a.yml", text).expect_err("the text is wrong"))
}

#[test]
fn every_entry_of_a_biblatex_file_is_checked() {
    let text = "% about\n@string{pub = {Press}}\n@article{a,\n  title = {Ёж}\n  date = {2020},\n}\n\n\
                @book{b,\n  title = {Open,\n  date = {2020},\n}\n\n@book{good, title = {X}, publisher = pub}\n\
                @book{c,\n  title = {Дом}, publisher = nobody,\n}\n@book{a, title = {Again}}\n\
                @book{d, maintitle = {M}, volume = {1}, volumes = {ein}}\n@book{e, title {X}}\n";
    assert_eq!(
        in_bibtex(text),
        [
            "a.bib:5:3: the entry `a`: a comma is missing before this place",
            "a.bib:8:1: the entry `b` is not closed",
            "a.bib:15:30: the entry `c`: the value `nobody` stands without braces",
            "a.bib:17:1: the key `a` stands twice: first in line 3",
            "a.bib:18:52: the entry `d`: the field `volumes`: invalid number",
            "a.bib:19:16: the entry `e`: `=` is expected between the name of a field and its value",
        ]
    );
}

#[test]
fn every_entry_of_a_yaml_file_is_checked() {
    let text = "# about\na:\n  type: artcle\n  title: Ёж\nb:\n  title: No type\ngood:\n  type: book\n  title: X\n\
                c:\n  type: book\n  date: soon\nd:\n  type: book\n  title: \"Open\ne:\n  type: web\n  \
                url: nowhere\na:\n  type: book\n";
    let found = in_yaml(text);
    assert_eq!(
        found[..3],
        [
            "a.yml:3:9: a.type: `artcle` is no type of work",
            "a.yml:6:3: the work `b` has no `type`",
            "a.yml:12:9: c.date: this is no date",
        ]
    );
    assert!(found[3].starts_with("a.yml:1"), "{found:?}");
    assert!(!found[3].contains(" at line "), "{found:?}");
    assert_eq!(
        found[4..],
        [
            "a.yml:18:8: e.url: this is no address",
            "a.yml:19:1: the key `a` stands twice: first in line 2",
        ]
    );
}

#[test]
fn yaml_and_biblatex_are_read_together() {
    let bib = "@book{a, title = {A}}\n".to_owned();
    let yml = "b:\n  type: article\n  title: B\n  parent:\n    title: Journal\n    volume: 2\n".to_owned();
    let works = sources::combined(vec![("t/b.bib".into(), bib), ("t/b.yml".into(), yml)]);
    let works = works.expect("both files are right");
    assert_eq!(works.keys().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_key_in_two_files_is_an_error() {
    let bib = "@book{a, title = {A}}\n".to_owned();
    let yml = "b:\n  type: book\n\"a\":\n  type: book\n".to_owned();
    let found = sources::combined(vec![("t/b.bib".into(), bib), ("t/b.yml".into(), yml.clone())]);
    let found = lines(&yml, found.expect_err("the key stands twice"));
    assert_eq!(found, ["t/b.yml:3:1: the work `a` stands in t/b.bib and in t/b.yml"]);
}

#[test]
fn a_text_without_entries_is_no_error() {
    assert!(yaml::parse("a.yml", "# nothing yet\n").is_ok_and(|works| works.is_empty()));
    assert!(bibtex::parse("a.bib", "% nothing yet\n").is_ok_and(|works| works.is_empty()));
    assert_eq!(
        in_yaml("- a\n- b\n"),
        ["a.yml:1:1: invalid type: sequence, expected a map between cite keys and entries"]
    );
}
