//! Packs the parts of a file; the same parts give the same bytes.

use std::io::{self, Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// Why the parts could not be packed.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    #[error("the Word file cannot be packed: {0}")]
    Zip(#[from] ZipError),
    #[error("the Word file cannot be packed: {0}")]
    Write(#[from] io::Error),
}

/// A zip of the parts in their order, by their paths; every date in it is the first that zip knows.
pub(super) fn package(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, PackageError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(path, SimpleFileOptions::DEFAULT)?;
        zip.write_all(&content)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let pack = || package(vec![("a/b.xml".to_owned(), b"<a/>".to_vec())]).expect("packed");
        assert_eq!(pack(), pack());
        assert_eq!(&pack()[..4], b"PK\x03\x04");
        // 1 January 1980, midnight.
        assert_eq!(pack()[10..14], [0, 0, 0x21, 0]);
    }
}
