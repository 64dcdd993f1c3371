/* Functions that chart specifications name by strings such as "fn:number". Shared by the static
   drawing and the interactive charts. */
(function (root) {
  "use strict";
  var MARK = /#\*#\*#\*#/g;

  function formatter(lang) {
    var comma = lang === "ru";
    return function (value, digits) {
      if (typeof value !== "number" || !isFinite(value)) return String(value);
      var text = digits === undefined ? String(+value.toPrecision(12)) : value.toFixed(digits);
      var parts = text.replace("-", "\u2212").split(".");
      if (parts[0].replace("\u2212", "").length > (comma ? 4 : 3)) {
        parts[0] = parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, comma ? "\u00a0" : ",");
      }
      return parts.join(comma ? "," : ".");
    };
  }

  /* A whisker over a bar: data are [category, lower, upper, side]. */
  function whisker(color, params, api) {
    var low = api.coord([api.value(0), api.value(1)]);
    var high = api.coord([api.value(0), api.value(2)]);
    var band = api.size([1, 0])[0];
    var x = low[0] + api.value(3) * band * 0.28 * 0.575;
    var cap = band * 0.05;
    var style = { stroke: color, lineWidth: 1.2, fill: null };
    function line(x1, y1, x2, y2) {
      return { type: "line", shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: style };
    }
    return {
      type: "group",
      children: [
        line(x, low[1], x, high[1]),
        line(x - cap, low[1], x + cap, low[1]),
        line(x - cap, high[1], x + cap, high[1]),
      ],
    };
  }

  /* An estimate with its interval: data are [place, lower, upper, estimate, significant, side].
     Filled where it is significant, hollow where not. */
  function estimate(ground, upright, params, api) {
    var color = api.visual("color");
    var significant = api.value(4) === 1;
    function at(value) {
      return upright ? api.coord([api.value(0), value]) : api.coord([value, api.value(0)]);
    }
    var low = at(api.value(1)), high = at(api.value(2)), middle = at(api.value(3));
    var shift = upright ? 0 : (api.value(5) || 0) * 6;
    var faint = upright && !significant;
    return {
      type: "group",
      children: [
        {
          type: "line",
          shape: { x1: low[0], y1: low[1] + shift, x2: high[0], y2: high[1] + shift },
          style: { stroke: color, lineWidth: upright ? 1 : 1.4, opacity: faint ? 0.3 : upright ? 0.55 : 1 },
        },
        {
          type: "circle",
          shape: { cx: middle[0], cy: middle[1] + shift, r: upright ? 1.8 : 3.6 },
          style: significant
            ? { fill: color }
            : { fill: upright ? "#9aa3ad" : ground, stroke: upright ? null : color, lineWidth: 1.4 },
        },
      ],
    };
  }

  /* Panels that stand side by side on paper stand one under another on a narrow screen. */
  var NARROW = 480, LEGEND_HEIGHT = 64, PANEL_HEIGHT = 210, TITLE_HEIGHT = 42, AXIS_HEIGHT = 34;

  function isStacked(option, width) {
    return width > 0 && width < NARROW && Array.isArray(option.title) && option.grid.length > 1;
  }

  /* The height that a chart needs on a screen of this width, where it is not that of the drawing. */
  function heightFor(option, width) {
    return isStacked(option, width) ? LEGEND_HEIGHT + PANEL_HEIGHT * option.grid.length : null;
  }

  function stack(option) {
    option.grid.forEach(function (grid, panel) {
      grid.left = 62;
      grid.right = 12;
      grid.width = "auto";
      grid.top = LEGEND_HEIGHT + PANEL_HEIGHT * panel + TITLE_HEIGHT;
      grid.height = PANEL_HEIGHT - TITLE_HEIGHT - AXIS_HEIGHT;
    });
    (Array.isArray(option.title) ? option.title : []).forEach(function (title, panel) {
      title.left = "center";
      title.textAlign = null;
      title.top = LEGEND_HEIGHT + PANEL_HEIGHT * panel;
    });
    var named = option.yAxis.filter(function (axis) { return axis.name; })[0];
    if (named) option.yAxis.forEach(function (axis) {
      ["name", "nameLocation", "nameGap", "nameRotate", "nameTextStyle"].forEach(function (key) { axis[key] = named[key]; });
    });
  }

  function prepare(option, context) {
    var number = formatter(context.lang);
    var whiskerColor = context.dark ? "#dcdde0" : "#333333";
    var functions = {
      "fn:number": function (value) { return number(value); },
      "fn:value": function (value) {
        return Array.isArray(value) ? number(value[1], 2) + " \u2026 " + number(value[2], 2) : number(value, 2);
      },
      "fn:whisker": function (params, api) { return whisker(whiskerColor, params, api); },
      "fn:spread": function (params, api) { return estimate(context.dark ? "#15171a" : "#ffffff", true, params, api); },
      "fn:interval": function (params, api) { return estimate(context.dark ? "#15171a" : "#ffffff", false, params, api); },
      "fn:estimate": function (point) {
        var value = point.value;
        return value.length > 3 ? point.name + ": " + number(value[3], 2) : point.name;
      },
    };
    function walk(value) {
      if (typeof value === "string") {
        var plain = value.replace(MARK, "");
        return functions[plain] || value;
      }
      if (Array.isArray(value)) return value.map(walk);
      if (value && typeof value === "object") {
        var copy = {};
        Object.keys(value).forEach(function (key) { copy[key] = walk(value[key]); });
        return copy;
      }
      return value;
    }
    var prepared = walk(option);
    /* Whiskers stand before the bars. */
    (prepared.series || []).forEach(function (series) {
      if (series.type === "custom") series.z = 10;
    });
    /* A legend that takes two lines on a phone needs room above the plot. */
    if (isStacked(prepared, context.width)) stack(prepared);
    else if (context.width < NARROW && Array.isArray(prepared.grid)) prepared.grid[0].top += 26;
    if (prepared.tooltip) {
      prepared.tooltip.valueFormatter = functions["fn:value"];
      prepared.tooltip.confine = true;
    }
    return prepared;
  }

  root.RvcChart = { prepare: prepare, heightFor: heightFor };
})(typeof globalThis !== "undefined" ? globalThis : this);
