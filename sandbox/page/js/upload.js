// The look at files before they go out: what is sent, with which caption, and what Telegram would not take.
import { button, field, formDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { fileSize } from "./format.js";
import { fileMark } from "./media.js";
import { state } from "./store.js";
import { t } from "./texts.js";

/** True for files that go as photos when somebody pastes or drops them. */
export const arePhotos = (files) =>
  files.every((file) => /^image\/(png|jpeg|webp|gif)$/.test(file.type) && file.size <= state.limits.photo);

/** Show what is about to go out, take a caption, send. Several files go as one album. */
export function askUpload(chat, chosen, kind) {
  const files = chosen.slice(0, state.limits.album);
  const replyTo = chat.composer.mode?.kind === "reply" ? chat.composer.mode.message.message_id : null;
  const caption = h("input", {
    name: "caption",
    maxlength: 1024,
    autocomplete: "off",
    testid: "caption",
    value: chat.composer.editingId ? "" : chat.composer.input.value,
  });
  const dialog = formDialog({
    title: t(files.length > 1 ? "attach-album" : `attach-${kind}`),
    testid: "upload-dialog",
    fields: [
      kind === "photo" ? photos(files, (file) => dialog.refuse(t("upload-not-a-photo", { name: file.name }))) : rows(files),
      notes(chosen, files).map((note) => h("p", { class: "muted upload-note", testid: "upload-note" }, note)),
      field(t("caption"), caption),
    ],
    yes: t("send"),
    others: kind === "photo" ? [button(t("upload-as-file"), asFiles, { testid: "upload-as-file" })] : [],
    submit: async (form) => {
      await chat.api.upload(files, kind, { caption: form.get("caption"), album: files.length > 1, replyTo });
      if (replyTo) chat.composer.setMode(null);
      if (chat.composer.editingId) return;
      chat.composer.input.value = "";
      chat.composer.typed();
    },
  });
  function asFiles() {
    dialog.close();
    askUpload(chat, chosen, "document");
  }
  const problem = files.map((file) => problemOf(file, kind)).find(Boolean);
  if (problem) dialog.refuse(problem);
}

function photos(files, onBroken) {
  const pictures = files.map((file) => {
    const url = URL.createObjectURL(file);
    const picture = h("img", { src: url, alt: file.name });
    picture.addEventListener("load", () => URL.revokeObjectURL(url));
    picture.addEventListener("error", () => {
      URL.revokeObjectURL(url);
      picture.replaceWith(h("span", { class: "upload-broken" }, fileMark(file.name)));
      if (!problemOf(file, "photo")) onBroken(file);
    });
    return picture;
  });
  return h("div", { class: "upload-photos", "data-count": files.length }, pictures);
}

function rows(files) {
  return h(
    "ul",
    { class: "upload-files" },
    files.map((file) =>
      h("li", {}, [
        fileMark(file.name),
        h(
          "span",
          { class: "document-words" },
          h("span", { class: "document-name", dir: "auto" }, file.name),
          h("span", { class: "document-size" }, fileSize(file.size)),
        ),
      ]),
    ),
  );
}

/** Why a file does not go, or null. */
function problemOf(file, kind) {
  const { photo, file: largest } = state.limits;
  const values = { name: file.name, size: fileSize(file.size) };
  if (!file.size) return t("upload-empty", values);
  if (file.size > largest) return t("upload-too-big", { ...values, limit: fileSize(largest) });
  if (kind !== "photo") return null;
  if (file.type && !file.type.startsWith("image/")) return t("upload-not-a-photo", values);
  return file.size > photo ? t("upload-photo-too-big", { ...values, limit: fileSize(photo) }) : null;
}

/** What does not stand in the way, but should be known. */
function notes(chosen, files) {
  const { album, download, file: largest } = state.limits;
  const beyondBots = files.some((file) => file.size > download && file.size <= largest);
  return [
    chosen.length > album && t("upload-too-many", { n: album }),
    beyondBots && t("upload-beyond-bots", { limit: fileSize(download) }),
  ].filter(Boolean);
}
