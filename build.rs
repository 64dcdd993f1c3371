//! Finds the ECharts library inside the sources of the `charming` crate and hands it to the
//! compiler, so that no copy of it lives in this repository; and hashes everything that is compiled
//! in, so that a bundle can say by which program it was made.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script talks to cargo through the environment and the disk"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

/// What is compiled in besides the manifest of the package: files, and folders with all that is below them.
const COMPILED_IN: [&str; 7] = [
    "build.rs",
    "Cargo.lock",
    "rvc.toml",
    "src",
    "templates",
    "data/demo",
    "data/published",
];

fn main() {
    for watched in COMPILED_IN.into_iter().chain(["Cargo.toml"]) {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rustc-env=RVC_SOURCE_SHA256={}", source_hash());
    let source = echarts();
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("echarts.min.js");
    let code = fs::read(&source).unwrap_or_else(|error| panic!("reading {}: {error}", source.display()));
    let deflated = miniz_oxide::deflate::compress_to_vec(&code, 9);
    let packed = target.with_extension("js.deflate");
    for (file, content) in [(&target, &code), (&packed, &deflated)] {
        fs::write(file, content).unwrap_or_else(|error| panic!("writing {}: {error}", file.display()));
    }
}

/// One SHA-256 of everything that is compiled in: of a line `PATH SHA-256` a file, sorted by path.
fn source_hash() -> String {
    let mut files = Vec::new();
    for part in COMPILED_IN {
        below(Path::new(part), &mut files);
    }
    // A published package has a rewritten manifest, and keeps the one that was written here.
    let manifest = ["Cargo.toml.orig", "Cargo.toml"].map(Path::new);
    let manifest = manifest.into_iter().find(|path| path.is_file());
    let mut lines: Vec<String> = files
        .iter()
        .map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            format!("{name} {}\n", hash_of(path))
        })
        .chain(manifest.map(|path| format!("Cargo.toml {}\n", hash_of(path))))
        .collect();
    lines.sort();
    hexadecimal(&Sha256::digest(lines.concat()))
}

/// Adds a file, or all files below a folder; nothing where there is neither.
fn below(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
        for entry in entries {
            below(&entry.expect("the folder can be read").path(), files);
        }
    }
}

fn hash_of(path: &Path) -> String {
    let content = fs::read(path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    hexadecimal(&Sha256::digest(content))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The minified library in the assets of the `charming` package that this build depends on.
fn echarts() -> PathBuf {
    // Packages of other platforms are not downloaded by a build, and offline they cannot be.
    let target = env::var("TARGET").expect("cargo sets TARGET");
    let metadata = cargo_metadata::MetadataCommand::new()
        .other_options(["--offline", "--filter-platform", &target].map(str::to_owned).to_vec())
        .exec()
        .expect("`cargo metadata` lists the packages of this build");
    let charming = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "charming");
    let manifest = &charming.expect("charming is a dependency").manifest_path;
    let assets = Path::new(manifest.as_str()).with_file_name("src").join("asset");
    let entries = fs::read_dir(&assets).unwrap_or_else(|error| panic!("reading {}: {error}", assets.display()));
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("echarts") && name.ends_with(".min.js")
        })
        .collect();
    found.sort();
    found
        .pop()
        .unwrap_or_else(|| panic!("no echarts*.min.js in {}", assets.display()))
}
