// Which chats are open: up to two, side by side on a wide screen; on a narrow one a switch shows one or the other.
import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { byId, fill, h } from "./dom.js";
import { chatTitle } from "./format.js";
import { activate } from "./router.js";
import { loadView, on, personById, state, summaryOf } from "./store.js";
import { t } from "./texts.js";

const chats = new Map();
const nameOf = (pane) => `${pane.chatId}/${pane.botId}/${pane.personId}`;

export function initPanes() {
  on(["panes"], render);
  on(["panes", "chats", "people", "lang"], renderSwitch);
  matchMedia("(min-width: 1100px)").addEventListener("change", () => {
    render();
    // What was out of sight may be in sight now, and is read then.
    state.panes.forEach((pane) => loadView(pane).catch(() => null));
  });
}

function renderSwitch() {
  const root = byId("switch");
  root.hidden = state.panes.length < 2;
  root.setAttribute("aria-label", t("switch"));
  fill(root, root.hidden ? [] : state.panes.map(switchButton));
}

function switchButton(pane, at) {
  const { chatId, botId } = pane;
  const summary = summaryOf(chatId, botId);
  const subject = personById(chatId) ?? summary?.chat;
  const unread = at === state.active ? 0 : (summary?.unread ?? 0);
  const look = () => {
    activate(pane);
    queueMicrotask(() => chats.get(nameOf(pane))?.takeFocus());
  };
  return h(
    "button",
    {
      class: "switch-button",
      type: "button",
      testid: `switch-${chatId}`,
      "data-focus": `switch-${chatId}-${botId}`,
      "aria-current": at === state.active ? "true" : null,
      onclick: look,
    },
    avatar(subject, { size: 28, kind: chatId > 0 ? "person" : "group" }),
    h("span", { class: "switch-name", dir: "auto" }, chatTitle(subject)),
    unread
      ? h(
          "span",
          { class: "badge", testid: `switch-unread-${chatId}`, "aria-label": t("unread", { count: unread }) },
          unread,
        )
      : "",
  );
}

function render() {
  const wanted = new Set(state.panes.map(nameOf));
  for (const [name, chat] of chats) {
    if (wanted.has(name)) continue;
    chat.remove();
    chats.delete(name);
  }
  const root = byId("panes");
  root.dataset.count = state.panes.length;
  byId("app").dataset.view = state.panes.length ? "chat" : "list";
  state.panes.forEach((pane, at) => {
    const fresh = !chats.has(nameOf(pane));
    const chat = chats.get(nameOf(pane)) ?? new Chat(pane);
    chats.set(nameOf(pane), chat);
    if (root.children[at] !== chat.root) root.insertBefore(chat.root, root.children[at] ?? null);
    chat.root.classList.toggle("active", at === state.active);
    chat.panesChanged();
    if (fresh && at === state.active) chat.takeFocus();
  });
}
