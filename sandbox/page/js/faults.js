// Switches that make the stand-in misbehave: slow answers, refusals, lost answers.
import { getFaults, putFaults } from "./api.js";
import { fill, h } from "./dom.js";
import { changed, state } from "./store.js";
import { t } from "./texts.js";
import { pageToast } from "./toast.js";

const CHANCES = ["p429", "p5xx", "p_reset", "p_lost_answer", "p_duplicate_update"];
const ONCE = ["429", "5xx", "reset", "lost_answer"];
// What happens to downloads only.
const ONCE_A_DOWNLOAD = ["cut", "slow", "expired"];
const QUIET = {
  latency_ms: 0,
  p429: 0,
  p5xx: 0,
  p_reset: 0,
  p_duplicate_update: 0,
  p_lost_answer: 0,
  methods: null,
  next: [],
};

/** The tab's content; every change goes to the server at once. */
export function faultsForm() {
  const root = h("div", { class: "faults", testid: "faults" });
  const draw = () => fill(root, parts(draw));
  draw();
  getFaults()
    .then((faults) => {
      state.faults = faults;
      draw();
    })
    .catch(() => null);
  return root;
}

async function save(change, draw) {
  try {
    const answer = await putFaults(change);
    state.faults = answer?.latency_ms === undefined ? { ...state.faults, ...change } : answer;
    changed("faults");
  } catch (error) {
    pageToast(t("failed", { reason: error.message }));
  }
  draw();
}

function parts(draw) {
  const faults = state.faults ?? QUIET;
  return [
    h("p", { class: "muted" }, t("faults-note")),
    slider("latency_ms", faults.latency_ms ?? 0, { max: 5000, step: 50, show: (value) => t("ms", { n: value }) }, draw),
    CHANCES.map((name) =>
      slider(
        name,
        Math.round((faults[name] ?? 0) * 100),
        { max: 100, step: 5, show: (value) => `${value} %`, share: true },
        draw,
      ),
    ),
    slider(
      "retry_after",
      faults.retry_after ?? 1,
      { max: 60, step: 1, show: (value) => t("seconds", { n: value }) },
      draw,
    ),
    h(
      "label",
      { class: "check wide" },
      h("input", {
        type: "checkbox",
        checked: Boolean(faults.limits),
        testid: "fault-limits",
        "data-focus": "fault-limits",
        onchange: (event) => save({ limits: event.target.checked }, draw),
      }),
      t("fault-limits"),
    ),
    methodsField(faults, draw),
    nextFault(faults, draw),
    h(
      "button",
      {
        class: "button plain",
        type: "button",
        testid: "faults-off",
        "data-focus": "faults-off",
        onclick: () => save(QUIET, draw),
      },
      t("faults-off"),
    ),
  ];
}

function slider(name, value, { max, step, show, share }, draw) {
  const said = h("output", { class: "slider-value" }, show(value));
  const input = h("input", {
    type: "range",
    min: 0,
    max,
    step,
    value,
    testid: `fault-${name}`,
    "data-focus": `fault-${name}`,
  });
  input.addEventListener("input", () => (said.textContent = show(Number(input.value))));
  input.addEventListener("change", () => save({ [name]: Number(input.value) / (share ? 100 : 1) }, draw));
  return h(
    "label",
    { class: value > 0 && name !== "retry_after" ? "slider on" : "slider" },
    h("span", {}, t(`fault-${name.replaceAll("_", "-")}`)),
    said,
    input,
  );
}

function methodsField(faults, draw) {
  const set = (event) => {
    const methods = event.target.value.split(/[\s,]+/).filter(Boolean);
    save({ methods: methods.length ? methods : null }, draw);
  };
  const input = h("input", {
    value: (faults.methods ?? []).join(", "),
    placeholder: t("fault-methods-all"),
    testid: "fault-methods",
    "data-focus": "fault-methods",
    onchange: set,
  });
  return h("label", { class: "field" }, h("span", { class: "field-label" }, t("fault-methods")), input);
}

function nextFault(faults, draw) {
  const method = h("input", { placeholder: "sendMessage", "aria-label": t("filter-method"), testid: "next-method" });
  const fault = h(
    "select",
    { "aria-label": t("fault-kind"), testid: "next-fault" },
    [...ONCE, ...ONCE_A_DOWNLOAD].map((name) => h("option", { value: name }, t(`once-${name.replace("_", "-")}`))),
  );
  const add = () => {
    const usual = ONCE_A_DOWNLOAD.includes(fault.value) ? "download" : "sendMessage";
    save({ next: [...(faults.next ?? []), { method: method.value.trim() || usual, fault: fault.value }] }, draw);
  };
  return h("fieldset", { class: "next-fault" }, [
    h("legend", {}, t("fault-next")),
    h(
      "div",
      { class: "next-row" },
      method,
      fault,
      h(
        "button",
        { class: "button plain", type: "button", testid: "next-add", "data-focus": "next-add", onclick: add },
        t("add"),
      ),
    ),
    h(
      "ul",
      {},
      (faults.next ?? []).map((item) => h("li", {}, `${item.method ?? "*"} → ${item.fault}`)),
    ),
  ]);
}
