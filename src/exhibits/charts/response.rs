use charming::Chart;
use charming::component::{Axis, Grid, Legend, LegendItem, Title};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem, NumericValue};
use charming::element::{
    AxisType, BorderType, Color, DimensionEncode, ItemStyle, Label, LineStyle, LineStyleType, MarkLine, MarkLineData,
    MarkLineVariant, NameLocation, Symbol, TextAlign, Tooltip, Trigger,
};
use charming::series::{Bar as BarSeries, Custom};

use super::{ChartWords, INK, axis_label, axis_line, axis_tick, base, grid_lines, text};
use crate::exhibits::Bar;
use crate::stages::{Direction, Term};

const TERMS: [(Term, &str); 2] = [(Term::Bp, "#1f4e79"), (Term::Fp, "#d98b1f")];
const DIRECTIONS: [Direction; 2] = [Direction::Mutual, Direction::External];
const COLUMNS: usize = 2;
const PANEL_HEIGHT: f64 = 215.0;
const LEGEND_HEIGHT: f64 = 40.0;

/// One panel a sector, each with its own scale; bars grouped by direction, with intervals.
pub(super) fn chart(sectors: &[String], bars: &[Bar], words: &ChartWords<'_>) -> (Chart, u32) {
    let n_rows = sectors.len().div_ceil(COLUMNS);
    let height = LEGEND_HEIGHT + PANEL_HEIGHT * n_rows as f64;
    let items: Vec<LegendItem> = TERMS.iter().map(|(term, _)| (words.phrase)(term.id()).into()).collect();
    let mut chart = base()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .color(TERMS.map(|(_, color)| Color::from(color)).into())
        .legend(
            Legend::new()
                .top(4)
                .left("center")
                .item_gap(24)
                .item_width(18)
                .text_style(text(12.5))
                .data(items),
        );
    for (panel, sector) in sectors.iter().enumerate() {
        chart = add_panel(chart, panel, sector, height, words);
        for (term, color) in TERMS {
            let of_term: Vec<&Bar> = DIRECTIONS
                .iter()
                .filter_map(|direction| {
                    bars.iter()
                        .find(|bar| bar.sector == panel && bar.term == term && bar.direction == *direction)
                })
                .collect();
            chart = add_bars(chart, panel, term, color, &of_term, words);
        }
    }
    (chart, height as u32)
}

fn add_panel(chart: Chart, panel: usize, sector: &str, height: f64, words: &ChartWords<'_>) -> Chart {
    let (row, column) = (panel / COLUMNS, panel % COLUMNS);
    let percent = |pixels: f64| format!("{:.2}%", 100.0 * pixels / height);
    let top = LEGEND_HEIGHT + PANEL_HEIGHT * row as f64;
    let left = if column == 0 { "10%" } else { "60%" };
    let directions = DIRECTIONS.map(|direction| (words.phrase)(direction.id()));
    let mut value_axis = Axis::new()
        .type_(AxisType::Value)
        .grid_index(panel as f64)
        .split_number(4)
        .axis_label(axis_label(11.5).formatter("fn:number"))
        .axis_line(axis_line())
        .axis_tick(axis_tick())
        .split_line(grid_lines());
    if column == 0 {
        value_axis = value_axis
            .name((words.phrase)("axis-coefficient"))
            .name_location(NameLocation::Middle)
            .name_gap(46)
            .name_rotation(90)
            .name_text_style(text(11.5));
    }
    chart
        .title(
            Title::new()
                .text(wrapped(&(words.name)(sector)))
                .left(if column == 0 { "28%" } else { "78%" })
                .top(percent(top))
                .text_align(TextAlign::Center)
                .text_style(text(12.5).font_weight("bold").line_height(15)),
        )
        .grid(
            Grid::new()
                .left(left)
                .width("36%")
                .top(percent(top + 38.0))
                .height(percent(PANEL_HEIGHT - 78.0)),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .grid_index(panel as f64)
                .data(directions.into())
                .axis_label(axis_label(12.0))
                .axis_line(axis_line().on_zero(false))
                .axis_tick(axis_tick()),
        )
        .y_axis(value_axis)
}

fn add_bars(chart: Chart, panel: usize, term: Term, color: &str, bars: &[&Bar], words: &ChartWords<'_>) -> Chart {
    let style = |bar: &Bar| {
        let style = ItemStyle::new().border_color(color).border_width(1.4);
        if bar.significant {
            style.color(color)
        } else {
            style.color("#ffffff").border_type(BorderType::Dashed)
        }
    };
    let points: Vec<DataPoint> = bars
        .iter()
        .map(|bar| DataPointItem::new(bar.coef.value()).item_style(style(bar)).into())
        .collect();
    let name = (words.phrase)(term.id());
    let offset = if term == Term::Bp { -1.0 } else { 1.0 };
    let number = |value: f64| CompositeValue::Number(NumericValue::from(value));
    let whiskers: Vec<Vec<CompositeValue>> = bars
        .iter()
        .enumerate()
        .map(|(position, bar)| {
            let (lower, upper) = &bar.interval;
            vec![
                number(position as f64),
                number(lower.value()),
                number(upper.value()),
                number(offset),
            ]
        })
        .collect();
    let mut series = BarSeries::new()
        .name(name.as_str())
        .x_axis_index(panel as f64)
        .y_axis_index(panel as f64)
        .bar_width("28%")
        .bar_gap("15%")
        .item_style(ItemStyle::new().color(color))
        .data(points);
    if term == Term::Bp {
        series = series.mark_line(zero_line());
    }
    chart.series(series).series(
        Custom::new()
            .name(name)
            .x_axis_index(panel as i32)
            .y_axis_index(panel as i32)
            .render_item("fn:whisker")
            .encode(DimensionEncode::new().x(0).y(vec![1, 2]))
            .data(whiskers),
    )
}

/// The line from which the bars start.
fn zero_line() -> MarkLine {
    MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .label(Label::new().show(false))
        .line_style(LineStyle::new().color(INK).width(0.9).type_(LineStyleType::Solid))
        .data(vec![MarkLineVariant::Simple(MarkLineData::new().y_axis(0))])
}

/// The longest line of a panel's title, in letters.
const TITLE_WIDTH: usize = 30;

/// A title on two lines where it is longer than its panel is wide.
fn wrapped(title: &str) -> String {
    if title.chars().count() <= TITLE_WIDTH {
        return title.to_owned();
    }
    let middle = title.len() / 2;
    let spaces = title.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => format!("{}\n{}", &title[..at], &title[at + 1..]),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn long_titles_break_near_the_middle() {
        assert_eq!(wrapped("Chemicals"), "Chemicals");
        assert_eq!(
            wrapped("Производство электрического и оптического оборудования"),
            "Производство электрического\nи оптического оборудования"
        );
    }
}
