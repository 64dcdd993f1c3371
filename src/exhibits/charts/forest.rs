use charming::Chart;
use charming::component::{Axis, Grid, Legend, LegendItem, Title};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem, NumericValue};
use charming::element::{AxisType, Color, DimensionEncode, ItemStyle, NameLocation, TextAlign, Tooltip, Trigger};
use charming::series::Custom;

use super::{ChartWords, axis_label, axis_line, axis_tick, base, grid_lines, shown_range, text, within};
use crate::exhibits::SlopePoint;
use crate::stages::Direction;
use crate::stages::robustness::TESTED;

const DIRECTIONS: [(Direction, &str); 2] = [(Direction::Mutual, "#1f4e79"), (Direction::External, "#c4621b")];
const TOP: f64 = 62.0;
const BOTTOM: f64 = 46.0;
const ROW_HEIGHT: f64 = 27.0;

/// All equations in levels: a row an exporter's sector, a panel a term, a mark a direction.
pub(super) fn chart(points: &[SlopePoint], words: &ChartWords<'_>) -> (Chart, u32) {
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for point in points {
        let row = (point.exporter.code(), point.sector.as_str());
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.reverse();
    let names: Vec<String> = rows
        .iter()
        .map(|(exporter, sector)| format!("{}, {}", (words.name)(exporter), lower_first(&(words.name)(sector))))
        .collect();
    let height = TOP + ROW_HEIGHT * rows.len() as f64 + BOTTOM;
    let items: Vec<LegendItem> = DIRECTIONS
        .iter()
        .map(|(direction, _)| (words.phrase)(&format!("exports-{}", direction.id())).into())
        .collect();
    let (lowest, highest) = shown_range(points);
    let mut chart = base()
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("fn:estimate"))
        .color(DIRECTIONS.map(|(_, color)| Color::from(color)).into())
        .legend(
            Legend::new()
                .top(2)
                .left("center")
                .item_gap(24)
                .item_width(18)
                .text_style(text(12.5))
                .data(items),
        );
    for (panel, term) in TESTED.into_iter().enumerate() {
        let left = if panel == 0 { "41%" } else { "71%" };
        chart = chart
            .title(
                Title::new()
                    .text((words.phrase)(term.id()))
                    .left(if panel == 0 { "54.5%" } else { "84.5%" })
                    .top(34)
                    .text_align(TextAlign::Center)
                    .text_style(text(12.5).font_weight("bold")),
            )
            .grid(Grid::new().left(left).width("27%").top(TOP).bottom(BOTTOM))
            .x_axis(
                Axis::new()
                    .type_(AxisType::Value)
                    .grid_index(panel as f64)
                    .min(lowest)
                    .max(highest)
                    .name((words.phrase)("axis-beta"))
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
                    .grid_index(panel as f64)
                    .data(names.clone())
                    .axis_label(axis_label(11.0).show(panel == 0))
                    .axis_line(axis_line().on_zero(true))
                    .axis_tick(axis_tick().show(false)),
            );
        for (position, (direction, color)) in DIRECTIONS.into_iter().enumerate() {
            let own = points
                .iter()
                .filter(|point| point.term == term && point.direction == direction);
            let data: Vec<DataPoint> = own
                .map(|point| {
                    let row = rows
                        .iter()
                        .position(|(exporter, sector)| point.exporter.code() == *exporter && point.sector == *sector);
                    let numbers = [
                        row.unwrap_or_default() as f64,
                        within(point.interval.0.value(), lowest, highest),
                        within(point.interval.1.value(), lowest, highest),
                        within(point.beta.value(), lowest, highest),
                        f64::from(u8::from(point.significant)),
                        if position == 0 { -1.0 } else { 1.0 },
                    ];
                    let numbers = numbers.map(|value| CompositeValue::Number(NumericValue::from(value)));
                    let label = format!(
                        "{} · {} · {}",
                        (words.name)(point.exporter.code()),
                        (words.name)(&point.sector),
                        (words.phrase)(direction.id())
                    );
                    DataPointItem::new(CompositeValue::Array(numbers.into()))
                        .name(label)
                        .into()
                })
                .collect();
            chart = chart.series(
                Custom::new()
                    .name((words.phrase)(&format!("exports-{}", direction.id())))
                    .x_axis_index(panel as i32)
                    .y_axis_index(panel as i32)
                    .item_style(ItemStyle::new().color(color))
                    .render_item("fn:interval")
                    .encode(DimensionEncode::new().y(0).x(vec![1, 2, 3]))
                    .data(data),
            );
        }
    }
    (chart, height as u32)
}

/// A name inside a label.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
