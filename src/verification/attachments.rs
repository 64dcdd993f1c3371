//! Opening a PDF within limits, and the files embedded in it.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_syntax::object::dict::keys::{AF_RELATIONSHIP, EF, EMBEDDED_FILES, F, KIDS, NAMES, UF};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::{Filter, LoadPdfError, Pdf};

/// The largest PDF that is read, in bytes.
const MAX_PDF: usize = 64 << 20;
/// The most that the streams of a PDF may hold when they are unpacked, in bytes.
const MAX_UNPACKED: u64 = 512 << 20;
/// The most files, and nodes of the name tree, together.
const MAX_STEPS: u64 = 1000;
/// The most levels of the name tree.
const MAX_DEPTH: usize = 16;

/// Why a PDF cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfReadError {
    #[error("expected a PDF file, which begins with `%PDF-`\n  hint: name a PDF that `rvc-report build` wrote")]
    NotPdf,
    #[error(
        "the PDF is damaged: {0}\n  hint: it may have been cut short on its way here; copy it again, or build it again"
    )]
    Damaged(&'static str),
    #[error("expected a PDF without a password\n  hint: verify the file as `rvc-report build` wrote it")]
    Encrypted,
    #[error(
        "the PDF holds more than a report does: over {0} {1}\n  hint: verify the file as `rvc-report build` wrote it"
    )]
    TooMuch(u64, &'static str),
}

/// A file embedded in a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attachment {
    pub name: String,
    /// What the file is to the document: `Data`, `Source`, `Supplement`.
    pub relationship: Option<String>,
    pub bytes: Vec<u8>,
}

/// The files embedded in a PDF, by name, in the order of the name tree.
pub(super) fn attachments(pdf: &[u8]) -> Result<Vec<Attachment>, PdfReadError> {
    let pdf = open(pdf)?;
    let mut walk = Walk::default();
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let names = root.and_then(|root| root.get::<Dict<'_>>(NAMES));
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>(EMBEDDED_FILES)) {
        walk.node(&tree, 0)?;
    }
    Ok(walk.found)
}

/// Opens a PDF that is whole, not encrypted, and whose streams unpack to a bounded size.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, PdfReadError> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(PdfReadError::NotPdf);
    }
    if bytes.len() > MAX_PDF {
        return Err(PdfReadError::TooMuch(MAX_PDF as u64, "bytes"));
    }
    // Without this check the parser would repair a file that was cut short, and show a part of it.
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(PdfReadError::Damaged("expected `%%EOF` at its end"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfReadError::Encrypted,
        LoadPdfError::Invalid => PdfReadError::Damaged("expected a catalogue and a list of pages"),
    })?;
    let mut unpacked = 0;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        unpacked += unpacked_size(&stream)?;
        if unpacked > MAX_UNPACKED {
            return Err(PdfReadError::TooMuch(MAX_UNPACKED, "bytes when it is unpacked"));
        }
    }
    Ok(pdf)
}

/// The size of a stream when it is unpacked, cut off above the limit; images count as they are.
fn unpacked_size(stream: &Stream<'_>) -> Result<u64, PdfReadError> {
    let raw = stream.raw_data();
    match stream.filters().as_slice() {
        [] | [Filter::DctDecode | Filter::JpxDecode] => Ok(raw.len() as u64),
        [Filter::FlateDecode] => {
            let mut unpacked = ZlibDecoder::new(raw.as_ref()).take(MAX_UNPACKED + 1);
            let size = io::copy(&mut unpacked, &mut io::sink());
            size.map_err(|_| PdfReadError::Damaged("expected streams that can be unpacked"))
        }
        _ => Err(PdfReadError::Damaged("expected streams packed once, with Flate")),
    }
}

/// What a walk through the name tree has seen.
#[derive(Default)]
struct Walk {
    steps: u64,
    unpacked: u64,
    found: Vec<Attachment>,
}

impl Walk {
    fn node(&mut self, node: &Dict<'_>, depth: usize) -> Result<(), PdfReadError> {
        self.step(depth)?;
        let names = node.get::<Array<'_>>(NAMES).unwrap_or_default();
        let mut entries = names.iter::<Object<'_>>();
        while let Some(key) = entries.next() {
            let (key, file) = (key.into_string(), entries.next().and_then(Object::into_dict));
            let entry = key
                .zip(file)
                .ok_or(PdfReadError::Damaged("expected embedded files with names"))?;
            self.step(depth)?;
            self.file(&entry.0, &entry.1)?;
        }
        let kids = node.get::<Array<'_>>(KIDS).unwrap_or_default();
        kids.iter::<Dict<'_>>().try_for_each(|kid| self.node(&kid, depth + 1))
    }

    fn step(&mut self, depth: usize) -> Result<(), PdfReadError> {
        self.steps += 1;
        let within = self.steps <= MAX_STEPS && depth <= MAX_DEPTH;
        within
            .then_some(())
            .ok_or(PdfReadError::TooMuch(MAX_STEPS, "embedded files"))
    }

    fn file(&mut self, key: &PdfString<'_>, file: &Dict<'_>) -> Result<(), PdfReadError> {
        let name = file.get::<PdfString<'_>>(UF).or_else(|| file.get(F));
        let streams = file.get::<Dict<'_>>(EF).unwrap_or_default();
        let stream = streams.get::<Stream<'_>>(F).or_else(|| streams.get(UF));
        let bytes = stream.and_then(|stream| stream.decoded().ok());
        let bytes = bytes.ok_or(PdfReadError::Damaged("expected the bytes of each embedded file"))?;
        // One stream may have many names.
        self.unpacked += bytes.len() as u64;
        if self.unpacked > MAX_UNPACKED {
            return Err(PdfReadError::TooMuch(MAX_UNPACKED, "bytes of embedded files"));
        }
        self.found.push(Attachment {
            name: text(name.as_ref().unwrap_or(key)),
            relationship: file
                .get::<Name<'_>>(AF_RELATIONSHIP)
                .map(|name| name.as_str().to_owned()),
            bytes: bytes.into_owned(),
        });
        Ok(())
    }
}

/// A text string: UTF-16BE or UTF-8 after a byte order mark, else PDFDocEncoding.
fn text(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xFE\xFF") {
        let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else if let Some(utf8) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        let special = |first: u8, table: &str, byte: u8| table.chars().nth(usize::from(byte - first));
        let decode = |&byte: &u8| match byte {
            0x18..=0x1F => special(0x18, "˘ˇˆ˙˝˛˚˜", byte),
            0x80..=0x9F => special(0x80, "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", byte),
            0xA0 => Some('€'),
            _ => Some(char::from(byte)),
        };
        bytes
            .iter()
            .map(|byte| decode(byte).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(names: &str) -> Vec<u8> {
        format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>endobj\n\
             2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj<<{names}>>endobj\n\
             4 0 obj<</Type/Filespec/F(a)/UF<FEFF0434002E0061>/AFRelationship/Data/EF<</F 5 0 R>>>>endobj\n\
             5 0 obj<</Length 2>>stream\nhi\nendstream endobj\n6 0 obj<</Kids[7 0 R 3 0 R]>>endobj\n\
             7 0 obj<</Names[(k)4 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        )
        .into_bytes()
    }

    #[test]
    fn files_are_found_below_kids_and_a_cycle_ends() {
        let file = Attachment {
            name: "д.a".into(),
            relationship: Some("Data".into()),
            bytes: b"hi".to_vec(),
        };
        assert_eq!(attachments(&pdf("/Names[(k)4 0 R]")), Ok(vec![file.clone()]));
        assert_eq!(attachments(&pdf("/Kids[6 0 R 7 0 R]")), Ok(vec![file.clone(), file]));
        assert_eq!(attachments(&pdf("")), Ok(vec![]));
        assert!(matches!(
            attachments(&pdf("/Names[(k)5 0 R]")),
            Err(PdfReadError::Damaged(_))
        ));
        let many = format!("/Kids[{}]", "7 0 R ".repeat(MAX_STEPS as usize));
        assert!(matches!(attachments(&pdf(&many)), Err(PdfReadError::TooMuch(..))));
    }

    #[test]
    fn strings_are_utf_16_or_pdf_doc_encoding() {
        assert_eq!(text(b"\xFE\xFF\x04\x34\xD8\x3D\xDE\x00\xD8\x3D"), "д😀\u{FFFD}");
        assert_eq!(text(b"a\x8A\x9E\x9F\xA0\xE9"), "a−ž\u{FFFD}€é");
    }

    #[test]
    fn what_is_not_a_whole_pdf_is_refused() {
        let whole = pdf("");
        assert_eq!(attachments(b"PK\x03\x04"), Err(PdfReadError::NotPdf));
        assert!((0..whole.len() - 6).all(|end| attachments(&whole[..end]).is_err()));
    }
}
