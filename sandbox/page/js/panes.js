// Which chats stand on the screen: one on a phone, up to two beside each other on a wide screen.
import { Chat } from "./chat.js";
import { byId } from "./dom.js";
import { on, state } from "./store.js";

const chats = new Map();
const nameOf = (pane) => `${pane.chatId}/${pane.botId}/${pane.personId}`;

export function initPanes() {
  on(["panes"], render);
  matchMedia("(min-width: 1100px)").addEventListener("change", render);
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
