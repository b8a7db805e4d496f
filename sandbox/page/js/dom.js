// Small helpers over the DOM: build elements, update keyed lists without losing focus.

/** Make an element. `props`: on* = listener, `class`, `style` object, `data`/aria attributes; null and false are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  setProps(element, props);
  append(element, children);
  return element;
}

export function setProps(element, props) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, item] of Object.entries(value)) element.style.setProperty(key, item);
    else if (name === "testid") element.dataset.testid = value;
    else if (name === "value") element.value = value;
    else if (name === "html") element.innerHTML = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child.nodeType ? child : document.createTextNode(String(child)));
  }
}

/** Replace everything in `element`; focus stays on the element with the same `data-focus`. */
export function fill(element, ...children) {
  keepFocus(element, () => {
    element.replaceChildren();
    append(element, children);
  });
}

/**
 * Show `items` as children of `container`, in order, rebuilding only those whose signature changed.
 * An item is `{key, sig, build: () => Element}`.
 */
export function reconcile(container, items) {
  const known = container._known ?? (container._known = new Map());
  keepFocus(container, () => {
    const seen = new Set(items.map((item) => item.key));
    for (const [key, entry] of known) {
      if (seen.has(key)) continue;
      entry.element.remove();
      known.delete(key);
    }
    let previous = null;
    for (const item of items) {
      previous = place(container, known, item, previous);
    }
  });
}

function place(container, known, item, previous) {
  let entry = known.get(item.key);
  if (!entry || entry.sig !== item.sig) {
    const element = item.build();
    if (entry) {
      element.classList.add("rebuilt");
      entry.element.replaceWith(element);
    }
    entry = { sig: item.sig, element };
    known.set(item.key, entry);
  }
  const expected = previous ? previous.nextSibling : container.firstChild;
  if (entry.element !== expected) container.insertBefore(entry.element, expected);
  return entry.element;
}

function keepFocus(root, change) {
  const active = document.activeElement;
  const name = active && root.contains(active) ? active.dataset.focus : null;
  change();
  if (!name || root.contains(document.activeElement)) return;
  root.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}

export const byId = (id) => document.getElementById(id);

export const isWide = () => matchMedia("(min-width: 1100px)").matches;

/** A line for screen readers, said politely. */
export function announce(text) {
  const place = byId("announce");
  place.append(h("p", {}, text));
  while (place.childElementCount > 8) place.firstElementChild.remove();
}
