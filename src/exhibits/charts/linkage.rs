use charming::Chart;
use charming::component::{Axis, Grid, Legend, LegendItem};
use charming::datatype::{CompositeValue, NumericValue};
use charming::element::{AxisType, ItemStyle, LineStyle, NameLocation, SplitLine, Symbol, Tooltip, Trigger};
use charming::series::{Bar, Line};

use super::{ChartWords, LINE_COLOR, PARTNER_COLORS, WIDTH, axis_label, axis_line, axis_tick, base, grid_lines, text};
use crate::model::{Economy, Year};
use crate::provenance::Number;

const HEIGHT: u32 = 330;
const LEGEND_ROW: f64 = 24.0;

/// Bars of partner shares on the left axis, the share in exports as a line on the right one.
pub(super) fn chart(
    years: &[Year],
    partners: &[(Economy, Vec<Option<Number>>)],
    fva_share: &[Option<Number>],
    words: &ChartWords<'_>,
) -> (Chart, u32) {
    let names: Vec<String> = partners
        .iter()
        .map(|(partner, _)| (words.name)(partner.code()))
        .collect();
    let line_name = (words.phrase)("series-fva");
    let mut items: Vec<LegendItem> = names.iter().cloned().map(LegendItem::from).collect();
    items.push(line_name.clone().into());
    let legend_rows = legend_rows(&names, &line_name);
    let top = 44.0 + LEGEND_ROW * (legend_rows - 1) as f64;
    let percent_axis = |phrase: &str, right: bool| {
        Axis::new()
            .type_(AxisType::Value)
            .name((words.phrase)(phrase))
            .name_location(NameLocation::Middle)
            .name_gap(38)
            .name_rotation(if right { -90 } else { 90 })
            .name_text_style(text(12.0))
            .min(0)
            .axis_label(axis_label(12.0).formatter("fn:number"))
            .axis_line(axis_line())
            .axis_tick(axis_tick())
            .align_ticks(true)
            .split_line(if right {
                SplitLine::new().show(false)
            } else {
                grid_lines()
            })
    };
    let mut chart = base()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(
            Legend::new()
                .top(4)
                .left("center")
                .item_gap(18)
                .item_width(18)
                .text_style(text(12.5))
                .data(items),
        )
        .grid(Grid::new().left(58).right(58).top(top).bottom(34))
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .data(years.iter().map(Year::to_string).collect())
                .axis_label(axis_label(12.0))
                .axis_line(axis_line())
                .axis_tick(axis_tick()),
        )
        .y_axis(percent_axis("axis-partner-share", false))
        .y_axis(percent_axis("axis-fva-share", true));
    for (position, ((_, shares), name)) in partners.iter().zip(&names).enumerate() {
        let color = PARTNER_COLORS[position % PARTNER_COLORS.len()];
        chart = chart.series(
            Bar::new()
                .name(name.as_str())
                .item_style(ItemStyle::new().color(color).border_color("#333333").border_width(0.4))
                .bar_gap("0%")
                .data(in_percent(shares)),
        );
    }
    let line = Line::new()
        .name(line_name)
        .y_axis_index(1)
        .symbol(Symbol::Circle)
        .symbol_size(5.0)
        .line_style(LineStyle::new().color(LINE_COLOR).width(2))
        .item_style(ItemStyle::new().color(LINE_COLOR))
        .data(in_percent(fva_share));
    (
        chart.series(line),
        HEIGHT + LEGEND_ROW as u32 * (legend_rows as u32 - 1),
    )
}

/// How many rows the legend takes, by the width of letters in the mean.
fn legend_rows(names: &[String], line_name: &str) -> usize {
    const LETTER: f64 = 6.4;
    const MARK_AND_GAPS: f64 = 18.0 + 5.0 + 18.0;
    let widths = names.iter().map(String::as_str).chain([line_name]);
    let mut rows = 1;
    let mut used = 0.0;
    for name in widths {
        let width = LETTER * name.chars().count() as f64 + MARK_AND_GAPS;
        if used > 0.0 && used + width > f64::from(WIDTH) - 20.0 {
            rows += 1;
            used = 0.0;
        }
        used += width;
    }
    rows
}

fn in_percent(shares: &[Option<Number>]) -> Vec<CompositeValue> {
    let value = |share: &Option<Number>| match share {
        Some(share) => CompositeValue::Number(NumericValue::from(share.value() * 100.0)),
        None => CompositeValue::String("-".to_owned()),
    };
    shares.iter().map(value).collect()
}
