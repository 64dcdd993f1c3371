//! Finds the ECharts library inside the sources of the `charming` crate and hands it to the
//! compiler, so that no copy of it lives in this repository.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script talks to cargo through the environment and the disk"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    for watched in [
        "build.rs",
        "Cargo.toml",
        "Cargo.lock",
        "rvc.toml",
        "templates",
        "data/demo",
        "data/published",
    ] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let source = echarts();
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("echarts.min.js");
    let code = fs::read(&source).unwrap_or_else(|error| panic!("reading {}: {error}", source.display()));
    let deflated = miniz_oxide::deflate::compress_to_vec(&code, 9);
    let packed = target.with_extension("js.deflate");
    for (file, content) in [(&target, &code), (&packed, &deflated)] {
        fs::write(file, content).unwrap_or_else(|error| panic!("writing {}: {error}", file.display()));
    }
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
