use std::fmt;

/// A source of data, with what has to be said about its data wherever they are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Indicators of trade in value added, from the SDMX service of the OECD.
    Tiva,
    /// Inter-country input-output tables, archives of the OECD.
    Icio,
    /// Exports by commodity section, from UN Comtrade.
    Trade,
    /// GDP per capita, from the World Development Indicators of the World Bank.
    Gdp,
}

impl Service {
    pub const ALL: [Self; 4] = [Self::Tiva, Self::Icio, Self::Trade, Self::Gdp];

    /// What the command line calls it, and the default folder below `data/`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Tiva => "tiva",
            Self::Icio => "icio",
            Self::Trade => "trade",
            Self::Gdp => "gdp",
        }
    }

    /// Whether requests count towards the OECD's limit an hour.
    pub(super) fn is_oecd(self) -> bool {
        matches!(self, Self::Tiva | Self::Icio)
    }

    pub(super) fn licence(self) -> &'static str {
        match self {
            Self::Tiva | Self::Icio => "CC BY 4.0 (OECD terms and conditions)",
            Self::Trade => "UN Comtrade terms of use: raw data must not be redistributed",
            Self::Gdp => "CC BY 4.0 (World Bank terms of use for datasets)",
        }
    }

    /// How the source is cited; `edition` is the year of an edition of the OECD.
    pub(super) fn citation(self, edition: &str) -> String {
        match self {
            Self::Tiva => format!("OECD, Trade in Value Added (TiVA), {edition} edition"),
            Self::Icio => format!("OECD, Inter-Country Input-Output (ICIO) Tables, {edition} edition"),
            Self::Trade => "United Nations, UN Comtrade Database".to_owned(),
            Self::Gdp => "World Bank, World Development Indicators, NY.GDP.PCAP.CD".to_owned(),
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
