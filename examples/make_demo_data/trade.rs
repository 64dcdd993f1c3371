//! Exports of the members by section, in the layout of UN Comtrade.

use std::io;

use crate::path;
use crate::rng::{self, Purpose};
use crate::sections::{NAMES, PROFILES, SECTIONS, Shares};

/// An economy as Comtrade names it.
pub struct Member {
    pub code: &'static str,
    m49: u16,
    name: &'static str,
}

/// The members, in the order of the profiles.
pub const MEMBERS: [Member; 5] = [
    Member {
        code: "ARM",
        m49: 51,
        name: "Armenia",
    },
    Member {
        code: "BLR",
        m49: 112,
        name: "Belarus",
    },
    Member {
        code: "KAZ",
        m49: 398,
        name: "Kazakhstan",
    },
    Member {
        code: "KGZ",
        m49: 417,
        name: "Kyrgyzstan",
    },
    Member {
        code: "RUS",
        m49: 643,
        name: "Russian Federation",
    },
];

const WORLD: Member = Member {
    code: "W00",
    m49: 0,
    name: "World",
};

/// The two windows of stage I: first year, last year, middle.
const WINDOWS: [(u16, u16, u16); 2] = [(2013, 2017, 2015), (2018, 2022, 2020)];

/// Section 9 in the order of a row of values.
const REST: usize = SECTIONS;

/// Exports by section 0 to 9, in cents of a US dollar.
type Values = [i64; SECTIONS + 1];

const HEADER: &str = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,\
reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,\
partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,\
cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,\
qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,\
isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,\
legacyEstimationFlag,isReported,isAggregate\n";

/// The exports of a member as text, year by year: to the world, then to each other member.
pub fn exports_csv(reporter: usize) -> io::Result<String> {
    let mut text = String::from(HEADER);
    for year in WINDOWS[0].0..=WINDOWS[1].1 {
        let profile = &PROFILES[reporter];
        let total = path::geometric(profile.total, year)
            * rng::yearly_factor(Purpose::TradeTotal, [reporter, 0, 0], year, 0.01);
        let mutual = total
            * path::linear(profile.mutual_part, year)
            * rng::yearly_factor(Purpose::TradeTotal, [reporter, 1, 0], year, 0.015);
        let world = values(total, &shares(Purpose::TradeSectionWorld, reporter, year));
        push_partner(&mut text, reporter, &WORLD, year, &world);
        let mutual_shares = shares(Purpose::TradeSectionMutual, reporter, year);
        let mut sold = [0; SECTIONS + 1];
        for (partner, member) in MEMBERS.iter().enumerate().filter(|&(index, _)| index != reporter) {
            let parts: [f64; SECTIONS + 1] =
                std::array::from_fn(|section| mutual_shares[section] * partner_part(reporter, partner, section, year));
            let bought = values(mutual, &parts);
            for (sum, value) in sold.iter_mut().zip(bought) {
                *sum += value;
            }
            push_partner(&mut text, reporter, member, year, &bought);
        }
        if sold[..REST]
            .iter()
            .zip(&world)
            .any(|(sold, all)| sold >= all && *all > 0)
        {
            let code = MEMBERS[reporter].code;
            return Err(io::Error::other(format!(
                "{code} {year}: members take all of a section"
            )));
        }
    }
    Ok(text)
}

/// The shares of the sections in a year, fractions; section 9 takes the rest.
///
/// They move in a straight line through the middles of the windows. The noise sums to zero
/// over each window, so that the windows keep what the profile says of them.
fn shares(purpose: Purpose, reporter: usize, year: u16) -> [f64; SECTIONS + 1] {
    let [before, after]: &[Shares; 2] = match purpose {
        Purpose::TradeSectionMutual => &PROFILES[reporter].mutual,
        _ => &PROFILES[reporter].world,
    };
    let passed = (f64::from(year) - 2015.0) / f64::from(WINDOWS[1].2 - WINDOWS[0].2);
    let (first, last, _) = WINDOWS[usize::from(year > WINDOWS[0].1)];
    let mut shares = [0.0; SECTIONS + 1];
    for section in 0..SECTIONS {
        let noise = |year| rng::yearly_noise(purpose, [reporter, section, 0], year);
        let mean = (first..=last).map(noise).sum::<f64>() / f64::from(last + 1 - first);
        let level = if before[section] > 0.0 {
            before[section] + (after[section] - before[section]) * passed
        } else if year > WINDOWS[0].1 {
            after[section]
        } else {
            0.0
        };
        shares[section] = level / 100.0 * libm::exp(0.05 * (noise(year) - mean));
    }
    shares[REST] = (1.0 - shares.iter().sum::<f64>()).max(0.001);
    shares
}

/// The part of a partner in mutual exports of a section.
fn partner_part(reporter: usize, partner: usize, section: usize, year: u16) -> f64 {
    let weight = |partner: usize| {
        let keys = [reporter, partner, section];
        PROFILES[reporter].partners[partner]
            * rng::fixed_factor(Purpose::TradePartner, keys, 0.4)
            * rng::yearly_factor(Purpose::TradePartnerYear, keys, year, 0.12)
    };
    weight(partner) / (0..MEMBERS.len()).map(weight).sum::<f64>()
}

/// Exports of USD million `total` by section, in cents.
fn values(total: f64, parts: &[f64; SECTIONS + 1]) -> Values {
    parts.map(|part| (total * part * 1e8).round() as i64)
}

/// Writes a row for each section and one for the total, which includes section 9.
fn push_partner(text: &mut String, reporter: usize, partner: &Member, year: u16, values: &Values) {
    for (section, name) in NAMES.iter().enumerate() {
        let commodity = (section.to_string(), *name, 1);
        push_row(text, reporter, partner, year, commodity, values[section]);
    }
    let commodity = ("TOTAL".to_owned(), "All Commodities", 0);
    push_row(text, reporter, partner, year, commodity, values.iter().sum());
}

fn push_row(
    text: &mut String,
    reporter: usize,
    partner: &Member,
    year: u16,
    (commodity, name, level): (String, &str, u8),
    cents: i64,
) {
    let Member {
        code,
        m49,
        name: reporter_name,
    } = &MEMBERS[reporter];
    let name = if name.contains(',') {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    };
    let value = format!("{}.{:02}", cents / 100, cents % 100);
    text.push_str(&format!(
        "C,A,{year}0101,{year},52,{year},{m49},{code},{reporter_name},X,Export,{},{},{},0,W00,World,\
         S4,S4,False,{commodity},{name},{level},False,C00,TOTAL CPC,0,0,TOTAL MOT,-1,N/A,0,False,\
         -1,N/A,0,False,0,False,0,False,,{value},{value},4,False,True\n",
        partner.m49, partner.code, partner.name,
    ));
}
