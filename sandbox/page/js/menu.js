// A pop-up menu: arrows move, Enter chooses, Escape or a click elsewhere closes and gives focus back.
import { h } from "./dom.js";
import { icon } from "./icons.js";

let open = null;

/** Show `items` ({icon, label, run, danger, testid}) near `anchor` (an element, or {x, y}). */
export function openMenu(anchor, items, label) {
  closeMenu();
  const before = document.activeElement;
  const buttons = items.filter(Boolean).map((item) => menuItem(item));
  const root = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, testid: "menu", onkeydown: (event) => keys(event, buttons) },
    buttons,
  );
  document.body.append(root);
  place(root, anchor);
  open = { root, before, anchor };
  buttons[0]?.focus({ preventScroll: true });
  setTimeout(() => document.addEventListener("pointerdown", outside), 0);
}

export function closeMenu(giveBack = false) {
  if (!open) return;
  const { root, before } = open;
  open = null;
  root.remove();
  document.removeEventListener("pointerdown", outside);
  if (giveBack) before?.focus?.({ preventScroll: true });
}

function menuItem(item) {
  const run = () => {
    closeMenu(true);
    item.run();
  };
  const props = {
    class: item.danger ? "menu-item danger" : "menu-item",
    role: "menuitem",
    type: "button",
    testid: item.testid,
    onclick: run,
  };
  return h("button", props, icon(item.icon, 20), h("span", {}, item.label));
}

function keys(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to !== undefined) buttons[(to + buttons.length) % buttons.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function outside(event) {
  if (!open.root.contains(event.target)) closeMenu();
}

function place(root, anchor) {
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = root;
  const left = box.left + width + 8 > innerWidth ? box.right - width : box.left;
  const below = box.bottom + 6;
  const top = below + height + 8 > innerHeight ? box.top - height - 6 : below;
  root.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`);
  root.style.setProperty("top", `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
}
