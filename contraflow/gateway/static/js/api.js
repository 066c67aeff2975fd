// Asking the gateway.

import { h } from "./dom.js";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** JSON from the gateway. A missing token shows the sign-in form. */
export async function ask(path, options = {}) {
  const response = await fetch(path, {
    ...options,
    headers: { accept: "application/json", ...options.headers },
  });
  if (response.status === 401) showSignIn();
  if (!response.ok) throw new ApiError(response.status, await reason(response));
  return response.status === 204 ? null : response.json();
}

export function send(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function reason(response) {
  try {
    const { detail } = await response.json();
    if (typeof detail === "string") return detail;
    return detail.map((one) => `${one.loc.at(-1)}: ${one.msg}`).join("; ");
  } catch {
    return `the gateway answered ${response.status}`;
  }
}

function showSignIn() {
  const holder = document.getElementById("sign-in");
  if (!holder || holder.firstChild) return;
  const input = h("input", {
    name: "token", type: "password", required: true, autocomplete: "current-password",
  });
  const problem = h("p", { class: "problem", role: "alert" });
  holder.append(
    h("form", {
      class: "notice sign-in",
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          await send("/session", { token: input.value });
          location.reload();
        } catch (error) {
          problem.textContent = error.message;
        }
      },
    },
    h("label", {}, "This gateway needs a token ", input),
    h("button", { type: "submit" }, "Sign in"),
    problem),
  );
  input.focus();
}

/**
 * Alerts as they arrive. The browser comes back by itself with the id of the last event; only an
 * answer other than 200 ends that, so then we come back ourselves.
 */
export function follow(params, position, { onAlert, onState }) {
  let source = null;
  let timer = null;
  let last = position;
  let closed = false;
  const open = () => {
    if (closed) return;
    const query = new URLSearchParams(params);
    if (last) query.set("last_event_id", last);
    source = new EventSource(`/v1/alerts/stream?${query}`);
    source.onopen = () => onState("live");
    source.addEventListener("alert", (event) => {
      last = event.lastEventId || last;
      onAlert(JSON.parse(event.data));
    });
    source.onerror = () => {
      onState("lost");
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 5000);
    };
  };
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
