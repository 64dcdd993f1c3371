//! Figures as `charming` specifications: one for the static drawing and the interactive one.
//!
//! A string that begins with `fn:` stands for a function of `templates/layout/chart_runtime.js`.

mod curve;
mod forest;
mod lead;
mod linkage;
mod response;

use charming::Chart;
use charming::element::{AxisLabel, AxisLine, AxisTick, Color, LineStyle, SplitLine, TextStyle};
use serde_json::Value;

use super::{Figure, FigureData, SlopePoint};

/// Size of the static drawing in pixels.
pub const WIDTH: u32 = 640;

/// The document's font, then what stands in for it on screens that lack it.
const FONT: &str = "Libertinus Serif, Charter, Georgia, PT Serif, serif";
const INK: &str = "#333333";
const FAINT: &str = "#d9d9d9";
/// Dark to light: apart in print without colour and for every kind of colour vision.
const PARTNER_COLORS: [&str; 5] = ["#1f4e79", "#8fbcdb", "#4a7f5a", "#c9b458", "#6b4c7a"];
const LINE_COLOR: &str = "#c44e17";

/// The words of a chart in one language.
pub struct ChartWords<'a> {
    /// The name of an economy or sector, ready to begin a label.
    pub name: &'a dyn Fn(&str) -> String,
    /// A phrase of the lexicon.
    pub phrase: &'a dyn Fn(&str) -> String,
}

/// A specification with the height of its static drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    pub option: Value,
    pub height: u32,
    /// Panels that share their rows: on a small screen the chart scrolls sideways instead of being squeezed.
    pub wide: bool,
}

/// Draws up the chart of a figure.
pub fn chart(figure: &Figure, words: &ChartWords<'_>) -> Result<ChartSpec, serde_json::Error> {
    let (chart, height) = match &figure.data {
        FigureData::Linkage {
            years,
            partners,
            fva_share,
            ..
        } => linkage::chart(years, partners, fva_share, words),
        FigureData::Response { sectors, bars } => response::chart(sectors, bars, words),
        FigureData::Curve { points, .. } => curve::chart(points, words),
        FigureData::Forest { points } => forest::chart(points, words),
        FigureData::Lead { rows, threshold } => lead::chart(&figure.economy, rows, *threshold, words),
    };
    Ok(ChartSpec {
        option: serde_json::to_value(chart)?,
        height,
        wide: matches!(
            figure.data,
            FigureData::Curve { .. } | FigureData::Forest { .. } | FigureData::Lead { .. }
        ),
    })
}

/// What all charts share.
fn base() -> Chart {
    Chart::new().animation(false).background_color("transparent")
}

fn text(size: f64) -> TextStyle {
    TextStyle::new().font_family(FONT).font_size(size).color(INK)
}

fn axis_label(size: f64) -> AxisLabel {
    AxisLabel::new().font_family(FONT).font_size(size).color(INK)
}

fn axis_line() -> AxisLine {
    AxisLine::new().show(true)
}

fn axis_tick() -> AxisTick {
    AxisTick::new()
        .show(true)
        .line_style(LineStyle::new().color(INK).width(0.8))
}

fn grid_lines() -> SplitLine {
    SplitLine::new()
        .show(true)
        .line_style(LineStyle::new().color(Color::from(FAINT)).width(0.6))
}

/// The ends of an axis for slopes in standard deviations: all estimates, and intervals up to twice that far.
fn shown_range(points: &[SlopePoint]) -> (f64, f64) {
    let betas = || points.iter().map(|point| point.beta.value());
    let furthest = betas().map(f64::abs).fold(0.5, f64::max);
    let ends = |end: fn(&SlopePoint) -> f64| {
        points
            .iter()
            .map(end)
            .map(|end| within(end, -2.0 * furthest, 2.0 * furthest))
    };
    let lowest = ends(|point| point.interval.0.value()).fold(0.0, f64::min);
    let highest = ends(|point| point.interval.1.value()).fold(0.0, f64::max);
    (libm::floor(lowest * 2.0) / 2.0, libm::ceil(highest * 2.0) / 2.0)
}

/// A number drawn at the end of the axis where it lies beyond.
fn within(value: f64, lowest: f64, highest: f64) -> f64 {
    value.max(lowest).min(highest)
}
