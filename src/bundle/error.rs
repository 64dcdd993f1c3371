use std::io;

/// Why there can be no bundle of a project.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error(
        "{path}: the data file lies outside of the project, and a bundle holds the project alone\n  hint: put it, or a link to it, into a folder of the project, and name that in `[data]` of rvc.toml"
    )]
    Outside { path: String },
    #[error("{path}: cannot be read: {source}\n  hint: check the permissions of the file")]
    Unreadable { path: String, source: io::Error },
    #[error(
        "the pattern `{pattern}` of `data.{list}` names no file that the study reads\n  hint: take it out of rvc.toml: whoever unpacks the bundle has no file for it"
    )]
    IdlePattern { list: &'static str, pattern: String },
    #[error("`{pattern}` of `bundle.exclude` is not a pattern of files\n  hint: write it as in \"data/trade/*\"")]
    BadPattern { pattern: String },
    #[error(
        "`{pattern}` of `bundle.exclude` matches no data file of the study\n  hint: paths are relative to the project, as in \"data/trade/*\""
    )]
    NothingExcluded { pattern: String },
    #[error(
        "{path}: data of UN Comtrade, whose terms of use forbid to pass on raw data\n  hint: leave it out with `exclude = [\"{path}\"]` and `reason` under [bundle] in rvc.toml, or say under [bundle.rights.trade] by what right you pass it on"
    )]
    Terms { path: String },
    #[error(
        "{path}: the name cannot be unpacked on every system\n  hint: call the file by letters, digits, `-`, `_` and single dots"
    )]
    Name { path: String },
    #[error(
        "{path}: a second build made other bytes, so nobody could reproduce the bundle\n  hint: this is a fault of the program: please report it"
    )]
    Unstable { path: String },
    #[error("a table of the bundle cannot be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    #[error("a list of the bundle cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
