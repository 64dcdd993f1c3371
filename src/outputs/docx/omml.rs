//! Formulas in Office Math.

use super::xml::text;
use crate::outputs::math::{Math, TokenKind};

/// The inside of a formula.
pub(super) fn omml(math: &Math) -> String {
    match math {
        Math::Row(parts) => row(parts),
        Math::Token { kind, text } => token(*kind, text),
        Math::Space => token(TokenKind::Text, "\u{2009}"),
        Math::Fraction { above, below, line } => {
            let properties = match line {
                true => "",
                false => "<m:fPr><m:type m:val=\"noBar\"/></m:fPr>",
            };
            let parts = inside("num", Some(above)) + &inside("den", Some(below));
            format!("<m:f>{properties}{parts}</m:f>")
        }
        Math::Scripts { .. } | Math::Limits { .. } if math.big_operator().is_some() => big(math, None),
        Math::Scripts { base, sub, sup } => {
            let (sub, sup) = (sub.as_deref(), sup.as_deref());
            let name = match (sub, sup) {
                (Some(_), Some(_)) => "sSubSup",
                (None, _) => "sSup",
                (Some(_), None) => "sSub",
            };
            let sub = sub.map(|sub| inside("sub", Some(sub))).unwrap_or_default();
            let sup = sup.map(|sup| inside("sup", Some(sup))).unwrap_or_default();
            format!("<m:{name}>{}{sub}{sup}</m:{name}>", inside("e", Some(base)))
        }
        Math::Limits { base, under, over } => {
            let mut content = omml(base);
            for (name, limit) in [("limLow", under), ("limUpp", over)] {
                if let Some(limit) = limit {
                    let limit = inside("lim", Some(limit));
                    content = format!("<m:{name}><m:e>{content}</m:e>{limit}</m:{name}>");
                }
            }
            content
        }
        Math::Accent { base, mark } => format!(
            "<m:acc><m:accPr><m:chr m:val=\"{}\"/></m:accPr>{}</m:acc>",
            text(mark),
            inside("e", Some(base))
        ),
        Math::Root { radicand, index } => {
            let properties = match index {
                Some(_) => "",
                None => "<m:radPr><m:degHide m:val=\"1\"/></m:radPr>",
            };
            let parts = inside("deg", index.as_deref()) + &inside("e", Some(radicand));
            format!("<m:rad>{properties}{parts}</m:rad>")
        }
        Math::Fenced { open, body, close } => format!(
            "<m:d><m:dPr><m:begChr m:val=\"{}\"/><m:endChr m:val=\"{}\"/></m:dPr>{}</m:d>",
            text(open),
            text(close),
            inside("e", Some(body))
        ),
        Math::Table(rows) => {
            let rows = rows.iter().map(|cells| {
                let cells = cells.iter().map(|cell| inside("e", Some(cell)));
                format!("<m:mr>{}</m:mr>", cells.collect::<String>())
            });
            format!("<m:m>{}</m:m>", rows.collect::<String>())
        }
    }
}

/// Parts side by side; what follows a sum stands inside of it.
fn row(parts: &[Math]) -> String {
    let mut out = String::new();
    let mut left = parts.iter();
    while let Some(part) = left.next() {
        out += &match part.big_operator() {
            Some(_) => big(part, left.next()),
            None => omml(part),
        };
    }
    out
}

/// A sum, a product or an integral with its limits and what follows.
fn big(math: &Math, of: Option<&Math>) -> String {
    let (low, high) = match math {
        Math::Scripts { sub, sup, .. } => (sub, sup),
        Math::Limits { under, over, .. } => (under, over),
        _ => return omml(math),
    };
    let sign = text(math.big_operator().unwrap_or_default());
    let hidden = |name: &str, limit: &Option<Box<Math>>| match limit {
        Some(_) => String::new(),
        None => format!("<m:{name}Hide m:val=\"1\"/>"),
    };
    format!(
        "<m:nary><m:naryPr><m:chr m:val=\"{sign}\"/><m:limLoc m:val=\"undOvr\"/>{}{}</m:naryPr>{}{}{}</m:nary>",
        hidden("sub", low),
        hidden("sup", high),
        inside("sub", low.as_deref()),
        inside("sup", high.as_deref()),
        inside("e", of)
    )
}

/// An element around a part, empty where there is none.
fn inside(name: &str, part: Option<&Math>) -> String {
    format!("<m:{name}>{}</m:{name}>", part.map(omml).unwrap_or_default())
}

/// The font of every formula: Word's own.
const FONT: &str = "<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/></w:rPr>";

fn token(kind: TokenKind, words: &str) -> String {
    let is_name = !words.is_empty() && words.chars().all(char::is_alphabetic);
    let properties = match kind {
        TokenKind::Text => "<m:rPr><m:nor/></m:rPr>",
        TokenKind::Sign | TokenKind::Operator if is_name => "<m:rPr><m:sty m:val=\"p\"/></m:rPr>",
        _ => "",
    };
    format!(
        "<m:r>{properties}{FONT}<m:t xml:space=\"preserve\">{}</m:t></m:r>",
        text(words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The structure of a formula: names of elements and signs, without properties of text.
    fn structure(mathml: &str) -> String {
        let math = Math::parse(&format!("<math>{mathml}</math>")).expect("well-formed");
        let made = omml(&math).replace(FONT, "").replace(" xml:space=\"preserve\"", "");
        made.replace("m:", "").replace("<r><t>", "").replace("</t></r>", "")
    }

    #[test]
    fn scripts_and_fractions_are_elements_of_word() {
        assert_eq!(
            structure("<msubsup><mi>𝑋</mi><mi>𝑖</mi><mi>𝑚</mi></msubsup>"),
            "<sSubSup><e>X</e><sub>i</sub><sup>m</sup></sSubSup>"
        );
        assert_eq!(
            structure("<mfrac><mi>𝑎</mi><mn>2</mn></mfrac>"),
            "<f><num>a</num><den>2</den></f>"
        );
    }

    #[test]
    fn a_sum_holds_its_limits_and_what_follows() {
        let sum = "<msub><mo>∑</mo><mi>𝑟</mi></msub><mi>𝑥</mi><mo>+</mo>";
        assert_eq!(
            structure(sum),
            "<nary><naryPr><chr val=\"∑\"/><limLoc val=\"undOvr\"/><supHide val=\"1\"/></naryPr><sub>r</sub><sup></sup><e>x</e></nary>+"
        );
    }
}
