// One alert with its history.

import { ask, follow } from "./api.js";
import { card, replaceCard, title } from "./card.js";
import { h, time } from "./dom.js";

const id = decodeURIComponent(location.pathname.slice("/alerts/".length));
const holder = document.getElementById("alert");
const STATUS = { open: "opened", updated: "updated", resolved: "resolved" };

function revision(alert, before) {
  const grown = [];
  for (const [side, name] of [["earlier", "earlier side"], ["later", "later side"]]) {
    const known = new Set(before?.independent_sources[`${side}_outlets`] ?? []);
    const added = alert.independent_sources[`${side}_outlets`].filter((outlet) => !known.has(outlet));
    if (before && added.length) grown.push(`${name}: also ${added.join(", ")}`);
  }
  if (before && before.confidence !== alert.confidence) {
    grown.push(`confidence ${Math.round(before.confidence * 100)} to ${Math.round(alert.confidence * 100)} %`);
  }
  return h("li", {}, h("strong", {}, `Revision ${alert.revision}: ${STATUS[alert.status]}`), ", ", time(alert.detected_at),
    grown.length > 0 && h("p", {}, grown.join("; ")),
    alert.resolution && h("p", {}, alert.resolution));
}

async function load() {
  let alert;
  try {
    alert = await ask(`/v1/alerts/${encodeURIComponent(id)}`);
  } catch (error) {
    holder.replaceChildren(h("p", { class: "empty" }, error.status === 404 ? "There is no such alert (any more)." : error.message));
    holder.removeAttribute("aria-busy");
    return null;
  }
  document.title = `${title(alert)} · Contraflow`;
  const old = holder.querySelector(".card");
  if (old) replaceCard(old, alert);
  else holder.replaceChildren(card(alert), h("p", { class: "raw" }, h("a", { href: `/v1/alerts/${encodeURIComponent(id)}` }, "This alert as JSON")));
  holder.removeAttribute("aria-busy");
  document.getElementById("history-section").hidden = alert.revisions.length < 2;
  document.getElementById("history").replaceChildren(
    ...alert.revisions.map((one, index) => revision(one, alert.revisions[index - 1])).reverse());
  return alert;
}

const alert = await load();
if (alert) {
  follow({ place: alert.place.id }, "", {
    onAlert: (news) => { if (news.alert_id === id) load(); },
    onState: () => {},
  });
}
