// What hangs on a message: photo, document, voice, sticker, place, contact.
import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { colourOf, duration, fileSize, fullName, initials, phone } from "./format.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const builders = {
  photo,
  document: documentRow,
  voice,
  audio: voice,
  sticker,
  venue,
  location: place,
  contact,
  video,
  animation: video,
};

/** The attachment of `message`, or "" where it has none. Unknown kinds get one plain line. */
export function media(message) {
  const kind = kindOf(message);
  if (kind) return builders[kind](message, message[kind]);
  const hasText = message.text !== undefined || message.caption !== undefined;
  return hasText ? "" : h("p", { class: "unknown" }, t("kind-other"));
}

// A venue carries `location` too, an animation `document`: the more telling kind goes first.
const ORDER = ["photo", "animation", "venue", "location", "document", "voice", "audio", "sticker", "contact", "video"];
const kindOf = (message) => ORDER.find((name) => message[name] !== undefined);

/** Stickers stand on the wallpaper without a bubble around them. */
export const isFramed = (message) => !message.sticker;

const largest = (sizes) => sizes.reduce((one, two) => (two.width * two.height > one.width * one.height ? two : one));

function photo(message, sizes) {
  const best = largest(sizes);
  const props = {
    src: fileUrl(best.file_id),
    alt: t("kind-photo"),
    width: best.width,
    height: best.height,
    loading: "lazy",
  };
  const ratio = Math.max(0.6, Math.min(2.4, best.width / best.height)) || 1;
  const look = () =>
    openDialog({
      className: "lightbox",
      testid: "lightbox",
      title: t("kind-photo"),
      content: h("img", { src: props.src, alt: props.alt }),
    });
  return h(
    "button",
    {
      class: "photo",
      type: "button",
      style: { "--ratio": ratio, "--width": `${best.width}px` },
      "aria-label": t("open-photo"),
      onclick: look,
    },
    h("img", props),
  );
}

/** Several photos or files sent together. */
export function album(block) {
  const photos = block.every((message) => message.photo || message.video);
  return h(
    "div",
    { class: photos ? "album" : "files", "data-count": block.length, testid: "album" },
    block.map((message) => media(message)),
  );
}

const EXTENSIONS = {
  sheet: ["xlsx", "xls", "xlsm", "ods", "csv"],
  pdf: ["pdf"],
  words: ["docx", "doc", "odt", "rtf", "txt", "md"],
  slides: ["pptx", "ppt", "odp"],
  picture: ["png", "jpg", "jpeg", "webp", "gif", "heic", "svg"],
  archive: ["zip", "rar", "7z", "gz", "tar"],
};
const GLYPHS = { sheet: "sheet", pdf: "words", words: "words", slides: "beside", picture: "photo", archive: "archive" };

/** The sign of a file by its name: a sheet of paper in the colour of its kind, with the ending on it. */
export function fileMark(name) {
  const extension = /\.([^.\s]{1,5})$/.exec(name)?.[1].toLowerCase() ?? "";
  const kind = Object.keys(EXTENSIONS).find((one) => EXTENSIONS[one].includes(extension)) ?? "other";
  return h(
    "span",
    { class: "document-mark", "data-kind": kind, "aria-hidden": "true" },
    icon(GLYPHS[kind] ?? "file", 20),
    extension ? h("b", {}, extension) : "",
  );
}

// A picture that was sent as a file shows itself small; the file stays as it is.
const thumbnail = (file) =>
  h("img", { class: "document-mark", src: fileUrl(file.file_id), alt: "", loading: "lazy", width: 46, height: 46 });
const isPicture = (file) => /^image\/(png|jpeg|webp|gif)$/.test(file.mime_type ?? "");

function documentRow(message, file) {
  const name = file.file_name ?? t("kind-document");
  const label = t("download", { name, size: fileSize(file.file_size) });
  const props = { class: "document", href: fileUrl(file.file_id), download: name, "aria-label": label };
  return h("a", { ...props, title: label, testid: "document" }, [
    isPicture(file) ? thumbnail(file) : fileMark(name),
    h(
      "span",
      { class: "document-words" },
      h("span", { class: "document-name", dir: "auto" }, name),
      h("span", { class: "document-size" }, fileSize(file.file_size)),
    ),
  ]);
}

function voice(message, file) {
  const audio = h("audio", { src: fileUrl(file.file_id), preload: "none" });
  const toggle = h("button", { class: "round-button", type: "button", "aria-label": t("play") }, icon("play", 20));
  const show = () => toggle.replaceChildren(icon(audio.paused ? "play" : "pause", 20));
  toggle.addEventListener("click", () => (audio.paused ? audio.play().catch(() => null) : audio.pause()));
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, show);
  const bars = Array.from({ length: 28 }, (_, at) =>
    h("i", { style: { "--bar": barHeight(file.file_unique_id ?? "", at) } }),
  );
  return h(
    "div",
    { class: "voice", testid: "voice" },
    toggle,
    h("span", { class: "bars", "aria-hidden": "true" }, bars),
    h("span", { class: "voice-time" }, duration(file.duration ?? 0)),
    audio,
  );
}

function barHeight(name, at) {
  const code = name.charCodeAt(at % (name.length || 1)) || 7;
  return 0.25 + (((code * (at + 3) * 37) % 71) / 71) * 0.75;
}

function sticker(message, file) {
  return h("img", {
    class: "sticker",
    src: fileUrl(file.file_id),
    alt: file.emoji ?? t("kind-sticker"),
    width: 168,
    height: 168,
    testid: "sticker",
  });
}

function video(message, file) {
  return h("video", { class: "video", src: fileUrl(file.file_id), controls: true, preload: "metadata" });
}

const mapUrl = ({ latitude, longitude }) =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;

function place(message, location) {
  return h("a", { class: "venue", href: mapUrl(location), testid: "location" }, drawnMap(location));
}

function venue(message, { title, address, location }) {
  return h("a", { class: "venue", href: mapUrl(location), testid: "venue" }, [
    drawnMap(location),
    h(
      "span",
      { class: "venue-words" },
      h("b", { dir: "auto" }, title),
      h("span", { dir: "auto" }, address),
      h("span", { class: "venue-open" }, t("open-map"), icon("external", 14)),
    ),
  ]);
}

// Nothing is loaded from outside, so the map is a drawing; its streets turn with the coordinates.
function drawnMap({ latitude, longitude }) {
  const turn = Math.round(((latitude * 7 + longitude * 13) % 40) - 20);
  return h(
    "span",
    { class: "map", style: { "--turn": `${turn}deg` }, "aria-hidden": "true" },
    h("span", { class: "streets" }),
    h("span", { class: "map-pin" }, icon("place", 34)),
  );
}

function contact(message, person) {
  const name = fullName(person);
  return h("div", { class: "contact", testid: "contact" }, [
    h(
      "span",
      {
        class: "avatar",
        style: { "--avatar": colourOf(person.user_id ?? name.length), "--size": "44px" },
        "aria-hidden": "true",
      },
      initials(name),
    ),
    h(
      "span",
      { class: "document-words" },
      h("span", { class: "document-name", dir: "auto" }, name),
      h("span", { class: "document-size" }, phone(person.phone_number)),
    ),
  ]);
}
