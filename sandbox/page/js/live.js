// The server's events, as they happen. Reconnects by itself and reads everything anew after a gap.
import { announce, byId, fill, h } from "./dom.js";
import { chatTitle, preview } from "./format.js";
import {
  botById,
  changed,
  isSeen,
  keyOf,
  loadView,
  putMessage,
  reload,
  reloadChats,
  setClock,
  state,
  summaryOf,
} from "./store.js";
import { t } from "./texts.js";

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 4000;
const READ_AFTER_MS = 400;
const answerListeners = new Set();
let pause = FIRST_PAUSE_MS;
let source = null;

/** Listen to answers to pressed inline buttons. Answers the function that stops it. */
export function onAnswer(listener) {
  answerListeners.add(listener);
  return () => answerListeners.delete(listener);
}

/** Read the state and follow the events; on a broken connection try until the server is back. */
export async function connect() {
  try {
    await reload({ afresh: true });
  } catch {
    retry();
    return;
  }
  source = new EventSource(`/control/events?after=${state.version}`);
  source.onopen = () => {
    pause = FIRST_PAUSE_MS;
    showOnline(true);
  };
  source.onerror = retry;
  source.onmessage = (event) => take(JSON.parse(event.data));
}

function retry() {
  source?.close();
  source = null;
  showOnline(false);
  setTimeout(connect, pause);
  pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS);
}

function showOnline(online) {
  state.online = online;
  const banner = byId("offline");
  banner.hidden = online;
  fill(banner, online ? [] : [h("span", { class: "spinner" }), t("reconnecting")]);
  changed("online");
}

function take(event) {
  state.version = event.version ?? state.version;
  handlers[event.kind]?.(event);
}

const handlers = {
  reset: () => reload({ afresh: true }).catch(retry),
  message: (event) => takeMessage(event, true),
  edit: (event) => takeMessage(event, false),
  delete: refreshChat,
  chat: refreshChat,
  person: () => reload().catch(retry),
  bot: () => reload().catch(retry),
  clock: (event) => setClock(event.clock ?? event),
  faults: (event) => {
    state.faults = event.faults ?? state.faults;
    changed("faults");
  },
  call: () => changed("calls"),
  typing: (event) => {
    const view = state.views.get(keyOf(event.chat_id, event.bot_id));
    if (!view) return;
    view.typing = event.typing;
    changed(`view:${keyOf(event.chat_id, event.bot_id)}`);
  },
  callback_answer: (event) => answerListeners.forEach((listener) => listener(event)),
};

function takeMessage(event, fresh) {
  const { chat_id: chatId, bot_id: botId, message } = event;
  if (!message) return refreshChat(event);
  const summary = summaryOf(chatId, botId) ?? newSummary(chatId, botId, message);
  const isLast = !summary.last_message || summary.last_message.message_id <= message.message_id;
  if (isLast) summary.last_message = message;
  const seen = isSeen(chatId, botId);
  if (fresh && !message.out && !seen) summary.unread += 1;
  const view = state.views.get(keyOf(chatId, botId));
  putMessage(chatId, botId, message);
  changed("chats");
  if (fresh && !message.out && seen) {
    readSoon(chatId, botId);
    announce(t("said", { name: chatTitle(message.from ?? botById(botId)), text: preview(message) }));
  }
}

function newSummary(chatId, botId, message) {
  const summary = { chat_id: chatId, bot_id: botId, chat: message.chat, last_message: null, unread: 0 };
  state.chats.push(summary);
  return summary;
}

const reading = new Map();

/** The server counts what was not read; reading the open chat again tells it that somebody looks. */
function readSoon(chatId, botId) {
  const key = keyOf(chatId, botId);
  clearTimeout(reading.get(key));
  reading.set(
    key,
    setTimeout(() => refreshChat({ chat_id: chatId, bot_id: botId, kind: "read" }), READ_AFTER_MS),
  );
}

let summariesDue = 0;

function refreshChat(event) {
  const pane = state.panes.find((item) => item.chatId === event.chat_id && item.botId === event.bot_id);
  if (pane) loadView(pane).catch(() => null);
  else state.views.delete(keyOf(event.chat_id, event.bot_id));
  if (event.kind !== "delete") return;
  clearTimeout(summariesDue);
  summariesDue = setTimeout(() => reloadChats().catch(() => null), 50);
}
