// Sentences of the page by key, in the page's language. They live in locales/<lang>/sandbox.ftl.
import { getTexts } from "./api.js";

let lang = "en";
let texts = {};

export const currentLang = () => lang;

/** Choose ?lang=, then the last choice, then the browser's language. */
export function firstLang() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("lang");
  return asked === "ru" || asked === "en" ? asked : navigator.language.startsWith("ru") ? "ru" : "en";
}

export async function loadTexts(wanted) {
  texts = await getTexts(wanted);
  lang = wanted;
  localStorage.setItem("lang", wanted);
  document.documentElement.lang = wanted;
}

/** The sentence `sandbox-<key>` with its `{ $name }` placeholders filled in. */
export function t(key, values = {}) {
  const text = texts[`sandbox-${key}`];
  if (text === undefined) {
    console.error(`no text for sandbox-${key} in ${lang}`);
    return key;
  }
  return text.replace(/\{\s*\$([\w-]+)\s*\}/g, (whole, name) => values[name] ?? whole);
}

/** One of `{ru, en}`, in the page's language where there is one. */
export function pick(pair) {
  if (!pair) return "";
  if (typeof pair === "string") return pair;
  return pair[lang] ?? pair.ru ?? pair.en ?? "";
}
