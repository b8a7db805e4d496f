// Sending files: the menu of kinds, the choice of files, the look before sending.
import { h } from "./dom.js";
import { button, field, formDialog, openDialog } from "./dialogs.js";
import { fileSize, fullName } from "./format.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { MOODS, stickerFile, voiceFile } from "./samples.js";
import { t } from "./texts.js";

const ALBUM_LIMIT = 10;

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

function chooseFiles(chat, kind, isAlbum = false) {
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
    const files = [...input.files].slice(0, ALBUM_LIMIT);
    input.remove();
    if (files.length) askUpload(chat, files, kind);
  });
  document.body.append(input);
  input.click();
}

export const pastedFiles = (data) => [...(data?.files ?? [])].slice(0, ALBUM_LIMIT);

/** Show what is about to go out, take a caption, send. Several files go as one album. */
export function askUpload(chat, files, kind) {
  const urls = kind === "photo" ? files.map((file) => URL.createObjectURL(file)) : [];
  const previews =
    kind === "photo"
      ? h(
          "div",
          { class: "upload-photos", "data-count": files.length },
          urls.map((url, at) => h("img", { src: url, alt: files[at].name })),
        )
      : h(
          "ul",
          { class: "upload-files" },
          files.map((file) =>
            h("li", {}, icon("file"), h("span", {}, file.name), h("span", { class: "muted" }, fileSize(file.size))),
          ),
        );
  const caption = h("input", {
    name: "caption",
    maxlength: 1024,
    autocomplete: "off",
    testid: "caption",
    value: chat.composer.input.value,
  });
  const dialog = formDialog({
    title: t(files.length > 1 ? "attach-album" : `attach-${kind}`),
    testid: "upload-dialog",
    fields: [previews, field(t("caption"), caption)],
    yes: t("send"),
    submit: async (form) => {
      await chat.api.upload(files, kind, { caption: form.get("caption"), album: files.length > 1 });
      chat.composer.input.value = "";
      chat.composer.typed();
    },
  });
  dialog.addEventListener("close", () => urls.forEach((url) => URL.revokeObjectURL(url)));
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
