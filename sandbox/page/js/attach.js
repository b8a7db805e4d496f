// What can be sent besides text: the menu of kinds, the choice of files, stickers, contacts.
import { h } from "./dom.js";
import { button, field, formDialog, openDialog } from "./dialogs.js";
import { fullName } from "./format.js";
import { openMenu } from "./menu.js";
import { MOODS, stickerFile, voiceFile } from "./samples.js";
import { t } from "./texts.js";
import { askUpload } from "./upload.js";

export function attachMenu(chat, anchor) {
  openMenu(
    anchor,
    [
      { icon: "photo", label: t("attach-photo"), testid: "attach-photo", run: () => chooseFiles(chat, "photo") },
      { icon: "album", label: t("attach-album"), testid: "attach-album", run: () => chooseFiles(chat, "photo", true) },
      {
        icon: "file",
        label: t("attach-document"),
        testid: "attach-document",
        run: () => chooseFiles(chat, "document"),
      },
      {
        icon: "voice",
        label: t("attach-voice"),
        testid: "attach-voice",
        run: () => chat.attempt(chat.api.upload([voiceFile()], "voice")),
      },
      { icon: "sticker", label: t("attach-sticker"), testid: "attach-sticker", run: () => chooseSticker(chat) },
      { icon: "contact", label: t("attach-contact"), testid: "attach-contact", run: () => askContact(chat) },
    ],
    t("attach"),
  );
}

function chooseFiles(chat, kind, isAlbum = kind === "document") {
  const input = h("input", {
    type: "file",
    accept: kind === "photo" ? "image/*" : null,
    multiple: isAlbum,
    class: "visually-hidden",
    testid: "file-input",
    "aria-hidden": "true",
    tabindex: -1,
  });
  document.querySelector("body > input[type=file]")?.remove();
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.remove();
    if (files.length) askUpload(chat, files, kind);
  });
  document.body.append(input);
  input.click();
}

function chooseSticker(chat) {
  const send = async (mood) => {
    dialog.close();
    chat.attempt(chat.api.upload([await stickerFile(mood)], "sticker"));
  };
  const choices = MOODS.map((mood) => {
    const picture = h("img", { alt: "", width: 96, height: 96 });
    stickerFile(mood).then((file) => (picture.src = URL.createObjectURL(file)));
    return h(
      "button",
      {
        class: "sticker-choice",
        type: "button",
        testid: `sticker-${mood}`,
        "aria-label": t(`sticker-${mood}`),
        onclick: () => send(mood),
      },
      picture,
    );
  });
  const dialog = openDialog({
    title: t("attach-sticker"),
    testid: "sticker-dialog",
    content: h("div", { class: "sticker-choices" }, choices),
  });
}

function askContact(chat) {
  const own = button(t("own-contact"), () => (dialog.close(), chat.attempt(chat.api.contact({ own: true }))), {
    testid: "own-contact",
  });
  const input = (name, props = {}) =>
    h("input", { name, required: true, autocomplete: "off", testid: `contact-${name.replace("_", "-")}`, ...props });
  const dialog = formDialog({
    title: t("attach-contact"),
    testid: "contact-dialog",
    fields: [
      h("div", { class: "own-contact" }, h("span", {}, chat.person ? fullName(chat.person) : ""), own),
      h("p", { class: "muted" }, t("other-contact")),
      field(t("first-name"), input("first_name", { maxlength: 64 })),
      field(t("phone"), input("phone_number", { type: "tel", maxlength: 32 })),
    ],
    yes: t("send"),
    submit: (form) => chat.api.contact(Object.fromEntries(form)),
  });
}
