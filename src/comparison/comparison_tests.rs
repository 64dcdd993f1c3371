//! Two small builds, compared.

use super::*;

const DOCUMENT: &str = "article";

/// What a build is made of: everything else is the same.
struct Build {
    hash: &'static str,
    years: &'static str,
    program: &'static str,
    lead: f64,
    lead_text: &'static str,
    slope: f64,
    slope_text: &'static str,
    wording: usize,
}

const OLD: Build = Build {
    hash: "aa",
    years: "[1995, 2020]",
    program: "0.1.0",
    lead: 1.87,
    lead_text: "1.87",
    slope: 0.5,
    slope_text: "0.50**",
    wording: 1,
};

impl Build {
    fn snapshot(&self) -> Snapshot {
        let results = format!(
            r#"{{"schema": 1, "study": {{"settings": {{"study": {{"id": "x"}}, "response": {{"years": {}}}}}}},
                "inputs": [{{"path": "trade.csv", "kind": "comtrade", "edition": null, "sha256": "{}", "rows": 9}},
                           {{"path": "2020.csv", "kind": "icio", "edition": null, "sha256": "cc", "rows": 9}}],
                "stage1": [{{"economy": "KAZ", "group": "5", "lead": {{"share-ratio": {}}}}}]}}"#,
            self.years, self.hash, self.lead
        );
        let manifest = format!(r#"{{"version": "{}"}}"#, self.program);
        let mut snapshot = Snapshot::read("build", &results, Some(&manifest)).expect("a build");
        let id = DocumentId {
            name: DOCUMENT.to_owned(),
            language: "en".to_owned(),
        };
        let document = Document {
            claims: vec![self.claim()],
            page: self.page(),
        };
        snapshot.documents.insert(id, document);
        snapshot
    }

    fn claim(&self) -> Claim {
        Claim {
            id: "leader".to_owned(),
            sentence: self.sentence().to_owned(),
            wording: self.wording,
            condition: (self.wording == 1).then(|| "lead > 1.8".to_owned()),
            operands: vec![Operand {
                expression: "lead".to_owned(),
                value: self.lead_text.to_owned(),
                key: Some("stage1.KAZ.sitc5.lead.share-ratio".to_owned()),
            }],
        }
    }

    fn sentence(&self) -> &'static str {
        if self.wording == 1 {
            "Chemicals stand out."
        } else {
            "Nothing stands out here."
        }
    }

    /// A sentence with a number, a claim, and two tables: one rests on the trade data, one on the other file.
    fn page(&self) -> Page {
        let node = |key: &str, value: f64, file: usize, setting: Option<String>| Node {
            key: key.to_owned(),
            value: Some(value),
            inputs: Vec::new(),
            files: vec![file],
            settings: setting.into_iter().collect(),
        };
        let years = self.years.trim_matches(['[', ']']).replace(", ", "–");
        let years = format!("response.years: {years}");
        let trace = Trace {
            files: vec!["trade.csv".to_owned(), "2020.csv".to_owned()],
            nodes: vec![
                node("stage1.KAZ.sitc5.lead.share-ratio", self.lead, 0, None),
                node("stage3.BLR.chemicals.mutual.bp.coef", self.slope, 1, Some(years)),
            ],
        };
        let said = format!("K is {}. {}", self.lead_text, self.sentence());
        let passage = Passage {
            values: vec![Shown {
                range: 5..5 + self.lead_text.len(),
                node: 0,
            }],
            claims: vec![(said.find(self.sentence()).expect("it is said"), "leader".to_owned())],
            text: said,
        };
        let table = |id: &str, label: &str, cell: &str, node: usize| {
            let words = |text: &str| Cell {
                text: text.to_owned(),
                kind: CellKind::Words,
            };
            let number = Cell {
                text: cell.to_owned(),
                kind: CellKind::Value(node),
            };
            Part::Exhibit(Exhibit {
                id: id.to_owned(),
                label: label.to_owned(),
                columns: vec!["Group".to_owned(), "K".to_owned()],
                rows: vec![Row {
                    group: Some("Kazakhstan".to_owned()),
                    cells: vec![words("Chemicals"), number],
                }],
                ..Exhibit::default()
            })
        };
        Page {
            parts: vec![
                Part::Heading("4 Trade".to_owned()),
                Part::Passage(passage),
                table("tbl-lead", "Table 1", self.lead_text, 0),
                table("tbl-slope", "Table 2", self.slope_text, 1),
            ],
            trace,
        }
    }
}

fn compared(new: &Build) -> Comparison {
    compare(&OLD.snapshot(), &new.snapshot())
}

fn revision() -> Vec<Cause> {
    vec![Cause::DataRevision {
        path: "trade.csv".to_owned(),
    }]
}

#[test]
fn a_build_does_not_differ_from_itself() {
    let found = compared(&OLD);
    assert!(!found.differs(), "{found:?}");
    assert_eq!(found.languages["en"].n_exhibits, 2);
}

#[test]
fn a_revised_file_is_traced_to_its_exhibit_and_its_sentence_and_to_no_other() {
    let found = compared(&Build {
        hash: "bb",
        lead: 1.9,
        lead_text: "1.90",
        ..OLD
    });
    let english = &found.languages["en"];
    let [exhibit] = english.exhibits.as_slice() else {
        panic!("{:?}", english.exhibits)
    };
    assert_eq!(
        (exhibit.id.as_str(), exhibit.change),
        ("tbl-lead", ExhibitChange::Changed)
    );
    let [number] = exhibit.numbers.as_slice() else {
        panic!("{exhibit:?}")
    };
    assert_eq!(
        (number.row.as_str(), number.column.as_str()),
        ("Kazakhstan, Chemicals", "K")
    );
    assert_eq!(exhibit.causes, revision());
    let [sentence] = english.sentences.as_slice() else {
        panic!("{:?}", english.sentences)
    };
    assert_eq!(
        (sentence.section.as_str(), sentence.causes.as_slice()),
        ("4 Trade", revision().as_slice())
    );
    assert_eq!(sentence.new[1].text, "1.90.");
    assert_eq!(sentence.values[0].old.as_deref(), Some("1.87"));
    let reach = &found.inputs[0].reach["en"];
    assert_eq!(
        (reach.exhibits.as_slice(), reach.sentences.as_slice()),
        (&["tbl-lead".to_owned()][..], &[0][..])
    );
    assert!(english.claims.is_empty() && found.code.is_none());
    assert_eq!(found.results.different.len(), 1);
}

#[test]
fn digits_beyond_the_printed_ones_are_told_apart() {
    let found = compared(&Build {
        hash: "bb",
        lead: 1.8701,
        ..OLD
    });
    let english = &found.languages["en"];
    assert_eq!(english.shown().count(), 0);
    let unprinted: Vec<&str> = english.unprinted().map(|one| one.id.as_str()).collect();
    assert_eq!(unprinted, ["tbl-lead"]);
    assert!(english.sentences.is_empty());
}

#[test]
fn turns_of_sign_and_stars_are_named() {
    let found = compared(&Build {
        slope: -0.5,
        slope_text: "−0.50*",
        years: "[1995, 2022]",
        ..OLD
    });
    let english = &found.languages["en"];
    for turn in [Turn::Sign, Turn::Significance] {
        let turned: Vec<&str> = english.turned(turn).map(|(exhibit, _)| exhibit.id.as_str()).collect();
        assert_eq!(turned, ["tbl-slope"]);
    }
    let years = Cause::Years {
        setting: "response.years".to_owned(),
        old: Some("1995–2020".to_owned()),
        new: Some("1995–2022".to_owned()),
    };
    assert_eq!(english.exhibits[0].causes, [years]);
}

#[test]
fn a_claim_that_turns_is_shown_in_both_wordings_with_its_values() {
    let found = compared(&Build {
        hash: "bb",
        lead: 1.5,
        lead_text: "1.50",
        wording: 2,
        ..OLD
    });
    let english = &found.languages["en"];
    let [claim] = english.claims.as_slice() else {
        panic!("{:?}", english.claims)
    };
    assert_eq!(claim.change, ClaimChange::Turned);
    let wordings = [&claim.old, &claim.new].map(|state| state.as_ref().map(|state| state.wording));
    assert_eq!(wordings, [Some(1), Some(2)]);
    assert_eq!(
        (claim.operands[0].new.as_deref(), claim.causes.as_slice()),
        (Some("1.50"), revision().as_slice())
    );
    // The claim holds both versions of the sentence together.
    let last = english.sentences.last().expect("a sentence");
    assert!(!last.old.is_empty() && !last.new.is_empty(), "{last:?}");
    assert_eq!(last.claims, ["leader"]);
}

#[test]
fn without_data_and_settings_the_program_is_the_cause_or_nobody_knows() {
    let changed = Build {
        slope: 0.6,
        slope_text: "0.60**",
        ..OLD
    };
    let cause = |new: &Build| compared(new).languages["en"].exhibits[0].causes.clone();
    assert_eq!(cause(&changed), [Cause::Unknown]);
    let by_program = Build {
        program: "0.2.0",
        ..changed
    };
    let causes = cause(&by_program);
    let [Cause::Code { old, new }] = causes.as_slice() else {
        panic!("{causes:?}");
    };
    assert_eq!((old.as_str(), new.as_str()), ("0.1.0", "0.2.0"));
    // Another version alone is no difference.
    assert!(
        !compared(&Build {
            program: "0.2.0",
            ..OLD
        })
        .differs()
    );
}

#[test]
fn exhibits_that_come_and_go_are_named() {
    let (old, mut new) = (OLD.snapshot(), OLD.snapshot());
    for document in new.documents.values_mut() {
        document.page.parts.pop();
    }
    for (found, change) in [
        (compare(&old, &new), ExhibitChange::Removed),
        (compare(&new, &old), ExhibitChange::Added),
    ] {
        let [exhibit] = found.languages["en"].exhibits.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((exhibit.id.as_str(), exhibit.change), ("tbl-slope", change));
        assert_eq!(exhibit.causes, [Cause::Words]);
    }
}

#[test]
fn a_language_that_only_one_build_has_is_left_out() {
    let (old, mut new) = (OLD.snapshot(), OLD.snapshot());
    let id = DocumentId {
        name: DOCUMENT.to_owned(),
        language: "ru".to_owned(),
    };
    new.documents.insert(id, Document::default());
    let languages: Vec<String> = compare(&old, &new).languages.into_keys().collect();
    assert_eq!(languages, ["en"]);
}
