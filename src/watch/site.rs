use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use typst::foundations::Bytes;
use typst_kit::server::{HttpBody, HttpServer};

use crate::diagnostic::Diagnostic;
use crate::outputs::OutputFile;

type Files = Arc<RwLock<BTreeMap<String, Vec<u8>>>>;

/// The report as browsers on this machine see it.
pub(super) struct Site {
    server: HttpServer,
    files: Files,
}

impl Site {
    pub(super) fn open(port: Option<u16>) -> Result<Self, String> {
        let server = HttpServer::new("rvc-report", port, true).map_err(|error| error.to_string())?;
        Ok(Self {
            server,
            files: Files::default(),
        })
    }

    pub(super) fn address(&self) -> String {
        format!("http://{}", self.server.addr())
    }

    /// Replaces the pages and lets browsers load them again.
    pub(super) fn show(&mut self, pages: Vec<OutputFile>) {
        self.add(pages);
        self.reload(String::new());
    }

    /// Adds files that no browser has to load again.
    pub(super) fn add(&self, files: Vec<OutputFile>) {
        let mut known = self.files.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(files.into_iter().map(|file| (format!("/{}", file.path), file.bytes)));
    }

    /// Shows errors above the last good pages.
    pub(super) fn show_errors(&mut self, errors: &[Diagnostic]) {
        let items: String = errors
            .iter()
            .map(|error| format!("<pre>{}</pre>", escaped(&format!("error: {error}"))))
            .collect();
        self.reload(format!("<div role=\"alert\" style=\"{ALERT}\">{items}</div>"));
    }

    fn reload(&self, alert: String) {
        let files = self.files.clone();
        self.server.set_router(move |route| {
            let files = files.read().unwrap_or_else(PoisonError::into_inner);
            if route == "/" || route == "/index.html" {
                return Some(HttpBody::Html(index(&files, &alert)));
            }
            let bytes = files.get(route)?;
            if !route.ends_with(".html") {
                return Some(HttpBody::Raw(Bytes::new(bytes.clone())));
            }
            Some(HttpBody::Html(page(&String::from_utf8_lossy(bytes), &alert)))
        });
    }
}

const ALERT: &str = "position:sticky;top:0;z-index:99;max-height:60vh;overflow:auto;padding:1rem;background:#7a1020;color:#fff;font:14px/1.4 monospace";

/// A page that may ask this server whether it has changed.
fn page(html: &str, alert: &str) -> String {
    let html = html.replacen("default-src 'none';", "default-src 'none'; connect-src 'self';", 1);
    match html.find("<body").and_then(|at| Some(at + html[at..].find('>')? + 1)) {
        Some(at) => format!("{}{alert}{}", &html[..at], &html[at..]),
        None => format!("{alert}{html}"),
    }
}

/// Links to all pages and PDFs.
fn index(files: &BTreeMap<String, Vec<u8>>, alert: &str) -> String {
    let names = files
        .keys()
        .filter(|name| name.ends_with(".html") || name.ends_with(".pdf"));
    let links: String = names
        .map(|name| format!("<li><a href=\"{0}\">{0}</a></li>", escaped(name)))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>rvc-report</title></head><body>{alert}<h1>rvc-report</h1><ul>{links}</ul></body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
