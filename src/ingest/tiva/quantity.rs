use super::store::Slot;

/// What an observation says, of one year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Quantity {
    /// Value added of a source in gross exports, USD million; without a source, of all together.
    Origin { exporting: Slot, source: Option<Slot> },
    /// Gross exports to a partner, USD million; without a partner, to the world.
    Exports { exporting: Slot, partner: Option<u16> },
    /// Value added, USD million.
    Produced(Slot),
    /// Domestic or foreign value added in gross exports, USD million.
    Level(Slot, Part),
    /// The same in percent of gross exports.
    Share(Slot, Part),
}

/// A part of the value added in gross exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Domestic,
    Foreign,
}

impl Part {
    pub fn entry(self) -> usize {
        match self {
            Self::Domestic => 0,
            Self::Foreign => 1,
        }
    }
}

/// A measure of the principal indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    GrossExports,
    ValueAdded,
    Content(Part),
}

impl Measure {
    /// Reads a code; the codes of levels and shares are the same since 2023.
    pub fn parse(code: &[u8]) -> Option<Self> {
        match code {
            b"EXGR" => Some(Self::GrossExports),
            b"VALU" => Some(Self::ValueAdded),
            b"EXGR_DVA" => Some(Self::Content(Part::Domestic)),
            b"EXGR_FVA" => Some(Self::Content(Part::Foreign)),
            _ => None,
        }
    }

    /// Shares in percent of gross exports before 2023.
    pub fn parse_legacy_share(code: &[u8]) -> Option<Part> {
        match code {
            b"EXGR_DVASH" => Some(Part::Domestic),
            b"EXGR_FVASH" => Some(Part::Foreign),
            _ => None,
        }
    }
}
