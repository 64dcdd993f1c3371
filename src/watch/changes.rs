use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// An editor may write a file in several steps: this long after the last one it is done.
const SETTLED: Duration = Duration::from_millis(8);

/// Folders whose files no report reads.
const IGNORED: [&str; 3] = ["reports", "target", "node_modules"];

/// Changes of the files of a project.
pub(super) struct Changes {
    folder: PathBuf,
    events: Receiver<notify::Result<notify::Event>>,
    // Watches as long as it lives.
    _watcher: RecommendedWatcher,
}

impl Changes {
    pub(super) fn of(folder: &Path) -> notify::Result<Self> {
        let folder = folder.canonicalize().map_err(notify::Error::io)?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more: the program ends.
            let _ = sender.send(event);
        })?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        Ok(Self {
            folder,
            events,
            _watcher: watcher,
        })
    }

    /// Returns when a file has changed since the last call, and no more changes follow at once.
    pub(super) fn wait(&self) {
        let mut changed = false;
        loop {
            let next = if changed {
                self.events.recv_timeout(SETTLED).ok()
            } else {
                self.events.recv().ok()
            };
            match next {
                Some(Ok(event)) => changed |= self.matters(&event),
                Some(Err(_)) => changed = true,
                None => return,
            }
        }
    }

    fn matters(&self, event: &notify::Event) -> bool {
        let reads = matches!(event.kind, EventKind::Access(_));
        !reads && event.paths.iter().any(|path| !self.is_ignored(path))
    }

    fn is_ignored(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder).unwrap_or(path);
        let first = relative
            .components()
            .next()
            .map(|part| part.as_os_str().to_string_lossy());
        let hidden = relative
            .components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        hidden || first.is_some_and(|first| IGNORED.contains(&&*first))
    }
}
