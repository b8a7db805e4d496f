// The header of a chat: back, the bot, who speaks, and the menu of the chat.
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { confirmThen, field, formDialog } from "./dialogs.js";
import { chatTitle, fullName } from "./format.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { showPerson } from "./person.js";
import { closeAll, closePane, openChat, parseBotLink } from "./router.js";
import { state, unreadElsewhere } from "./store.js";
import { t } from "./texts.js";

/** The parts of the header of `chat`. */
export function header(chat) {
  const { pane, view, bot, person } = chat;
  const isGroup = pane.chatId < 0;
  const subject = isGroup ? view?.chat : bot;
  const isTyping = Boolean(view?.typing);
  const waiting = unreadElsewhere();
  return [
    h(
      "button",
      {
        class: "icon-button back",
        type: "button",
        "data-focus": "back",
        testid: "back",
        "aria-label": waiting ? `${t("back")}. ${t("unread", { count: waiting })}` : t("back"),
        onclick: closeAll,
      },
      icon("back"),
      waiting ? h("span", { class: "badge", testid: "back-unread" }, waiting) : "",
    ),
    avatar(subject, { size: 40, kind: isGroup ? "group" : "bot" }),
    h("div", { class: "head-words" }, [
      h("h2", { class: "head-name", dir: "auto" }, chatTitle(subject)),
      h("p", { class: isTyping ? "head-status typing" : "head-status", testid: "status" }, status(chat, isTyping)),
    ]),
    isGroup ? speaker(chat) : personButton(chat, person),
    chat.isBeside() ? "" : besideButton(),
    h(
      "button",
      {
        class: "icon-button",
        type: "button",
        "data-focus": "chat-menu",
        testid: "chat-menu",
        "aria-haspopup": "menu",
        "aria-label": t("chat-menu"),
        onclick: (event) => chatMenu(chat, event.currentTarget),
      },
      icon("more"),
    ),
    chat.isBeside()
      ? h(
          "button",
          {
            class: "icon-button close-pane",
            type: "button",
            "data-focus": "close-pane",
            testid: "close-pane",
            "aria-label": t("close-chat"),
            title: t("close-chat"),
            onclick: () => closePane(pane),
          },
          icon("close"),
        )
      : "",
  ];
}

/** Opens a second chat beside the only one; a narrow page does that by itself. */
function besideButton() {
  const { chatId, botId } = state.panes[state.active] ?? {};
  const others = state.people.filter((person) => person.id !== chatId);
  if (!others.length) return "";
  const choose = (event) =>
    openMenu(
      event.currentTarget,
      others.map((person) => ({
        icon: "contact",
        label: fullName(person),
        testid: `open-beside-${person.id}`,
        run: () => openChat(person.id, botId, { beside: true }),
      })),
      t("open-beside"),
    );
  return h(
    "button",
    {
      class: "icon-button beside-button",
      type: "button",
      "data-focus": "open-beside",
      testid: "open-beside",
      title: t("open-beside"),
      "aria-label": t("open-beside"),
      "aria-haspopup": "menu",
      onclick: choose,
    },
    icon("beside"),
  );
}

function status({ view, bot, pane }, isTyping) {
  if (isTyping) return t("typing");
  if (view?.blocked) return t("blocked");
  if (pane.chatId < 0) return t(`chat-${view?.chat.type ?? "group"}`);
  return t(bot?.online === false ? "bot-offline" : "bot-online");
}

function personButton(chat, person) {
  if (!person) return "";
  const label = t("speaks", { name: fullName(person) });
  const props = {
    class: "speaker",
    type: "button",
    "data-focus": "speaker",
    testid: "speaker",
    title: label,
    "aria-label": label,
    onclick: () => showPerson(person, chat.pane),
  };
  return h(
    "button",
    props,
    avatar(person, { size: 28 }),
    h("span", { class: "speaker-name", dir: "auto" }, person.first_name),
  );
}

function speaker(chat) {
  const choose = (event) => openChat(chat.pane.chatId, chat.pane.botId, { personId: Number(event.target.value) });
  const members = chat.view?.members;
  const speakers = state.people.filter((person) => !members || members[person.id]);
  const options = speakers.map((person) =>
    h("option", { value: person.id, selected: person.id === chat.pane.personId }, fullName(person)),
  );
  return h(
    "select",
    {
      class: "speaker-select",
      "aria-label": t("speak-as"),
      testid: "speak-as",
      "data-focus": "speak-as",
      onchange: choose,
    },
    options,
  );
}

function chatMenu(chat, anchor) {
  const { view, pane } = chat;
  const isPrivate = pane.chatId > 0;
  openMenu(
    anchor,
    [
      isPrivate && { icon: "link", label: t("deep-link"), testid: "deep-link", run: () => askDeepLink(chat) },
      isPrivate &&
        chat.person && {
          icon: "contact",
          label: t("person"),
          testid: "show-person",
          run: () => showPerson(chat.person, pane),
        },
      isPrivate &&
        view &&
        !view.blocked && { icon: "block", label: t("block"), testid: "block", danger: true, run: () => askBlock(chat) },
      isPrivate &&
        view?.blocked && {
          icon: "play",
          label: t("unblock"),
          testid: "menu-unblock",
          run: () => chat.attempt(chat.api.unblock()),
        },
      { icon: "close", label: t("close-chat"), testid: "menu-close", run: () => closePane(pane) },
    ],
    t("chat-menu"),
  );
}

function askBlock(chat) {
  confirmThen(t("block-question", { name: chatTitle(chat.bot) }), t("block"), () => chat.attempt(chat.api.block()), {
    danger: true,
  });
}

function askDeepLink(chat) {
  const input = h("input", {
    name: "link",
    autocomplete: "off",
    testid: "deep-link-input",
    placeholder: `https://t.me/${chat.bot?.username ?? "bot"}?start=…`,
  });
  formDialog({
    title: t("deep-link"),
    testid: "deep-link-dialog",
    fields: [field(t("deep-link-label"), input, t("deep-link-note"))],
    yes: t("open"),
    submit: async (form) => {
      const typed = String(form.get("link")).trim();
      const link = parseBotLink(typed);
      if (!link && /[^\w-]/.test(typed)) throw new Error(t("deep-link-wrong"));
      openChat(chat.pane.chatId, link?.bot.id ?? chat.pane.botId, { start: link ? (link.start ?? "") : typed });
    },
  });
}
