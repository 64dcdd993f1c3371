//! A made-up world of three economies and the rest, eight years long, from a formula.
//!
//! All amounts are whole numbers of USD thousand until they are printed, so that the tables
//! balance exactly and are the same on every machine.

use std::ops::RangeInclusive;

pub const ECONOMIES: [&str; 4] = ["AAA", "BBB", "CCC", "ROW"];
pub const MEMBERS: [&str; 3] = ["AAA", "BBB", "CCC"];
pub const ACTIVITIES: [&str; 4] = ["A01", "C20", "C26", "C29"];
pub const YEARS: RangeInclusive<u16> = 2010..=2017;
const CATEGORIES: [&str; 3] = ["HFCE", "GFCF", "INVNT"];

/// The settings of the project; tests replace lines of it.
pub const SETTINGS: &str = include_str!("fixture.toml");

/// A number from 0 to 999 that looks random and depends on the keys alone (SplitMix64).
fn noise(keys: &[usize]) -> i64 {
    let mixed = keys.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |state, &key| {
        let mut z = (state ^ key as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    });
    i64::try_from(mixed % 1000).expect("a number below 1000")
}

/// USD thousand as USD million.
fn million(thousand: i64) -> String {
    let sign = if thousand < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", thousand.abs() / 1000, thousand.abs() % 1000)
}

/// The inter-country input-output table of a year in the layout of the OECD.
pub fn icio(year: u16) -> String {
    let (n, m) = (ECONOMIES.len() * ACTIVITIES.len(), ECONOMIES.len());
    let period = usize::from(year);
    let growth = 100 + 4 * i64::from(year - YEARS.start());
    let home = |cell: usize, economy: usize| cell / ACTIVITIES.len() == economy;
    let intermediate = |row: usize, column: usize| {
        let random = noise(&[1, period, row, column]);
        let base = if home(row, column / ACTIVITIES.len()) {
            200_000 + 400 * random
        } else {
            20_000 + 80 * random
        };
        base * growth / 100
    };
    let demand = |row: usize, economy: usize, category: usize| {
        let random = noise(&[2, period, row, economy, category]);
        let base = match (CATEGORIES[category], home(row, economy)) {
            ("INVNT", _) => 10 * random - 5_000,
            (_, true) => 1_500_000 + 900 * random,
            (_, false) => 60_000 + 90 * random,
        };
        base * growth / 100
    };
    let rows: Vec<Vec<i64>> = (0..n)
        .map(|row| {
            let sales = (0..n).map(|column| intermediate(row, column));
            let final_sales = (0..m).flat_map(|economy| (0..CATEGORIES.len()).map(move |category| (economy, category)));
            let mut values: Vec<i64> = sales.chain(final_sales.map(|(e, c)| demand(row, e, c))).collect();
            values.push(values.iter().sum());
            values
        })
        .collect();
    let output: Vec<i64> = rows.iter().map(|row| row[row.len() - 1]).collect();
    let taxes: Vec<i64> = (0..n).map(|column| 10 * noise(&[3, period, column]) - 1_000).collect();
    let purchases = |column: usize| rows.iter().map(|row| row[column]).sum::<i64>();
    let value_added: Vec<i64> = (0..n)
        .map(|column| output[column] - taxes[column] - purchases(column))
        .collect();
    let cells: Vec<String> = ECONOMIES
        .iter()
        .flat_map(|economy| ACTIVITIES.map(|activity| format!("{economy}_{activity}")))
        .collect();
    let demands = ECONOMIES
        .iter()
        .flat_map(|economy| CATEGORIES.map(|category| format!("{economy}_{category}")));
    let columns: Vec<String> = cells.iter().cloned().chain(demands).chain(["OUT".to_owned()]).collect();
    let mut text = format!("V1,{}\n", columns.join(","));
    let mut line = |label: &str, values: &[i64]| {
        let padded = values.iter().copied().chain(std::iter::repeat(0)).take(columns.len());
        text += &format!("{label},{}\n", padded.map(million).collect::<Vec<_>>().join(","));
    };
    cells.iter().zip(&rows).for_each(|(label, row)| line(label, row));
    [("TLS", &taxes), ("VA", &value_added), ("OUT", &output)]
        .iter()
        .for_each(|(label, row)| line(label, row));
    text
}

/// The exports of the members in the layout of Comtrade's API, cut to the columns that matter.
pub fn comtrade() -> String {
    let mut text = "refYear,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,\
                    classificationCode,cmdCode,cmdDesc,customsCode,motCode,primaryValue\n"
        .to_owned();
    for (reporter, year, partner, group, usd) in flows() {
        let (code, iso) = MEMBERS.iter().position(|member| *member == partner).map_or_else(
            || ("0".to_owned(), "W00".to_owned()),
            |index| ((901 + index).to_string(), MEMBERS[index].to_owned()),
        );
        text += &format!("{year},{reporter},Land {reporter},X,{code},{iso},Partner,0,S4,{group},Goods,C00,0,{usd}\n");
    }
    text
}

/// The same exports in the tidy layout.
pub fn tidy() -> String {
    let rows = flows()
        .into_iter()
        .map(|(reporter, year, partner, group, usd)| format!("{year},{reporter},{partner},{group},{usd}\n"));
    std::iter::once("year,reporter,partner,group,usd\n".to_owned())
        .chain(rows)
        .collect()
}

/// The same exports as Comtrade wrote them before 2022, with the columns that can split a flow.
pub fn comtrade_legacy() -> String {
    let mut text = "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,\
                    Partner,Partner ISO,2nd Partner Code,Customs Proc. Code,Commodity Code,Commodity,Trade Value (US$),Flag\n"
        .to_owned();
    for (reporter, year, partner, group, usd) in flows() {
        let (code, iso) = match partner {
            "World" => (0, "WLD"),
            member => (901, member),
        };
        text += &format!(
            "S3,{year},{year},2,Export,900,Land {reporter},{reporter},{code},Partner,{iso},,,{group},Goods,{usd},0\n"
        );
    }
    text
}

/// The same exports as WITS writes them: thousand USD.
pub fn wits() -> String {
    let mut text = "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,\
                    TradeFlowCode,TradeValue in 1000 USD,Quantity\n"
        .to_owned();
    for (reporter, year, partner, group, usd) in flows() {
        let product = group.replace("TOTAL", "Total");
        let iso = partner.replace("World", "WLD");
        text += &format!(
            "S4,{reporter},{product},Land {reporter},{iso},Partner,{year},Gross Exp.,6,{},1\n",
            million(usd)
        );
    }
    text
}

/// The same exports in the bulk layout of UNCTADstat; the members are numbers in the order given.
pub fn unctadstat(numbers: [&str; 3]) -> String {
    let value = "US$ at current prices in thousands";
    let mut text = format!(
        "\u{feff}Year,Economy,Economy Label,Partner,Partner Label,Flow,Flow Label,Product,Product Label,\
         {value},{value} Footnote,{value} Missing value\n"
    );
    let number = |economy: &str| {
        let member = MEMBERS.iter().position(|member| *member == economy);
        member.map_or("0000", |index| numbers[index])
    };
    for (reporter, year, partner, group, usd) in flows() {
        let (from, to) = (number(reporter), number(partner));
        text += &format!(
            "{year},{from},Land,{to},Partner,02,Exports,{group},\"Goods, all\",{},Estimated,\n",
            million(usd)
        );
    }
    text
}

type Flow = (&'static str, u16, &'static str, String, i64);

fn flows() -> Vec<Flow> {
    let mut flows = Vec::new();
    for (r, reporter) in MEMBERS.into_iter().enumerate() {
        for year in YEARS {
            for (p, partner) in ["World"]
                .into_iter()
                .chain(MEMBERS)
                .enumerate()
                .filter(|(_, p)| *p != reporter)
            {
                let scale = if partner == "World" { 1_000_000 } else { 10_000 };
                let sections: Vec<i64> = (0..9)
                    .map(|group| scale * (10 + noise(&[4, r, usize::from(year), p, group])))
                    .collect();
                let total = sections.iter().sum();
                let groups = (0..9).map(|group: usize| group.to_string()).chain(["TOTAL".to_owned()]);
                let values = sections.into_iter().chain([total]);
                flows.extend(
                    groups
                        .zip(values)
                        .map(|(group, usd)| (reporter, year, partner, group, usd)),
                );
            }
        }
    }
    flows
}

/// GDP per capita as the World Bank's bulk download writes it: BOM, preamble, CRLF, trailing commas.
pub fn wdi() -> String {
    let years: Vec<u16> = YEARS.collect();
    let header: String = years.iter().map(|year| format!("\"{year}\",")).collect();
    let mut text =
        "\u{feff}\"Data Source\",\"Made up\",\r\n\r\n\"Last Updated Date\",\"2018-03-01\",\r\n\r\n".to_owned();
    text += &format!("\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2009\",{header}\r\n");
    for (e, economy) in MEMBERS.into_iter().chain(["WLD"]).enumerate() {
        let values: String = years
            .iter()
            .map(|&year| format!("\"{}\",", gdp_per_capita(e, year)))
            .collect();
        text += &format!("\"Land {economy}\",\"{economy}\",\"GDP per capita\",\"NY.GDP.PCAP.CD\",\"\",{values}\r\n");
    }
    text
}

/// The same series as the World Bank's API answers, the latest year first; 2009 is a gap.
pub fn wdi_json() -> String {
    let members = MEMBERS.into_iter().enumerate();
    let records: Vec<String> = members
        .flat_map(|(e, economy)| {
            let values = YEARS.rev().map(move |year| (year, gdp_per_capita(e, year).to_string()));
            values
                .chain([(2009, "null".to_owned())])
                .map(move |(year, value)| record(economy, year, &value))
        })
        .chain([record("", 2010, "1")])
        .collect();
    let meta =
        "{\"page\":1,\"pages\":1,\"per_page\":20000,\"total\":28,\"sourceid\":\"2\",\"lastupdated\":\"2018-03-01\"}";
    format!("[{meta},[{}]]", records.join(","))
}

fn record(economy: &str, year: u16, value: &str) -> String {
    format!(
        "{{\"indicator\":{{\"id\":\"NY.GDP.PCAP.CD\",\"value\":\"GDP per capita (current US$)\"}},\
         \"country\":{{\"id\":\"XX\",\"value\":\"Land {economy}\"}},\"countryiso3code\":\"{economy}\",\
         \"date\":\"{year}\",\"value\":{value},\"unit\":\"\",\"obs_status\":\"\",\"decimal\":1}}"
    )
}

fn gdp_per_capita(economy: usize, year: u16) -> i64 {
    6_000 + 2_000 * economy as i64 + 3 * noise(&[5, economy, usize::from(year)])
}
