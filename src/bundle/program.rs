use serde::{Deserialize, Serialize};

/// A version of the program, by which a build can be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub name: String,
    pub version: String,
    /// The SHA-256 of everything that is compiled in: sources, templates, bundled data, dependencies.
    pub source_sha256: String,
}

/// How much of a hash messages show.
const SHOWN: usize = 12;

impl Program {
    /// The program that runs.
    pub fn own() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            source_sha256: env!("RVC_SOURCE_SHA256").to_owned(),
        }
    }

    /// Name, version and the beginning of the hash.
    pub fn short(&self) -> String {
        let hash: String = self.source_sha256.chars().take(SHOWN).collect();
        format!("{} {} (source {hash})", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_knows_its_own_source() {
        let own = Program::own();
        assert!(own.source_sha256.len() == 64 && own.source_sha256.bytes().all(|digit| digit.is_ascii_hexdigit()));
        assert_eq!(
            own.short(),
            format!("rvc-report {} (source {})", own.version, &own.source_sha256[..12])
        );
    }
}
