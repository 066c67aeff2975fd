// Making elements. Text only ever goes in as text: there is no way here to pass markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.setAttribute("class", value);
    else if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "vars") {
      for (const [key, number] of Object.entries(value)) element.style.setProperty(key, number);
    } else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}

/** An HTML element. Strings among the children become text. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
});
const MINUTE = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
  timeZone: "UTC",
});

/** A date in UTC, without the time of day. */
export function day(iso) {
  return DAY.format(new Date(iso));
}

/** A <time> element in UTC, to the minute. */
export function time(iso) {
  return h("time", { datetime: iso }, `${MINUTE.format(new Date(iso))} UTC`);
}

/** A link to another site, if the address is one; else the text alone. */
export function outside(url, ...children) {
  if (typeof url === "string" && /^https?:\/\//i.test(url)) {
    return h("a", { href: url, rel: "noopener noreferrer nofollow" }, ...children);
  }
  return h("span", {}, ...children);
}

/** "1 source", "2 sources". */
export function count(number, one, many) {
  return `${number} ${number === 1 ? one : (many ?? `${one}s`)}`;
}

const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** Name of a country by its ISO code. */
export function country(code) {
  try {
    return REGIONS.of(code);
  } catch {
    return code;
  }
}

/** A place in words: name, first-level division, country. */
export function where(place) {
  const parts = [];
  if (place.admin && place.admin !== place.name) parts.push(place.admin);
  if (place.country && country(place.country) !== place.name) parts.push(country(place.country));
  return parts.join(", ");
}

export function placePath(id) {
  return `/places/${encodeURIComponent(id).replaceAll("%3A", ":")}`;
}

export function alertPath(id) {
  return `/alerts/${encodeURIComponent(id)}`;
}
