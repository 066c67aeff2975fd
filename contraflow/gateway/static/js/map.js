// The map: Natural Earth's land and borders, and a dot for each place. No tiles, nothing from
// elsewhere. Web Mercator; positions are in degrees at the equator times the map's scale.

import { count, h, placePath, s } from "./dom.js";

let world = null;

function load() {
  world ??= fetch("/static/world.json").then((response) => response.json());
  return world;
}

const mercator = (lat) =>
  (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-75, Math.min(80, lat)) * Math.PI) / 360));

/** A map in an element. `show(rows)` puts dots: {place, open_alerts}. */
export async function createMap(holder, { label, link = true, closest = 6 }) {
  const { scale, north, south, land, borders } = await load();
  const full = { x: -180 * scale, y: north, w: 360 * scale, h: south - north };
  const dots = s("g", { class: "dots" });
  const svg = s("svg", { role: "group", "aria-label": label, preserveAspectRatio: "xMidYMid slice" },
    s("path", { class: "land", d: land }), s("path", { class: "borders", d: borders }), dots);
  const zoomIn = h("button", { type: "button", "aria-label": "Zoom in", onclick: () => zoom(0.5) }, "+");
  const zoomOut = h("button", { type: "button", "aria-label": "Zoom out", onclick: () => zoom(2) }, "−");
  const fit = h("button", { type: "button", "aria-label": "Show all places", onclick: () => home() }, "◎");
  holder.replaceChildren(h("div", { class: "map" }, svg, h("div", { class: "map-tools" }, zoomIn, zoomOut, fit)));

  let rows = [];
  let view = { ...full };
  let moved = false;

  const size = () => {
    const box = svg.getBoundingClientRect();
    return { w: box.width || 320, h: box.height || 240 };
  };

  function set(next) {
    const { w, h: height } = size();
    const ratio = w / height;
    let width = Math.max(1.5 * scale, Math.min(full.w, next.w));
    if (width / ratio > full.h) width = full.h * ratio;
    const tall = width / ratio;
    const cx = next.x + next.w / 2;
    const cy = next.y + next.h / 2;
    view = {
      x: width >= full.w ? full.x + (full.w - width) / 2 : Math.max(full.x, Math.min(full.x + full.w - width, cx - width / 2)),
      y: Math.max(full.y, Math.min(full.y + full.h - tall, cy - tall / 2)),
      w: width,
      h: tall,
    };
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    draw();
  }

  function zoom(factor) {
    moved = true;
    const w = view.w * factor;
    const tall = view.h * factor;
    set({ x: view.x + (view.w - w) / 2, y: view.y + (view.h - tall) / 2, w, h: tall });
  }

  function home() {
    moved = false;
    if (!rows.length) return set(full);
    const xs = rows.map((row) => row.place.lon * scale);
    const ys = rows.map((row) => mercator(row.place.lat) * scale);
    const least = closest * scale;
    const w = Math.max(least, (Math.max(...xs) - Math.min(...xs)) * 1.4);
    const tall = Math.max(least, (Math.max(...ys) - Math.min(...ys)) * 1.4);
    const ratio = size().w / size().h;
    const width = Math.max(w, tall * ratio);
    const cx = (Math.max(...xs) + Math.min(...xs)) / 2;
    const cy = (Math.max(...ys) + Math.min(...ys)) / 2;
    set({ x: cx - width / 2, y: cy - width / ratio / 2, w: width, h: width / ratio });
  }

  function draw() {
    const unit = view.w / size().w; // map units a pixel
    const taken = [];
    const focused = document.activeElement?.getAttribute?.("data-place");
    dots.replaceChildren(...rows.map((row) => {
      const x = row.place.lon * scale;
      const y = mercator(row.place.lat) * scale;
      const r = Math.min(16, 5 + 2.5 * Math.sqrt(row.open_alerts)) * unit;
      const words = `${row.place.name}: ${count(row.open_alerts, "open contradiction")}`;
      const parts = [s("circle", { cx: x, cy: y, r }), s("title", { text: words })];
      const w = (row.place.name.length * 6.6 + 8) * unit;
      const left = x + r + w > view.x + view.w; // no room on the right: the name goes to the left
      const box = { x: left ? x - r - w : x + r, y: y - 8 * unit, w, h: 16 * unit };
      if (!taken.some((t) => box.x < t.x + t.w && t.x < box.x + box.w && box.y < t.y + t.h && t.y < box.y + box.h)) {
        taken.push(box);
        parts.push(s("text", { x: left ? x - r - 4 * unit : x + r + 4 * unit, "text-anchor": left ? "end" : "start", y: y + 4 * unit, "font-size": 12 * unit, "stroke-width": 3 * unit, text: row.place.name }));
      }
      return link
        ? s("a", { href: placePath(row.place.id), "aria-label": words, "data-place": row.place.id }, parts)
        : s("g", { role: "img", "aria-label": words }, parts);
    }));
    if (focused) [...dots.children].find((a) => a.getAttribute("data-place") === focused)?.focus();
  }

  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.target.closest("a")) return;
    from = { x: event.clientX, y: event.clientY, view: { ...view } };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    moved = true;
    const unit = view.w / size().w;
    set({ ...from.view, x: from.view.x - (event.clientX - from.x) * unit, y: from.view.y - (event.clientY - from.y) * unit });
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { from = null; });
  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      moved = true;
      set({ ...view, x: view.x + (step[0] * view.w) / 6, y: view.y + (step[1] * view.h) / 6 });
    } else if (event.key === "+" || event.key === "=") zoom(0.5);
    else if (event.key === "-") zoom(2);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => (moved ? set(view) : home())).observe(svg);

  set(full);
  return {
    show(places) {
      rows = places.filter((row) => row.place.lat !== null && row.place.lon !== null);
      if (moved) draw();
      else home();
    },
  };
}
