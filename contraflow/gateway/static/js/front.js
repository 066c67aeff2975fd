// The front page: alerts arriving live, filters, the map.

import { ask, follow } from "./api.js";
import { card, replaceCard, title } from "./card.js";
import { count, h, placePath, where } from "./dom.js";
import { createMap } from "./map.js";

const list = document.getElementById("alerts");
const form = document.getElementById("filters");
const more = document.getElementById("more");
const summary = document.getElementById("summary");
const announce = document.getElementById("announce");
const live = document.getElementById("live");

let stop = () => {};
let cursor = null;
let generation = 0;
let arrived = 0;

// -- filters: kept in the page's address, so that a view can be shared -------------------------

function params() {
  const wanted = new URLSearchParams();
  for (const [name, raw] of new FormData(form)) {
    const value = raw.trim();
    if (!value || (name === "min_confidence" && Number(value) === 0)) continue;
    wanted.append(name, name === "since" ? new Date(`${value}Z`).toISOString() : value);
  }
  // filters that the form has no field for (near, radius_km, a second place, …) are kept
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!form.elements.namedItem(name)) wanted.append(name, value);
  }
  return wanted;
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  for (const [name, value] of given) {
    const field = form.elements.namedItem(name);
    if (field) field.value = name === "since" ? new Date(value).toISOString().slice(0, 16) : value;
  }
}

function showFilterState() {
  const number = [...new Set(params().keys())].length;
  const badge = document.getElementById("filters-count");
  badge.hidden = number === 0;
  badge.textContent = `${number} set`;
  const confidence = Number(form.elements.min_confidence.value);
  document.getElementById("confidence-out").textContent = confidence ? `${Math.round(confidence * 100)} %` : "any";
}

let pending = null;
form.addEventListener("input", () => {
  showFilterState();
  clearTimeout(pending);
  pending = setTimeout(apply, 350);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  apply();
});
form.addEventListener("reset", () => {
  history.replaceState(null, "", location.pathname);
  setTimeout(apply);
});

function apply() {
  clearTimeout(pending);
  if (!form.checkValidity()) return;
  const query = params().toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  load();
}

// -- the list ----------------------------------------------------------------------------------

async function load() {
  const mine = ++generation;
  stop();
  showFilterState();
  list.setAttribute("aria-busy", "true");
  const wanted = params();
  let page;
  try {
    page = await ask(`/v1/alerts?${wanted}`);
  } catch (error) {
    if (mine !== generation) return;
    list.replaceChildren(h("li", { class: "empty" }, `Nothing to show: ${error.message}`));
    list.removeAttribute("aria-busy");
    state("lost");
    return;
  }
  if (mine !== generation) return;
  arrived = 0;
  list.replaceChildren(...page.alerts.map(item));
  if (!page.alerts.length) list.append(empty(wanted));
  list.removeAttribute("aria-busy");
  cursor = page.next_cursor;
  more.hidden = cursor === null;
  tell();
  stop = follow(wanted, page.position, { onAlert: arrive, onState: state });
  loadPlaces();
}

function item(alert) {
  return h("li", {}, card(alert));
}

function empty(wanted) {
  return h("li", { class: "empty" },
    h("p", {}, [...wanted].length
      ? "No contradiction fits these filters yet. New ones appear here by themselves."
      : "No contradiction so far. New ones appear here by themselves, as soon as a source contradicts another."));
}

function tell() {
  const shown = list.querySelectorAll(".card").length;
  const parts = [shown ? `${count(shown, "alert")}${cursor ? ", more below" : ""}` : ""];
  if (arrived) parts.push(`${arrived} new since you came`);
  summary.textContent = parts.filter(Boolean).join(" · ");
}

function arrive(alert) {
  list.querySelector(".empty")?.remove();
  const old = list.querySelector(`.card[data-alert="${CSS.escape(alert.alert_id)}"]`);
  if (old) {
    if (Number(old.dataset.revision) >= alert.revision) return;
    showFresh(alert, old);
    announce.textContent = `Updated: ${title(alert)}`;
  } else {
    const fresh = item({ ...alert, feedback: [] });
    fresh.firstChild.classList.add("fresh");
    list.prepend(fresh);
    arrived += 1;
    announce.textContent = `New contradiction: ${title(alert)}`;
  }
  tell();
  clearTimeout(placesTimer);
  placesTimer = setTimeout(loadPlaces, 800);
}

async function showFresh(alert, old) {
  try {
    const whole = await ask(`/v1/alerts/${encodeURIComponent(alert.alert_id)}`);
    if (old.isConnected && replaceCard(old, whole)) {
      list.querySelector(`.card[data-alert="${CSS.escape(alert.alert_id)}"]`)?.classList.add("fresh");
    }
  } catch {
    replaceCard(old, { ...alert, feedback: [] });
  }
}

more.addEventListener("click", async () => {
  more.disabled = true;
  try {
    const wanted = params();
    wanted.set("cursor", cursor);
    const page = await ask(`/v1/alerts?${wanted}`);
    const first = page.alerts.map(item);
    list.append(...first);
    cursor = page.next_cursor;
    more.hidden = cursor === null;
    tell();
    first[0]?.querySelector("a")?.focus();
  } catch (error) {
    announce.textContent = error.message;
  } finally {
    more.disabled = false;
  }
});

function state(name) {
  live.dataset.state = name;
  live.textContent = { live: "Live", lost: "Connection lost, trying again" }[name];
}

// -- places ------------------------------------------------------------------------------------

let placesTimer = null;
const mapReady = createMap(document.getElementById("map"), { label: "Map of places with open contradictions" });

async function loadPlaces() {
  const wanted = params();
  wanted.delete("since");
  if (!wanted.has("test")) wanted.set("test", "exclude");
  let places;
  try {
    ({ places } = await ask(`/v1/places?${wanted}`));
  } catch {
    return;
  }
  document.getElementById("known-places").replaceChildren(
    ...places.map((row) => h("option", { value: row.place.name })));
  document.getElementById("places").replaceChildren(...places.slice(0, 12).map((row) =>
    h("li", {},
      h("a", { href: placePath(row.place.id) }, row.place.name),
      h("span", { class: "region" }, where(row.place)),
      h("span", { class: "number", "aria-label": count(row.open_alerts, "open contradiction") }, String(row.open_alerts)))));
  (await mapReady).show(places);
}

// On a phone the filters start folded, unless some are set.
if (matchMedia("(max-width: 56rem)").matches && !location.search) {
  document.getElementById("filters-box").open = false;
}
readAddress();
load();
