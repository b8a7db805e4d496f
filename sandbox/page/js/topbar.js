// The bar over everything: whose demo this is, the virtual clock, language, theme, the drawer's switch.
import { moveClock } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { field, formDialog } from "./dialogs.js";
import { toggleDrawer } from "./drawer.js";
import { fromInput, fullDate, hm, shortDate, toInput } from "./format.js";
import { icon } from "./icons.js";
import { changed, now, on, setClock, state } from "./store.js";
import { currentLang, loadTexts, pick, t } from "./texts.js";
import { pageToast } from "./toast.js";

const HOUR_S = 3600;

export function initTopbar() {
  on(["cast", "lang", "drawer"], render);
  on(["clock", "lang"], renderClock);
  setInterval(renderClock, 1000);
}

function render() {
  const title = pick(state.cast.title) || t("title");
  const notice = pick(state.cast.notice);
  document.title = title;
  fill(
    byId("topbar"),
    h("div", { class: "brand" }, [
      h("img", { class: "brand-mark", src: "/static/img/spark.svg", alt: "", width: 36, height: 36 }),
      h("div", { class: "brand-words" }, [
        h("h1", { class: "brand-title", testid: "topbar-title" }, title),
        notice ? h("p", { class: "brand-notice", title: notice, testid: "notice" }, notice) : "",
      ]),
    ]),
    h("div", { class: "clock", role: "group", "aria-label": t("clock") }, clockParts()),
    h("div", { class: "tools" }, [languageSwitch(), themeSwitch()]),
  );
  renderClock();
}

function clockParts() {
  const step = (key, seconds, testid) =>
    h(
      "button",
      { class: "chip", type: "button", "data-focus": testid, testid, onclick: () => move({ advance_s: seconds }) },
      t(key),
    );
  return [
    h("div", { class: "clock-now", testid: "clock-now", id: "clock-now" }),
    h("div", { class: "clock-steps" }, [
      step("clock-plus-hour", HOUR_S, "clock-plus-hour"),
      step("clock-plus-day", 24 * HOUR_S, "clock-plus-day"),
      h(
        "button",
        { class: "chip", type: "button", "data-focus": "clock-to", testid: "clock-to", onclick: askMoment },
        t("clock-to"),
      ),
      h(
        "button",
        {
          class: "icon-button drawer-toggle",
          type: "button",
          "data-focus": "drawer-toggle",
          testid: "drawer-toggle",
          title: t("drawer"),
          "aria-label": t("drawer"),
          "aria-expanded": String(!byId("drawer").hidden),
          "aria-controls": "drawer",
          onclick: () => toggleDrawer(),
        },
        icon("pulse"),
      ),
    ]),
  ];
}

function renderClock() {
  const place = byId("clock-now");
  if (!place || !state.clock) return;
  const moment = now();
  const words = `${fullDate(moment)}, ${hm(moment)}`;
  if (place.dataset.words === words) return;
  place.dataset.words = words;
  place.setAttribute("title", words);
  fill(
    place,
    h("span", { class: "clock-time" }, hm(moment)),
    h("span", { class: "clock-date clock-long" }, fullDate(moment)),
    h("span", { class: "clock-date clock-short", "aria-hidden": "true" }, shortDate(moment)),
  );
}

async function move(request) {
  try {
    setClock(await moveClock(request));
  } catch (error) {
    pageToast(t("failed", { reason: error.message }));
  }
}

function askMoment() {
  const at = now();
  const input = h("input", {
    type: "datetime-local",
    name: "to",
    required: true,
    min: toInput(at),
    value: toInput(at + HOUR_S * 1000),
    testid: "clock-input",
  });
  formDialog({
    title: t("clock-to-title"),
    testid: "clock-dialog",
    fields: [field(t("clock-to-label"), input, t("clock-to-note"))],
    yes: t("clock-go"),
    submit: async (form) => setClock(await moveClock({ to: fromInput(form.get("to")) })),
  });
}

function languageSwitch() {
  const choose = async (lang) => {
    await loadTexts(lang);
    changed("lang", "people", "chats", "panes", "cast", "bots", "faults", "calls", "drawer");
  };
  const option = (lang) =>
    h(
      "button",
      {
        type: "button",
        class: "segment",
        "data-focus": `lang-${lang}`,
        testid: `lang-${lang}`,
        "aria-pressed": String(currentLang() === lang),
        "aria-label": t(`lang-${lang}`),
        onclick: () => choose(lang),
      },
      t(`lang-${lang}-short`),
    );
  return h("div", { class: "segments", role: "group", "aria-label": t("lang") }, option("ru"), option("en"));
}

const isDark = () =>
  (document.documentElement.dataset.theme ??
    (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

function themeSwitch() {
  const label = t(isDark() ? "theme-light" : "theme-dark");
  const turn = () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    render();
  };
  const props = {
    class: "icon-button",
    type: "button",
    "data-focus": "theme",
    testid: "theme",
    title: label,
    "aria-label": label,
    onclick: turn,
  };
  return h("button", props, icon(isDark() ? "sun" : "moon"));
}
