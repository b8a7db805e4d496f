// Pressed inline buttons that still wait for the bot's answer.
import { onAnswer } from "./live.js";

const WAITS_MS = 20_000;

export class Presses {
  constructor(chat, show) {
    this.chat = chat;
    this.show = show;
    this.waiting = new Map();
    this.early = new Map();
    this.stop = onAnswer((answer) => this.answered(answer));
  }

  /** The pressed buttons of one message, for its signature: "row:column". */
  of(messageId) {
    return [...this.waiting.values()].filter((one) => one.messageId === messageId).map((one) => one.place);
  }

  async press(messageId, row, column) {
    const key = `${messageId}:${row}:${column}`;
    if (this.waiting.has(key)) return;
    const one = { messageId, place: `${row}:${column}`, id: null };
    one.timer = setTimeout(() => this.end(key), WAITS_MS);
    this.waiting.set(key, one);
    this.chat.list.render();
    const answer = await this.chat.attempt(this.chat.api.press(messageId, row, column));
    one.id = answer?.callback_query_id ?? null;
    const early = this.early.get(one.id);
    if (!one.id || early) this.end(key);
    if (answer?.url) this.show({ url: answer.url });
    this.early.delete(one.id);
  }

  /** An answer may come before the press itself was acknowledged. */
  answered(answer) {
    if (answer.person !== undefined && answer.person !== this.chat.pane.personId) return;
    const found = [...this.waiting].find(([, one]) => one.id === answer.callback_query_id);
    if (!found && ![...this.waiting.values()].some((one) => one.id === null)) return;
    if (found) this.end(found[0]);
    else this.early.set(answer.callback_query_id, true);
    this.show(answer);
  }

  end(key) {
    clearTimeout(this.waiting.get(key)?.timer);
    this.waiting.delete(key);
    this.chat.list.render();
  }
}
