// One place: who said what about it, and when.

import { ask } from "./api.js";
import { card } from "./card.js";
import { alertPath, count, country, day, h, outside, time } from "./dom.js";
import { createMap } from "./map.js";

const LANES = 5;
const id = decodeURIComponent(location.pathname.slice("/places/".length));
const holder = document.getElementById("timeline");
const controls = document.getElementById("timeline-controls");
const announce = document.getElementById("announce");

let timeline;
const hidden = new Set();
let question = "";

function lanes(claimants) {
  const own = claimants.length > LANES ? claimants.slice(0, LANES - 1) : claimants;
  const rest = claimants.slice(own.length);
  const listed = own.map((claimant) => ({ name: claimant.name, members: [claimant] }));
  if (rest.length) listed.push({ name: `${rest.length} other voices`, members: rest });
  return listed;
}

function span(asOf) {
  const start = day(asOf.start);
  const end = day(asOf.end);
  if (asOf.precision === "publication") return `${start}, day of publication`;
  const text = start === end ? start : `${start} to ${end}`;
  return (asOf.open_start ? "until " : "") + text + (asOf.open_end ? " and after" : "");
}

function entry({ claim: merged, question: asked, alert_ids: alerts, answer }, lane, laneCount, voice) {
  const claim = merged.claim;
  const more = merged.mention_count - 1;
  return h("li", { class: "entry", data: { lane: lane + 1 }, vars: { "--lane": lane, "--lanes": laneCount } },
    h("span", { class: "gutter", "aria-hidden": "true" }, h("span", { class: "dot" })),
    h("div", { class: "said" },
      h("p", { class: "entry-head" },
        h("strong", { class: "voice" }, voice),
        claim.speaker.name !== voice && !claim.speaker.is_outlet && h("span", {}, claim.speaker.name),
        h("span", { class: "asked" }, asked || claim.aspect, claim.referent && !claim.referent.includes(":") && ` (${claim.referent})`)),
      answer && h("p", { class: "answer" }, answer,
        claim.modality === "hedged" && " (not certain)", claim.modality === "future" && " (planned or expected)"),
      h("blockquote", { dir: "auto" }, h("p", {}, claim.quote)),
      h("p", { class: "outlet" }, "about ", span(claim.as_of), "; in ", outside(claim.url, claim.source), ", ", time(claim.published_at)),
      more > 0 && h("details", { class: "others" },
        h("summary", {}, `${count(more, "more mention")}, ${count(merged.independent_sources, "independent source")}`),
        h("ul", {}, merged.mentions.slice(1).map((mention) =>
          h("li", {}, outside(mention.url, mention.source), ", ", time(mention.published_at), h("q", { dir: "auto" }, mention.quote))))),
      alerts.length > 0 && h("p", { class: "clashes" }, "≠ contradicted: ",
        alerts.map((alertId, number) => [number > 0 && ", ", h("a", { href: alertPath(alertId) }, `alert ${number + 1}`)]))));
}

function draw() {
  const listed = lanes(timeline.claimants);
  const entries = [];
  listed.forEach((lane, index) => {
    if (hidden.has(index)) return;
    for (const claimant of lane.members) {
      for (const one of claimant.claims) {
        if (question && one.claim.claim.axis !== question) continue;
        entries.push({ at: one.claim.claim.as_of.start, first: one.claim.first_seen, one, index, voice: claimant.name });
      }
    }
  });
  entries.sort((a, b) => (b.at < a.at ? -1 : b.at > a.at ? 1 : b.first < a.first ? -1 : 1));
  const days = Map.groupBy ? Map.groupBy(entries, (e) => day(e.at)) : group(entries);
  holder.replaceChildren(...(entries.length ? [...days].map(([name, those]) =>
    h("section", { class: "day" }, h("h3", {}, name),
      h("ol", { class: "entries" }, those.map((e) => entry(e.one, e.index, listed.length, e.voice))))) :
    [h("p", { class: "empty" }, "Nothing was said that fits.")]));
  holder.removeAttribute("aria-busy");
  announce.textContent = `${count(entries.length, "claim")} shown`;
}

function group(entries) {
  const days = new Map();
  for (const e of entries) {
    const name = day(e.at);
    if (!days.has(name)) days.set(name, []);
    days.get(name).push(e);
  }
  return days;
}

function drawControls() {
  const listed = lanes(timeline.claimants);
  const axes = new Map();
  for (const claimant of timeline.claimants) {
    for (const one of claimant.claims) axes.set(one.claim.claim.axis, one.question || one.claim.claim.axis);
  }
  controls.replaceChildren(
    h("fieldset", { class: "lanes" }, h("legend", {}, "Voices"),
      listed.map((lane, index) => h("label", { class: "lane", data: { lane: index + 1 } },
        h("input", { type: "checkbox", checked: true, onchange: (event) => {
          if (event.target.checked) hidden.delete(index);
          else hidden.add(index);
          draw();
        } }),
        h("span", { class: "swatch", "aria-hidden": "true" }), lane.name,
        h("span", { class: "number" }, String(lane.members.reduce((sum, m) => sum + m.claims.length, 0)))))),
    axes.size > 1 && h("label", {}, "Question",
      h("select", { onchange: (event) => { question = event.target.value; draw(); } },
        h("option", { value: "" }, "all"),
        [...axes].sort((a, b) => a[1].localeCompare(b[1])).map(([axis, asked]) => h("option", { value: axis }, asked)))),
  );
}

async function load() {
  try {
    timeline = await ask(`/v1/places/${encodeURIComponent(id)}/timeline`);
  } catch (error) {
    document.getElementById("place-head").replaceChildren(h("h1", {}, "Unknown place"));
    holder.replaceChildren(h("p", { class: "empty" }, error.status === 404 ? "Nothing is known about this place." : error.message));
    return;
  }
  const { place, alerts, truncated } = timeline;
  document.title = `${place.name} · Contraflow`;
  const open = alerts.filter((alert) => alert.status !== "resolved");
  document.getElementById("place-head").replaceChildren(
    h("h1", {}, place.name),
    h("p", { class: "region" }, [place.admin !== place.name && place.admin, place.country && country(place.country)].filter(Boolean).join(", ")),
    place.aliases.length > 0 && h("p", { class: "aliases" }, "also ", place.aliases.slice(0, 8).join(", ")),
    h("p", { class: "facts" },
      `${count(open.length, "open contradiction")}, ${count(timeline.claimants.length, "voice")}`,
      place.lat !== null && ` · ${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`,
      truncated && " · only the newest claims are shown"));
  drawControls();
  draw();
  document.getElementById("alerts").replaceChildren(...(alerts.length
    ? alerts.map((alert) => h("li", {}, card(alert, 3)))
    : [h("li", { class: "empty" }, "None so far.")]));
  const mapHolder = document.getElementById("map");
  if (place.lat !== null) {
    const map = await createMap(mapHolder, { label: `Where ${place.name} is`, link: false, closest: 12 });
    map.show([{ place, open_alerts: open.length }]);
  } else mapHolder.replaceChildren(h("p", { class: "empty" }, "Not on the map: the name is in no gazetteer."));
}

load();
