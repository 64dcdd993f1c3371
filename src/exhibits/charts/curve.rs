use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem, NumericValue};
use charming::element::{AxisType, DimensionEncode, ItemStyle, NameLocation, SplitLine, Tooltip, Trigger};
use charming::series::{Custom, Scatter};

use super::{ChartWords, axis_label, axis_line, axis_tick, base, grid_lines, shown_range, text, within};
use crate::exhibits::SlopePoint;
use crate::stages::robustness::Specification;

const COLOR: &str = "#1f4e79";
const TOP: f64 = 14.0;
const CURVE_HEIGHT: f64 = 210.0;
const ROW_HEIGHT: f64 = 19.0;
const LABELS: f64 = 176.0;

/// Slopes in ascending order with intervals; below, which specification each comes from.
pub(super) fn chart(points: &[SlopePoint], words: &ChartWords<'_>) -> (Chart, u32) {
    let n_rows = Specification::ALL.len();
    let board = ROW_HEIGHT * n_rows as f64;
    let height = TOP + CURVE_HEIGHT + 16.0 + board + 12.0;
    let (lowest, highest) = shown_range(points);
    let names: Vec<String> = Specification::ALL
        .iter()
        .rev()
        .map(|id| (words.phrase)(id.id()))
        .collect();
    let number = |value: f64| CompositeValue::Number(NumericValue::from(value));
    let label = |point: &SlopePoint| {
        format!(
            "{} · {} · {} · {}",
            (words.name)(point.exporter.code()),
            (words.name)(&point.sector),
            (words.phrase)(point.direction.id()),
            (words.phrase)(point.specification.id())
        )
    };
    let item = |point: &SlopePoint, values: Vec<CompositeValue>| -> DataPoint {
        DataPointItem::new(CompositeValue::Array(values))
            .name(label(point))
            .into()
    };
    let estimates: Vec<DataPoint> = points
        .iter()
        .enumerate()
        .map(|(x, point)| {
            let ends = (point.interval.0.value(), point.interval.1.value());
            let values = vec![
                number(x as f64),
                number(within(ends.0, lowest, highest)),
                number(within(ends.1, lowest, highest)),
                number(within(point.beta.value(), lowest, highest)),
                number(f64::from(u8::from(point.significant))),
            ];
            item(point, values)
        })
        .collect();
    let places: Vec<DataPoint> = points
        .iter()
        .enumerate()
        .map(|(x, point)| {
            let row = Specification::ALL
                .iter()
                .rev()
                .position(|id| *id == point.specification);
            let color = if point.significant { COLOR } else { "#b5bcc4" };
            let place = vec![number(x as f64), number(row.unwrap_or_default() as f64)];
            DataPointItem::new(CompositeValue::Array(place))
                .item_style(ItemStyle::new().color(color))
                .into()
        })
        .collect();
    let order_axis = |grid: usize| {
        Axis::new()
            .type_(AxisType::Value)
            .grid_index(grid as f64)
            .min(-1)
            .max(points.len() as i64)
            .axis_label(axis_label(11.0).show(false))
            .axis_line(axis_line().show(grid == 1))
            .axis_tick(axis_tick().show(false))
            .split_line(SplitLine::new().show(false))
    };
    let chart = base()
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("fn:estimate"))
        .grid(Grid::new().left(LABELS).right(12).top(TOP).height(CURVE_HEIGHT))
        .grid(
            Grid::new()
                .left(LABELS)
                .right(12)
                .top(TOP + CURVE_HEIGHT + 16.0)
                .height(board),
        )
        .x_axis(order_axis(0))
        .x_axis(order_axis(1))
        .y_axis(
            Axis::new()
                .type_(AxisType::Value)
                .grid_index(0)
                .min(lowest)
                .max(highest)
                .name((words.phrase)("axis-beta"))
                .name_location(NameLocation::Middle)
                .name_gap(40)
                .name_rotation(90)
                .name_text_style(text(11.5))
                .axis_label(axis_label(11.5).formatter("fn:number"))
                .axis_line(axis_line())
                .axis_tick(axis_tick())
                .split_line(grid_lines()),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Category)
                .grid_index(1)
                .data(names)
                .axis_label(axis_label(11.5))
                .axis_line(axis_line().show(false))
                .axis_tick(axis_tick().show(false))
                .split_line(grid_lines()),
        )
        .series(
            Custom::new()
                .x_axis_index(0)
                .y_axis_index(0)
                .item_style(ItemStyle::new().color(COLOR))
                .render_item("fn:spread")
                .encode(DimensionEncode::new().x(0).y(vec![1, 2, 3]))
                .data(estimates),
        )
        .series(
            Scatter::new()
                .x_axis_index(1)
                .y_axis_index(1)
                .symbol_size(4.0)
                .item_style(ItemStyle::new().color(COLOR))
                .data(places),
        );
    (chart, height as u32)
}
