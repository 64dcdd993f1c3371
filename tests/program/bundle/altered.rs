//! Bundles that are not as they were written: found, and the place named.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{bundle, refused, reproduce, unzipped, zipped};
use crate::project::{Files, sha256};

/// The bundle with one bit of a byte turned.
fn turned(byte: usize) -> Vec<u8> {
    let mut altered = bundle().to_vec();
    altered[byte] ^= 1;
    altered
}

/// Where each entry begins, and where the last one ends.
fn layout() -> (Vec<(usize, String)>, usize) {
    let mut archive = ZipArchive::new(Cursor::new(bundle())).expect("a zip");
    let end = usize::try_from(archive.central_directory_start()).expect("a place in memory");
    let mut entries = Vec::new();
    for position in 0..archive.len() {
        let entry = archive.by_index_raw(position).expect("an entry");
        let start = usize::try_from(entry.header_start()).expect("a place in memory");
        entries.push((start, entry.name().to_owned()));
    }
    entries.sort();
    (entries, end)
}

#[test]
fn one_altered_byte_anywhere_is_found_and_its_file_named() {
    let (entries, end) = layout();
    let step = end / 40;
    // Everywhere, and in the first header: signature, flags, method, date, checksum, sizes, lengths, name.
    for byte in (0..end)
        .step_by(step)
        .chain([0, 4, 6, 8, 10, 12, 14, 18, 22, 26, 28, 30])
    {
        let found = refused(&reproduce(&turned(byte), &[]));
        let (_, name) = entries.iter().rfind(|(start, _)| *start <= byte).expect("an entry");
        assert!(found.contains(name), "byte {byte}, {name}: {found}");
    }
}

#[test]
fn the_end_of_the_zip_is_part_of_it() {
    let (_, end) = layout();
    let length = bundle().len();
    for byte in (end..end + 60).step_by(3).chain((length - 110..length).step_by(5)) {
        refused(&reproduce(&turned(byte), &[]));
    }
    let seal = refused(&reproduce(&turned(length - 1), &[]));
    assert!(seal.contains("in the seal at the end of the zip"), "{seal}");
    let mut longer = bundle().to_vec();
    longer.push(b' ');
    for altered in [&longer[..], &bundle()[..length / 2], &bundle()[..10], &[]] {
        refused(&reproduce(altered, &[]));
    }
}

/// The verdict on the files of the bundle after a change, packed by another program.
fn changed(change: impl FnOnce(&mut Files)) -> String {
    let mut files = unzipped(bundle());
    change(&mut files);
    refused(&reproduce(&zipped(&files), &[]))
}

#[test]
fn a_bundle_that_another_program_packed_anew_is_judged_by_its_files() {
    let run = reproduce(&zipped(&unzipped(bundle())), &[]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(run.stdout.contains("packed anew by another program"), "{}", run.stdout);

    let found = changed(|files| files.get_mut("outputs/results.json").expect("it is there")[0] ^= 1);
    assert!(found.contains("outputs/results.json has the SHA-256 "), "{found}");
    let found = changed(|files| files.get_mut("README.md").expect("it is there").push(b' '));
    assert!(found.contains("README.md is longer than "), "{found}");
    let found = changed(|files| drop(files.remove("project/rvc.lock")));
    assert!(found.contains("project/rvc.lock is missing"), "{found}");
    let found = changed(|files| drop(files.insert("project/templates/new.md".to_owned(), Vec::new())));
    assert!(
        found.contains("project/templates/new.md is not listed in bundle.json"),
        "{found}"
    );
}

/// Puts another content in place, and its hash into the list: a forged bundle that fits together.
fn forge(files: &mut Files, name: &str, content: Vec<u8>) {
    let mut manifest: serde_json::Value = serde_json::from_slice(&files["bundle.json"]).expect("JSON");
    manifest["entries"][name]["sha256"] = sha256(&content).into();
    manifest["entries"][name]["bytes"] = content.len().into();
    files.insert("bundle.json".to_owned(), manifest.to_string().into_bytes());
    files.insert(name.to_owned(), content);
}

#[test]
fn outputs_that_do_not_come_from_the_data_are_found_by_building() {
    let name = "project/data/gdp.csv";
    let found = changed(|files| {
        let text = String::from_utf8(files[name].clone()).expect("a text");
        // A digit of the last value.
        let at = text
            .trim_end()
            .rfind(|letter: char| letter.is_ascii_digit())
            .expect("a digit");
        let other = if &text[at..=at] == "1" { "2" } else { "1" };
        let altered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        forge(files, name, altered.into_bytes());
    });
    assert!(found.contains("differs: not every file has the same bytes"), "{found}");
    assert!(found.contains("outputs/results.json differs from byte "), "{found}");
    assert!(found.contains(", key `"), "{found}");

    let found = changed(|files| {
        let mut readme = files["README.md"].clone();
        readme.extend(b"All is well.\n");
        forge(files, "README.md", readme);
    });
    assert!(found.contains("README.md differs from byte "), "{found}");
}

#[test]
fn names_that_lead_out_and_links_are_refused_before_anything_is_unpacked() {
    for name in ["../evil", "/evil", "project/../../evil", "project\\..\\evil", "C:evil"] {
        let found = changed(|files| drop(files.insert(name.to_owned(), b"evil".to_vec())));
        assert!(found.contains("leads out of its folder"), "{name}: {found}");
        assert!(found.contains("nothing was unpacked"), "{name}: {found}");
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .add_symlink("project", "/tmp", options)
        .expect("memory takes everything");
    writer
        .start_file("bundle.json", options)
        .expect("memory takes everything");
    writer.write_all(b"{}").expect("memory takes everything");
    let bytes = writer.finish().expect("memory takes everything").into_inner();
    let found = refused(&reproduce(&bytes, &[]));
    assert!(found.contains("the entry `project` is a link"), "{found}");
}

#[test]
fn what_is_no_bundle_is_said_to_be_none() {
    let found = refused(&reproduce(&zipped(&Files::from([("a".to_owned(), Vec::new())])), &[]));
    assert!(found.contains("bundle.json cannot be read"), "{found}");
    let found = refused(&reproduce(b"no zip", &[]));
    assert!(
        found.contains("the list of entries at the end of the zip cannot be read"),
        "{found}"
    );
    let newer = changed(|files| {
        let text = String::from_utf8(files["bundle.json"].clone()).expect("a text");
        files.insert(
            "bundle.json".to_owned(),
            text.replace("\"schema\": 1", "\"schema\": 2").into_bytes(),
        );
    });
    assert!(
        newer.contains("it has version 2, and this program knows version 1"),
        "{newer}"
    );
}
