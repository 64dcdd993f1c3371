//! Characters of private use that travel through rendering: where a line comes from, and which
//! stretch of text is a value or a claim.

/// The first of the marks for places in sources.
const SOURCE: u32 = 0xF0000;
/// The first of the marks that begin a stretch.
const STRETCH: u32 = 0x10_0000;
/// How many marks of each kind there are.
const COUNT: u32 = 0xFFF0;
/// Ends a stretch.
pub(in crate::literate) const END: char = '\u{10fffd}';

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Source(usize),
    Begin(usize),
    End,
}

/// The mark of a place; none when they are used up.
pub(super) fn source_mark(index: usize) -> Option<char> {
    mark(SOURCE, index)
}

/// The mark that begins a stretch; none when they are used up.
pub(in crate::literate) fn begin_mark(index: usize) -> Option<char> {
    mark(STRETCH, index)
}

fn mark(first: u32, index: usize) -> Option<char> {
    let index = u32::try_from(index).ok().filter(|index| *index < COUNT)?;
    char::from_u32(first + index)
}

pub(super) fn read(letter: char) -> Option<Mark> {
    let code = u32::from(letter);
    match code {
        _ if letter == END => Some(Mark::End),
        SOURCE..STRETCH => Some(Mark::Source((code - SOURCE) as usize)),
        STRETCH.. => Some(Mark::Begin((code - STRETCH) as usize)),
        _ => None,
    }
}

/// Whether a letter begins a stretch.
pub(in crate::literate) fn is_begin_mark(letter: char) -> bool {
    matches!(read(letter), Some(Mark::Begin(_)))
}

/// Whether a letter is a mark and no text.
pub(in crate::literate) fn is_mark(letter: char) -> bool {
    read(letter).is_some()
}
