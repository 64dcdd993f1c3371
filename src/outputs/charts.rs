//! Draws chart specifications as static SVG: ECharts inside QuickJS, with real glyph widths.

use std::cell::RefCell;

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
globalThis.__draw = (json, lang, width, height, prefix) => {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(RvcChart.prepare(JSON.parse(json), { lang }));
  const svg = chart.renderToSVGString();
  chart.dispose();
  // Ids are unique within a page; hover styles and event marks are of no use in a drawing.
  return svg
    .replace(/\bzr\d+-/g, prefix + "-")
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class|ecmeta_[a-z_]+)="[^"]*"/g, "")
    // A hundredth of a pixel is finer than any eye or printer.
    .replace(/(\d\.\d\d)\d+/g, "$1");
};
"#;

thread_local! {
    /// The engine of each thread, made when the first chart is drawn there. Loading costs far more than drawing.
    static RENDERER: RefCell<Option<ChartRenderer>> = const { RefCell::new(None) };
}

/// The chart as an SVG document, whose ids begin with `prefix`.
pub fn draw(chart: &ChartSpec, language: Language, prefix: &str) -> Result<String, ChartError> {
    RENDERER.with_borrow_mut(|renderer| {
        let loaded = match renderer.take() {
            Some(loaded) => loaded,
            None => ChartRenderer::load()?,
        };
        renderer.insert(loaded).draw(chart, language, prefix)
    })
}

/// A JavaScript engine with the chart library in it.
struct ChartRenderer {
    context: Context,
    // The context lives in the runtime.
    _runtime: Runtime,
}

impl ChartRenderer {
    fn load() -> Result<Self, ChartError> {
        let runtime = Runtime::new().map_err(|error| ChartError(error.to_string()))?;
        let context = Context::full(&runtime).map_err(|error| ChartError(error.to_string()))?;
        context.with(|ctx| {
            let run = |code: &str| {
                ctx.eval::<(), _>(code)
                    .catch(&ctx)
                    .map_err(|error| ChartError(error.to_string()))
            };
            let measure = Function::new(ctx.clone(), |text: String, size: f64, bold: bool| {
                text_width(&text, size, bold)
            });
            let install = measure.and_then(|measure| ctx.globals().set("__textWidth", measure));
            install.map_err(|error| ChartError(error.to_string()))?;
            [SHELL, ECHARTS, CHART_RUNTIME, DRAW].into_iter().try_for_each(run)
        })?;
        Ok(Self {
            context,
            _runtime: runtime,
        })
    }

    fn draw(&self, chart: &ChartSpec, language: Language, prefix: &str) -> Result<String, ChartError> {
        self.context.with(|ctx| {
            let draw = || {
                let function: Function<'_> = ctx.globals().get("__draw")?;
                let option = chart.option.to_string();
                function.call((option, language.tag(), CHART_WIDTH, chart.height, prefix))
            };
            draw().catch(&ctx).map_err(|error| ChartError(error.to_string()))
        })
    }
}
