// What a message carries besides words: photos, files, contacts, places.

import { downloadAddress } from "./api.js";
import { fullName } from "./chat.js";
import { button, element, icon } from "./dom.js";
import { ask } from "./overlays.js";
import { size } from "./times.js";

const NARROWEST = 140;
const WIDEST = 420;
const TALLEST = 360;

/** The node for a message's attachment, or null for plain text. */
export function attachmentOf(message, say) {
  if (message.kind === "photo") return photo(message, say);
  if (message.kind === "contact") return contact(message.contact, say);
  if (message.kind === "location") return place(message.location, say);
  if (message.kind === "document" || message.kind === "video") return file(message, say);
  if (message.kind === "sticker") return chip("sticker", say("sticker"), message.file?.emoji);
  if (message.kind === "voice") return chip("voice", say("voice"));
  return message.file ? file(message, say) : null;
}

/** A message in a few words, for the list of people and for replies. */
export function inShort(message, say) {
  const names = ["photo", "document", "video", "sticker", "voice", "contact", "location"];
  const name = names.includes(message.kind) ? say(message.kind) : message.file?.name ?? "";
  if (message.kind === "document" && message.file?.name) return message.text ? message.text : message.file.name;
  return message.text ? message.text.replace(/\s+/g, " ") : name;
}

/** The style of a photo's bubble: as wide as the photo is shown, whole within the limits, never enlarged beyond twice its size. */
export function photoStyle({ kind, file }) {
  if (kind !== "photo" || !file?.width || !file?.height) return null;
  const width = Math.min(WIDEST, TALLEST * (file.width / file.height), file.width * 2);
  return `--photo: ${Math.max(NARROWEST, Math.round(width))}px`;
}

function photo({ file: { url, width, height, name }, text }, say) {
  const picture = element("img", { src: url, alt: text ? text.slice(0, 120) : say("photo"), draggable: "false" });
  // The place is kept before the picture comes, so that nothing jumps.
  if (width && height) picture.style.aspectRatio = `${width} / ${height}`;
  const open = () => ask({
    title: name ?? say("photo"), kind: "lightbox", lang: say.language,
    body: [element("img", { src: url, alt: picture.alt })],
    actions: [{ label: say("close"), value: true, focus: true }],
  });
  return button({ class: "photo", "aria-label": say("openPhoto"), on: { click: open } }, picture);
}

function file({ file: given, kind }, say) {
  const name = given.name ?? say(kind);
  return element(
    "a",
    { class: "file", href: downloadAddress(given), download: name, "aria-label": `${say("download")}: ${name}` },
    element("span", { class: "file-mark" }, icon(kind === "video" ? "video" : "document")),
    element(
      "span",
      { class: "file-words" },
      element("span", { class: "file-name" }, name),
      element("span", { class: "file-size" }, `${size(given.size ?? 0, say)} · ${say("download")}`),
    ),
  );
}

function contact(given, say) {
  return element(
    "div",
    { class: "card" },
    element("span", { class: "file-mark" }, icon("person")),
    element(
      "span",
      { class: "file-words" },
      element("span", { class: "file-name" }, fullName(given) || say("contact")),
      element("span", { class: "file-size" }, given.phone_number),
    ),
  );
}

function place(given, say) {
  const at = `${given.latitude.toFixed(5)}, ${given.longitude.toFixed(5)}`;
  return element(
    "div",
    { class: "place" },
    element("div", { class: "place-map" }, icon("pin")),
    element("div", { class: "place-words" }, say("location"), element("small", {}, at)),
  );
}

function chip(picture, label, emoji) {
  return element("div", { class: `chip chip-${picture}` }, emoji ? element("span", { class: "emoji" }, emoji) : icon(picture), label);
}
