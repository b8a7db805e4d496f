// The list of the bot's commands over the composer: by the Menu button, or while a "/" is typed.
import { fill, h } from "./dom.js";
import { t } from "./texts.js";

export class CommandList {
  constructor(composer) {
    this.composer = composer;
    this.all = [];
    this.shown = [];
    this.at = 0;
    this.root = h("div", { class: "commands", role: "listbox", testid: "commands", hidden: true });
    document.addEventListener("pointerdown", (event) => {
      if (!composer.root.contains(event.target)) this.close();
    });
  }

  refresh(commands) {
    this.all = commands;
    if (!this.root.hidden) this.filter(this.composer.input.value, true);
  }

  toggle() {
    if (!this.close()) this.filter("/", true);
    this.composer.focus();
  }

  /** Show the commands that begin with the typed `text`; anything but a command being typed hides the list. */
  filter(text, asked = false) {
    const typed = /^\/(\w*)$/.exec(text)?.[1] ?? (asked ? "" : null);
    this.shown = typed === null ? [] : this.all.filter((item) => item.command.startsWith(typed));
    this.at = 0;
    this.render();
  }

  render() {
    this.root.hidden = !this.shown.length;
    this.root.setAttribute("aria-label", t("commands"));
    fill(
      this.root,
      this.shown.map((item, at) =>
        h(
          "button",
          {
            class: at === this.at ? "command current" : "command",
            type: "button",
            role: "option",
            tabindex: -1,
            testid: `command-${item.command}`,
            "aria-selected": String(at === this.at),
            onclick: () => this.choose(item),
          },
          h("span", { class: "command-name" }, `/${item.command}`),
          h("span", { class: "command-text", dir: "auto" }, item.description),
        ),
      ),
    );
    this.root.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  choose(item) {
    this.close();
    this.composer.input.value = "";
    this.composer.typed();
    this.composer.sendText(`/${item.command}`);
    this.composer.focus();
  }

  /** True when the key was meant for the list. */
  keys(event) {
    if (this.root.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.shown.length) % this.shown.length;
    else if (event.key === "Enter" && !event.shiftKey) return this.enter(event);
    else if (event.key === "Tab") this.composer.input.value = `/${this.shown[this.at].command} `;
    else return false;
    event.preventDefault();
    if (event.key === "Tab") this.composer.typed();
    else this.render();
    return true;
  }

  enter(event) {
    event.preventDefault();
    this.choose(this.shown[this.at]);
    return true;
  }

  /** True when the list was open. */
  close() {
    const wasOpen = !this.root.hidden;
    this.shown = [];
    this.root.hidden = true;
    return wasOpen;
  }
}
