// Round pictures with initials and a colour of one's own.
import { h } from "./dom.js";
import { chatTitle, colourOf, initials } from "./format.js";
import { icon } from "./icons.js";

/** The avatar of a person, chat or bot; `kind` "bot" and "group" look different from people. */
export function avatar(one, { size = 48, kind = "person" } = {}) {
  const style = { "--avatar": kind === "bot" ? "var(--accent-fill)" : colourOf(one?.id), "--size": `${size}px` };
  const inside = kind === "group" ? icon("group", Math.round(size * 0.5)) : initials(chatTitle(one));
  return h("span", { class: `avatar avatar-${kind}`, style, "aria-hidden": "true" }, inside);
}
