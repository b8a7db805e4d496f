// One chat on the screen: its header, pinned bar, messages, and what stands at its foot.
import { chatApi } from "./api.js";
import { Composer } from "./composer.js";
import { fill, h } from "./dom.js";
import { showAlert } from "./dialogs.js";
import { chatTitle, preview } from "./format.js";
import { header } from "./head.js";
import { icon } from "./icons.js";
import { Presses } from "./presses.js";
import { MessageList } from "./messages.js";
import { activate, forgetStart, openChat, parseBotLink, pendingStart } from "./router.js";
import { botById, keyOf, loadView, on, personById, putMessage, state, unreadElsewhere, viewOf } from "./store.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";
import { hintList } from "./person.js";

// A phone would cover half of the chat with its keyboard, so there nothing takes the focus by itself.
const isTouch = () => matchMedia("(hover: none)").matches;

export class Chat {
  constructor(pane) {
    this.pane = pane;
    this.api = chatApi(pane);
    this.head = h("header", { class: "pane-head" });
    this.pinned = h("div", { class: "pinned", hidden: true });
    this.foot = h("footer", { class: "pane-foot" });
    this.presses = new Presses(this, (answer) => this.showAnswer(answer));
    this.list = new MessageList(this);
    this.composer = new Composer(this);
    this.root = h(
      "section",
      {
        class: "pane",
        testid: "chat",
        tabindex: -1,
        "data-person": pane.personId,
        "data-chat": pane.chatId,
        onfocusin: () => activate(pane),
        onpointerdown: () => activate(pane),
        onkeydown: (event) => this.keys(event),
        ondragover: (event) => this.dragged(event),
        ondragleave: (event) => !this.root.contains(event.relatedTarget) && this.root.classList.remove("dropping"),
        ondrop: (event) => this.dropped(event),
      },
      this.head,
      this.pinned,
      this.list.root,
      this.foot,
    );
    this.stopCounting = on(["chats"], () => this.countElsewhere());
    this.stop = on([`view:${keyOf(pane.chatId, pane.botId)}`, "lang", "bots", "people"], () => this.render());
    this.render();
  }

  get view() {
    return viewOf(this.pane);
  }

  get person() {
    return personById(this.pane.personId);
  }

  get bot() {
    return this.view?.bot ?? botById(this.pane.botId);
  }

  /** True for a message that this pane's person wrote. */
  isMine(message) {
    return Boolean(message.out) && (this.pane.chatId > 0 || message.from?.id === this.pane.personId);
  }

  remove() {
    this.stop();
    this.stopCounting();
    this.presses.stop();
    this.list.stop();
    this.root.remove();
  }

  /** Draw anew only what differs: a press also makes its pane the active one, and must not lose its button to that. */
  panesChanged() {
    if (this.drawn === this.shape) return;
    this.drawn = this.shape;
    this.renderHead();
    this.renderFoot();
  }

  get shape() {
    return `${this.isBeside()}/${this.footMode()}`;
  }

  countElsewhere() {
    if (this.elsewhere === unreadElsewhere()) return;
    this.elsewhere = unreadElsewhere();
    this.renderHead();
  }

  render() {
    this.root.setAttribute("aria-label", t("chat-of", { bot: chatTitle(this.bot), person: chatTitle(this.person) }));
    this.renderHead();
    this.renderPinned();
    this.list.render();
    this.renderFoot();
    this.drawn = this.shape;
    if (this.view) this.loaded();
  }

  renderHead() {
    fill(this.head, header(this));
  }

  renderPinned() {
    const message = this.view?.messages.find((item) => item.message_id === this.view.pinned_message_id);
    this.pinned.hidden = !message;
    if (!message) return;
    const jump = () => this.list.jumpTo(message.message_id);
    fill(
      this.pinned,
      h("button", { class: "pinned-bar", type: "button", testid: "pinned", "data-focus": "pinned", onclick: jump }, [
        icon("pin", 20),
        h("span", { class: "pinned-words" }, h("b", {}, t("pinned")), h("span", { dir: "auto" }, preview(message))),
      ]),
    );
  }

  /** The composer, or the one button that stands instead of it. */
  renderFoot() {
    const mode = this.footMode();
    this.root.dataset.foot = mode;
    if (mode === "composer") {
      const wasFocused = this.foot.contains(document.activeElement);
      const isNew = this.foot.firstElementChild !== this.composer.root;
      if (isNew) this.foot.replaceChildren(this.composer.root);
      this.composer.render();
      if (isNew && wasFocused && !isTouch()) this.composer.focus();
      return;
    }
    if (mode === "none") this.foot.replaceChildren();
    if (mode === "start")
      fill(
        this.foot,
        this.bigButton(t("start"), "start", () => this.start()),
      );
    if (mode === "unblock")
      fill(
        this.foot,
        this.bigButton(t("unblock"), "unblock", () => this.attempt(this.api.unblock())),
      );
  }

  footMode() {
    if (!this.view) return "none";
    if (this.view.blocked && pendingStart(this.pane) === undefined) return "unblock";
    if (this.pane.chatId < 0) return "composer";
    return this.view.started && pendingStart(this.pane) === undefined ? "composer" : "start";
  }

  bigButton(label, testid, run) {
    return h("button", { class: "big-button", type: "button", testid, "data-focus": "big", onclick: run }, label);
  }

  async start() {
    const payload = pendingStart(this.pane);
    forgetStart(this.pane);
    await this.attempt(this.api.start(payload));
    await loadView(this.pane).catch(() => null);
    this.renderFoot();
  }

  /** What stands in a chat without messages. */
  emptyCard() {
    return h("div", { class: "empty-card", testid: "empty" }, [
      h("h3", {}, t("empty-title", { name: chatTitle(this.bot) })),
      h("p", { dir: "auto" }, this.bot?.description || t("empty-text")),
      hintList(this.person),
    ]);
  }

  /** Wait for a call of the control API; a message in the answer is shown at once, a refusal is told. */
  async attempt(promise) {
    try {
      const answer = await promise;
      if (answer?.message_id && answer.chat) putMessage(this.pane.chatId, this.pane.botId, answer);
      return answer ?? true;
    } catch (error) {
      toast(this.list.root, t("failed", { reason: error.message }), "fault");
      return null;
    }
  }

  showAnswer({ text, show_alert: isAlert, url }) {
    if (url) return this.openLink(url);
    if (!text) return;
    if (isAlert) showAlert(chatTitle(this.bot), text);
    else toast(this.list.root, text);
  }

  /** A link to a known bot opens here, anything else in a new tab. */
  openLink(href) {
    const link = parseBotLink(href);
    if (link) openChat(this.pane.personId, link.bot.id, { start: link.start });
    else window.open(href, "_blank", "noopener");
  }

  takeFocus() {
    const wanted = () =>
      this.footMode() === "composer" ? this.composer.focus() : this.foot.querySelector("button")?.focus();
    if (isTouch()) this.root.focus({ preventScroll: true });
    else if (this.view) wanted();
    else this.focusOnLoad = wanted;
  }

  /** A chat that was being read stands on the screen now. */
  loaded() {
    this.focusOnLoad?.();
    this.focusOnLoad = null;
  }

  keys(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (this.composer.escape()) return;
    document.querySelector(`[data-testid="person-${this.pane.chatId}"]`)?.focus();
  }

  /** Files may be dropped wherever this person can write. */
  dragged(event) {
    if (this.footMode() !== "composer" || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.root.classList.add("dropping");
  }

  dropped(event) {
    this.root.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    if (!files.length || this.footMode() !== "composer") return;
    event.preventDefault();
    activate(this.pane);
    this.composer.offer(files);
  }

  isBeside() {
    return state.panes.length > 1;
  }
}
