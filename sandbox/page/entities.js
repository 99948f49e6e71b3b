// Turns a text and its entities (offsets in UTF-16 units, as JavaScript counts) into nodes.

import { button, element, icon } from "./dom.js";
import { safeAddress } from "./links.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const OPAQUE = new Set(["code", "pre", "url", "text_link", "mention", "bot_command", "email", "phone_number", "hashtag"]);
const FOUND = /https?:\/\/[^\s<>«»"]+[^\s<>«»".,;:!?)]|\bt\.me\/[\w?=&/-]+|(?<![\w/])\/[a-z][a-z0-9_]{0,31}(?![\w/])/gi;

/**
 * Fills `parent` with the text. `context` has `say`, `onCommand(command)`, `onLink(address, event)`,
 * `onLinkMenu(address, anchor)`, `isDeepLink(address)` and `onCopy(text)`.
 */
export function appendText(parent, text, entities, context) {
  const sorted = [...(entities ?? [])].sort((one, other) => one.offset - other.offset || other.length - one.length);
  fill(parent, text, 0, text.length, sorted, context, false);
}

function fill(parent, text, start, end, entities, context, opaque) {
  let position = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    index += 1;
    if (to <= from) continue;
    const inner = [];
    while (index < entities.length && entities[index].offset < to) inner.push(entities[index++]);
    appendPlain(parent, text.slice(position, from), context, opaque);
    const piece = text.slice(from, to);
    const { outer, body } = wrap(entity, piece, context);
    fill(body, text, from, to, inner, context, opaque || OPAQUE.has(entity.type));
    parent.append(...outer);
    position = to;
    // A block begins on its own line: the line break after it would show as an empty line.
    if (isBlock(entity) && text[position] === "\n" && position < end) position += 1;
  }
  appendPlain(parent, text.slice(position, end), context, opaque);
}

const isBlock = (entity) => ["blockquote", "expandable_blockquote", "pre"].includes(entity.type);

function appendPlain(parent, text, context, opaque) {
  if (!text) return;
  if (opaque) {
    parent.append(text);
    return;
  }
  let position = 0;
  for (const match of text.matchAll(FOUND)) {
    parent.append(text.slice(position, match.index));
    const { outer, body } = wrap({ type: match[0].startsWith("/") ? "bot_command" : "url" }, match[0], context);
    body.append(match[0]);
    parent.append(...outer);
    position = match.index + match[0].length;
  }
  parent.append(text.slice(position));
}

const same = (node) => ({ outer: [node], body: node });

function wrap(entity, piece, context) {
  const { type } = entity;
  if (type in PLAIN_TAGS) return same(element(PLAIN_TAGS[type]));
  if (type === "spoiler") return same(spoiler(context));
  if (type === "code") return same(copyable("code", piece, context));
  if (type === "pre") return codeBlock(entity, piece, context);
  if (type === "blockquote") return same(element("blockquote"));
  if (type === "expandable_blockquote") return expandable(context);
  if (type === "bot_command") return same(command(piece, context));
  if (type === "text_link") return link(entity.url, context);
  if (type === "url" || type === "email" || type === "mention") return link(addressOf(type, piece), context);
  return same(element("span"));
}

function addressOf(type, piece) {
  if (type === "email") return `mailto:${piece}`;
  if (type === "mention") return `https://t.me/${piece.slice(1)}`;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(piece) ? piece : `https://${piece}`;
}

function pressable(node, act) {
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  });
  return node;
}

function spoiler({ say }) {
  const node = element("span", {
    class: "spoiler", role: "button", tabindex: 0, "aria-label": say("hiddenText"), title: say("hiddenText"),
  });
  const reveal = () => {
    node.classList.add("is-shown");
    ["role", "tabindex", "aria-label", "title"].forEach((name) => node.removeAttribute(name));
  };
  return pressable(node, reveal);
}

function copyable(tag, piece, { say, onCopy }) {
  const node = element(tag, { role: "button", tabindex: 0, title: say("copyCode") });
  return pressable(node, () => onCopy(piece));
}

function codeBlock(entity, piece, { say, onCopy }) {
  const body = element("code");
  const outer = element(
    "div",
    { class: "code-block" },
    element(
      "div",
      { class: "code-head" },
      element("span", {}, entity.language ?? ""),
      button({ class: "code-copy", "aria-label": say("copyCode"), title: say("copyCode"), on: { click: () => onCopy(piece) } },
        icon("copy")),
    ),
    element("pre", { tabindex: 0 }, body),
  );
  return { outer: [outer], body };
}

function expandable({ say }) {
  const quote = element("blockquote", { class: "is-collapsed" });
  const words = element("div", { class: "quote-text" });
  const toggle = button({ class: "quote-toggle", "aria-expanded": "false" }, say("expand"));
  toggle.addEventListener("click", () => {
    const collapsed = quote.classList.toggle("is-collapsed");
    toggle.setAttribute("aria-expanded", String(!collapsed));
    toggle.textContent = say(collapsed ? "expand" : "collapse");
  });
  quote.append(words, toggle);
  // A short one has nothing to unfold; that is known once it stands on the page.
  requestAnimationFrame(() => { toggle.hidden = words.isConnected && words.scrollHeight <= words.clientHeight; });
  return { outer: [quote], body: words };
}

function command(piece, { onCommand }) {
  return button({ class: "text-button", on: { click: () => onCommand(piece) } });
}

function link(address, context) {
  const safe = safeAddress(address);
  if (!safe) return same(element("span"));
  const anchor = element("a", { href: safe, target: "_blank", rel: "noopener noreferrer", title: safe });
  anchor.addEventListener("click", (event) => context.onLink(safe, event));
  if (!context.isDeepLink(safe)) return same(anchor);
  const more = button(
    { class: "link-more", "aria-label": context.say("linkMenu"), title: context.say("linkMenu"), "aria-haspopup": "menu" },
    icon("down"),
  );
  more.addEventListener("click", () => context.onLinkMenu(safe, more));
  anchor.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    event.stopPropagation();
    context.onLinkMenu(safe, anchor);
  });
  return { outer: [anchor, more], body: anchor };
}
