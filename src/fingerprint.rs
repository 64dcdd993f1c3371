//! The hash by which files are known.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// How much is read at a time.
const PIECE: usize = 1 << 20;

/// The SHA-256 of some bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of everything that a reader gives, in bounded memory.
pub fn sha256_of_reader(mut reader: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            length => hasher.update(&piece[..length]),
        }
    }
}

/// The SHA-256 of what comes piece by piece.
#[derive(Default)]
pub struct GrowingHash(Sha256);

impl GrowingHash {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of everything that was added, in lower-case hexadecimal.
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_has_the_hash_of_its_bytes() {
        let long = vec![7; PIECE + 3];
        let read = sha256_of_reader(long.as_slice());
        assert_eq!(read.ok(), Some(sha256(&long)));
        let mut growing = GrowingHash::default();
        long.chunks(1000).for_each(|piece| growing.add(piece));
        assert_eq!(growing.finish(), sha256(&long));
    }

    #[test]
    fn the_hash_of_abc_is_the_one_of_fips_180() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
