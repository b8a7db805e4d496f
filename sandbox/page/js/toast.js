// Short words that go away by themselves: the bot's toast in a chat, the page's own over everything.
import { h } from "./dom.js";

const STAYS_MS = 4000;

/** Show `text` in `place` (a pane); a newer one takes the place of the older. */
export function toast(place, text, testid = "toast") {
  place.querySelector(":scope > .toast")?.remove();
  const element = h("div", { class: "toast", role: "status", testid }, text);
  place.append(element);
  setTimeout(() => element.remove(), STAYS_MS);
}

/** Something that the page itself has to say, mostly a refusal of the server. */
export const pageToast = (text) => toast(document.body, text, "page-toast");
