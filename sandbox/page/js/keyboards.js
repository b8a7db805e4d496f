// Inline keyboards under messages and the reply keyboard under the composer.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { confirmThen } from "./dialogs.js";
import { chatTitle } from "./format.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";

const STYLES = ["primary", "success", "danger"];

export function inlineKeyboard(chat, message, pressed) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return "";
  return h(
    "div",
    { class: "inline-keyboard", role: "group", "aria-label": t("buttons"), testid: "inline-keyboard" },
    rows.map((row, at) =>
      h(
        "div",
        { class: "keys" },
        row.map((key, column) => inlineKey(chat, message, key, at, column, pressed)),
      ),
    ),
  );
}

function inlineKey(chat, message, key, row, column, pressed) {
  const busy = pressed.includes(`${row}:${column}`);
  const style = STYLES.includes(key.style) ? ` ${key.style}` : "";
  return h(
    "button",
    {
      class: `inline-button${style}${busy ? " busy" : ""}`,
      type: "button",
      testid: "inline-button",
      "data-focus": `key-${message.message_id}-${row}-${column}`,
      "aria-busy": busy ? "true" : null,
      title: key.text.length > 24 ? key.text : null,
      onclick: () => pressInline(chat, message, key, row, column),
    },
    h("span", { class: "key-label", dir: "auto" }, key.text),
    key.url ? icon("external", 12) : "",
    busy ? h("span", { class: "spinner key-spinner", "aria-hidden": "true" }) : "",
  );
}

function pressInline(chat, message, key, row, column) {
  if (key.url) return chat.openLink(key.url);
  if (key.copy_text) {
    navigator.clipboard?.writeText(key.copy_text.text);
    return toast(chat.list.root, t("copied"));
  }
  if (key.callback_data === undefined) return toast(chat.list.root, t("not-supported"));
  return chat.presses.press(message.message_id, row, column);
}

/** The keys of the reply keyboard; `pressed` is called after a press. */
export function replyKeyboard(chat, markup, pressed) {
  return h(
    "div",
    { class: "reply-keyboard", role: "group", "aria-label": t("reply-keyboard"), testid: "reply-keyboard" },
    markup.keyboard.map((row) =>
      h(
        "div",
        { class: "keys" },
        row.map((key) => replyKey(chat, typeof key === "string" ? { text: key } : key, pressed)),
      ),
    ),
  );
}

function replyKey(chat, key, pressed) {
  const style = STYLES.includes(key.style) ? ` ${key.style}` : "";
  const press = () => chat.attempt(chat.api.pressLabel(key.text)).then((answer) => answer && pressed());
  const run = () => {
    if (!key.request_contact) return press();
    const question = t("share-contact-question", { name: chatTitle(chat.bot) });
    return confirmThen(question, t("share-contact"), press, { title: t("share-contact-title") });
  };
  return h(
    "button",
    {
      class: `reply-button${style}`,
      type: "button",
      testid: "reply-button",
      "data-focus": `reply-${key.text}`,
      onclick: run,
    },
    h("span", { class: "key-label", dir: "auto" }, key.text),
  );
}
