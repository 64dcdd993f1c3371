//! `ro-crate-metadata.json`: the bundle as a research object, RO-Crate 1.1.

use serde_json::{Value, json};

use super::media::media_type;
use super::package::Package;
use super::{BundleError, Entry, OUTPUTS, PROJECT};

/// The name that the specification gives it.
pub(super) const FILE: &str = "ro-crate-metadata.json";

const CONTEXT: &str = "https://w3id.org/ro/crate/1.1/context";
const PROFILE: &str = "https://w3id.org/ro/crate/1.1";
const PROGRAM: &str = "#program";

/// Describes the entries, which are all but this file and the list of hashes.
pub(super) fn json(package: &Package<'_>, entries: &[Entry]) -> Result<String, BundleError> {
    let reference = |id: String| json!({ "@id": id });
    let authors: Vec<Value> = (1..=package.authors().len())
        .map(|number| reference(author_id(number)))
        .collect();
    let left_out: Vec<Value> = package
        .data
        .iter()
        .filter(|file| !file.is_included)
        .map(|file| reference(left_out_id(&file.path)))
        .collect();
    let mut graph = vec![
        json!({
            "@id": FILE,
            "@type": "CreativeWork",
            "conformsTo": { "@id": PROFILE },
            "about": { "@id": "./" },
        }),
        json!({
            "@id": "./",
            "@type": "Dataset",
            "name": package.title(),
            "description": description(package),
            "datePublished": package.date(),
            "license": "The parts have different licences: see README.md, Statement about Rights.",
            "author": authors,
            "citation": citations(package),
            "mentions": left_out,
            "hasPart": entries.iter().map(|entry| reference(uri(&entry.path))).collect::<Vec<_>>(),
        }),
        json!({
            "@id": PROGRAM,
            "@type": "SoftwareApplication",
            "name": package.program.name,
            "version": package.program.version,
            "identifier": format!("sha256:{}", package.program.source_sha256),
            "license": env!("CARGO_PKG_LICENSE"),
        }),
        build(package, entries),
    ];
    graph.extend(package.authors().iter().enumerate().map(|(position, author)| {
        json!({
            "@id": author_id(position + 1),
            "@type": "Person",
            "name": author.name,
            "affiliation": author.affiliation,
        })
    }));
    graph.extend(package.data.iter().filter(|file| !file.is_included).map(|file| {
        json!({
            "@id": left_out_id(&file.path),
            "@type": "CreativeWork",
            "name": file.path,
            "description": package.material.settings.bundle.reason,
            "identifier": format!("sha256:{}", file.sha256),
            "url": file.record.as_ref().map(|record| record.urls().collect::<Vec<_>>()).unwrap_or_default(),
        })
    }));
    graph.extend(entries.iter().map(|entry| file(package, entry)));
    let text = serde_json::to_string_pretty(&json!({ "@context": CONTEXT, "@graph": graph }))?;
    Ok(text + "\n")
}

fn description(package: &Package<'_>) -> String {
    let notice = package.material.results.study.notice;
    let notice = notice.map(|notice| format!(" {notice}")).unwrap_or_default();
    format!(
        "Everything that is needed to repeat the build of the report: settings, data, texts, outputs and their hashes.{notice}"
    )
}

fn citations(package: &Package<'_>) -> Vec<String> {
    let sources = package.sources();
    let mut all: Vec<String> = Vec::new();
    for citation in sources.iter().flat_map(|source| source.citations()) {
        if !all.iter().any(|known| known == citation) {
            all.push(citation.to_owned());
        }
    }
    all
}

/// What was done: the program made the outputs from the project.
fn build(package: &Package<'_>, entries: &[Entry]) -> Value {
    let below = |folder: &str| -> Vec<Value> {
        let start = format!("{folder}/");
        let found = entries.iter().filter(|entry| entry.path.starts_with(&start));
        found.map(|entry| json!({ "@id": uri(&entry.path) })).collect()
    };
    json!({
        "@id": "#build",
        "@type": "CreateAction",
        "name": "Building the report",
        "description": format!("{} build --project {PROJECT}", package.program.name),
        "endTime": package.date(),
        "instrument": { "@id": PROGRAM },
        "object": below(PROJECT),
        "result": below(OUTPUTS),
    })
}

fn file(package: &Package<'_>, entry: &Entry) -> Value {
    let mut described = json!({
        "@id": uri(&entry.path),
        "@type": "File",
        "name": entry.path,
        "contentSize": entry.bytes.to_string(),
        "encodingFormat": media_type(&entry.path),
        "identifier": format!("sha256:{}", entry.sha256),
    });
    let mut data = package.data.iter();
    let data = data.find(|file| entry.path == format!("{PROJECT}/{}", file.path));
    if let Some(record) = data.and_then(|file| file.record.as_ref()) {
        described["license"] = json!(record.licence);
        described["url"] = json!(record.urls().collect::<Vec<_>>());
        described["sdDatePublished"] = json!(record.retrieved);
    }
    let mut exhibits = package.exhibits().filter(|row| row.files.contains(&entry.path));
    if let Some(row) = exhibits.next() {
        described["description"] = json!(format!("{}: {}", row.item, row.title));
    }
    described
}

fn author_id(number: usize) -> String {
    format!("#author-{number}")
}

fn left_out_id(path: &str) -> String {
    format!("#left-out/{}", uri(path))
}

/// A path as a relative reference: what has a meaning in addresses is escaped, letters of all scripts stay.
fn uri(path: &str) -> String {
    let mut escaped = String::new();
    for letter in path.chars() {
        let is_plain = letter.is_ascii_alphanumeric() || "-._~/!$&'()*+,;=@".contains(letter);
        if is_plain || !letter.is_ascii() {
            escaped.push(letter);
        } else {
            escaped.push_str(&format!("%{:02X}", u32::from(letter)));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("project/data/a b%.csv"), "project/data/a%20b%25.csv");
        assert_eq!(uri("данные/№1#.csv"), "данные/№1%23.csv");
    }
}
