use std::sync::Arc;

use crate::model::Economy;

/// An area of a TiVA file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    Economy(Economy),
    /// All areas together.
    World,
    /// Some areas together, by the code of the file; beside its parts it would count twice.
    Group(Arc<str>),
}

/// All areas together, in the editions since 2016.
const WORLD: [&str; 3] = ["W", "WLD", "WOR"];

/// What is left of the world beside the economies shown. The codes of SDMX call it `WXD`, which TiVA labels
/// "Rest of the World" and lists as a reporting area of its own.
const REST: [&str; 2] = ["WXD", REST_OF_WORLD];

/// How the input-output tables call it.
const REST_OF_WORLD: &str = "ROW";

/// The economy that stands for what is left of the world.
pub(super) fn rest_of_world() -> Option<Economy> {
    Economy::parse(REST_OF_WORLD)
}

/// Sums of areas in the editions since 2016; `D` and `DXD` are the area itself, domestic.
const GROUPS: &str = "A5_A7 APEC ASEAN BRIICS D DXD E EA EA12 EA17 EA18 EA19 EA20 EASIA EU13 EU15 EU25 EU27 EU27_2020 \
EU28 EU28XEU15 F G20 NAFTA NONOECD OECD S2 S2_S8 USMCA WXOECD W_O ZAFR ZASI ZEUR ZNAM ZOTH ZSCA";

impl Area {
    /// Reads a code: the world, a known sum, or an economy, which has three capital letters.
    pub(super) fn parse(code: &str) -> Option<Self> {
        if WORLD.contains(&code) {
            return Some(Self::World);
        }
        if REST.contains(&code) {
            return rest_of_world().map(Self::Economy);
        }
        if GROUPS.split(' ').any(|known| known == code) {
            return Some(Self::Group(code.into()));
        }
        let letters = code.bytes().all(|byte| byte.is_ascii_uppercase());
        Economy::parse(code).filter(|_| letters).map(Self::Economy)
    }

    pub fn economy(&self) -> Option<&Economy> {
        match self {
            Self::Economy(economy) => Some(economy),
            Self::World | Self::Group(_) => None,
        }
    }

    /// The code of the file, but one for the world and one for its rest.
    pub fn code(&self) -> &str {
        match self {
            Self::Economy(economy) => economy.code(),
            Self::World => WORLD[0],
            Self::Group(code) => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn economies_are_told_from_sums() {
        let economy = |code: &str| Economy::parse(code).map(Area::Economy);
        assert_eq!(Area::parse("KAZ"), economy("KAZ"));
        assert_eq!(Area::parse("WXD"), economy("ROW"));
        assert_eq!(Area::parse("WLD"), Some(Area::World));
        for code in ["G20", "DXD", "EU27_2020", "E", "ZEUR", "W_O"] {
            assert_eq!(Area::parse(code), Some(Area::Group(code.into())), "{code}");
        }
        for code in ["EU1", "CN1", "Kaz", "XY", "", "EURO"] {
            assert_eq!(Area::parse(code), None, "{code}");
        }
    }
}
