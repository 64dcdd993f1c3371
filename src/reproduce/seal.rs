use std::io::{self, Read, Seek, SeekFrom};

use crate::bundle::{SEAL, SEAL_LENGTH};
use crate::fingerprint::sha256_of_reader;
use crate::project::Readable;

/// What the end of a zip says about all that is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// Every byte is as it was written.
    Whole,
    Broken,
    /// The files were packed again by another program: their own hashes remain.
    Absent,
}

/// The last part of a zip, where it has no comment.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// Reads the seal of a zip and compares it with the bytes before it.
pub(super) fn seal(file: &Readable) -> io::Result<Seal> {
    let size = file.size()?;
    let length = u64::from(SEAL_LENGTH);
    let before = size.saturating_sub(length);
    let mut reader = file.open()?;
    reader.seek(SeekFrom::Start(before))?;
    let mut tail = Vec::new();
    reader.read_to_end(&mut tail)?;
    if let Some(digits) = tail.strip_prefix(SEAL.as_bytes()) {
        reader.rewind()?;
        let hash = sha256_of_reader(reader.take(before))?;
        let is_whole = hash.as_bytes() == digits;
        return Ok(if is_whole { Seal::Whole } else { Seal::Broken });
    }
    let end = tail.len().checked_sub(END_LENGTH).map(|start| &tail[start..]);
    let is_plain = end.is_some_and(|end| end.starts_with(END) && end.ends_with(&[0, 0]));
    Ok(if is_plain { Seal::Absent } else { Seal::Broken })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Entry, pack};

    fn of(bytes: Vec<u8>) -> Seal {
        seal(&Readable::BuiltIn(bytes.leak())).expect("memory can be read")
    }

    #[test]
    fn every_single_bit_counts() {
        let mut whole = Vec::new();
        pack(&[Entry::new("a.txt", "some text")], &mut whole).expect("memory takes everything");
        assert_eq!(of(whole.clone()), Seal::Whole);
        for byte in 0..whole.len() {
            let mut altered = whole.clone();
            altered[byte] ^= 1;
            assert_eq!(of(altered), Seal::Broken, "byte {byte}");
        }
        for length in 0..whole.len() {
            assert_eq!(of(whole[..length].to_vec()), Seal::Broken, "{length} bytes");
        }
    }

    #[test]
    fn a_zip_of_another_program_has_none() {
        let writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let bytes = writer.finish().expect("memory takes everything").into_inner();
        assert_eq!(of(bytes), Seal::Absent);
    }
}
