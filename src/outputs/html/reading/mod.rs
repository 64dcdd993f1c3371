//! Reads a page back: the text and the exhibits of the document, and the trace of its numbers.
//!
//! The other way of `body`, `tables` and `trace`, for pages that this program has written; what they write and what
//! is read here change together.

mod content;
mod elements;
mod exhibits;
mod packed;

use crate::comparison::{Page, Trace};

/// Why a page cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum PageReadError {
    #[error("this is no page of a report: it has no text")]
    NoText,
    #[error("the markup of the text is damaged: an element has no end, or another one's")]
    Markup,
    #[error("the trace of its numbers is damaged")]
    Trace,
}

/// Reads a page that [`page`](super::page) has written.
pub fn read_page(html: &str) -> Result<Page, PageReadError> {
    let text = between(html, "<main ", "</main>").ok_or(PageReadError::NoText)?;
    // The rest of the opening tag.
    let (_, text) = text.split_once('>').ok_or(PageReadError::NoText)?;
    let content = elements::parse(text).ok_or(PageReadError::Markup)?;
    let trace = match between(html, "<script type=\"text/plain\" id=\"trace\">", "</script>") {
        Some(text) => packed::trace(text).ok_or(PageReadError::Trace)?,
        None => Trace::default(),
    };
    Ok(Page {
        parts: content::parts(&content),
        trace,
    })
}

/// What stands between two pieces of markup.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    let (inner, _) = rest.split_once(end)?;
    Some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{CellKind, Part};

    const PAGE: &str = r##"<html><body><main id="content" tabindex="-1">
  <section class="abstract"><h2 id="abstract-label">Abstract</h2><p>It holds for <span class="v" data-v="0">14</span> of 44
  cells.<sup class="fn"><a id="fnref-1" href="#fn-1">1</a></sup> <span class="claim" id="claim-lead"></span>Most &lt; all.</p></section>
  <article><h2 id="s"><span class="secno">1</span> Trade <a class="anchor" href="#s">#</a></h2>
  <ul><li><p>One <math><mi>x</mi></math></p></li></ul>
  <div class="equation" id="eq"><math><mi>y</mi></math></div>
  <dl class="claims"><div><dt>lead</dt><dd><p>Most.</p></dd></div></dl>
  <figure class="exhibit table-exhibit" id="tbl-x"><figcaption id="tbl-x-caption"><span class="label">Table 1.</span> Shares</figcaption>
  <div class="scroll"><table><thead><tr><th rowspan="2">Group</th><th colspan="2">Share</th></tr><tr><th>base</th><th>current</th></tr></thead>
  <tbody><tr class="group"><th colspan="3">Kazakhstan</th></tr><tr><th scope="row">Food</th><td data-value="10.3" data-v="1">10.3</td><td class="missing">—</td></tr>
  <tr><th scope="row"><span class="unseen">Fuel</span></th><td data-v="0">2.0**</td><td>agree</td></tr></tbody></table></div>
  <div class="notes"><p>K is a ratio.</p></div><details class="how"><summary>How</summary><p>So.</p></details></figure>
  <figure class="exhibit chart-exhibit" id="fig-y"><div class="chart"><svg><text>no</text></svg></div><figcaption><span class="label">Figure 1.</span> A line</figcaption>
  <details class="chart-data"><summary>Data</summary><div class="scroll"><table><thead><tr><th>Year</th></tr></thead><tbody><tr><th scope="row">2014</th></tr></tbody></table></div></details></figure>
  <ol class="references"><li id="ref-a">Author, <em>Title</em>.</li></ol>
  </article></main><script type="text/plain" id="trace">TRACE</script></body></html>"##;

    fn read(html: &str) -> Result<Page, PageReadError> {
        let json = r#"{"files":[["a.csv","ab"]],"nodes":[{"k":"count(x)","v":14.0,"o":"count","i":[1]},{"k":"stage1.x","v":0.103,"s":[[0,"2–4","rows-trade"]],"n":["base: 2013–2017"]}]}"#;
        let json = json.as_bytes();
        read_page(&html.replace("TRACE", &crate::outputs::html::packed(json)))
    }

    #[test]
    fn text_is_read_with_its_numbers_and_claims() {
        let page = read(PAGE).expect("a page");
        let passages = page.parts.iter().filter_map(|part| match part {
            Part::Passage(passage) => Some(passage.text.as_str()),
            Part::Heading(title) => Some(title.as_str()),
            Part::Exhibit(_) => None,
        });
        let expected = [
            "Abstract",
            "It holds for 14 of 44 cells. Most < all.",
            "1 Trade",
            "One x",
            "Author, Title.",
        ];
        assert_eq!(passages.collect::<Vec<_>>(), expected);
        let Part::Passage(first) = &page.parts[1] else {
            panic!("{:?}", page.parts[1])
        };
        let [shown] = first.values.as_slice() else {
            panic!("{first:?}")
        };
        assert_eq!((&first.text[shown.range.clone()], shown.node), ("14", 0));
        assert_eq!(
            first.claims,
            [(first.text.find("Most").expect("it is there"), "lead".to_owned())]
        );
        assert_eq!(
            (page.trace.nodes[1].files.as_slice(), page.trace.files.as_slice()),
            (&[0][..], &["a.csv".to_owned()][..])
        );
        assert_eq!(page.trace.nodes[0].value, Some(14.0));
    }

    #[test]
    fn tables_are_read_with_their_titles_and_groups() {
        let page = read(PAGE).expect("a page");
        let exhibits: Vec<_> = page
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Exhibit(exhibit) => Some(exhibit),
                _ => None,
            })
            .collect();
        let [table, figure] = exhibits.as_slice() else {
            panic!("{exhibits:?}")
        };
        assert_eq!(
            (table.label.as_str(), table.caption.text.as_str()),
            ("Table 1", "Shares")
        );
        assert_eq!(table.columns, ["Group", "Share · base", "Share · current"]);
        let kinds: Vec<Vec<CellKind>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.kind).collect())
            .collect();
        let expected = [
            vec![CellKind::Words, CellKind::Value(1), CellKind::Missing],
            vec![CellKind::Words, CellKind::Value(0), CellKind::Words],
        ];
        assert_eq!(kinds, expected);
        assert_eq!(
            (table.rows[1].group.as_deref(), table.rows[1].cells[0].text.as_str()),
            (Some("Kazakhstan"), "Fuel")
        );
        assert_eq!(table.notes.len(), 1);
        assert_eq!(
            (
                figure.id.as_str(),
                figure.rows.len(),
                figure.rows[0].cells[0].text.as_str()
            ),
            ("fig-y", 1, "2014")
        );
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert!(matches!(read_page("<html></html>"), Err(PageReadError::NoText)));
        assert!(matches!(read(&PAGE.replace("</ul>", "")), Err(PageReadError::Markup)));
        let damaged = PAGE.replace("TRACE", "AAAA");
        assert!(matches!(read_page(&damaged), Err(PageReadError::Trace)));
    }
}
