use std::io;

/// Why nothing can be said about a bundle.
#[derive(Debug, thiserror::Error)]
pub enum ReproduceError {
    #[error("{path}: cannot be read: {source}\n  hint: check the path and the permissions")]
    Unreadable { path: String, source: io::Error },
    #[error(
        "{path}: {what}\n  hint: this is no bundle, or one that was cut short or altered: get it again from where it was published"
    )]
    Damaged { path: String, what: String },
    #[error(
        "{path}: the entry `{entry}` {what}: nothing was unpacked\n  hint: `rvc-report bundle` writes no such entry; do not use this file"
    )]
    Unsafe {
        path: String,
        entry: String,
        what: &'static str,
    },
    #[error("{path}: the bundle holds more than a project does: over {limit} {what}\n  hint: do not use this file")]
    TooMuch {
        path: String,
        limit: u64,
        what: &'static str,
    },
    #[error(
        "{path}: cannot be written: {source}\n  hint: check the space on the disk; bundles are unpacked into the folder for temporary files"
    )]
    Unwritable { path: String, source: io::Error },
    #[error("{0}\n  hint: the bundle holds no project: get it again from where it was published")]
    NoProject(String),
}
