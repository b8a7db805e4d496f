// What the page knows, kept in step with the server's events. Parts of the page listen to topics:
// people, chats, clock, bots, cast, faults, online, panes, calls, lang and view:<chat>/<bot>.
import { chatApi, getState } from "./api.js";
import { isWide } from "./dom.js";
import { setOffset } from "./format.js";

export const state = {
  online: true,
  bots: [],
  people: [],
  chats: [],
  clock: null,
  faults: null,
  cast: {},
  limits: {},
  version: 0,
  epoch: 0,
  botId: null,
  panes: [],
  active: 0,
  views: new Map(),
};

const listeners = new Map();
const dirty = new Set();

/** Call `listener` (once, soon) after any of `topics` changed. Answers the function that stops it. */
export function on(topics, listener) {
  for (const topic of topics) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
  }
  return () => topics.forEach((topic) => listeners.get(topic)?.delete(listener));
}

export function changed(...topics) {
  if (!dirty.size) queueMicrotask(flush);
  topics.forEach((topic) => dirty.add(topic));
}

function flush() {
  const due = new Set();
  for (const topic of dirty) for (const listener of listeners.get(topic) ?? []) due.add(listener);
  dirty.clear();
  for (const listener of due) listener();
}

export const keyOf = (chatId, botId) => `${chatId}/${botId}`;
export const personById = (id) => state.people.find((person) => person.id === Number(id));
export const botById = (id) => state.bots.find((bot) => bot.id === Number(id));
export const summaryOf = (chatId, botId) =>
  state.chats.find((item) => item.chat_id === chatId && item.bot_id === botId);
export const viewOf = (pane) => state.views.get(keyOf(pane.chatId, pane.botId));

/** True when somebody looks at this chat: on a narrow page only the active one of two is in sight. */
export const isSeen = (chatId, botId) =>
  state.panes.some((pane, at) => pane.chatId === chatId && pane.botId === botId && (isWide() || at === state.active));

/** How many messages wait in chats that are not open. */
export const unreadElsewhere = () =>
  state.chats
    .filter((item) => !state.panes.some((pane) => pane.chatId === item.chat_id && pane.botId === item.bot_id))
    .reduce((sum, item) => sum + item.unread, 0);

/** The virtual moment in milliseconds, carried on from the last word of the server. */
export function now() {
  const { clock } = state;
  return clock ? clock.ms + (Date.now() - clock.heardAt) * clock.rate : Date.now();
}

export function setClock(clock) {
  setOffset(clock.now);
  state.clock = { ...clock, ms: Date.parse(clock.now), heardAt: Date.now() };
  changed("clock");
}

/** Read everything anew. After a break (`afresh`) the server may be another one, with a record of its own. */
export async function reload({ afresh = false } = {}) {
  const fresh = await getState();
  if (afresh) state.epoch += 1;
  Object.assign(state, { bots: fresh.bots, people: fresh.people, chats: fresh.chats, faults: fresh.faults });
  state.cast = fresh.cast ?? {};
  state.limits = fresh.limits;
  state.version = fresh.version;
  setClock(fresh.clock);
  if (!botById(state.botId)) state.botId = state.bots[0]?.id ?? null;
  state.panes = state.panes.filter((pane) => botById(pane.botId) && (pane.chatId < 0 || personById(pane.chatId)));
  state.active = Math.min(state.active, Math.max(0, state.panes.length - 1));
  changed("people", "chats", "bots", "cast", "faults", "calls", "panes");
  const open = new Set(state.panes.map((pane) => keyOf(pane.chatId, pane.botId)));
  for (const key of state.views.keys()) if (!open.has(key)) state.views.delete(key);
  await Promise.all(state.panes.map((pane) => loadView(pane).catch(() => null)));
}

/** Read the list of chats anew: the last message of one was deleted. */
export async function reloadChats() {
  const fresh = await getState();
  state.chats = fresh.chats;
  state.panes.filter((pane) => isSeen(pane.chatId, pane.botId)).forEach((pane) => markRead(pane.chatId, pane.botId));
  changed("chats");
}

const loading = new Map();

/** Read one chat, unseen or seen; calls that come while it is being read are answered by one more reading. */
export async function loadView(pane) {
  const key = keyOf(pane.chatId, pane.botId);
  if (loading.has(key)) {
    loading.set(key, "again");
    return;
  }
  loading.set(key, "now");
  try {
    const seen = isSeen(pane.chatId, pane.botId);
    const fresh = await chatApi(pane).view(seen);
    state.views.set(key, withLater(fresh, state.views.get(key)));
    if (seen) markRead(pane.chatId, pane.botId);
    changed(`view:${key}`);
  } finally {
    const again = loading.get(key) === "again";
    loading.delete(key);
    if (again) await loadView(pane);
  }
}

/** Return what was read, with what events brought while it was being read: that is newer. */
function withLater(fresh, held) {
  for (const message of held?.messages ?? []) {
    if (message.version > fresh.version) insert(fresh.messages, message);
  }
  return fresh;
}

function insert(messages, message) {
  const at = messages.findIndex((known) => known.message_id === message.message_id);
  if (at >= 0) messages[at] = message;
  else messages.push(message);
  if (at < 0) messages.sort((one, two) => one.message_id - two.message_id);
}

export function markRead(chatId, botId) {
  const summary = summaryOf(chatId, botId);
  if (summary) summary.unread = 0;
  changed("chats");
}

export function putMessage(chatId, botId, message) {
  const view = state.views.get(keyOf(chatId, botId));
  if (!view) return;
  insert(view.messages, message);
  changed(`view:${keyOf(chatId, botId)}`);
}
