// One message (or one album) as a bubble.
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { chatTitle, fullName, hm, initials, preview } from "./format.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { album, isFramed, media } from "./media.js";
import { t } from "./texts.js";

/** The list item of `block` (messages of one album, mostly just one). */
export function bubble(chat, block, { joined, continued, pressed, quoted }) {
  const [message] = block;
  if (isService(message)) return serviceRow(message);
  const mine = chat.isMine(message);
  const inGroup = chat.pane.chatId < 0 && !mine;
  const classes = ["message", mine ? "out" : "in", joined && "joined", continued && "continued"];
  return h(
    "li",
    {
      class: classes.filter(Boolean).join(" "),
      testid: `message-${message.message_id}`,
      "data-id": message.message_id,
      "data-ids": block.map((item) => item.message_id).join(" "),
      "data-focus": `message-${message.message_id}`,
      "data-edited": block.some((item) => item.edit_date) ? "true" : null,
      tabindex: -1,
      "aria-label": spoken(chat, message, mine),
    },
    inGroup
      ? h(
          "span",
          { class: "message-avatar" },
          continued
            ? ""
            : avatar(message.from ?? message.sender_chat, { size: 34, kind: message.from?.is_bot ? "bot" : "person" }),
        )
      : "",
    h("div", { class: "message-body" }, [
      body(chat, block, { mine, inGroup, joined, quoted }),
      inlineKeyboard(chat, message, pressed),
    ]),
  );
}

function body(chat, block, { mine, inGroup, joined, quoted }) {
  const captioned = block.find((item) => item.html) ?? block[0];
  const media_ = block.length > 1 ? album(block) : media(block[0]);
  const bare = block.length === 1 && !isFramed(block[0]) && !captioned.html;
  const classes = ["bubble", bare && "bare", media_ && "with-media", !captioned.html && "no-text"];
  return h("div", { class: classes.filter(Boolean).join(" ") }, [
    inGroup && !joined ? h("span", { class: "bubble-author" }, chatTitle(block[0].from ?? block[0].sender_chat)) : "",
    forwarded(block[0]),
    quoted ? quote(chat, quoted) : "",
    media_,
    captioned.html ? words(captioned) : "",
    meta(block, mine),
    moreButton(),
  ]);
}

function words(message) {
  const text = h("div", { class: isEmojiOnly(message) ? "text big" : "text", dir: "auto", html: message.html });
  // A quotation and a block of code stand on lines of their own already; the newline beside them would show as a gap.
  for (const block of text.querySelectorAll("blockquote, pre")) {
    const { nextSibling: after, previousSibling: before } = block;
    if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
    if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
  }
  return text;
}

const moreButton = () =>
  h(
    "button",
    { class: "message-more", type: "button", tabindex: -1, testid: "message-more", "aria-label": t("message-menu") },
    icon("down", 16),
  );

function meta(block, mine) {
  const message = block.at(-1);
  const edited = block.map((item) => item.edit_date).find(Boolean);
  const title = edited ? t("edited-at", { time: hm(edited * 1000) }) : null;
  // As on a phone: messages of bots carry no edited mark, only those of people do.
  return h(
    "span",
    { class: "meta", title },
    mine && edited ? h("span", { testid: "edited" }, `${t("edited")} `) : "",
    h("time", {}, hm(message.date * 1000)),
    mine ? ticks() : "",
  );
}

function ticks() {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("viewBox", "0 0 18 11");
  mark.setAttribute("class", "ticks");
  mark.setAttribute("aria-hidden", "true");
  mark.innerHTML = '<path d="M1 6l3.5 3.500L11 2M8 9l.5.500L15.5 2"/>';
  return mark;
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return "";
  const from = origin.sender_user ?? origin.sender_chat ?? origin.chat;
  return h(
    "p",
    { class: "forwarded" },
    t("forwarded-from"),
    " ",
    h("b", {}, from ? chatTitle(from) : (origin.sender_user_name ?? "")),
  );
}

function quote(chat, quoted) {
  const props = {
    class: "quote",
    type: "button",
    testid: "quote",
    tabindex: -1,
    onclick: () => chat.list.jumpTo(quoted.id),
  };
  return h("button", props, h("b", {}, chatTitle(quoted.from)), h("span", { dir: "auto" }, quoted.text));
}

const SERVICE = [
  "pinned_message",
  "new_chat_members",
  "left_chat_member",
  "new_chat_title",
  "group_chat_created",
  "supergroup_chat_created",
  "channel_chat_created",
  "migrate_to_chat_id",
];
const isService = (message) => SERVICE.some((name) => message[name] !== undefined);

function serviceRow(message) {
  const name = chatTitle(message.from ?? message.sender_chat ?? message.chat);
  const kind = SERVICE.find((one) => message[one] !== undefined).replaceAll("_", "-");
  const who = (message.new_chat_members ?? [message.left_chat_member]).filter(Boolean).map(fullName).join(", ");
  const text = t(`service-${kind}`, {
    name,
    who,
    title: message.new_chat_title ?? "",
    text: shortened(preview(message.pinned_message)),
  });
  return h(
    "li",
    { class: "day service", testid: `message-${message.message_id}`, "data-ids": message.message_id },
    h("span", {}, text),
  );
}

const shortened = (text) => (text.length > 48 ? `${text.slice(0, 47).trimEnd()}…` : text);

function spoken(chat, message, mine) {
  const name = mine ? t("you") : chatTitle(message.from ?? message.sender_chat ?? chat.bot);
  return t("said-at", { name, text: preview(message), time: hm(message.date * 1000) });
}

function isEmojiOnly(message) {
  const text = message.text ?? "";
  return (
    text.length > 0 &&
    text.length <= 12 &&
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u.test(text) &&
    initials(text) === "•"
  );
}
