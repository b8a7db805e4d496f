// What stands where no chat is open: first steps while nothing has happened, else a quiet hint.
import { chatApi } from "./api.js";
import { avatar } from "./avatar.js";
import { byId, fill, h } from "./dom.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { openChat } from "./router.js";
import { on, personById, state } from "./store.js";
import { pick, t } from "./texts.js";
import { pageToast } from "./toast.js";

export function initWelcome() {
  on(["cast", "chats", "people", "bots", "lang", "panes"], render);
}

// Others may have been greeted already; the first steps stand until somebody has taken the first of them.
const notBegun = (click) => !state.chats.some((chat) => chat.chat_id === click.person && chat.last_message);

function render() {
  const root = byId("welcome");
  root.hidden = state.panes.length > 0;
  const clicks = state.cast.clicks ?? [];
  if (!state.bots.length) fill(root, waiting());
  else if (clicks.length && notBegun(clicks[0])) fill(root, firstSteps(clicks));
  else fill(root, h("div", { class: "welcome-quiet" }, spark(), h("p", {}, t("choose-person"))));
}

const spark = () => h("img", { class: "welcome-spark", src: "/static/img/spark.svg", alt: "", width: 72, height: 72 });

function waiting() {
  return h("div", { class: "welcome-quiet", testid: "no-bot" }, [
    spark(),
    h("h2", {}, t("no-bot")),
    h("p", {}, t("no-bot-how")),
    h("code", { class: "address" }, `${location.origin}/bot`),
  ]);
}

function firstSteps(clicks) {
  return h("div", { class: "first-steps", testid: "first-steps" }, [
    spark(),
    h("h2", {}, t("first-steps")),
    h("p", { class: "muted" }, t("first-steps-note")),
    h("ol", { class: "cards" }, clicks.map(card)),
  ]);
}

function card(click, at) {
  const person = personById(click.person);
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: "card",
        type: "button",
        "data-focus": `click-${at}`,
        testid: `click-${at + 1}`,
        onclick: () => follow(click),
      },
      [
        avatar(person, { size: 44 }),
        h(
          "span",
          { class: "card-words" },
          h("span", { class: "card-name" }, fullName(person)),
          h("span", { class: "card-text" }, pick(click)),
        ),
        icon("send", 20),
      ],
    ),
  );
}

async function follow(click) {
  const pane = { chatId: click.person, botId: state.botId, personId: click.person };
  openChat(click.person);
  try {
    const api = chatApi(pane);
    if (click.start !== null && click.start !== undefined) await api.start(click.start);
    if (click.send) await api.send({ text: click.send });
  } catch (error) {
    pageToast(t("failed", { reason: error.message }));
  }
}
