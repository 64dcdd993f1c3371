//! Formulas in LaTeX.

use super::symbols::command;
use crate::outputs::math::{Math, TokenKind};

/// The formula as it stands between dollar signs.
pub(in crate::outputs) fn formula(math: &Math) -> String {
    match math {
        Math::Row(parts) => parts.iter().map(formula).collect::<Vec<_>>().join(" "),
        Math::Token { kind, text } => token(*kind, text),
        Math::Space => r"\,".to_owned(),
        Math::Fraction { above, below, line } => {
            let (above, below) = (formula(above), formula(below));
            match line {
                true => format!(r"\frac{{{above}}}{{{below}}}"),
                false => format!(r"\genfrac{{}}{{}}{{0pt}}{{}}{{{above}}}{{{below}}}"),
            }
        }
        Math::Scripts { base, sub, sup } => attached(base, sub.as_deref(), sup.as_deref()),
        Math::Limits { base, under, over } if math.big_operator().is_some() || is_function(base) => {
            attached(base, under.as_deref(), over.as_deref())
        }
        Math::Limits { base, under, over } => {
            let mut text = formula(base);
            if let Some(under) = under {
                text = format!(r"\underset{{{}}}{{{text}}}", formula(under));
            }
            if let Some(over) = over {
                text = format!(r"\overset{{{}}}{{{text}}}", formula(over));
            }
            text
        }
        Math::Accent { base, mark } => accent(mark, &formula(base)),
        Math::Root { radicand, index } => {
            let index = index.as_ref().map(|index| format!("[{}]", formula(index)));
            format!(r"\sqrt{}{{{}}}", index.unwrap_or_default(), formula(radicand))
        }
        Math::Fenced { open, body, close } => {
            format!(r"\left{} {} \right{}", fence(open), formula(body), fence(close))
        }
        Math::Table(rows) => {
            let rows = rows
                .iter()
                .map(|cells| cells.iter().map(formula).collect::<Vec<_>>().join(" & "));
            format!(
                r"\begin{{matrix}} {} \end{{matrix}}",
                rows.collect::<Vec<_>>().join(r" \\ ")
            )
        }
    }
}

fn attached(base: &Math, sub: Option<&Math>, sup: Option<&Math>) -> String {
    let mut text = match base {
        Math::Token { .. } | Math::Fenced { .. } => formula(base),
        _ => format!("{{{}}}", formula(base)),
    };
    if let Some(sub) = sub {
        text += &format!("_{{{}}}", formula(sub));
    }
    if let Some(sup) = sup {
        text += &format!("^{{{}}}", formula(sup));
    }
    text
}

/// Whether the part is the name of a function: "lim".
fn is_function(math: &Math) -> bool {
    math.token(TokenKind::Operator)
        .is_some_and(|text| text.chars().all(char::is_alphabetic))
}

fn token(kind: TokenKind, text: &str) -> String {
    let words = |name: &str| format!(r"\{name}{{{}}}", super::text(text));
    let alphabetic = !text.is_empty() && text.chars().all(char::is_alphabetic);
    match kind {
        TokenKind::Text => words("text"),
        TokenKind::Operator if alphabetic => words("operatorname"),
        TokenKind::Sign if alphabetic && text.is_ascii() => words("mathrm"),
        TokenKind::Number => text.chars().map(sign).collect(),
        _ => text.chars().map(sign).collect::<Vec<_>>().join(" "),
    }
}

fn sign(sign: char) -> String {
    match command(sign) {
        Some(command) => command.to_owned(),
        None if "%&#_${}".contains(sign) => format!(r"\{sign}"),
        None if sign == '\\' => r"\backslash".to_owned(),
        None => sign.to_string(),
    }
}

/// A sign after `\left` or `\right`; a point stands for none.
fn fence(text: &str) -> String {
    text.chars().next().map_or_else(|| ".".to_owned(), sign)
}

fn accent(mark: &str, base: &str) -> String {
    let name = match mark {
        "^" | "\u{302}" => "hat",
        "~" | "\u{303}" => "tilde",
        "¯" | "\u{304}" | "\u{305}" => "bar",
        "\u{307}" => "dot",
        "\u{308}" => "ddot",
        "→" | "\u{20d7}" => "vec",
        _ => return format!(r"\overset{{{}}}{{{base}}}", super::text(mark)),
    };
    format!(r"\{name}{{{base}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latex(mathml: &str) -> String {
        formula(&Math::parse(&format!("<math>{mathml}</math>")).expect("well-formed"))
    }

    #[test]
    fn formulas_of_the_article_are_latex() {
        assert_eq!(
            latex(
                "<msubsup><mi>𝑠</mi><mrow><mi>𝑖</mi><mo>,</mo><msub><mi>𝑡</mi><mn>1</mn></msub></mrow><mi>𝑚</mi></msubsup>"
            ),
            "s_{i , t_{1}}^{m}"
        );
        assert_eq!(
            latex(
                "<mfrac><mtext>FVA</mtext><msub><mo>∑</mo><mrow><mi>𝑟</mi><mo>≠</mo><mi>𝑝</mi></mrow></msub></mfrac>"
            ),
            r"\frac{\text{FVA}}{\sum_{r \ne p}}"
        );
        assert_eq!(
            latex(
                "<msup><mrow><mo>(</mo><mrow><mi>𝐼</mi><mo>−</mo><mi>𝐴</mi></mrow><mo>)</mo></mrow><mrow><mo>−</mo><mn>1</mn></mrow></msup>"
            ),
            r"\left( I - A \right)^{- 1}"
        );
        assert_eq!(latex("<msub><mi>𝛽</mi><mn>0</mn></msub>"), r"\beta_{0}");
        assert_eq!(
            latex("<msup><mtext>BP</mtext><mtext>%</mtext></msup>"),
            r"\text{BP}^{\text{\%}}"
        );
    }
}
