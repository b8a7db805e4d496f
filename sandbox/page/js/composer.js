// Where a person writes: the text, what it answers or corrects, commands, attachments, the reply keyboard.
import { attachMenu } from "./attach.js";
import { CommandList } from "./commands.js";
import { fill, h } from "./dom.js";
import { chatTitle, preview } from "./format.js";
import { icon } from "./icons.js";
import { replyKeyboard } from "./keyboards.js";
import { keyOf } from "./store.js";
import { t } from "./texts.js";
import { arePhotos, askUpload } from "./upload.js";

const drafts = new Map();

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.mode = null;
    this.keyboardHidden = false;
    this.keyboardSig = null;
    this.forcedBy = 0;
    this.build();
  }

  get editingId() {
    return this.mode?.kind === "edit" ? this.mode.message.message_id : null;
  }

  get draftKey() {
    return `${keyOf(this.chat.pane.chatId, this.chat.pane.botId)}/${this.chat.pane.personId}`;
  }

  build() {
    this.input = h("textarea", {
      class: "input",
      rows: 1,
      testid: "composer",
      dir: "auto",
      enterkeyhint: "send",
      maxlength: 8192,
      oninput: () => this.typed(),
      onkeydown: (event) => this.keys(event),
      onpaste: (event) => this.pasted(event),
    });
    this.input.value = drafts.get(this.draftKey) ?? "";
    this.commands = new CommandList(this);
    this.bar = h("div", { class: "mode-bar", hidden: true });
    this.menu = h("button", {
      class: "menu-button",
      type: "button",
      testid: "menu-button",
      "aria-haspopup": "listbox",
      onclick: () => this.commands.toggle(),
    });
    this.attach = h(
      "button",
      {
        class: "icon-button",
        type: "button",
        testid: "attach",
        "aria-haspopup": "menu",
        onclick: () => attachMenu(this.chat, this.attach),
      },
      icon("clip"),
    );
    this.keyboardSwitch = h("button", {
      class: "icon-button",
      type: "button",
      testid: "keyboard-toggle",
      onclick: () => this.toggleKeyboard(),
    });
    this.sendButton = h(
      "button",
      {
        class: "send-button",
        type: "button",
        testid: "send",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.submit(),
      },
      icon("send"),
    );
    this.keyboard = h("div", { class: "keyboard-place" });
    const row = h(
      "div",
      { class: "composer-row" },
      this.menu,
      h("div", { class: "input-box" }, this.input, this.keyboardSwitch, this.attach),
      this.sendButton,
    );
    this.root = h("div", { class: "composer" }, this.commands.root, this.bar, row, this.keyboard);
  }

  render() {
    const { view } = this.chat;
    if (!view) return;
    this.label();
    this.renderKeyboard(view.reply_keyboard);
    this.renderMode();
    this.commands.refresh(view.commands ?? []);
    const menuType = view.menu_button?.type ?? "default";
    this.menu.hidden = !view.commands?.length || menuType === "web_app" || this.input.value.length > 0;
    this.force(view);
    this.grow();
  }

  label() {
    const { view } = this.chat;
    const asked = view.reply_keyboard?.input_field_placeholder;
    this.input.placeholder = asked || t("write");
    this.input.setAttribute("aria-label", t("write"));
    this.attach.setAttribute("aria-label", t("attach"));
    this.attach.title = t("attach");
    this.sendButton.setAttribute("aria-label", t(this.editingId ? "save" : "send"));
    this.menu.setAttribute("aria-label", t("commands"));
    fill(this.menu, icon("menu", 20), h("span", {}, t("menu")));
  }

  renderKeyboard(markup) {
    const sig = JSON.stringify(markup ?? null);
    if (sig !== this.keyboardSig) this.keyboardHidden = false;
    this.keyboardSig = sig;
    const shown = markup && !this.keyboardHidden;
    this.keyboardSwitch.hidden = !markup;
    this.keyboardSwitch.setAttribute("aria-label", t(shown ? "hide-keyboard" : "show-keyboard"));
    this.keyboardSwitch.setAttribute("aria-pressed", String(Boolean(shown)));
    fill(this.keyboardSwitch, icon(shown ? "down" : "keyboard"));
    const pressed = () => {
      if (!markup.one_time_keyboard) return;
      this.keyboardHidden = true;
      this.render();
    };
    fill(this.keyboard, shown ? replyKeyboard(this.chat, markup, pressed) : "");
  }

  toggleKeyboard() {
    this.keyboardHidden = !this.keyboardHidden;
    this.render();
  }

  /** A message with force_reply puts itself as the one being answered, once. */
  force(view) {
    const last = view.messages.at(-1);
    if (!last?.reply_markup?.force_reply || last.message_id <= this.forcedBy) return;
    this.forcedBy = last.message_id;
    this.setMode({ kind: "reply", message: last });
  }

  /** Answer, forward or correct a message: `{kind: "reply" | "edit", message}` or null. */
  setMode(mode) {
    if (this.mode?.kind === "edit" && mode?.kind !== "edit") this.input.value = "";
    this.mode = mode;
    if (mode?.kind === "edit") this.input.value = mode.message.text ?? mode.message.caption ?? "";
    this.renderMode();
    this.label();
    this.grow();
    this.focus();
  }

  renderMode() {
    this.bar.hidden = !this.mode;
    if (!this.mode) return;
    const { kind, message } = this.mode;
    const title = kind === "edit" ? t("editing") : t("replying", { name: chatTitle(message.from) });
    fill(
      this.bar,
      icon(kind === "edit" ? "edit" : "reply", 20),
      h("span", { class: "mode-words" }, h("b", {}, title), h("span", { dir: "auto" }, preview(message))),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          testid: "mode-close",
          "aria-label": t("cancel"),
          onclick: () => this.setMode(null),
        },
        icon("close", 20),
      ),
    );
  }

  typed() {
    drafts.set(this.draftKey, this.editingId ? "" : this.input.value);
    this.commands.filter(this.input.value);
    this.menu.hidden = this.input.value.length > 0 || !this.chat.view?.commands?.length;
    this.grow();
  }

  grow() {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, 180)}px`);
    this.sendButton.classList.toggle("ready", this.input.value.trim().length > 0);
  }

  keys(event) {
    if (this.commands.keys(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const mine = this.chat.view?.messages.findLast(
        (message) => this.chat.isMine(message) && message.text && !message.forward_origin,
      );
      if (mine) this.setMode({ kind: "edit", message: mine });
      event.preventDefault();
    }
  }

  /** True when Escape had something to close here. */
  escape() {
    if (this.commands.close()) return true;
    if (!this.mode) return false;
    this.setMode(null);
    return true;
  }

  async submit() {
    const text = this.input.value;
    if (!text.trim()) return this.focus();
    const { mode } = this;
    this.input.value = "";
    this.typed();
    if (mode) this.setMode(null);
    const done =
      mode?.kind === "edit"
        ? await this.chat.attempt(this.chat.api.edit(mode.message.message_id, text))
        : await this.sendText(text, mode?.message);
    if (!done && !this.input.value) {
      this.input.value = text;
      if (mode) this.mode = mode;
      this.typed();
      this.renderMode();
    }
    return done;
  }

  sendText(text, replyTo) {
    const body = replyTo ? { text, reply_to_message_id: replyTo.message_id } : { text };
    return this.chat.attempt(this.chat.api.send(body));
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.offer(files);
  }

  /** Files that were pasted or dropped: pictures go as photos, all others as files. */
  offer(files) {
    askUpload(this.chat, files, arePhotos(files) ? "photo" : "document");
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }
}
