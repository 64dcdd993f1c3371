//! Bytes that nobody would write: whatever they are, reading ends with data or with an error that says what to do.

use std::io::Write as _;

use super::check_bytes;

/// A list of the settings, and a small file of each format that it takes.
const SAMPLES: [(&str, &str); 9] = [
    (
        "icio",
        "V1,KAZ_C26,RUS_C26,KAZ_HFCE,RUS_HFCE,OUT\nKAZ_C26,20,20,40,20,100\nRUS_C26,30,80,10,80,200\n\
         TLS,5,0,0,0,0\nVA,45,100,0,0,0\nOUT,100,200,0,0,0\n",
    ),
    (
        "tiva",
        "DATAFLOW,MEASURE,REF_AREA,ACTIVITY,COUNTERPART_AREA,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n\
         OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1),EXGR,KAZ,C26,RUS,USD,A,2018,12.5,6\n\
         OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1),EXGR,KAZ,C26,W,USD,A,2018,40,6\n",
    ),
    ("tiva", "RUS|D24|KAZ|D28|2011|12.5\nRUS|DTOTAL|KAZ|D28|2011|99\n"),
    (
        "tiva",
        "\"COU\",\"Country\",\"PAR\",\"Partner\",\"IND\",\"Industry\",\"VAR\",\"Time\",\"Value\"\n\
         \"KAZ\",\"Kazakhstan\",\"RUS\",\"Russia\",\"D24\",\"Metals\",\"EXGR\",2011,5.5\n",
    ),
    (
        "trade",
        "reporterISO,partnerISO,partnerCode,refYear,flowCode,cmdCode,classificationCode,partner2Code,customsCode,motCode,primaryValue\n\
         KAZ,W00,0,2018,X,TOTAL,S4,0,C00,0,1000.5\n",
    ),
    (
        "trade",
        "ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValue in 1000 USD\nKAZ,Total,WLD,2018,Gross Exp.,6.5\n",
    ),
    ("trade", "year,reporter,partner,group,usd\n2018,KAZ,RUS,TOTAL,12\n"),
    (
        "gdp",
        "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2018\",\n\
         \"Kazakhstan\",\"KAZ\",\"GDP per capita\",\"NY.GDP.PCAP.CD\",\"9812.6\",\n",
    ),
    (
        "gdp",
        "[{\"page\":1,\"pages\":1,\"per_page\":50,\"total\":1},[{\"countryiso3code\":\"KAZ\",\"date\":\"2018\",\"value\":9812.6}]]",
    ),
];

/// Pieces that parsers stumble over.
const PIECES: [&[u8]; 16] = [
    b"",
    b",",
    b"\"",
    b"\n",
    b"\r",
    b"\xff",
    b"\0",
    b"-",
    b"1e999",
    b"NaN",
    b"|",
    b"{",
    b"]",
    b"_",
    b"\xef\xbb\xbf",
    b"99999999999999999999",
];

/// Numbers that look random, the same on every machine.
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

/// Bytes with some places cut, doubled, replaced or put elsewhere.
fn bent(bytes: &[u8], noise: &mut Noise) -> Vec<u8> {
    let mut bent = bytes.to_vec();
    for _ in 0..=noise.below(3) {
        let (a, b) = (noise.below(bent.len() + 1), noise.below(bent.len() + 1));
        let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 40));
        let piece = match noise.below(4) {
            0 => Vec::new(),
            1 => bent[from..to].repeat(2),
            2 => PIECES[noise.below(PIECES.len())].to_vec(),
            _ => vec![u8::try_from(noise.below(256)).unwrap_or_default()],
        };
        bent.splice(from..to, piece);
    }
    bent
}

fn ends_well(list: &str, bytes: &[u8]) {
    if let Err(error) = check_bytes(list, "2012.csv", bytes) {
        assert!(!error.problem.hint().is_empty(), "{error}");
        assert!(error.place.path.starts_with("2012.csv"), "{error}");
    }
}

#[test]
fn whole_samples_are_read() {
    for (list, text) in SAMPLES {
        if let Err(error) = check_bytes(list, "2012.csv", text.as_bytes()) {
            panic!("{list}: {error}");
        }
    }
}

#[test]
fn spoilt_text_is_read_or_refused() {
    let mut noise = Noise(7);
    for (list, text) in SAMPLES {
        for _ in 0..1500 {
            ends_well(list, &bent(text.as_bytes(), &mut noise));
        }
        for cut in 0..text.len() {
            ends_well(list, &text.as_bytes()[..cut]);
        }
    }
}

#[test]
fn spoilt_archives_are_read_or_refused() {
    let mut noise = Noise(11);
    for (list, text) in SAMPLES {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).expect("memory takes everything");
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("2012.csv", options).expect("memory takes everything");
        zip.write_all(text.as_bytes()).expect("memory takes everything");
        let zip = zip.finish().expect("memory takes everything").into_inner();
        for whole in [gzip.finish().expect("memory takes everything"), zip] {
            assert!(check_bytes(list, "2012.csv", &whole).is_ok());
            for _ in 0..300 {
                ends_well(list, &bent(&whole, &mut noise));
            }
        }
    }
}
