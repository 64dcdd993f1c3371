//! The fonts of the documents: those that come with Typst.

use std::sync::LazyLock;

use typst::layout::Abs;
use typst::text::{FontInstance, FontVariant, FontVariations, FontWeight};
use typst_kit::fonts::FontStore;

pub(super) static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    store.extend(typst_kit::fonts::embedded());
    store
});

/// The text font in regular and bold.
static SERIF: LazyLock<[Option<FontInstance>; 2]> = LazyLock::new(|| {
    let find = |weight: FontWeight| {
        let variant = FontVariant {
            weight,
            ..FontVariant::default()
        };
        let index = FONTS.book().select(&FAMILY.to_lowercase(), variant)?;
        let font = FONTS.font(index)?;
        Some(font.instantiate(variant, Abs::pt(12.0), &FontVariations::default()))
    };
    [find(FontWeight::REGULAR), find(FontWeight::BOLD)]
});

/// The documents' text font.
const FAMILY: &str = "Libertinus Serif";
/// The families that `templates/layout/article.typ` names.
const FAMILIES: [&str; 3] = [FAMILY, "DejaVu Sans Mono", "New Computer Modern Math"];

/// The families of the documents that are not in the program: none, unless it was built without them.
pub fn missing_fonts() -> Vec<&'static str> {
    let is_missing = |family: &&str| {
        let variant = FontVariant::default();
        FONTS.book().select(&family.to_lowercase(), variant).is_none()
    };
    FAMILIES.into_iter().filter(is_missing).collect()
}

/// The width of a text in the documents' font, in the unit of `size`.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(font) = &SERIF[usize::from(bold)] else {
        return 0.5 * size * text.chars().count() as f64;
    };
    let advance = |letter: char| {
        let glyph = font.ttf().glyph_index(letter).unwrap_or_default();
        font.x_advance(glyph.0).map_or(0.0, |width| width.get())
    };
    text.chars().map(advance).sum::<f64>() * size
}
