// What a person may do with a message.
import { confirmThen } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { loadView } from "./store.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";

export function messageMenu(chat, message, anchor) {
  const mine = chat.isMine(message);
  const text = message.text ?? message.caption;
  const writes = chat.footMode() === "composer";
  const mayEdit =
    mine && writes && !message.forward_origin && (text !== undefined || message.photo || message.document);
  openMenu(
    anchor,
    [
      writes && {
        icon: "reply",
        label: t("reply"),
        testid: "menu-reply",
        run: () => chat.composer.setMode({ kind: "reply", message }),
      },
      mayEdit && {
        icon: "edit",
        label: t("edit"),
        testid: "menu-edit",
        run: () => chat.composer.setMode({ kind: "edit", message }),
      },
      text && { icon: "copy", label: t("copy"), testid: "menu-copy", run: () => copy(chat, text) },
      mine &&
        writes &&
        text && {
          icon: "forward",
          label: t("forward"),
          testid: "menu-forward",
          run: () => forward(chat, message, text),
        },
      mine && {
        icon: "trash",
        label: t("delete"),
        testid: "menu-delete",
        danger: true,
        run: () => askDelete(chat, message),
      },
      !writes && !text && !mine && { icon: "close", label: t("close"), testid: "menu-nothing", run: () => null },
    ],
    t("message-menu"),
  );
}

async function copy(chat, text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(chat.list.root, t("copied"));
  } catch {
    toast(chat.list.root, t("copy-refused"));
  }
}

const forward = (chat, message, text) =>
  chat.attempt(chat.api.send({ text, forward: true, ...(message.entities ? { entities: message.entities } : {}) }));

function askDelete(chat, message) {
  confirmThen(
    t("delete-question"),
    t("delete"),
    async () => {
      if (await chat.attempt(chat.api.remove(message.message_id))) loadView(chat.pane).catch(() => null);
    },
    { danger: true },
  );
}
