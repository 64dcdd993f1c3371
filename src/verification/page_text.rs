//! The text of a PDF, page by page.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{CONTENTS, FORM, G, RESOURCES, SMASK, SUBTYPE};
use hayro_syntax::object::{Dict, Name, Stream};
use hayro_syntax::page::Resources;
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use super::attachments::{PdfReadError, open};

/// The most bytes of drawing instructions, a form counted each time that it is drawn.
const MAX_CONTENT: usize = 64 << 20;
/// What a form or a page costs beside its instructions, in bytes of instructions.
const FIXED_COST: usize = 1000;
/// The most forms within forms.
const MAX_NESTING: usize = 20;
/// The most bytes of text on a page.
const MAX_TEXT: usize = 4 << 20;

/// A glyph this much off the baseline of the one before begins a new line; a share of the font size.
const NEW_LINE: f64 = 0.1;
/// A gap this wide is a space. Justified lines have space glyphs; thin spaces of formulas are narrower.
const SPACE: f64 = 0.2;
/// A step back this wide is a space: kerning is narrower.
const STEP_BACK: f64 = 0.5;
/// A digit whose outline begins this far above its baseline is a superscript, in thousandths of the font size.
const RAISED: f64 = 150.0;
/// The size in which advances are given.
const UNITS_PER_EM: f64 = 1000.0;
/// The advance of a glyph that is a picture, such as an emoji.
const PICTURE_ADVANCE: f64 = 600.0;

/// The text of each page in drawing order, as the fonts' Unicode tables give it.
///
/// A gap becomes a space and a change of baseline a new line, so that neighbouring cells, superscripts and
/// the numbers before them stay apart; within a number nothing is added. A glyph without Unicode becomes
/// U+FFFD. Characters that share a glyph read as one of them: a hyphen may come out as a soft hyphen, a
/// no-break space as a space. Annotations are no part of the text.
pub(super) fn page_text(pdf: &[u8]) -> Result<Vec<String>, PdfReadError> {
    let pdf = open(pdf)?;
    let settings = InterpreterSettings {
        render_annotations: false,
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let mut budget = MAX_CONTENT;
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let content = page.page_stream();
        if content.is_none() && page.raw().contains_key(CONTENTS) {
            return Err(PdfReadError::Damaged("expected instructions that draw each page"));
        }
        spend(&mut budget, content.unwrap_or_default(), page.resources(), 0)?;

        let mut text = PageText::default();
        let mut context = Context::new(Affine::IDENTITY, Rect::ZERO, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut text);
        if text.text.len() > MAX_TEXT {
            return Err(PdfReadError::TooMuch(MAX_TEXT as u64, "bytes of text on a page"));
        }
        pages.push(text.text);
    }
    Ok(pages)
}

/// Takes the instructions, and those of the forms that they draw, off the budget: drawing cannot be stopped.
fn spend(budget: &mut usize, content: &[u8], resources: &Resources<'_>, nesting: usize) -> Result<(), PdfReadError> {
    let left = budget.checked_sub(content.len() + FIXED_COST);
    *budget = left.ok_or(PdfReadError::TooMuch(
        MAX_CONTENT as u64,
        "bytes of drawing instructions",
    ))?;
    if nesting > MAX_NESTING {
        return Err(PdfReadError::TooMuch(MAX_NESTING as u64, "forms within forms"));
    }
    let mut instructions = TypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        let object = match instruction {
            TypedInstruction::XObject(object) => resources.get_x_object(object.0),
            // A soft mask is unpacked, though it is not drawn.
            TypedInstruction::SetGraphicsState(state) => (resources.get_ext_g_state(state.0))
                .and_then(|state| state.get::<Dict<'_>>(SMASK))
                .and_then(|mask| mask.get::<Stream<'_>>(G)),
            _ => None,
        };
        if let Some(form) = object
            && form.dict().get::<Name<'_>>(SUBTYPE).as_deref() == Some(FORM)
            && let Ok(content) = form.decoded()
        {
            let own = form.dict().get::<Dict<'_>>(RESOURCES).unwrap_or_default();
            let resources = Resources::from_parent(own, resources.clone());
            spend(budget, &content, &resources, nesting + 1)?;
        }
    }
    Ok(())
}

/// A device that keeps the text of what it is given to draw.
#[derive(Default)]
struct PageText {
    text: String,
    last: Option<LastGlyph>,
}

/// The glyph that was drawn last.
struct LastGlyph {
    begin: Point,
    end: Point,
    /// Whether it is a raised digit.
    raised: bool,
}

impl PageText {
    /// What comes between the last glyph and one at `begin`; `em` is the size and the direction of its line.
    fn separator(&self, begin: Point, em: Vec2, raised: bool) -> Option<char> {
        let last = self.last.as_ref()?;
        let before = self.text.chars().next_back()?;
        let gap = begin - last.end;
        let (along, across, size) = (gap.dot(em), gap.cross(em).abs(), em.hypot2());
        if across > NEW_LINE * size {
            return (before != '\n').then_some('\n');
        }
        let wide = along > SPACE * size || along < -STEP_BACK * size;
        ((wide || raised != last.raised) && !before.is_whitespace()).then_some(' ')
    }
}

/// Whether a glyph is a digit that stands above its baseline, as the superscripts of a font do.
fn is_raised(glyph: &Glyph<'_>, text: &str) -> bool {
    match glyph {
        Glyph::Outline(glyph) if text.starts_with(char::is_numeric) => glyph.outline().control_box().y0 > RAISED,
        _ => false,
    }
}

impl<'a> Device<'a> for PageText {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        if self.text.len() > MAX_TEXT {
            return;
        }
        let place = transform * glyph_transform;
        let begin = place * Point::ORIGIN;
        // The outline of a glyph that was just filled.
        if matches!(mode, GlyphDrawMode::Stroke(_)) && self.last.as_ref().is_some_and(|last| last.begin == begin) {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) => s,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let raised = is_raised(glyph, &text);
        let em = place * Point::new(UNITS_PER_EM, 0.0) - begin;
        let separator = self.separator(begin, em, raised);
        self.text.extend(separator);
        self.text.push_str(&text);
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(0.0, f64::from),
            Glyph::Type3(_) => PICTURE_ADVANCE,
        };
        self.last = Some(LastGlyph {
            begin,
            end: place * Point::new(advance, 0.0),
            raised,
        });
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF whose page draws `content` in a font of pictures, each 0.6 of the font size wide.
    fn pdf(content: &str, forms: &str) -> Vec<u8> {
        let table = "begincodespacerange<00><FF>endcodespacerange 1 beginbfrange<20><7E><0020>endbfrange";
        format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
             3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R>>>>>>endobj\n{}\
             5 0 obj<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>\
             /Encoding<</Differences[]>>/FirstChar 32/LastChar 126/Widths[{}]/ToUnicode 6 0 R>>endobj\n{}{forms}\
             trailer<</Root 1 0 R>>\n%%EOF\n",
            stream(4, "", content),
            "600 ".repeat(95),
            stream(6, "", table),
        )
        .into_bytes()
    }

    fn stream(id: usize, keys: &str, data: &str) -> String {
        format!(
            "{id} 0 obj<<{keys}/Length {}>>stream\n{data}\nendstream endobj\n",
            data.len()
        )
    }

    #[test]
    fn cells_and_superscripts_stay_apart_and_numbers_whole() {
        let cells = "BT/F 10 Tf 1 0 0 1 50 500 Tm[(1)-150(,)90(5)-900(20)]TJ 5 Ts(1)Tj 0 Ts( a)Tj \
                     1 0 0 1 50 480 Tm<01>Tj 2 Tr(b)Tj ET/X Do";
        let form = stream(
            10,
            "/Subtype/Form/BBox[0 0 9 9]",
            "BT/F 10 Tf 1 0 0 1 90 480 Tm(form)Tj ET",
        );
        assert_eq!(
            page_text(&pdf(cells, &form)),
            Ok(vec!["1,5 20\n1\n a\n\u{FFFD} b form".to_owned()])
        );
    }

    #[test]
    fn forms_that_multiply_are_refused_before_they_are_drawn() {
        let form = |id| {
            let keys = format!("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", id + 1);
            stream(id, &keys, "/X Do/X Do/X Do/X Do/X Do/X Do/X Do/X Do/X Do")
        };
        let forms = |last| {
            (10..last)
                .map(form)
                .chain([stream(last, "/Subtype/Form/BBox[0 0 9 9]", "")])
                .collect::<String>()
        };
        assert!(matches!(
            page_text(&pdf("/X Do", &forms(20))),
            Err(PdfReadError::TooMuch(..))
        ));
        assert_eq!(page_text(&pdf("/X Do", &forms(12))), Ok(vec![String::new()]));
    }
}
