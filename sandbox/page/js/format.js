// How moments, names and sizes look. Moments are shown at the offset that the sandbox's clock names;
// a clock in UTC names none, then a phone's own zone is the right one.
import { currentLang, t } from "./texts.js";

let namedOffset = 0;

/** Take the offset to show moments at from the clock's `now` (ISO-8601). */
export function setOffset(iso) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(iso);
  namedOffset = found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

const offsetAt = (ms) => namedOffset || -new Date(ms).getTimezoneOffset();

const locale = () => (currentLang() === "ru" ? "ru-RU" : "en-GB");
const shifted = (ms) => new Date(ms + offsetAt(ms) * 60_000);
const show = (ms, options) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(shifted(ms));
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const hm = (ms) => show(ms, { hour: "2-digit", minute: "2-digit" });
export const fullDate = (ms) => capital(show(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric" }));
export const shortDate = (ms) =>
  capital(show(ms, { weekday: "short", day: "numeric", month: "short", year: "numeric" }));
export const dayKey = (ms) => shifted(ms).toISOString().slice(0, 10);

/** What stands over the first message of a day. */
export function dayLabel(ms, nowMs) {
  const year = dayKey(ms).slice(0, 4) === dayKey(nowMs).slice(0, 4) ? {} : { year: "numeric" };
  return show(ms, { day: "numeric", month: "long", ...year });
}

/** The time in a list of chats: 14:05 today, else the date. */
export function listTime(ms, nowMs) {
  return dayKey(ms) === dayKey(nowMs) ? hm(ms) : show(ms, { day: "2-digit", month: "2-digit" });
}

/** A value for <input type=datetime-local> and back to ISO-8601 at the clock's offset. */
export const toInput = (ms) => shifted(ms).toISOString().slice(0, 16);

export function fromInput(value) {
  const utc = Date.parse(`${value}:00Z`);
  return new Date(utc - offsetAt(utc) * 60_000).toISOString();
}

export const languageName = (code) => capital(new Intl.DisplayNames([locale()], { type: "language" }).of(code));

export const fullName = (person) => [person?.first_name, person?.last_name].filter(Boolean).join(" ");
export const chatTitle = (chat) => chat?.title ?? fullName(chat);

/** The first letters of the first two words; emoji and marks do not count as letters. */
export function initials(name) {
  const words = String(name ?? "")
    .split(/\s+/)
    .map((word) => word.match(/[\p{L}\p{N}]/u)?.[0])
    .filter(Boolean);
  return words.slice(0, 2).join("").toUpperCase() || "•";
}

const COLOURS = ["#B4441C", "#0F766E", "#4F56B5", "#8E3A80", "#566319", "#1F6AA5", "#B02A5B", "#7A5230"];
export const colourOf = (id) => COLOURS[Math.abs(Number(id) || 0) % COLOURS.length];

export function fileSize(bytes) {
  if (bytes === undefined || bytes === null) return "";
  const number = (value) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
  if (bytes < 1024) return t("size-b", { n: number(bytes) });
  if (bytes < 1024 * 1024) return t("size-kb", { n: number(bytes / 1024) });
  return t("size-mb", { n: number(bytes / 1024 / 1024) });
}

export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function phone(number) {
  const digits = String(number ?? "").replace(/\D/g, "");
  const found = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits);
  return found ? `+7 ${found[1]} ${found[2]}-${found[3]}-${found[4]}` : digits ? `+${digits}` : "";
}

/** One line that stands for a message in a list, a quote, the pinned bar, a screen reader. */
export function preview(message) {
  if (!message) return "";
  const text = message.text ?? message.caption;
  const kinds = [
    "photo",
    "document",
    "voice",
    "sticker",
    "venue",
    "location",
    "contact",
    "video",
    "audio",
    "animation",
  ];
  const kind = kinds.find((name) => message[name]);
  if (kind === "venue") return `${t("kind-venue")}: ${message.venue.title}`;
  if (kind === "contact") return `${t("kind-contact")}: ${fullName(message.contact)}`;
  if (kind === "document" && !text) return message.document.file_name ?? t("kind-document");
  if (kind === "sticker") return `${message.sticker.emoji ?? ""} ${t("kind-sticker")}`.trim();
  if (message.pinned_message) return t("service-pinned");
  if (text) return kind ? `${t(`kind-${kind}`)}, ${text}` : text;
  return kind ? t(`kind-${kind}`) : t("kind-other");
}
