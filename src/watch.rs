//! Builds again whenever a file of the project changes, and shows the report on 127.0.0.1.
//!
//! Every round looks at everything that the report depends on: what is computed again is decided by hashes of
//! content. Those of large tables are remembered as long as the file system says that nothing has touched them.

mod changes;
mod site;

use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::outputs::write;
use crate::pipeline::{self, Memories, PipelineError, Request};
use changes::Changes;
use site::Site;

/// What a round has to say.
#[derive(Debug)]
pub enum Event {
    /// The address of the report.
    Serving(String),
    /// The pages show the files as they are now; after how long.
    Pages(Duration),
    /// All outputs are written; after how long.
    Written(Duration),
    Warnings(Vec<Diagnostic>),
    /// The last good report stays; the page shows what is wrong.
    Failed(Vec<Diagnostic>),
}

/// Why nothing can be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    #[error("the built-in demonstration has no files to watch\n  hint: choose a project folder with --project")]
    NoFolder,
    #[error("the files of the project cannot be watched: {0}")]
    Changes(#[from] notify::Error),
    #[error("the report cannot be served: {0}\n  hint: choose another --port")]
    Server(String),
}

/// Watches until the process ends.
pub fn watch(request: &Request, port: Option<u16>, tell: &dyn Fn(Event)) -> Result<(), WatchError> {
    let folder = request.project.folder().ok_or(WatchError::NoFolder)?;
    let changes = Changes::of(&folder)?;
    let mut site = Site::open(port).map_err(WatchError::Server)?;
    tell(Event::Serving(site.address()));
    let memories = Memories::default();
    loop {
        let start = now();
        match round(request, &memories, &mut site, start, tell) {
            Ok(()) => {}
            Err(error) => {
                let errors = error.diagnostics();
                site.show_errors(&errors);
                tell(Event::Failed(errors));
            }
        }
        memories.end_round();
        // The outputs may lie inside the folder: what the round itself has written is no change.
        changes.wait();
    }
}

/// One build: the pages first, everything else after them.
fn round(
    request: &Request,
    memories: &Memories,
    site: &mut Site,
    start: Instant,
    tell: &dyn Fn(Event),
) -> Result<(), PipelineError> {
    let study = pipeline::study(request, memories, &|_| {})?;
    let reports = pipeline::compose(request, &study, memories)?;
    site.show(pipeline::pages(&study, &reports, memories)?);
    tell(Event::Pages(start.elapsed()));
    let findings = reports.iter().flat_map(|report| &report.documents);
    let findings = findings.flat_map(|composed| composed.findings.iter());
    let warnings: Vec<Diagnostic> = study.warnings.iter().chain(findings).cloned().collect();
    let files = pipeline::outputs(&study, &reports, &request.formats, memories)?;
    let folder = pipeline::folder(request, &study.settings);
    write::write(&folder, &files)?;
    site.add(files);
    tell(Event::Written(start.elapsed()));
    if !warnings.is_empty() {
        tell(Event::Warnings(warnings));
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "durations are shown and go nowhere else")]
fn now() -> Instant {
    Instant::now()
}
