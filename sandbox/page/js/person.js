// One person: adding somebody new, and the card that tells who somebody is.
import { addPerson, changePerson, removePerson } from "./api.js";
import { avatar } from "./avatar.js";
import { button, confirmThen, field, formDialog, openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { fullName, languageName } from "./format.js";
import { icon } from "./icons.js";
import { closePane, openChat } from "./router.js";
import { changed, state } from "./store.js";
import { pick, t } from "./texts.js";
import { pageToast } from "./toast.js";

const LANGUAGES = ["ru", "en", "uz", "tg", "be", "de"];

const languageOptions = (chosen) =>
  [...new Set([...LANGUAGES, chosen])].map((code) =>
    h("option", { value: code, selected: code === chosen }, languageName(code)),
  );

/** Ask for a new person and open their chat. */
export function askPerson() {
  const input = (name, required = false) =>
    h("input", { name, required, maxlength: 64, autocomplete: "off", testid: `person-${name.replace("_", "-")}` });
  formDialog({
    title: t("add-person"),
    testid: "person-dialog",
    fields: [
      field(t("first-name"), input("first_name", true)),
      field(t("last-name"), input("last_name")),
      field(
        t("person-language"),
        h("select", { name: "language_code", testid: "person-language" }, languageOptions("ru")),
        t("person-language-note"),
      ),
    ],
    yes: t("add"),
    submit: async (form) => {
      const values = Object.fromEntries([...form].filter(([, value]) => String(value).trim()));
      const person = await addPerson(values);
      if (!state.people.some((known) => known.id === person.id)) state.people.push(person);
      changed("people", "chats");
      if (state.botId) openChat(person.id);
    },
  });
}

/** Who this person is: names, number, language (can be changed), what to try, removal. */
export function showPerson(person, pane) {
  const language = h(
    "select",
    { testid: "person-language", onchange: (event) => save({ language_code: event.target.value }) },
    languageOptions(person.language_code ?? "ru"),
  );
  const refused = (error) => pageToast(t("failed", { reason: error.message }));
  const save = (changes) => changePerson(person.id, changes).catch(refused);
  const facts = [person.username && `@${person.username}`, `id ${person.id}`].filter(Boolean).join(" · ");
  const remove = () =>
    confirmThen(
      t("remove-person-question", { name: fullName(person) }),
      t("remove"),
      async () => {
        try {
          await removePerson(person.id);
          closePane(pane);
        } catch (error) {
          refused(error);
        }
      },
      { danger: true },
    );
  const dialog = openDialog({
    title: t("person"),
    testid: "person-card",
    content: [
      h(
        "div",
        { class: "card-head" },
        avatar(person, { size: 72 }),
        h(
          "div",
          {},
          h("h3", { dir: "auto" }, fullName(person)),
          h("p", { class: "muted" }, facts),
          person.note ? h("p", {}, pick(person.note)) : "",
        ),
      ),
      hintList(person),
      field(t("person-language"), language, t("person-language-note")),
    ],
    actions: [
      button(t("remove-person"), () => (dialog.close(), remove()), { kind: "danger-plain", testid: "remove-person" }),
      button(t("done"), () => dialog.close(), { kind: "primary" }),
    ],
  });
}

/** What this person may try, as the cast suggests. */
export function hintList(person) {
  if (!person?.hints?.length) return "";
  return h(
    "div",
    { class: "hints" },
    h("h4", {}, icon("bulb", 18), t("hints")),
    h(
      "ul",
      {},
      person.hints.map((hint) => h("li", {}, pick(hint))),
    ),
  );
}
