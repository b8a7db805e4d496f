// The address says what is open: #/chat/<person>/<bot>?start=…&as=<person>&beside=<chat>.<bot>[.<person>]&at=2
// Two chats may be open on any page: side by side on a wide one, on a narrow one the second is a tap away (`at` tells
// which one is active).
import { botById, changed, loadView, markRead, personById, state } from "./store.js";
import { isWide } from "./dom.js";

const pending = new Map();

/** A deep link that was opened in this chat and waits for the Start button; taking it forgets it. */
export const pendingStart = (pane) => pending.get(`${pane.chatId}/${pane.botId}`);
export const forgetStart = (pane) => pending.delete(`${pane.chatId}/${pane.botId}`);

const samePane = (one, two) => one.chatId === two.chatId && one.botId === two.botId;

// The chat that the way back to the list left: on a narrow page the next one is opened beside it.
let left = null;

const paneOf = (chatId, botId, personId = chatId) => ({ chatId, botId, personId });

export function openChat(chatId, botId = state.botId, { personId, start, beside = false } = {}) {
  const pane = paneOf(chatId, botId, personId ?? (chatId > 0 ? chatId : state.people[0]?.id));
  if (start !== undefined) pending.set(`${chatId}/${botId}`, start);
  const at = state.panes.findIndex((known) => samePane(known, pane));
  if (at >= 0) state.active = at;
  else put(pane, beside ? state.panes[0] : isWide() ? null : (state.panes[state.active] ?? left));
  if (at >= 0) state.panes[at].personId = pane.personId;
  shown(pane);
}

/** Put a chat beside `other`, or without one into the place of the active chat. */
function put(pane, other) {
  if (other && other.chatId !== pane.chatId && known(other.chatId, other.botId)) {
    state.panes = [other, pane];
    state.active = 1;
  } else state.panes[state.active] = pane;
}

export function closePane(pane) {
  state.panes = state.panes.filter((known) => !samePane(known, pane));
  state.active = 0;
  write();
  changed("panes", "people");
}

/** Back to the list of people (the phone's layout). */
export function closeAll() {
  left = state.panes[state.active] ?? null;
  state.panes = [];
  state.active = 0;
  write();
  changed("panes", "people");
}

export function activate(pane) {
  const at = state.panes.findIndex((known) => samePane(known, pane));
  if (at < 0 || at === state.active) return;
  state.active = at;
  history.replaceState(null, "", address());
  if (!isWide()) loadView(pane).catch(() => null);
  changed("panes");
}

function shown(pane) {
  state.botId = pane.botId;
  write();
  markRead(pane.chatId, pane.botId);
  loadView(pane).catch(() => null);
  changed("panes", "people", "bots");
}

function address() {
  const [first, second] = state.panes;
  if (!first) return location.pathname + location.search;
  const query = new URLSearchParams();
  if (first.personId !== first.chatId) query.set("as", first.personId);
  if (second) query.set("beside", besideOf(second).join("."));
  if (second && state.active === 1) query.set("at", "2");
  return `#/chat/${first.chatId}/${first.botId}${query.size ? `?${query}` : ""}`;
}

const besideOf = ({ chatId, botId, personId }) =>
  personId === chatId ? [chatId, botId] : [chatId, botId, personId];

function write() {
  const wanted = address();
  if (location.hash !== wanted && (location.hash || state.panes.length)) history.pushState(null, "", wanted);
}

/** Open what the address says; an address of somebody unknown (yet) opens nothing. */
export function readHash() {
  const found = /^#\/chat\/(-?\d+)(?:\/(\d+))?(?:\?(.*))?$/.exec(location.hash);
  const query = new URLSearchParams(found?.[3] ?? "");
  const beside = (query.get("beside") ?? "").split(".").map(Number);
  const first = found && known(Number(found[1]), Number(found[2] ?? state.botId), query.get("as"));
  const second = first && known(...beside);
  state.panes = [first, second].filter(Boolean);
  state.active = second && query.get("at") === "2" ? 1 : 0;
  if (!first) return changed("panes", "people");
  if (query.has("start")) pending.set(`${first.chatId}/${first.botId}`, query.get("start"));
  state.botId = state.panes[state.active].botId;
  history.replaceState(null, "", address());
  state.panes.forEach((pane) => loadView(pane).catch(() => null));
  return changed("panes", "people", "bots", "chats");
}

function known(chatId, botId, personId) {
  if (!chatId || !botById(botId) || (chatId > 0 && !personById(chatId))) return null;
  return paneOf(chatId, botId, personId ? Number(personId) : chatId > 0 ? chatId : state.people[0]?.id);
}

/** The bot and payload of a t.me or tg:// link to a bot known here, or null. */
export function parseBotLink(href) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  const query = url.searchParams;
  const name = url.protocol === "tg:" ? query.get("domain") : url.pathname.split("/")[1];
  const isTelegram = url.protocol === "tg:" || ["t.me", "telegram.me"].includes(url.hostname);
  const bot = isTelegram && state.bots.find((item) => item.username?.toLowerCase() === name?.toLowerCase());
  return bot ? { bot, start: query.get("start") ?? undefined } : null;
}
