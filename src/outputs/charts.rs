//! Draws chart specifications as static SVG: ECharts inside QuickJS, with real glyph widths.

use rquickjs::{CatchResultExt, Context, Function, Runtime};

use super::fonts::text_width;
use super::{CHART_RUNTIME, ECHARTS};
use crate::exhibits::{CHART_WIDTH, ChartSpec};
use crate::settings::Language;

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the chart engine: {0}")]
pub struct ChartError(String);

/// What ECharts expects around it, and the call that draws one chart.
const SHELL: &str = r#"
globalThis.global = globalThis;
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.console = { log() {}, warn() {}, error() {} };
"#;
const DRAW: &str = r#"
echarts.setPlatformAPI({
  measureText(text, font) {
    const size = parseFloat((/([0-9.]+)px/.exec(font || "") || [0, "12"])[1]);
    return { width: __textWidth(String(text), size, /bold|[6-9]00/.test(font || "")) };
  },
});
globalThis.__draw = (json, lang, width, height) => {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(RvcChart.prepare(JSON.parse(json), { lang }));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
};
"#;

/// A JavaScript engine with the chart library in it. Loading costs far more than drawing.
pub struct ChartRenderer {
    context: Context,
    // The context lives in the runtime.
    _runtime: Runtime,
}

impl ChartRenderer {
    pub fn load() -> Result<Self, ChartError> {
        let runtime = Runtime::new().map_err(|error| ChartError(error.to_string()))?;
        let context = Context::full(&runtime).map_err(|error| ChartError(error.to_string()))?;
        context.with(|ctx| {
            let run = |code: &str| ctx.eval::<(), _>(code).catch(&ctx).map_err(|error| ChartError(error.to_string()));
            let measure = Function::new(ctx.clone(), |text: String, size: f64, bold: bool| text_width(&text, size, bold));
            let install = measure.and_then(|measure| ctx.globals().set("__textWidth", measure));
            install.map_err(|error| ChartError(error.to_string()))?;
            [SHELL, ECHARTS, CHART_RUNTIME, DRAW].into_iter().try_for_each(run)
        })?;
        Ok(Self { context, _runtime: runtime })
    }

    /// The chart as an SVG document.
    pub fn draw(&self, chart: &ChartSpec, language: Language) -> Result<String, ChartError> {
        let svg = self.context.with(|ctx| {
            let draw = || {
                let function: Function<'_> = ctx.globals().get("__draw")?;
                function.call::<_, String>((chart.option.to_string(), language.tag(), CHART_WIDTH, chart.height))
            };
            draw().catch(&ctx).map_err(|error| ChartError(error.to_string()))
        })?;
        Ok(scoped(&svg))
    }
}

/// ECharts adds hover styles under class names counted per process; a static drawing needs neither.
fn scoped(svg: &str) -> String {
    let mut plain = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(start) = rest.find("<style") {
        plain.push_str(&rest[..start]);
        let end = rest[start..].find("</style>").map_or(rest.len(), |end| start + end + "</style>".len());
        rest = &rest[end..];
    }
    plain.push_str(rest);
    without_attribute(&plain, " class=\"")
}

fn without_attribute(svg: &str, opening: &str) -> String {
    let mut parts = svg.split(opening);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or("", |(_, after)| after));
    }
    plain
}
