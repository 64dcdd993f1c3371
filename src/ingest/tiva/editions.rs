use super::activities;

/// An edition of TiVA with activities of the ISIC Rev. 4 in SDMX codes; its numbers differ from those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    Tiva2023,
    Tiva2025,
}

impl Edition {
    /// The edition of a version of the dataflows: 1.0 is of 2023, 1.1 of 2025.
    pub fn of_version(version: &str) -> Option<Self> {
        match version {
            "1.0" => Some(Self::Tiva2023),
            "1.1" => Some(Self::Tiva2025),
            _ => None,
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Tiva2023, Self::Tiva2025]
            .into_iter()
            .find(|edition| edition.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Tiva2023 => "TiVA 2023",
            Self::Tiva2025 => "TiVA 2025",
        }
    }

    /// The activities that are no sums of others, by their codes in SDMX.
    pub fn leaves(self) -> impl Iterator<Item = &'static str> {
        let own = match self {
            Self::Tiva2023 => activities::LEAVES_2023,
            Self::Tiva2025 => activities::LEAVES_2025,
        };
        own.split(' ')
    }
}
