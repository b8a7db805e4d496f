// The list of people (and groups), as the list of chats in a messenger.
import { avatar } from "./avatar.js";
import { byId, fill, h, reconcile } from "./dom.js";
import { chatTitle, fullName, listTime, preview } from "./format.js";
import { icon } from "./icons.js";
import { askPerson } from "./person.js";
import { openChat } from "./router.js";
import { changed, now, on, state, summaryOf } from "./store.js";
import { pick, t } from "./texts.js";

let list = null;

export function initPeople() {
  on(["lang", "bots"], render);
  on(["people", "chats", "panes", "clock"], renderRows);
}

function render() {
  list = h("ul", { class: "people-list", testid: "people" });
  list.addEventListener("keydown", arrows);
  fill(
    byId("people"),
    h("div", { class: "people-head" }, [
      h("h2", { class: "people-title" }, t("people")),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "data-focus": "add-person",
          testid: "add-person",
          title: t("add-person"),
          "aria-label": t("add-person"),
          onclick: askPerson,
        },
        icon("plus"),
      ),
    ]),
    state.bots.length > 1 ? botSelector() : "",
    list,
  );
  byId("people").setAttribute("aria-label", t("people"));
  renderRows();
}

function botSelector() {
  const choose = (event) => {
    state.botId = Number(event.target.value);
    const pane = state.panes[state.active];
    if (pane && pane.chatId > 0) openChat(pane.chatId, state.botId);
    else changed("people");
  };
  const options = state.bots.map((bot) =>
    h("option", { value: bot.id, selected: bot.id === state.botId }, `${bot.first_name} · @${bot.username}`),
  );
  return h(
    "label",
    { class: "bot-select" },
    h("span", {}, t("bot")),
    h("select", { testid: "bot-select", "data-focus": "bot-select", onchange: choose }, options),
  );
}

function renderRows() {
  if (!list) return;
  const groups = state.chats.filter((item) => item.chat_id < 0 && item.bot_id === state.botId);
  reconcile(list, [...state.people.map(personItem), ...groups.map(groupItem)]);
}

const openAt = (chatId) => state.panes.findIndex((pane) => pane.chatId === chatId && pane.botId === state.botId);

function personItem(person) {
  const summary = summaryOf(person.id, state.botId);
  return rowItem({
    id: person.id,
    subject: person,
    name: fullName(person),
    note: pick(person.note),
    summary,
    kind: "person",
  });
}

function groupItem(summary) {
  return rowItem({
    id: summary.chat_id,
    subject: summary.chat,
    name: chatTitle(summary.chat),
    note: t(`chat-${summary.chat.type}`),
    summary,
    kind: "group",
  });
}

function rowItem(row) {
  const { summary } = row;
  const shown = {
    ...row,
    open: openAt(row.id),
    active: openAt(row.id) === state.active && openAt(row.id) >= 0,
    time: summary?.last_message ? listTime(summary.last_message.date * 1000, now()) : "",
    last: preview(summary?.last_message),
    mine: Boolean(summary?.last_message?.out),
    unread: summary?.unread ?? 0,
    lang: document.documentElement.lang,
  };
  return { key: row.id, sig: JSON.stringify(shown), build: () => buildRow(shown) };
}

function buildRow(row) {
  const words = [
    h(
      "span",
      { class: "row-top" },
      h("span", { class: "row-name", dir: "auto" }, row.name),
      h("time", { class: "row-time" }, row.time),
    ),
    row.note ? h("span", { class: "row-note", dir: "auto" }, row.note) : "",
    h("span", { class: "row-last" }, [
      h(
        "span",
        { class: "row-preview", dir: "auto" },
        row.mine && row.kind === "person" ? h("b", {}, `${t("you")}: `) : "",
        row.last || (row.note ? "" : t("no-messages")),
      ),
      row.unread
        ? h(
            "span",
            { class: "badge", testid: `unread-${row.id}`, "aria-label": t("unread", { count: row.unread }) },
            row.unread,
          )
        : "",
    ]),
  ];
  const main = h(
    "button",
    {
      class: "row-main",
      type: "button",
      testid: `person-${row.id}`,
      "data-focus": `person-${row.id}`,
      "aria-current": row.active ? "true" : null,
      onclick: () => openChat(row.id),
    },
    avatar(row.subject, { kind: row.kind }),
    h("span", { class: "row-words" }, words),
  );
  const beside = h(
    "button",
    {
      class: "icon-button row-beside",
      type: "button",
      testid: `beside-${row.id}`,
      "data-focus": `beside-${row.id}`,
      title: t("open-beside"),
      "aria-label": `${t("open-beside")}: ${row.name}`,
      onclick: () => openChat(row.id, state.botId, { beside: true }),
    },
    icon("beside", 20),
  );
  const classes = ["row", row.active && "active", row.open >= 0 && "open", row.unread && "unread"]
    .filter(Boolean)
    .join(" ");
  return h("li", { class: classes }, main, state.panes.length && row.open < 0 ? beside : "");
}

function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...list.querySelectorAll(".row-main")];
  const at = rows.indexOf(document.activeElement.closest(".row")?.querySelector(".row-main"));
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  event.preventDefault();
}
