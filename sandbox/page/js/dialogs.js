// Modal dialogs on the native <dialog>: it keeps focus inside and Escape closes it.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

/** Open a dialog with `content`; answers the element. Closing it by any way removes it and calls `onclose`. */
export function openDialog({ title, content, actions = [], testid, className = "", onclose }) {
  const before = document.activeElement;
  const dialog = h("dialog", { class: `dialog ${className}`, testid, "aria-label": title });
  const heading = title && h("header", { class: "dialog-head" }, h("h2", {}, title), closeButton(dialog));
  dialog.append(
    h(
      "div",
      { class: "dialog-box" },
      heading || "",
      content,
      actions.length ? h("div", { class: "dialog-actions" }, actions) : "",
    ),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus?.({ preventScroll: true });
    onclose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const closeButton = (dialog) =>
  h(
    "button",
    {
      class: "icon-button",
      type: "button",
      "aria-label": t("close"),
      testid: "dialog-close",
      onclick: () => dialog.close(),
    },
    icon("close"),
  );

export const button = (label, onclick, { kind = "plain", testid, type = "button", autofocus = false } = {}) =>
  h("button", { class: `button ${kind}`, type, testid, onclick, autofocus }, label);

/** The bot's alert (answerCallbackQuery with show_alert). */
export function showAlert(name, text) {
  const dialog = openDialog({
    testid: "alert",
    className: "alert",
    content: [h("h2", { class: "alert-name" }, name), h("p", { class: "alert-text" }, text)],
    actions: [button(t("ok"), () => dialog.close(), { kind: "primary", testid: "alert-ok", autofocus: true })],
  });
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-label", name);
}

/** Ask before doing `run`. */
export function confirmThen(question, yes, run, { danger = false, title } = {}) {
  const dialog = openDialog({
    testid: "confirm",
    className: "alert",
    content: [title ? h("h2", { class: "alert-name" }, title) : "", h("p", { class: "alert-text" }, question)],
    actions: [
      button(t("cancel"), () => dialog.close(), { testid: "confirm-cancel" }),
      button(yes, () => (dialog.close(), run()), {
        kind: danger ? "danger" : "primary",
        testid: "confirm-ok",
        autofocus: true,
      }),
    ],
  });
}

/**
 * A dialog around a form; `submit` gets FormData, may answer a promise; its error is shown and the dialog stays.
 * `refuse(text)` of the answered dialog says why this form cannot be sent at all; `others` are more buttons.
 */
export function formDialog({ title, fields, yes, submit, testid, others = [] }) {
  const fault = h("p", { class: "form-fault", role: "alert", testid: "form-fault", hidden: true });
  const form = h("form", { class: "form", method: "dialog" }, fields, fault);
  const ok = button(yes, null, { kind: "primary", testid: "form-ok", type: "submit" });
  form.append(
    h(
      "div",
      { class: "dialog-actions" },
      others,
      button(t("cancel"), () => dialog.close(), { testid: "form-cancel" }),
      ok,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // One press is one sending, however long it takes.
    ok.disabled = true;
    try {
      await submit(new FormData(form));
      dialog.close();
    } catch (error) {
      say(error.message);
      ok.disabled = false;
    }
  });
  const say = (text) => {
    fault.textContent = text;
    fault.hidden = false;
  };
  const dialog = openDialog({ title, content: form, testid });
  dialog.refuse = (text) => {
    say(text);
    ok.disabled = true;
  };
  return dialog;
}

export const field = (label, input, note) =>
  h(
    "label",
    { class: "field" },
    h("span", { class: "field-label" }, label),
    input,
    note ? h("span", { class: "field-note" }, note) : "",
  );
