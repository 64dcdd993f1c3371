// The drawings become interactive one by one as they come near. The chart library lies on the page
// packed until then, so that the text can be read before a megabyte of code is understood.

const NARROW_CHART = 480;

async function makeChartsInteractive() {
  const options = JSON.parse((await unpacked("charts")) || "{}");
  const boxes = all(".chart[data-chart]").filter((box) => options[box.getAttribute("data-chart")]);
  if (!boxes.length || !document.getElementById("echarts-source")) return;
  const live = new Map();
  const draw = (box, selected) => {
    const chart = drawChart(box, options[box.getAttribute("data-chart")], selected);
    if (chart) live.set(box, chart);
  };
  const redraw = (box) => {
    const selected = shownSeries(live.get(box));
    removeChart(box, live.get(box));
    live.delete(box);
    draw(box, selected);
  };
  const redrawAll = () => Array.from(live.keys()).forEach(redraw);
  document.addEventListener("themechange", redrawAll);
  matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", redrawAll);

  const sizes = new ResizeObserver((entries) => {
    // On paper the drawing is shown: nothing to fit.
    if (matchMedia("print").matches) return;
    entries.forEach(({ target, contentRect }) => {
      const chart = live.get(target);
      if (!chart || contentRect.width < 1) return;
      const wasNarrow = chart.getWidth() < NARROW_CHART;
      if (wasNarrow !== contentRect.width < NARROW_CHART) redraw(target);
      else chart.resize();
    });
  });
  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      near.unobserve(target);
      loadChartLibrary().then(() => {
        draw(target);
        sizes.observe(target);
      });
    });
  }, { rootMargin: "600px 0px" });
  boxes.forEach((box) => near.observe(box));
  whenIdle(loadChartLibrary);
}

function whenIdle(run) {
  if (window.requestIdleCallback) requestIdleCallback(run, { timeout: 5000 });
  else setTimeout(run, 1500);
}

let chartLibrary = null;

/** Runs the library, once. */
function loadChartLibrary() {
  chartLibrary = chartLibrary || unpacked("echarts-source").then((source) => {
    if (source) document.head.append(element("script", null, source));
  });
  return chartLibrary;
}

/** The least width, in pixels, of a chart that scrolls rather than shrinks; as in the style sheet. */
const WIDE = 576;

/** The chart over its drawing, which stays; null where the browser cannot make it. */
function drawChart(box, source, selected) {
  if (!window.echarts) return null;
  const holder = element("div", { class: "chart-live" });
  const dark = isDark();
  const width = box.classList.contains("wide") ? Math.max(box.clientWidth, WIDE) : box.clientWidth;
  const height = window.RvcChart.heightFor(source, width);
  box.style.height = height ? height + "px" : "";
  box.append(holder);
  let chart = null;
  try {
    chart = window.echarts.init(holder, chartTheme(dark), { renderer: "svg", locale: russian ? "RU" : "EN" });
    chart.setOption(screenOption(source, dark, width, selected));
  } catch (error) {
    removeChart(box, chart);
    return null;
  }
  box.classList.add("is-live");
  return chart;
}

function removeChart(box, chart) {
  if (chart) chart.dispose();
  box.classList.remove("is-live");
  box.style.height = "";
  all(".chart-live", box).forEach((holder) => holder.remove());
}

/** Which series the reader has left on. */
function shownSeries(chart) {
  const legend = chart.getOption().legend;
  return legend && legend[0] ? legend[0].selected : undefined;
}

function chartTheme(dark) {
  const ink = dark ? "#dcdde0" : "#1b1c1e";
  const soft = dark ? "#a4a8af" : "#55585e";
  const faint = dark ? "#34383f" : "#dedfe2";
  const axis = {
    axisLine: { lineStyle: { color: soft } },
    axisTick: { lineStyle: { color: soft } },
    axisLabel: { color: soft },
    nameTextStyle: { color: soft },
    splitLine: { lineStyle: { color: [faint] } },
  };
  return {
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    title: { textStyle: { color: ink }, subtextStyle: { color: soft } },
    legend: { textStyle: { color: ink }, inactiveColor: dark ? "#5a5e66" : "#b9bcc1" },
    line: { symbol: "circle", symbolSize: 5 },
    categoryAxis: axis,
    valueAxis: axis,
  };
}

/** A specification made for the static drawing, for this screen. */
function screenOption(source, dark, width, selected) {
  const prepared = window.RvcChart.prepare(source, { lang: russian ? "ru" : "en", dark, width });
  const option = dark ? darkened(prepared, "") : prepared;
  option.backgroundColor = "transparent";
  // The figure has its own description.
  option.aria = { enabled: false };
  // Marks in the legend would get a border far wider than that of the bars.
  if (option.legend) Object.assign(option.legend, { itemStyle: { borderWidth: 0 } }, selected ? { selected } : {});
  if (option.tooltip && dark) {
    Object.assign(option.tooltip, { backgroundColor: "#24282d", borderColor: "#4a4f57" });
    option.tooltip.textStyle = Object.assign({}, option.tooltip.textStyle, { color: "#dcdde0" });
  }
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still) {
    option.stateAnimation = { duration: 0 };
    if (option.tooltip) option.tooltip.transitionDuration = 0;
  }
  return option;
}

/** Every colour of an option, named as such, on a dark ground. */
function darkened(value, key) {
  if (typeof value === "string") return /colou?r$/i.test(key) ? darkColour(value) : value;
  if (Array.isArray(value)) {
    const isPlainData = key === "data" && typeof value[0] !== "object";
    return isPlainData ? value : value.map((item) => darkened(item, key));
  }
  if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy = {};
  Object.keys(value).forEach((name) => {
    copy[name] = darkened(value[name], name);
  });
  return copy;
}

/** Colours chosen for white paper: greys are turned over, dark colours lifted until they stand out. */
function darkColour(text) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!hex) return text;
  const channels = hex.slice(1).map((digits) => parseInt(digits, 16));
  const [red, green, blue] = channels;
  if (Math.max(...channels) - Math.min(...channels) < 26) {
    const grey = Math.round(224 - ((red + green + blue) / 3) * 0.78);
    return "rgb(" + grey + "," + grey + "," + (grey + 3) + ")";
  }
  const enough = 128;
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const lift = light < enough ? (enough - light) / (255 - light) : 0;
  return "rgb(" + channels.map((channel) => Math.round(channel + (255 - channel) * lift)).join(",") + ")";
}
