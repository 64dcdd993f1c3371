//! One request at a time over HTTP. Knows nothing of files and of repeating.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};

use super::key::ComtradeKey;
use super::trouble::{Trouble, retry_after, speaks_of_volume};

/// For finding the host and connecting.
const CONNECT: Duration = Duration::from_secs(20);
/// For the beginning of an answer and for the next bytes of its body. Large extracts are made while one waits; there is
/// no limit for a whole body, since archives are large.
const STALL: Duration = Duration::from_secs(120);
/// How much of a refusal is read, in bytes.
const REFUSAL: u64 = 8_192;

/// The header that carries the key of UN Comtrade.
const KEY_HEADER: &str = "Ocp-Apim-Subscription-Key";

pub(super) struct Client {
    agent: Agent,
}

/// What goes with a request besides its address.
#[derive(Default)]
pub(super) struct Extra<'a> {
    pub key: Option<&'a ComtradeKey>,
    /// Ask for the bytes from here on, if the file still has this validator.
    pub resume: Option<(u64, &'a str)>,
}

/// A successful answer whose body has not been read.
pub(super) struct Answer {
    response: Response<ureq::Body>,
}

impl Client {
    pub(super) fn new() -> Self {
        // What the machine trusts, so that the certificates of an institution's proxy hold.
        let trust = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(trust)
            .http_status_as_error(false)
            .user_agent(concat!("rvc-report/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(STALL))
            .build();
        Self {
            agent: Agent::new_with_config(config),
        }
    }

    /// Sends a GET; answers with 200, 206 or 416, everything else is trouble.
    ///
    /// Redirects are followed, over https only where the request is, and never with a key.
    pub(super) fn get(&self, url: &str, extra: &Extra<'_>) -> Result<Answer, Trouble> {
        let secure = url.starts_with("https://");
        let mut request = self.agent.get(url).config().https_only(secure).build();
        if let Some(key) = extra.key {
            if !secure && !is_this_machine(url) {
                return Err(Trouble::Request("a key is sent over https only".to_owned()));
            }
            request = request
                .header(KEY_HEADER, key.header())
                .config()
                .max_redirects(0)
                .build();
        }
        if let Some((from, validator)) = extra.resume {
            request = request
                .header("Range", format!("bytes={from}-"))
                .header("If-Range", validator);
        }
        let response = request.call().map_err(|error| trouble(&error))?;
        match response.status().as_u16() {
            200 | 206 | 416 => Ok(Answer { response }),
            300..=399 if extra.key.is_some() => Err(Trouble::Redirected),
            status => Err(refusal(status, Answer { response })),
        }
    }
}

impl Answer {
    pub(super) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The length of the body in bytes, where the server says it.
    pub(super) fn length(&self) -> Option<u64> {
        self.response.body().content_length()
    }

    /// The body, which fails where the connection ends before it does.
    pub(super) fn reader(&mut self) -> impl Read {
        self.response.body_mut().as_reader()
    }

    /// The whole body in memory.
    pub(super) fn bytes(mut self, cap: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        let read = self.reader().take(cap + 1).read_to_end(&mut bytes);
        read.map_err(|error| Trouble::Connection(error.to_string()))?;
        if bytes.len() as u64 > cap {
            return Err(Trouble::TooLarge);
        }
        Ok(bytes)
    }
}

fn refusal(status: u16, mut answer: Answer) -> Trouble {
    let retry_after = answer.header("Retry-After").and_then(retry_after);
    let mut body = Vec::new();
    // A refusal whose text breaks off is a refusal.
    let _ = answer.reader().take(REFUSAL).read_to_end(&mut body);
    let is_volume = matches!(status, 413 | 429) && speaks_of_volume(&String::from_utf8_lossy(&body));
    Trouble::Status {
        status,
        retry_after,
        is_volume: is_volume || status == 413,
    }
}

/// What an error means for another attempt.
fn trouble(error: &ureq::Error) -> Trouble {
    match error {
        ureq::Error::Io(_)
        | ureq::Error::Timeout(_)
        | ureq::Error::ConnectionFailed
        | ureq::Error::HostNotFound
        | ureq::Error::Protocol(_) => Trouble::Connection(error.to_string()),
        _ => Trouble::Request(error.to_string()),
    }
}

/// Whether an address is one of this machine, where nobody listens in.
fn is_this_machine(url: &str) -> bool {
    let rest = url.strip_prefix("http://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return false;
    }
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leaves_the_machine_over_https_only() {
        assert!(is_this_machine("http://127.0.0.1:8080/data"));
        assert!(is_this_machine("http://localhost/data"));
        assert!(!is_this_machine("http://127.0.0.1.example.org/data"));
        assert!(!is_this_machine("http://localhost:80@example.org/data"));
        let key = ComtradeKey::parse("abc").expect("a key");
        let extra = Extra {
            key: Some(&key),
            resume: None,
        };
        let refused = Client::new().get("http://example.invalid/", &extra);
        assert!(matches!(refused, Err(Trouble::Request(_))));
    }
}
