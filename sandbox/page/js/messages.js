// The messages of a chat in order: days, albums, bubbles; scrolling, jumping, the way by keyboard.
import { bubble } from "./bubble.js";
import { h, reconcile } from "./dom.js";
import { dayKey, dayLabel, preview } from "./format.js";
import { icon } from "./icons.js";
import { messageMenu } from "./actions.js";
import { now } from "./store.js";
import { currentLang, t } from "./texts.js";

const GROUP_GAP_S = 300;
const NEAR_BOTTOM_PX = 80;

export class MessageList {
  constructor(chat) {
    this.chat = chat;
    this.list = h("ol", { class: "messages", testid: "messages" });
    this.inner = h("div", { class: "scroll-inner" }, this.list);
    this.scroll = h("div", { class: "scroll", tabindex: -1, onscroll: () => this.scrolled() }, this.inner);
    this.toBottom = h(
      "button",
      { class: "to-bottom", type: "button", testid: "to-bottom", hidden: true, onclick: () => this.stick(true) },
      icon("down"),
    );
    this.root = h("div", { class: "scroll-box" }, this.scroll, this.toBottom);
    this.atBottom = true;
    this.lastTop = 0;
    this.empty = null;
    this.listen();
  }

  listen() {
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("contextmenu", (event) => this.context(event));
    this.list.addEventListener("keydown", (event) => this.keys(event));
    this.observer = new ResizeObserver(() => this.atBottom && this.stick());
    this.observer.observe(this.inner);
    this.observer.observe(this.scroll);
  }

  stop() {
    this.observer.disconnect();
  }

  render() {
    const { view } = this.chat;
    this.toBottom.setAttribute("aria-label", t("to-bottom"));
    this.list.setAttribute("aria-label", t("messages"));
    if (!view) return;
    const last = view.messages.at(-1);
    if (last?.out && last.message_id !== this.lastId) this.atBottom = true;
    this.lastId = last?.message_id;
    reconcile(this.list, this.items(view));
    this.showEmpty(view.messages.length === 0);
    this.rove();
    if (this.atBottom) this.stick();
    else this.toBottom.hidden = false;
  }

  showEmpty(isEmpty) {
    this.empty?.remove();
    this.empty = isEmpty ? this.chat.emptyCard() : null;
    if (this.empty) this.inner.append(this.empty);
  }

  items(view) {
    const rows = [];
    const blocks = albums(view.messages);
    blocks.forEach((block, at) => {
      const [first] = block;
      const ms = first.date * 1000;
      const before = blocks[at - 1]?.[0];
      if (!before || dayKey(before.date * 1000) !== dayKey(ms)) rows.push(dayRow(ms));
      rows.push(this.blockRow(block, follows(before, first), follows(first, blocks[at + 1]?.[0]), view));
    });
    return rows;
  }

  blockRow(block, joined, continued, view) {
    const [first] = block;
    const pressed = this.chat.presses.of(first.message_id);
    const quoted = quotedIn(first, view);
    const isLast = block.at(-1) === view.messages.at(-1);
    const sig = JSON.stringify([
      block,
      joined,
      continued,
      pressed,
      quoted,
      currentLang(),
      isLast && this.chat.composer.editingId,
    ]);
    return {
      key: `m${first.message_id}`,
      sig,
      build: () => bubble(this.chat, block, { joined, continued, pressed, quoted }),
    };
  }

  /** Exactly one message stands in the Tab order; the arrows go on from there. */
  rove(wanted) {
    const rows = [...this.list.querySelectorAll(".message")];
    const current = wanted ?? rows.at(-1);
    rows.forEach((row) => (row.tabIndex = row === current ? 0 : -1));
  }

  keys(event) {
    const row = event.target.closest?.(".message");
    if (!row || event.target !== row) return;
    const rows = [...this.list.querySelectorAll(".message")];
    const to = { ArrowUp: rows.indexOf(row) - 1, ArrowDown: rows.indexOf(row) + 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    if (to !== undefined) {
      const target = rows[Math.max(0, Math.min(rows.length - 1, to))];
      this.rove(target);
      target.focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      this.openMenuOf(row, row.querySelector(".bubble") ?? row);
      event.preventDefault();
    }
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    const spoiler = event.target.closest(".spoiler");
    const quote = event.target.closest("blockquote.expandable");
    const command = event.target.closest(".bot_command");
    const row = event.target.closest(".message");
    if (spoiler && !spoiler.classList.contains("shown")) {
      spoiler.classList.add("shown");
      event.preventDefault();
    } else if (command) {
      event.preventDefault();
      this.chat.composer.sendText(command.textContent);
    } else if (link && !link.hasAttribute("download")) {
      event.preventDefault();
      this.chat.openLink(link.href);
    } else if (quote) quote.classList.toggle("shown");
    else if (event.target.closest(".message-more")) this.openMenuOf(row, event.target.closest(".message-more"));
    else if (row && tapOpensMenu(event)) this.openMenuOf(row, { x: event.clientX, y: event.clientY });
  }

  context(event) {
    const row = event.target.closest(".message");
    if (!row || event.target.closest("a[href], img") || String(getSelection())) return;
    event.preventDefault();
    const byKey = event.clientX === 0 && event.clientY === 0;
    this.openMenuOf(row, byKey ? row : { x: event.clientX, y: event.clientY });
  }

  openMenuOf(row, anchor) {
    const message = this.chat.view.messages.find((item) => item.message_id === Number(row.dataset.id));
    if (message) messageMenu(this.chat, message, anchor);
  }

  jumpTo(messageId) {
    const row = this.list.querySelector(`[data-ids~="${messageId}"]`);
    if (!row) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    row.classList.remove("flash");
    requestAnimationFrame(() => row.classList.add("flash"));
  }

  stick(asked = false) {
    const calm = !asked || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: calm ? "instant" : "smooth" });
    this.toBottom.hidden = true;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    // A keyboard that opens below shrinks the view before we can follow; only a scroll up means "let me read".
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX) this.atBottom = true;
    else if (scrollTop < this.lastTop) this.atBottom = false;
    this.lastTop = scrollTop;
    this.toBottom.hidden = this.atBottom;
  }
}

const tapOpensMenu = (event) =>
  matchMedia("(hover: none)").matches &&
  event.target.closest(".bubble") &&
  !event.target.closest("button, a, audio, video, img");

/** Neighbours of one album become one block. */
function albums(messages) {
  const blocks = [];
  for (const message of messages) {
    const last = blocks.at(-1);
    const together = message.media_group_id && last?.[0].media_group_id === message.media_group_id;
    if (together) last.push(message);
    else blocks.push([message]);
  }
  return blocks;
}

function follows(one, two) {
  if (!one || !two || one.from?.id !== two.from?.id || Boolean(one.out) !== Boolean(two.out)) return false;
  if (one.pinned_message || two.pinned_message) return false;
  return two.date - one.date < GROUP_GAP_S && dayKey(one.date * 1000) === dayKey(two.date * 1000);
}

/** The quoted message as it is now, since it may have been edited after the reply. */
function quotedIn(message, view) {
  const quoted = message.reply_to_message;
  if (!quoted) return null;
  const fresh = view.messages.find((item) => item.message_id === quoted.message_id) ?? quoted;
  return { id: quoted.message_id, from: fresh.from, text: preview(fresh) };
}

function dayRow(ms) {
  const label = dayLabel(ms, now());
  return { key: `d${dayKey(ms)}`, sig: label, build: () => h("li", { class: "day" }, h("span", {}, label)) };
}
