(function () {
  "use strict";
  var root = document.documentElement;
  var body = document.body;
  var lang = root.lang || "en";
  var words = body.dataset;

  function all(selector, base) {
    return Array.prototype.slice.call((base || document).querySelectorAll(selector));
  }
  function media(query) {
    return window.matchMedia ? window.matchMedia(query) : { matches: false };
  }
  function onChange(query, run) {
    if (query.addEventListener) query.addEventListener("change", run);
  }

  /* ---- theme ---- */

  var systemDark = media("(prefers-color-scheme: dark)");
  var still = media("(prefers-reduced-motion: reduce)");

  function theme() { return root.getAttribute("data-theme") || "auto"; }
  function isDark() { return theme() === "dark" || (theme() === "auto" && systemDark.matches); }

  var toggle = document.getElementById("theme-toggle");
  if (toggle) {
    var order = ["auto", "light", "dark"];
    var show = function () {
      var names = { auto: words.themeAuto || "auto", light: words.themeLight || "light", dark: words.themeDark || "dark" };
      toggle.textContent = (words.themeLabel ? words.themeLabel + ": " : "") + names[theme()];
    };
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", function () {
      var next = order[(order.indexOf(theme()) + 1) % order.length];
      if (next === "auto") root.removeAttribute("data-theme");
      else root.setAttribute("data-theme", next);
      try { localStorage.setItem("rvc-theme", next); } catch (e) { /* not kept */ }
      show();
      redrawCharts();
    });
  }
  onChange(systemDark, function () { if (theme() === "auto") redrawCharts(); });

  /* ---- contents ---- */

  var contents = document.querySelector(".toc details");
  var wide = media("(min-width: 72em)");
  if (contents) {
    onChange(wide, function () { contents.open = wide.matches; });
    contents.addEventListener("click", function (event) {
      if (event.target.closest && event.target.closest("a") && !wide.matches) contents.open = false;
    });
    markSections();
  }

  function markSections() {
    var links = {};
    all(".toc a[href^='#']").forEach(function (a) {
      try { links[decodeURIComponent(a.getAttribute("href").slice(1))] = a; } catch (e) { /* odd address */ }
    });
    var heads = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
    if (!heads.length || !("IntersectionObserver" in window)) return;
    var current = null;
    function mark() {
      var line = window.innerHeight * 0.28, last = null;
      heads.forEach(function (h) { if (h.getBoundingClientRect().top <= line) last = h; });
      if (window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 4) last = heads[heads.length - 1];
      var link = last ? links[last.id] : null;
      if (link === current) return;
      if (current) current.removeAttribute("aria-current");
      current = link;
      if (!link) return;
      link.setAttribute("aria-current", "location");
      if (wide.matches && contents.scrollHeight > contents.clientHeight) {
        var box = contents.getBoundingClientRect(), at = link.getBoundingClientRect();
        if (at.top < box.top) contents.scrollTop -= box.top - at.top + 24;
        else if (at.bottom > box.bottom) contents.scrollTop += at.bottom - box.bottom + 24;
      }
    }
    var watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] });
    heads.forEach(function (h) { watch.observe(h); });
    // A long jump may cross no heading at all.
    var waiting = false;
    window.addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  /* ---- tables ---- */

  all("tr.group > th").forEach(function (th) {
    var span = document.createElement("span");
    span.className = "stick";
    while (th.firstChild) span.appendChild(th.firstChild);
    th.appendChild(span);
  });

  function numberText(text) {
    var t = text.replace(/[\u00a0\u2009\u202f]/g, " ").replace(/\s+/g, " ").trim();
    // Signs and grouping of digits are only for the eye.
    if (/^[\u2212-]?[\d ]+([.,]\d+)?%?$/.test(t)) t = t.replace(/\u2212/g, "-").replace(/ /g, "");
    return t;
  }

  function tableCsv(table) {
    var sep = lang.slice(0, 2) === "ru" ? ";" : ",";
    var grid = [];
    all("tr", table).forEach(function (tr, y) {
      grid[y] = grid[y] || [];
      var x = 0;
      Array.prototype.forEach.call(tr.cells, function (cell) {
        while (grid[y][x] !== undefined) x++;
        var value = cell.hasAttribute("data-value") ? cell.getAttribute("data-value")
          : cell.classList.contains("missing") ? "" : numberText(cell.textContent);
        var group = tr.classList.contains("group");
        for (var i = 0; i < cell.rowSpan; i++) {
          for (var j = 0; j < cell.colSpan; j++) {
            grid[y + i] = grid[y + i] || [];
            grid[y + i][x + j] = (group && j > 0) || i > 0 ? "" : value;
          }
        }
        x += cell.colSpan;
      });
    });
    return "\ufeff" + grid.map(function (row) {
      return Array.prototype.map.call(row, function (value) {
        value = value === undefined ? "" : value;
        return value.indexOf(sep) >= 0 || /["\r\n]/.test(value) ? "\"" + value.replace(/"/g, "\"\"") + "\"" : value;
      }).join(sep);
    }).join("\r\n") + "\r\n";
  }

  function save(name, type, text) {
    var url = URL.createObjectURL(new Blob([text], { type: type }));
    var a = document.createElement("a");
    a.href = url;
    a.download = name;
    body.appendChild(a);
    a.click();
    a.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 4000);
  }

  function figureTitle(figure) {
    var label = figure.querySelector("figcaption .label") || figure.querySelector("figcaption");
    return label ? label.textContent.replace(/\s+/g, " ").replace(/[.\s\u2013-]+$/, "") : figure.id;
  }

  function button(label, figure, run) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = label;
    b.setAttribute("aria-label", label + " \u2013 " + figureTitle(figure));
    b.addEventListener("click", run);
    return b;
  }

  all("figure.exhibit").forEach(function (figure) {
    var table = figure.querySelector("table");
    var drawing = figure.querySelector(".chart > svg");
    var bar = document.createElement("div");
    bar.className = "exhibit-tools";
    if (drawing && words.downloadSvg) {
      bar.appendChild(button(words.downloadSvg, figure, function () {
        var copy = drawing.cloneNode(true);
        copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
        copy.removeAttribute("style");
        save((figure.id || "figure") + ".svg", "image/svg+xml;charset=utf-8",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XMLSerializer().serializeToString(copy));
      }));
    }
    if (table && words.downloadCsv) {
      bar.appendChild(button(words.downloadCsv, figure, function () {
        save((figure.id || "table") + ".csv", "text/csv;charset=utf-8", tableCsv(table));
      }));
    }
    if (bar.firstChild) {
      var data = figure.querySelector(".chart-data");
      if (data) figure.insertBefore(bar, data); else figure.appendChild(bar);
    }
  });

  // Formulas and drawings that have to be scrolled can be reached with the keyboard.
  all(".equation, body:not(.interactive) .chart").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth + 1 && !box.hasAttribute("tabindex")) box.tabIndex = 0;
  });

  /* ---- charts ---- */

  var live = [];
  var options = {};
  try {
    var store = document.getElementById("charts");
    if (store) options = JSON.parse(store.textContent) || {};
  } catch (e) { options = {}; }

  function parseColour(text) {
    var m = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text);
    if (m) {
      var h = m[1].length === 3 ? m[1].replace(/./g, "$&$&") : m[1];
      return [parseInt(h.slice(0, 2), 16), parseInt(h.slice(2, 4), 16), parseInt(h.slice(4, 6), 16), 1];
    }
    m = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)$/i.exec(text);
    if (m) return [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]];
    if (/^white$/i.test(text)) return [255, 255, 255, 1];
    if (/^black$/i.test(text)) return [0, 0, 0, 1];
    return null;
  }

  // Colours chosen for white paper, on a dark ground: greys are turned over,
  // dark colours are lifted until they stand out.
  function darkColour(text) {
    var c = parseColour(text);
    if (!c) return text;
    var r = c[0], g = c[1], b = c[2], high = Math.max(r, g, b), low = Math.min(r, g, b);
    if (high - low < 26) {
      var v = Math.round(224 - (r + g + b) / 3 * 0.78);
      return "rgba(" + v + "," + v + "," + (v + 3) + "," + c[3] + ")";
    }
    var light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    if (light < 128) {
      var f = (128 - light) / (255 - light);
      r = Math.round(r + (255 - r) * f); g = Math.round(g + (255 - g) * f); b = Math.round(b + (255 - b) * f);
    }
    return "rgba(" + r + "," + g + "," + b + "," + c[3] + ")";
  }
  function darken(node, key) {
    if (typeof node === "string") return /colou?r$/i.test(key || "") ? darkColour(node) : node;
    if (Array.isArray(node)) return key === "data" && typeof node[0] !== "object" ? node : node.map(function (n) { return darken(n, key); });
    if (node && typeof node === "object" && Object.getPrototypeOf(node) === Object.prototype) {
      var out = {};
      Object.keys(node).forEach(function (k) { out[k] = darken(node[k], k); });
      return out;
    }
    return node;
  }

  function chartTheme(dark) {
    var ink = dark ? "#dcdde0" : "#1b1c1e", soft = dark ? "#a4a8af" : "#55585e", faint = dark ? "#34383f" : "#dedfe2";
    var axis = {
      axisLine: { lineStyle: { color: soft } }, axisTick: { lineStyle: { color: soft } },
      axisLabel: { color: soft }, nameTextStyle: { color: soft },
      splitLine: { lineStyle: { color: [faint] } }
    };
    return {
      backgroundColor: "transparent",
      textStyle: { color: ink, fontFamily: getComputedStyle(body).fontFamily },
      title: { textStyle: { color: ink }, subtextStyle: { color: soft } },
      legend: { textStyle: { color: ink }, pageTextStyle: { color: soft }, inactiveColor: dark ? "#5a5e66" : "#b9bcc1" },
      visualMap: { textStyle: { color: soft } },
      line: { symbol: "circle", symbolSize: 5 },
      categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis
    };
  }

  function chartOption(source, dark, reduce, width) {
    var option = JSON.parse(JSON.stringify(source));
    var runtime = window.RvcChart;
    var adapted = false;
    if (runtime && typeof runtime.prepare === "function") {
      option = runtime.prepare(option, { lang: lang, dark: dark, width: width }) || option;
      adapted = runtime.handlesDark === true;
    }
    if (dark && !adapted) option = darken(option, "");
    if (!adapted || !option.backgroundColor) option.backgroundColor = "transparent";
    if (option.title && !Array.isArray(option.title) && option.title.show === undefined && !option.title.text) delete option.title;
    var tip = option.tooltip;
    if (tip && !Array.isArray(tip)) {
      tip.confine = true;
      if (dark && !adapted) {
        tip.backgroundColor = "#24282d"; tip.borderColor = "#4a4f57";
        tip.textStyle = Object.assign({}, tip.textStyle, { color: "#dcdde0" });
      }
    }
    if (reduce) {
      option.animation = false;
      option.stateAnimation = { duration: 0 };
      if (tip && !Array.isArray(tip)) tip.transitionDuration = 0;
    }
    option.aria = Object.assign({}, option.aria, { enabled: false });
    return option;
  }

  function draw(box) {
    var source = options[box.getAttribute("data-chart")];
    if (!source || !window.echarts || box.rvcChart) return;
    var holder = document.createElement("div");
    holder.className = "chart-live";
    box.appendChild(holder);
    var chart = null;
    try {
      var dark = isDark();
      chart = window.echarts.init(holder, chartTheme(dark), { renderer: "svg", locale: lang.slice(0, 2).toUpperCase() === "RU" ? "RU" : "EN" });
      chart.setOption(chartOption(source, dark, still.matches, holder.clientWidth));
    } catch (e) {
      // The drawing stays.
      try { if (chart) chart.dispose(); } catch (again) { /* gone */ }
      holder.remove();
      return;
    }
    box.rvcChart = chart;
    box.classList.add("is-live");
    live.push(box);
  }

  function redrawCharts() {
    var boxes = live;
    live = [];
    boxes.forEach(function (box) {
      box.rvcChart.dispose();
      box.rvcChart = null;
      box.classList.remove("is-live");
      all(".chart-live", box).forEach(function (h) { h.remove(); });
      draw(box);
    });
  }

  if (window.echarts) {
    var sizes = "ResizeObserver" in window ? new ResizeObserver(function (entries) {
      entries.forEach(function (entry) {
        var chart = entry.target.rvcChart, box = entry.contentRect;
        if (!chart || box.width < 1 || box.height < 1) return;
        // On paper the drawing is shown: nothing to fit.
        if (media("print").matches) return;
        chart.resize({ animation: { duration: 0 } });
      });
    }) : null;
    var start = function (box) { draw(box); if (sizes) sizes.observe(box); };
    var boxes = all(".chart[data-chart]").filter(function (box) { return options[box.getAttribute("data-chart")]; });
    if ("IntersectionObserver" in window) {
      var near = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          near.unobserve(entry.target);
          start(entry.target);
        });
      }, { rootMargin: "600px 0px" });
      boxes.forEach(function (box) { near.observe(box); });
    } else { boxes.forEach(start); }
    if (!sizes) window.addEventListener("resize", function () { live.forEach(function (box) { box.rvcChart.resize(); }); });
    onChange(still, redrawCharts);
  }
})();
