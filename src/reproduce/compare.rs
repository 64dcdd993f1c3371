use std::collections::BTreeMap;

use super::Unpacked;
use super::difference::difference;
use crate::bundle::{Entry, Listed, MANIFEST, OUTPUTS};
use crate::fingerprint::sha256;
use crate::outputs::OutputFile;
use crate::verification::Check;

/// Holds the outputs of a build against those of a bundle: each file, byte by byte.
pub fn outputs(what: &'static str, files: &[OutputFile], unpacked: &Unpacked) -> Check {
    let files = files.iter();
    let made = files.map(|file| Entry::new(format!("{OUTPUTS}/{}", file.path), file.bytes.clone()));
    compare(what, &made.collect::<Vec<_>>(), unpacked, is_output)
}

/// Holds everything else that goes into a bundle against what it holds: README, lists, texts of the program, project.
pub fn documents(entries: &[Entry], unpacked: &Unpacked) -> Check {
    let what = "the README, the lists and the texts are those of this project";
    compare(what, entries, unpacked, |path| !is_output(path))
}

fn is_output(path: &str) -> bool {
    path.strip_prefix(OUTPUTS).is_some_and(|rest| rest.starts_with('/'))
}

/// Compares the files that are meant; what is made and not there is as wrong as what is there and not made.
fn compare(what: &'static str, made: &[Entry], unpacked: &Unpacked, is_meant: impl Fn(&str) -> bool) -> Check {
    let own = Listed {
        sha256: sha256(&unpacked.list),
        bytes: unpacked.list.len() as u64,
    };
    let all = unpacked
        .manifest
        .entries
        .iter()
        .map(|(path, listed)| (path.as_str(), listed));
    let all = all.chain([(MANIFEST, &own)]);
    let listed: BTreeMap<&str, &Listed> = all.filter(|(path, _)| is_meant(path)).collect();
    let made = made.iter().filter(|entry| is_meant(&entry.path));
    let made: BTreeMap<&str, &Entry> = made.map(|entry| (entry.path.as_str(), entry)).collect();
    let mut check = Check {
        what,
        compared: listed.len(),
        problems: Vec::new(),
    };
    for (path, listed) in &listed {
        match made.get(path) {
            None => check.problems.push(format!("{path} is not made any more")),
            Some(entry) if entry.sha256 == listed.sha256 => {}
            Some(entry) => check.problems.push(described(entry, unpacked)),
        }
    }
    let new = made.keys().filter(|path| !listed.contains_key(*path));
    check
        .problems
        .extend(new.map(|path| format!("{path} is made, and the bundle does not have it")));
    check
}

fn described(entry: &Entry, unpacked: &Unpacked) -> String {
    let path = entry.path.as_str();
    let old = if path == MANIFEST {
        Ok(unpacked.list.clone())
    } else {
        unpacked.read(path)
    };
    match old.and_then(|old| Ok((old, entry.read()?))) {
        Ok((old, new)) => difference(path, &old, &new),
        Err(error) => format!("{path} differs, and cannot be read again: {error}"),
    }
}
