// One alert: two quotes side by side, the words that clash marked.

import { send } from "./api.js";
import { alertPath, count, h, outside, placePath, time, where } from "./dom.js";

const TYPES = {
  negation: "One says not", antonym: "Opposites", numeric: "Figures differ",
  actor: "Who it was", status: "State differs", denial: "Denied", manner: "How it happened",
};
const STATUS = { open: "Open", updated: "Updated", resolved: "Resolved" };
const VERDICTS = {
  "right": "Right", "not-a-contradiction": "Not a contradiction", "just-an-update": "Just an update",
};

/** What an alert is, in one line, for screen readers and titles. */
export function title(alert) {
  return `${alert.test ? "Test: " : ""}${alert.place.name}, ${alert.aspect}: ${TYPES[alert.type].toLowerCase()}`;
}

/** Whether one name says all that the other does ("a driver" and "Driver"). */
function alike(one, other) {
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/^(the|an|a) /, ""));
  return a.includes(b) || b.includes(a);
}

function side(name, alert) {
  const claim = alert[name];
  const sources = alert.independent_sources;
  const others = (sources[`${name}_outlets`] ?? []).filter((outlet) => outlet !== claim.source);
  const independent = sources[name];
  const speaker = claim.speaker.is_outlet ? claim.source : claim.speaker.name;
  const party = claim.speaker.party?.name;
  const denies = claim.rejects || claim.modality === "denied";
  const hint = claim.modality === "claimed" && !denies ? "claims" : denies ? "denies" : "says";
  return h("section", { class: `side-${name} quote-side`, "aria-label": `${name === "earlier" ? "Earlier" : "Later"} claim` },
    h("p", { class: "side-label" },
      h("span", { class: "side-name" }, name === "earlier" ? "Earlier" : "Later"),
      time(claim.published_at)),
    h("blockquote", { dir: "auto" },
      h("p", {}, alert.evidence[name].map((part) => part.clash ? h("mark", {}, part.text) : part.text))),
    h("p", { class: "who" },
      h("strong", {}, speaker),
      claim.speaker.role && !speaker.includes(claim.speaker.role) && `, ${claim.speaker.role}`,
      party && !alike(party, speaker) && h("span", { class: "party" }, ` for ${party}`),
      h("span", { class: "visually-hidden" }, ` ${hint}`)),
    h("p", { class: "outlet" },
      claim.speaker.is_outlet ? outside(claim.url, "in its own voice") : ["in ", outside(claim.url, claim.source)],
      claim.field === "title" && " (headline)"),
    others.length
      ? h("details", { class: "others", data: { keep: `others-${name}` } },
          h("summary", {}, `${count(others.length, "other outlet")}, ${count(independent, "independent source")}`),
          h("ul", {}, others.map((outlet) => h("li", {}, outlet))))
      : h("p", { class: "others lone" }, "No other outlet"));
}

function judged(feedback) {
  return h("li", { data: { verdict: feedback.verdict } },
    h("strong", {}, VERDICTS[feedback.verdict]),
    feedback.analyst && ` by ${feedback.analyst}`, ", ", time(feedback.given_at),
    feedback.note && h("p", { class: "note", dir: "auto" }, feedback.note));
}

function judge(alert) {
  const list = h("ul", { class: "judged" }, alert.feedback.map(judged));
  const problem = h("p", { class: "problem", role: "alert" });
  const id = `judge-${alert.alert_id}`;
  const form = h("form", { class: "judge-form" },
    h("fieldset", {},
      h("legend", {}, "Is this alert right?"),
      Object.entries(VERDICTS).map(([value, label]) =>
        h("label", { class: "choice" },
          h("input", { type: "radio", name: "verdict", value, required: true }), label))),
    h("label", {}, "Note (optional)",
      h("textarea", { name: "note", rows: 2, maxlength: 2000, id: `${id}-note` })),
    h("label", {}, "Your name (optional)",
      h("input", { name: "analyst", maxlength: 120, autocomplete: "name", value: localStorage.getItem("analyst") ?? "" })),
    h("button", { type: "submit" }, "Send"),
    problem);
  const summary = h("summary", {}, judgeLabel(alert.feedback.length));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const analyst = given.get("analyst").trim();
    problem.textContent = "";
    try {
      const feedback = await send(`/v1/alerts/${encodeURIComponent(alert.alert_id)}/feedback`, {
        verdict: given.get("verdict"), note: given.get("note"), analyst,
      });
      localStorage.setItem("analyst", analyst);
      list.append(judged(feedback));
      summary.textContent = judgeLabel(list.children.length);
      form.reset();
      form.elements.analyst.value = analyst;
      document.getElementById("announce").textContent = "Your verdict was saved.";
    } catch (error) {
      problem.textContent = `Not saved: ${error.message}`;
    }
  });
  return h("details", { class: "judge", data: { keep: "judge" } }, summary, list, form);
}

function judgeLabel(verdicts) {
  return verdicts ? `${count(verdicts, "verdict")} by analysts` : "Judge this alert";
}

/** The card of an alert. `level`: of its heading, one below that of what it stands under. */
export function card(alert, level = 2) {
  const id = `t-${alert.alert_id}`;
  const percent = Math.round(alert.confidence * 100);
  return h("article", {
    class: "card", "aria-labelledby": id,
    data: { alert: alert.alert_id, revision: alert.revision, status: alert.status },
  },
  h("header", { class: "card-head" },
    h(`h${level}`, { id, class: "card-title" },
      alert.test && h("span", { class: "tag test" }, "Test"),
      h("a", { href: placePath(alert.place.id), class: "place-link" }, alert.place.name),
      h("span", { class: "region" }, where(alert.place))),
    h("p", { class: "tags" },
      h("span", { class: "tag" }, alert.aspect),
      h("span", { class: "tag" }, TYPES[alert.type]),
      h("span", { class: `tag status-${alert.status}` }, STATUS[alert.status]))),
  alert.question && h("p", { class: "question" },
    "Question: ", alert.question, alert.later.referent && !alert.later.referent.includes(":") && ` (${alert.later.referent})`),
  h("div", { class: "quotes" }, side("earlier", alert),
    h("span", { class: "versus", "aria-hidden": "true" }, "≠"), side("later", alert)),
  h("p", { class: "why" }, alert.explanation),
  alert.resolution && h("p", { class: "resolution" }, h("strong", {}, "Resolved: "), alert.resolution),
  h("footer", { class: "card-foot" },
    judge(alert),
    h("p", { class: "meta" },
      h("span", { class: "confidence", vars: { "--share": `${percent}%` } }, `${percent} % sure`),
      h("a", { href: alertPath(alert.alert_id), class: "permalink" }, "Detected ", time(alert.opened_at)),
      alert.revision > 1 && h("span", {}, `revision ${alert.revision}`))));
}

/** Put a new revision's card in the place of the old one; what was open or typed stays. */
export function replaceCard(old, alert) {
  const level = Number(old.querySelector(".card-title").tagName[1]);
  const fresh = card(alert, level);
  if (old.contains(document.activeElement) && old.querySelector("form")?.contains(document.activeElement)) {
    return false; // somebody is writing: the next load shows it
  }
  for (const details of fresh.querySelectorAll("details[data-keep]")) {
    details.open = old.querySelector(`details[data-keep="${details.dataset.keep}"]`)?.open ?? false;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  old.replaceWith(fresh);
  if (focused) [...fresh.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused)?.focus();
  return true;
}
