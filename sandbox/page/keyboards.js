// The bot's buttons: under a message, and in place of the person's keyboard.

import { placeOf } from "./chat.js";
import { button, element, icon } from "./dom.js";

const MARKS = { url: "open", copy_text: "copy", switch_inline: "forward", web_app: "open", login_url: "open" };
const STYLES = new Set(["primary", "success", "danger"]);

/** What pressing an inline button does: callback, url, copy_text, switch_inline, disabled or another name. */
export function kindOf(given) {
  if (given.disabled || given.kind === "disabled") return "disabled";
  if (given.url) return "url";
  if (given.copy_text) return "copy_text";
  if (given.switch_inline !== undefined && given.switch_inline !== null) return "switch_inline";
  return given.callback_data ? "callback" : given.kind ?? "unknown";
}

/** The buttons under a message. `press({kind, button, messageId, row, column, node})` is called on a press. */
export function inlineKeyboard(message, chat, say, { press, more, isDeepLink }) {
  const rows = message.inline_keyboard.map((row, rowNumber) => element(
    "div",
    { class: "keyboard-row" },
    row.map((given, column) => inlineButton(given, {
      at: { messageId: message.id, row: rowNumber, column },
      waits: chat.waiting.has(placeOf(message.id, rowNumber, column)),
      say, press, more, isDeepLink,
    })),
  ));
  return element("div", { class: "inline-keyboard" }, rows);
}

function inlineButton(given, { at, waits, say, press, more, isDeepLink }) {
  const kind = kindOf(given);
  const style = STYLES.has(given.style) ? ` is-${given.style}` : "";
  const node = button(
    {
      class: `inline-button${style}`,
      disabled: kind === "disabled",
      "aria-busy": waits ? "true" : null,
      title: kind === "url" ? given.url : null,
      data: { row: at.row, column: at.column, kind },
    },
    element("span", { class: "button-text" }, given.text),
    MARKS[kind] ? icon(MARKS[kind]) : null,
    waits ? element("span", { class: "spinner", role: "img", "aria-label": say("waiting") }) : null,
  );
  node.querySelector(".icon")?.classList.add("button-mark");
  node.addEventListener("click", () => press({ kind, button: given, node, ...at }));
  if (kind === "url" && isDeepLink(given.url)) {
    node.setAttribute("aria-haspopup", "menu");
    node.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      event.stopPropagation();
      more(given.url, node);
    });
  }
  return node;
}

/** The reply keyboard. `press(button)` is called with the bot's own description of the button. */
export function replyKeyboard(keyboard, say, press) {
  const rows = keyboard.rows.map((row) => element(
    "div",
    { class: "keyboard-row" },
    row.map((given) => replyButton(given, press)),
  ));
  return element("div", { class: "reply-keyboard", role: "group", "aria-label": say("botButtons") }, rows);
}

function replyButton(given, press) {
  const mark = given.request_contact ? "person" : given.request_location ? "pin" : null;
  const style = STYLES.has(given.style) ? ` is-${given.style}` : "";
  return button(
    { class: `reply-button${style}`, on: { click: () => press(given) } },
    mark ? icon(mark) : null,
    element("span", { class: "button-text" }, given.text),
  );
}
