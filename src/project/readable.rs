use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that can be read as often as needed, from the disk, from the program itself, or from memory.
#[derive(Debug, Clone)]
pub enum Readable {
    OnDisk(PathBuf),
    BuiltIn(&'static [u8]),
    InMemory(Arc<[u8]>),
}

/// What a file is read through.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl Readable {
    /// The bytes from their beginning.
    pub fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        match self {
            Self::OnDisk(path) if path.is_dir() => Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "this is a folder, not a file",
            )),
            Self::OnDisk(path) => Ok(Box::new(File::open(path)?)),
            Self::BuiltIn(bytes) => Ok(Box::new(Cursor::new(*bytes))),
            Self::InMemory(bytes) => Ok(Box::new(Cursor::new(bytes.clone()))),
        }
    }

    /// How many bytes there are.
    pub fn size(&self) -> io::Result<u64> {
        match self {
            Self::OnDisk(path) => Ok(std::fs::metadata(path)?.len()),
            Self::BuiltIn(bytes) => Ok(bytes.len() as u64),
            Self::InMemory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// Where it lies, on the disk.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::OnDisk(path) => Some(path),
            Self::BuiltIn(_) | Self::InMemory(_) => None,
        }
    }
}
