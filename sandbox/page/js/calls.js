// Every call that a bot made, newest first, with what it sent and what came back.
import { getCalls } from "./api.js";
import { fill, h, reconcile } from "./dom.js";
import { hm } from "./format.js";
import { botById, state } from "./store.js";
import { t } from "./texts.js";

const KEPT = 1000;
const PAGE = 1000;
const SHOWN = 200;
const QUIET = new Set(["getUpdates"]);

// They outlive the drawer, so that opening it again does not read everything again.
const known = [];
const wish = { method: "", botId: "", errors: false, quiet: true };
let last = 0;
let reading = false;
let epoch = null;

export class CallList {
  constructor() {
    this.list = h("ol", { class: "calls", testid: "calls" });
    this.none = h("p", { class: "muted none", hidden: true });
    this.root = h("div", { class: "calls-box" }, this.filters(), this.none, this.list);
  }

  filters() {
    const again = (change) => (event) => {
      change(event.target);
      this.render();
    };
    const check = (name, key) =>
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          checked: wish[name],
          testid: `calls-${name}`,
          onchange: again((input) => (wish[name] = input.checked)),
        }),
        t(key),
      );
    const bots = [
      h("option", { value: "" }, t("all-bots")),
      ...state.bots.map((bot) =>
        h("option", { value: bot.id, selected: String(bot.id) === wish.botId }, bot.first_name),
      ),
    ];
    return h("div", { class: "call-filters" }, [
      h("input", {
        type: "search",
        class: "search",
        value: wish.method,
        placeholder: t("filter-method"),
        "aria-label": t("filter-method"),
        testid: "calls-method",
        oninput: again((input) => (wish.method = input.value.trim().toLowerCase())),
      }),
      state.bots.length > 1
        ? h(
            "select",
            { "aria-label": t("bot"), testid: "calls-bot", onchange: again((input) => (wish.botId = input.value)) },
            bots,
          )
        : "",
      check("errors", "only-errors"),
      check("quiet", "hide-polling"),
    ]);
  }

  /** Read what is new; one reading at a time, the next one starts when something was said meanwhile. */
  async refresh() {
    if (reading) {
      reading = "again";
      return;
    }
    reading = true;
    try {
      if (epoch !== state.epoch) forget();
      epoch = state.epoch;
      for (let fresh = null; fresh === null || fresh.length === PAGE;) {
        fresh = await getCalls(last);
        known.push(...fresh);
        known.splice(0, Math.max(0, known.length - KEPT));
        last = fresh.at(-1)?.n ?? last;
      }
    } catch {
      // The banner over the page tells that the server is away; the next event asks again.
    } finally {
      const again = reading === "again";
      reading = false;
      this.render();
      if (again) setTimeout(() => this.refresh(), 100);
    }
  }

  render() {
    const shown = known.filter(wished).slice(-SHOWN).reverse();
    this.none.hidden = shown.length > 0;
    fill(this.none, t("no-calls"));
    reconcile(
      this.list,
      shown.map((call) => ({ key: call.n, sig: document.documentElement.lang, build: () => row(call) })),
    );
  }
}

function forget() {
  known.length = 0;
  last = 0;
}

const failed = (call) => call.status >= 400 || call.status === 0 || Boolean(call.error) || Boolean(call.lost);

function wished(call) {
  if (wish.errors && !failed(call)) return false;
  if (wish.quiet && QUIET.has(call.method) && !failed(call)) return false;
  if (wish.botId && String(call.bot_id) !== wish.botId) return false;
  return call.method.toLowerCase().includes(wish.method);
}

function row(call) {
  const summary = h("summary", {}, [
    h("span", { class: failed(call) ? "status bad" : "status" }, call.status || "—"),
    h("span", { class: "call-method" }, call.method),
    h("span", { class: "call-hint" }, hint(call)),
    h("span", { class: "call-ms" }, t("ms", { n: Math.round(call.ms ?? 0) })),
  ]);
  const at = call.at ? Date.parse(call.at) || Number(call.at) * 1000 : null;
  const details = h("div", { class: "call-more" }, [
    h(
      "p",
      { class: "muted" },
      [at ? hm(at) : "", botById(call.bot_id)?.first_name ?? call.bot_id].filter(Boolean).join(" · "),
    ),
    call.error ? h("p", { class: "call-error" }, errorText(call.error)) : "",
    h("pre", { tabindex: 0, "aria-label": t("parameters") }, pretty(call.params)),
  ]);
  return h(
    "li",
    { class: failed(call) ? "call failed" : "call", testid: "call", "data-method": call.method },
    h("details", {}, summary, details),
  );
}

function hint(call) {
  const params = call.params ?? {};
  return String(
    params.text ?? params.caption ?? params.callback_query_id ?? params.message_id ?? params.file_path ?? params.url ?? "",
  ).slice(0, 80);
}

const errorText = (error) => (typeof error === "string" ? error : (error.description ?? JSON.stringify(error)));

/** Parameters as JSON; those that came as JSON text inside a form field are unfolded. */
function pretty(params) {
  const unfold = (value) => {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  return JSON.stringify(
    Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, unfold(value)])),
    null,
    2,
  );
}
