use charming::Chart;
use charming::component::{Axis, Grid, Legend, LegendItem};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem, NumericValue};
use charming::element::{
    AxisType, ItemStyle, Label, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, NameLocation,
    Symbol, Tooltip, Trigger,
};
use charming::series::Scatter;

use super::{ChartWords, INK, axis_label, axis_line, axis_tick, base, grid_lines, text};
use crate::exhibits::LeadRow;
use crate::model::Economy;

const OWN_COLOR: &str = "#1f4e79";
const OTHER_COLOR: &str = "#7d8791";
const TOP: f64 = 40.0;
const BOTTOM: f64 = 44.0;
const ROW_HEIGHT: f64 = 22.0;

/// A row a commodity group: the member's coefficient as a full mark, those of the others as hollow ones.
pub(super) fn chart(economy: &Economy, rows: &[LeadRow], threshold: f64, words: &ChartWords<'_>) -> (Chart, u32) {
    let own_name = (words.name)(economy.code());
    let others_name = (words.phrase)("other-members");
    // The axis counts from below.
    let names: Vec<String> = rows.iter().rev().map(|row| (words.name)(&row.group)).collect();
    let mut own: Vec<DataPoint> = Vec::new();
    let mut others: Vec<DataPoint> = Vec::new();
    for (place, row) in rows.iter().rev().enumerate() {
        let group = (words.name)(&row.group);
        let point = |member: &str, k: f64| {
            // The last number is what the hint shows.
            let values = [k, place as f64, 0.0, k].map(|value| CompositeValue::Number(NumericValue::from(value)));
            DataPointItem::new(CompositeValue::Array(values.into())).name(format!("{member} · {group}"))
        };
        own.extend(row.own.iter().map(|k| point(&own_name, k.value()).into()));
        for (member, k) in &row.others {
            let name = (words.name)(member.code());
            others.extend(k.iter().map(|k| point(&name, k.value()).into()));
        }
    }
    let items: Vec<LegendItem> = vec![own_name.clone().into(), others_name.clone().into()];
    let height = TOP + ROW_HEIGHT * rows.len() as f64 + BOTTOM;
    let chart = base()
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("fn:estimate"))
        .legend(
            Legend::new()
                .top(4)
                .left("center")
                .item_gap(24)
                .item_width(18)
                .text_style(text(12.5))
                .data(items),
        )
        .grid(Grid::new().left("38%").right(24).top(TOP).bottom(BOTTOM))
        .x_axis(
            Axis::new()
                .type_(AxisType::Value)
                .name((words.phrase)("axis-lead"))
                .name_location(NameLocation::Middle)
                .name_gap(26)
                .name_text_style(text(11.5))
                .axis_label(axis_label(11.5).formatter("fn:number"))
                .axis_line(axis_line().on_zero(false))
                .axis_tick(axis_tick())
                .split_line(grid_lines()),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Category)
                .data(names)
                .axis_label(axis_label(11.0))
                .axis_line(axis_line().on_zero(false))
                .axis_tick(axis_tick().show(false)),
        )
        .series(
            Scatter::new()
                .name(others_name)
                .symbol(Symbol::Circle)
                .symbol_size(7.0)
                .item_style(
                    ItemStyle::new()
                        .color("transparent")
                        .border_color(OTHER_COLOR)
                        .border_width(1.3),
                )
                .data(others),
        )
        .series(
            Scatter::new()
                .name(own_name)
                .symbol(Symbol::Circle)
                .symbol_size(10.0)
                .item_style(ItemStyle::new().color(OWN_COLOR))
                .mark_line(threshold_line(threshold))
                .data(own),
        );
    (chart, height as u32)
}

/// The line beyond which a coefficient prefers the mutual market.
fn threshold_line(threshold: f64) -> MarkLine {
    MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .label(Label::new().show(false))
        .line_style(LineStyle::new().color(INK).width(0.9).type_(LineStyleType::Solid))
        .data(vec![MarkLineVariant::Simple(MarkLineData::new().x_axis(threshold))])
}
