//! The tables of a document in LaTeX, with the rules of booktabs: a file a table.

mod formula;
mod symbols;
mod tabular;

use std::collections::BTreeMap;

use super::OutputFile;
use super::math::{Formula, Math};
use super::table_grid::table_of;
use crate::exhibits::Size;
use crate::literate::document::{Document, Exhibit, ExhibitContent, Inline, TextTable};
use tabular::Tabular;

pub(super) use formula::formula;

/// More rows than this stand on several pages.
const ROWS_OF_A_PAGE: usize = 45;

/// Every numbered table as `tables/table-N.LANG.tex`.
pub fn latex_tables(document: &Document, formulas: &BTreeMap<Formula, String>) -> Vec<OutputFile> {
    let writer = Writer { document, formulas };
    let tables = document.exhibits().filter_map(|exhibit| {
        let has_data_only = matches!(exhibit.content, ExhibitContent::Figure { .. });
        let table = table_of(exhibit).filter(|_| !has_data_only)?;
        let name = format!("tables/{}.{}.tex", exhibit.file_stem(), document.language.tag());
        Some(OutputFile::new(name, writer.file(exhibit, &table)))
    });
    tables.collect()
}

struct Writer<'a> {
    document: &'a Document,
    formulas: &'a BTreeMap<Formula, String>,
}

impl Writer<'_> {
    fn file(&self, exhibit: &Exhibit, table: &TextTable) -> String {
        let is_long = table.rows.len() > ROWS_OF_A_PAGE;
        let packages = match is_long {
            true => "amsmath, booktabs, longtable",
            false => "amsmath, booktabs",
        };
        let mut out = format!("% {}. Packages: {packages}.\n", comment(&exhibit.label));
        if let Some(notice) = &self.document.notice {
            out += &format!("% {}\n", comment(notice));
        }
        let caption = format!(
            r"\caption{{{}}}\label{{{}}}",
            self.inlines(&exhibit.caption),
            key(&exhibit.id)
        );
        let tabular = Tabular::of(table);
        let notes = self.notes(exhibit);
        let (size, gap) = match table.size {
            Size::Normal | Size::Small => (r"\small", "6pt"),
            Size::Tiny | Size::Wide => (r"\scriptsize", "3pt"),
        };
        let settings = format!("{size}\n\\setlength{{\\tabcolsep}}{{{gap}}}\n");
        out + &match is_long {
            true => format!(
                "\\begingroup\n{settings}\\begin{{longtable}}{{{columns}}}\n{caption} \\\\\n\\toprule\n{head}\\midrule\n\\endfirsthead\n\\toprule\n{head}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n{rows}\\end{{longtable}}\n{notes}\\endgroup\n",
                columns = tabular.columns,
                head = tabular.head,
                rows = tabular.rows,
            ),
            false => format!(
                "\\begin{{table}}[htbp]\n\\centering\n{settings}{caption}\n\\begin{{tabular}}{{{columns}}}\n\\toprule\n{head}\\midrule\n{rows}\\bottomrule\n\\end{{tabular}}\n{notes}\\end{{table}}\n",
                columns = tabular.columns,
                head = tabular.head,
                rows = tabular.rows,
            ),
        }
    }

    /// What stands below the table, in the width of the text.
    fn notes(&self, exhibit: &Exhibit) -> String {
        let notes: Vec<String> = exhibit
            .notes
            .iter()
            .chain(&exhibit.source)
            .map(|note| self.inlines(note))
            .collect();
        if notes.is_empty() {
            return String::new();
        }
        format!(
            "\n\\smallskip\n\\noindent\\begin{{minipage}}{{\\linewidth}}\\footnotesize\n{}\n\\end{{minipage}}\n",
            notes.join("\\par\n")
        )
    }

    fn inlines(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) | Inline::Value { text: words, .. } | Inline::Jump { text: words, .. } => text(words),
            Inline::Emphasis(inner) => format!(r"\emph{{{}}}", self.inlines(inner)),
            Inline::Strong(inner) => format!(r"\textbf{{{}}}", self.inlines(inner)),
            Inline::Code(code) => format!(r"\texttt{{{}}}", text(code)),
            Inline::Math(math, _) => self.math(math),
            Inline::Link { content, .. } => self.inlines(content),
            Inline::LineBreak => " ".to_owned(),
            Inline::Footnote(_) | Inline::ClaimMark(_) | Inline::Pending(..) => String::new(),
        }
    }

    fn math(&self, source: &str) -> String {
        let found = self.formulas.get(&(source.to_owned(), false));
        match found.and_then(|mathml| Math::parse(mathml)) {
            Some(math) => format!("${}$", formula(&math)),
            None => text(source),
        }
    }
}

/// A comment ends with its line.
fn comment(words: &str) -> String {
    words.replace(['\n', '\r'], " ")
}

/// The key of a reference: no sign that LaTeX takes for its own.
fn key(id: &str) -> String {
    id.chars()
        .map(|letter| match letter {
            letter if letter.is_ascii_alphanumeric() || "-:".contains(letter) => letter,
            _ => '-',
        })
        .collect()
}

/// Text that LaTeX takes as it is.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' => out.push_str(r"\textbackslash{}"),
            '~' => out.push_str(r"\textasciitilde{}"),
            '^' => out.push_str(r"\textasciicircum{}"),
            '|' => out.push_str(r"\textbar{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(letter);
            }
            '\u{a0}' => out.push('~'),
            '\u{ad}' => out.push_str(r"\-"),
            '–' => out.push_str("--"),
            '—' => out.push_str("---"),
            '\n' | '\r' => out.push(' '),
            '…' => out.push_str(r"\dots{}"),
            _ => match (raised(letter), symbols::command(letter)) {
                (Some(digit), _) => out.push_str(&digit),
                (None, Some(command)) => {
                    out.push('$');
                    out.push_str(command);
                    out.push('$');
                }
                (None, None) => out.push(letter),
            },
        }
    }
    out
}

/// A digit that Unicode has raised or lowered.
fn raised(letter: char) -> Option<String> {
    let up = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == letter);
    let down = "₀₁₂₃₄₅₆₇₈₉".chars().position(|digit| digit == letter);
    up.map(|digit| format!(r"\textsuperscript{{{digit}}}"))
        .or_else(|| down.map(|digit| format!(r"\textsubscript{{{digit}}}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_a_command() {
        assert_eq!(
            text(r"\input{x} 5 % & a_b ~"),
            r"\textbackslash{}input\{x\} 5 \% \& a\_b \textasciitilde{}"
        );
        assert_eq!(
            text("1995–2020, −2\u{a0}R², β₁"),
            r"1995--2020, $-$2~R\textsuperscript{2}, $\beta$\textsubscript{1}"
        );
        assert_eq!(key("tbl-a_b%"), "tbl-a-b-");
    }
}
