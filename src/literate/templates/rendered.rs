use std::ops::Range;

use super::marks::{self, Mark};
use super::sources::Sources;
use crate::literate::document::Origin;

/// Rendered Markdown without marks, with what the marks have said.
#[derive(Debug, Clone, Default)]
pub(in crate::literate) struct Rendered {
    pub text: String,
    /// From each offset on, the text comes from there.
    origins: Vec<(usize, Origin)>,
    pub stretches: Vec<Stretch>,
}

/// A part of the text that is a value or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::literate) struct Stretch {
    pub range: Range<usize>,
    /// As the recorder numbers them.
    pub index: usize,
}

impl Rendered {
    /// Takes the marks out of what the template engine has written.
    pub(super) fn new(marked: &str, sources: &Sources) -> Self {
        let mut rendered = Self {
            text: String::with_capacity(marked.len()),
            ..Self::default()
        };
        let mut open: Vec<(usize, usize)> = Vec::new();
        for letter in marked.chars() {
            let at = rendered.text.len();
            match marks::read(letter) {
                None => rendered.text.push(letter),
                Some(Mark::Source(index)) => {
                    if let Some(origin) = sources.marks.get(index) {
                        rendered.origins.push((at, *origin));
                    }
                }
                Some(Mark::Begin(index)) => open.push((at, index)),
                Some(Mark::End) => {
                    if let Some((start, index)) = open.pop() {
                        rendered.stretches.push(Stretch {
                            range: start..at,
                            index,
                        });
                    }
                }
            }
        }
        rendered
            .stretches
            .sort_by_key(|stretch| (stretch.range.start, std::cmp::Reverse(stretch.range.end)));
        rendered
    }

    /// Text that nobody has marked.
    pub(in crate::literate) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// Where the author wrote what stands at an offset; exact within a line of text, and the
    /// beginning of the tag within what a tag has printed.
    pub(in crate::literate) fn origin(&self, offset: usize) -> Option<Origin> {
        let after = self.origins.partition_point(|(at, _)| *at <= offset);
        let (at, origin) = self.origins[..after].last()?;
        let next = self.origins.get(after).map_or(usize::MAX, |(at, _)| *at);
        let distance = u32::try_from(offset - at).unwrap_or(0);
        // What a tag prints may be longer than the tag: never run past the end of the line.
        let within = if offset < next { distance } else { 0 };
        Some(Origin {
            file: origin.file,
            offset: origin.offset + within,
        })
    }

    /// The text with some ranges replaced, sorted and apart; what the marks have said moves along.
    pub(in crate::literate) fn edited(&self, edits: &[(Range<usize>, String)]) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        for (range, replacement) in edits {
            text.push_str(&self.text[end..range.start]);
            text.push_str(replacement);
            end = range.end;
        }
        text.push_str(&self.text[end..]);
        let moved = |offset: usize| {
            let before = edits.iter().take_while(|(range, _)| range.end <= offset);
            before.fold(offset, |at, (range, replacement)| at + replacement.len() - range.len())
        };
        Self {
            text,
            origins: self.origins.iter().map(|(at, origin)| (moved(*at), *origin)).collect(),
            stretches: self
                .stretches
                .iter()
                .map(|stretch| Stretch {
                    range: moved(stretch.range.start)..moved(stretch.range.end),
                    index: stretch.index,
                })
                .collect(),
        }
    }

    /// A part of the text with the values in it.
    pub(in crate::literate) fn part(&self, range: Range<usize>) -> Self {
        let within = |stretch: &&Stretch| {
            let inner = &stretch.range;
            range.start <= inner.start && inner.end <= range.end && *inner != range
        };
        Self {
            text: self.text[range.clone()].trim_end().to_owned(),
            origins: Vec::new(),
            stretches: self
                .stretches
                .iter()
                .filter(within)
                .map(|stretch| Stretch {
                    range: stretch.range.start - range.start..stretch.range.end - range.start,
                    index: stretch.index,
                })
                .collect(),
        }
    }
}
