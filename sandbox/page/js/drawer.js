// The drawer at the side: every call of the Bot API, and the faults that can be switched on.
import { CallList } from "./calls.js";
import { byId, fill, h } from "./dom.js";
import { faultsForm } from "./faults.js";
import { icon } from "./icons.js";
import { changed, on, state } from "./store.js";
import { t } from "./texts.js";

const TABS = ["calls", "faults"];
let tab = "calls";
let calls = null;
let before = null;

export function initDrawer() {
  on(["lang", "drawer"], render);
  on(["calls"], () => !byId("drawer").hidden && calls?.refresh());
  on(["faults", "bots"], () => !byId("drawer").hidden && renderTabMark());
  byId("drawer").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggleDrawer(false);
  });
}

export function toggleDrawer(open = byId("drawer").hidden) {
  const root = byId("drawer");
  if (open) before = document.activeElement;
  root.hidden = !open;
  byId("app").classList.toggle("with-drawer", open);
  changed("drawer");
  if (open) setTimeout(() => root.querySelector("[role=tab][aria-selected=true]")?.focus(), 0);
  else before?.focus?.();
}

function render() {
  const root = byId("drawer");
  if (root.hidden) return;
  root.setAttribute("aria-label", t("drawer"));
  calls = tab === "calls" ? new CallList() : null;
  fill(
    root,
    h("div", { class: "drawer-head" }, [
      h("div", { class: "tabs", role: "tablist", "aria-label": t("drawer"), onkeydown: arrows }, TABS.map(tabButton)),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          testid: "drawer-close",
          "data-focus": "drawer-close",
          "aria-label": t("close"),
          onclick: () => toggleDrawer(false),
        },
        icon("close"),
      ),
    ]),
    h(
      "div",
      { class: "tab-panel", role: "tabpanel", id: "tab-panel", "aria-label": t(`tab-${tab}`) },
      calls ? calls.root : faultsForm(),
    ),
  );
  renderTabMark();
  calls?.refresh();
}

function tabButton(name) {
  return h(
    "button",
    {
      class: "tab",
      type: "button",
      role: "tab",
      "aria-selected": String(tab === name),
      "aria-controls": "tab-panel",
      tabindex: tab === name ? 0 : -1,
      testid: `tab-${name}`,
      "data-focus": `tab-${name}`,
      onclick: () => choose(name),
    },
    t(`tab-${name}`),
    name === "faults" ? h("span", { class: "tab-mark", id: "fault-mark", hidden: true, title: t("faults-on") }) : "",
  );
}

function choose(name) {
  tab = name;
  render();
  byId("drawer").querySelector(`[data-testid="tab-${name}"]`)?.focus();
}

function arrows(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) choose(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
}

const CHANCES = ["latency_ms", "p429", "p5xx", "p_reset", "p_duplicate_update", "p_lost_answer"];

function renderTabMark() {
  const mark = byId("fault-mark");
  const { faults } = state;
  if (mark && faults) mark.hidden = !CHANCES.some((name) => faults[name] > 0) && !faults.next?.length;
}
