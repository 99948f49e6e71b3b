// What lies over the page for a while: short notes, dialogs, menus.

import { button, element, icon } from "./dom.js";

const SHORTEST = 2500;
const LONGEST = 9000;
const PER_LETTER = 60;

/** Shows a short note in `holder` (a polite live region) for as long as reading it takes. */
export function toast(holder, text) {
  const note = element("div", { class: "toast" }, text);
  const lasts = Math.min(LONGEST, SHORTEST + text.length * PER_LETTER);
  let timer = setTimeout(() => note.remove(), lasts);
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("pointerleave", () => { timer = setTimeout(() => note.remove(), SHORTEST); });
  note.addEventListener("click", () => note.remove());
  while (holder.children.length >= 3) holder.firstChild.remove();
  holder.append(note);
}

/** Copies text; where the clipboard is closed to the page, by way of a selection. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element("textarea", { class: "off-screen", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

/**
 * Opens a modal dialog and waits. `actions` are [{label, value, style?, focus?}]; the promise gives the value pressed, null when
 * the dialog was closed otherwise. `body` is nodes or strings.
 */
export function ask({ title, body = [], actions, kind = "", lang = "" }) {
  const id = `dialog-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
  const row = element("div", { class: "dialog-actions" });
  const dialog = element(
    "dialog",
    { class: `dialog ${kind}`.trim(), "aria-labelledby": id, lang },
    element("h2", { id }, title),
    element("div", { class: "dialog-body" }, body),
    row,
  );
  return new Promise((resolve) => {
    let value = null;
    for (const action of actions) {
      const properties = { class: `dialog-button ${action.style ?? ""}`.trim(), autofocus: action.focus };
      properties.on = { click: () => { value = action.value; dialog.close(); } };
      row.append(button(properties, action.label));
    }
    dialog.addEventListener("close", () => { dialog.remove(); resolve(value); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

let alerts = Promise.resolve();

/** The bot's alert: a modal dialog; several wait for one another. */
export function showAlert(title, text, say) {
  alerts = alerts.then(() => ask({
    title, body: [element("p", {}, text)], kind: "alert", lang: say.language,
    actions: [{ label: say("ok"), value: true, style: "primary", focus: true }],
  }));
  return alerts;
}

let closeOpenMenu = null;

/**
 * Opens a menu by an element, or at a point {x, y}. `items` are [{label, icon?, act, note?, style?}] or null for a line between.
 * Arrow keys move, Escape closes and gives the focus back.
 */
export function openMenu(place, items, label) {
  closeOpenMenu?.();
  const before = document.activeElement;
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label, popover: "manual" });
  const close = (giveBack) => {
    closeOpenMenu = null;
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    menu.remove();
    if (giveBack) before?.focus?.();
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(false); };
  for (const item of items) {
    if (!item) {
      menu.append(element("hr", {}));
      continue;
    }
    menu.append(menuItem(item, close));
  }
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  document.body.append(menu);
  menu.showPopover();
  put(menu, place);
  closeOpenMenu = close;
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", close);
  menu.querySelector("button")?.focus();
}

function menuItem(item, close) {
  const act = () => { close(true); item.act(); };
  return button(
    { class: `menu-item ${item.style ?? ""}`.trim(), role: "menuitem", tabindex: -1, on: { click: act } },
    item.icon ? icon(item.icon) : null,
    element("span", { class: "menu-words" }, item.label, item.note ? element("small", {}, item.note) : null),
  );
}

function moveInMenu(event, menu, close) {
  const items = [...menu.querySelectorAll(".menu-item")];
  const at = items.indexOf(document.activeElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  } else if (target !== undefined) {
    event.preventDefault();
    items[(target + items.length) % items.length].focus();
  }
}

function put(menu, place) {
  const edge = 8;
  const around = place instanceof Element
    ? place.getBoundingClientRect()
    : { left: place.x, right: place.x, top: place.y, bottom: place.y };
  const box = menu.getBoundingClientRect();
  const left = Math.min(around.left, window.innerWidth - box.width - edge);
  const below = around.bottom + 4 + box.height <= window.innerHeight - edge;
  const top = below ? around.bottom + 4 : around.top - box.height - 4;
  menu.style.left = `${Math.max(edge, left)}px`;
  menu.style.top = `${Math.max(edge, top)}px`;
}
