//! `why`: from a printed number, or a key, down to the rows of files.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::stdout;
use std::process::ExitCode;
use std::sync::Arc;

use super::messages::{Messages, say};
use crate::diagnostic::Diagnostic;
use crate::literate::document::PrintedValue;
use crate::literate::{Lexicon, Trace, TraceNode, described, formula};
use crate::pipeline::{self, Memories, Request, Study};
use crate::provenance::{Key, Number};
use crate::settings::nearest;

pub(super) struct Options {
    /// Show every input, not only the first ones.
    pub all: bool,
    pub json: bool,
}

/// What is shown of long lists of inputs.
const SHOWN: usize = 6;

pub(super) fn explain(request: &Request, key: Option<&str>, options: &Options, messages: &Messages) -> ExitCode {
    match answer(request, key, options) {
        Ok(answer) => {
            say(&mut stdout(), answer.trim_end());
            ExitCode::SUCCESS
        }
        Err(errors) => messages.fail(&errors),
    }
}

fn answer(request: &Request, key: Option<&str>, options: &Options) -> Result<String, Vec<Diagnostic>> {
    let study = pipeline::study(request, &Memories::default(), &|_| {}).map_err(|error| error.diagnostics())?;
    let of_result = key.and_then(|key| key.parse::<Key>().ok());
    let lexicon = lexicon(request, &study).map_err(|error| vec![error])?;
    if let Some(number) = of_result.and_then(|key| key.number(&study.results)) {
        return Ok(tree(&[number], &study, &lexicon, options));
    }
    let reports = pipeline::compose(request, &study, &Memories::default()).map_err(|error| error.diagnostics())?;
    let documents = reports.iter().flat_map(|report| &report.documents);
    let printed: Vec<&PrintedValue> = documents.flat_map(|composed| &composed.document.values).collect();
    let Some(wanted) = key else {
        let mut numbers: Vec<Number> = Vec::new();
        let mut known = BTreeSet::new();
        for value in &printed {
            if known.insert(value.number.to_string()) {
                numbers.push(value.number.clone());
            }
        }
        let all = || tree(&numbers, &study, &lexicon, options);
        return Ok(if options.json { all() } else { list(&printed) });
    };
    let mut found: Vec<Number> = Vec::new();
    for value in printed.iter().filter(|value| is_meant(value, wanted)) {
        if !found.iter().any(|known| known.to_string() == value.number.to_string()) {
            found.push(value.number.clone());
        }
    }
    if found.is_empty() {
        let keys: Vec<String> = printed.iter().map(|value| value.number.to_string()).collect();
        let hint = match nearest(wanted, keys.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`rvc-report why` lists the keys of all printed numbers".to_owned(),
        };
        let message = format!("`{wanted}` is neither a key nor a number that the report prints");
        return Err(vec![Diagnostic::error(message).hint(hint)]);
    }
    Ok(tree(&found, &study, &lexicon, options))
}

/// The words of the answer: English where the project has English titles.
fn lexicon(request: &Request, study: &Study) -> Result<Arc<Lexicon>, Diagnostic> {
    let mut languages: Vec<_> = study.settings.study.titles.keys().copied().collect();
    languages.sort_by_key(|language| language.tag());
    let wanted = request
        .languages
        .as_ref()
        .and_then(|languages| languages.first().copied());
    let language = wanted.or_else(|| languages.first().copied());
    let language = language.ok_or_else(|| Diagnostic::error("the project has no language"))?;
    Lexicon::load(language, &study.settings, &request.project)
        .map(Arc::new)
        .map_err(Diagnostic::from)
}

/// Whether a printed value has this key, or these digits.
fn is_meant(value: &PrintedValue, wanted: &str) -> bool {
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2212}', "-");
    let digits = |text: &str| {
        let inner = text.trim_matches(|c: char| !c.is_ascii_digit() && c != '-');
        inner.to_owned()
    };
    let (text, wanted_text) = (plain(&value.text), plain(wanted));
    let same_digits = !digits(&wanted_text).is_empty() && digits(&text) == wanted_text;
    text == wanted_text || same_digits || value.number.to_string() == wanted
}

/// Every printed number with its key, once.
fn list(printed: &[&PrintedValue]) -> String {
    let mut lines: Vec<String> = printed
        .iter()
        .map(|value| format!("{:<24} {}", value.text, value.number))
        .collect();
    lines.sort();
    lines.dedup();
    lines.join("\n")
}

fn tree(numbers: &[Number], study: &Study, lexicon: &Lexicon, options: &Options) -> String {
    let mut trace = Trace::new(&study.results);
    let roots: Vec<usize> = numbers.iter().map(|number| trace.add(number)).collect();
    if options.json {
        let trees: Vec<serde_json::Value> = roots.iter().map(|root| json(&trace, *root, study)).collect();
        return serde_json::to_string_pretty(&trees).unwrap_or_default();
    }
    let writer = Writer {
        trace: &trace,
        study,
        lexicon,
        all: options.all,
    };
    let mut out = String::new();
    for root in roots {
        writer.node(root, 0, &mut out);
        out.push('\n');
    }
    out
}

struct Writer<'a> {
    trace: &'a Trace<'a>,
    study: &'a Study,
    lexicon: &'a Lexicon,
    all: bool,
}

impl Writer<'_> {
    fn node(&self, position: usize, depth: usize, out: &mut String) {
        let node = &self.trace.nodes[position];
        let indent = "  ".repeat(depth);
        let unit = node.unit.map(|unit| self.phrase(&format!("unit-{unit}")));
        let unit = unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
        let _ = writeln!(out, "{indent}{} = {}{unit}", node.key, node.value);
        let _ = writeln!(out, "{indent}  {}", described(node, self.lexicon));
        if let Some(id) = node.formula {
            let _ = writeln!(out, "{indent}  formula: {}", formula(id, self.lexicon));
        }
        for (name, value) in &node.settings {
            let _ = writeln!(out, "{indent}  {name}: {value}");
        }
        for rows in &node.sources {
            let lines = match rows.lines.len() {
                0 => String::new(),
                1 => format!(", line {}", rows.shown_lines()),
                _ => format!(", lines {}", rows.shown_lines()),
            };
            let column = rows
                .column
                .map(|column| format!(", column {column}"))
                .unwrap_or_default();
            let digest = self.study.results.inputs.iter().find(|file| file.path == rows.path);
            let digest = digest
                .map(|file| format!(" [sha256 {}]", &file.sha256[..12]))
                .unwrap_or_default();
            let content = self.phrase(rows.content);
            let _ = writeln!(out, "{indent}  {}{lines}{column}: {content}{digest}", rows.path);
        }
        let shown = if self.all { node.inputs.len() } else { SHOWN };
        if !node.inputs.is_empty() {
            let numbers = if node.inputs.len() == 1 { "number" } else { "numbers" };
            let _ = writeln!(out, "{indent}  from {} {numbers}:", node.inputs.len());
        }
        for input in node.inputs.iter().take(shown) {
            self.node(*input, depth + 2, out);
        }
        if node.inputs.len() > shown {
            let _ = writeln!(
                out,
                "{indent}    … and {} more: --all shows them",
                node.inputs.len() - shown
            );
        }
    }

    fn phrase(&self, key: &str) -> String {
        self.lexicon.phrase(key).unwrap_or_else(|_| key.to_owned())
    }
}

fn json(trace: &Trace<'_>, position: usize, study: &Study) -> serde_json::Value {
    let node: &TraceNode = &trace.nodes[position];
    let sources = node.sources.iter().map(|rows| {
        let file = study.results.inputs.iter().find(|file| file.path == rows.path);
        serde_json::json!({
            "file": rows.path,
            "sha256": file.map(|file| file.sha256.as_str()),
            "lines": rows.lines,
            "column": rows.column,
            "content": rows.content,
        })
    });
    let settings: serde_json::Map<String, serde_json::Value> = node
        .settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
        .collect();
    serde_json::json!({
        "key": node.key,
        "value": node.value,
        "unit": node.unit,
        "formula": node.formula,
        "operation": node.operation,
        "settings": settings,
        "sources": sources.collect::<Vec<_>>(),
        "inputs": node.inputs.iter().map(|input| json(trace, *input, study)).collect::<Vec<_>>(),
    })
}
