// Builds the page. Text goes in as text nodes only, so nothing a person or the bot writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element. `on` holds listeners, `data` data attributes, the rest are attributes; null and false are left out. */
export function element(tag, { on = {}, data = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, value] of Object.entries(data)) {
    if (value !== null && value !== undefined) node.dataset[name] = String(value);
  }
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A plain button that never submits a form. */
export function button(properties, ...children) {
  return element("button", { type: "button", ...properties }, ...children);
}

/** A button that shows only a picture; its words are in the label. */
export function iconButton(name, label, properties = {}) {
  return button(
    { ...properties, class: `icon-button ${properties.class ?? ""}`.trim(), "aria-label": label, title: label },
    icon(name),
  );
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.7-8.7a3.3 3.3 0 0 1 4.7 4.7l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  keyboard: "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  hideKeyboard: "M4 4h16a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM7 8h.01M12 8h.01M17 8h.01M9 18l3 3 3-3",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 4.5a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM12 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM12 18.1a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z",
  down: "M6 9l6 6 6-6",
  beside: "M4 5h16v14H4zM12 5v14",
  add: "M12 5v14M5 12h14",
  document: "M7 3h7l5 5v13H7zM14 3v5h5",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  pin: "M12 21s7-6.5 7-11.5a7 7 0 0 0-14 0C5 14.5 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6",
  sticker: "M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9zM9 13.5c.6 1.6 2 2.5 3.5 2.5M8.5 9.5h.01",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
  video: "M4 6h11v12H4zM15 10.5l5-3v9l-5-3",
  forward: "M14 6l6 6-6 6M20 12H10c-4 0-6 2-6 6",
  reply: "M10 6l-6 6 6 6M4 12h10c4 0 6 2 6 6",
  edit: "M5 19l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L9 18z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  open: "M8 16L18 6M10 6h8v8",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

/** A line drawing from the page's own set. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}

/** Initials in a coloured circle; the colour follows the number so that a person keeps theirs. */
export function avatar(name, number, properties = {}) {
  const initials = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join("");
  return element(
    "span",
    { ...properties, class: `avatar ${properties.class ?? ""}`.trim(), "data-tint": number % 6, "aria-hidden": "true" },
    initials,
  );
}
