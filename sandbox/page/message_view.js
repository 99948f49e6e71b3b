// One message as a bubble, and the list of them with its days and albums.

import { attachmentOf, inShort, photoStyle } from "./attachments.js";
import { element, iconButton } from "./dom.js";
import { appendText } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { richView } from "./rich.js";
import { clock, dayKey, dayName } from "./times.js";

/** Builds the node of one message. `context` carries what its links and buttons do (see pane.js). */
export function messageView(message, chat, context) {
  const { say } = context;
  const bubble = element("div", { class: "bubble", style: photoStyle(message) });
  const attachment = attachmentOf(message, say);
  const origin = message.forwarded ? element("div", { class: "forwarded" }, say("forwarded", { from: message.forwarded.from })) : null;
  const answered = message.reply_to ? quoted(chat.messages.get(message.reply_to), say) : null;
  const via = message.via_bot ? element("div", { class: "forwarded" }, say("viaBot", { bot: `@${message.via_bot}` })) : null;
  bubble.append(...[origin, via, answered, attachment].filter(Boolean));
  const meta = metaOf(message, say);
  if (message.rich) {
    bubble.append(richView(message.rich.blocks, say), meta);
  } else if (message.text) {
    const words = element("div", { class: "text" });
    appendText(words, message.text, message.entities, context);
    words.append(meta);
    bubble.append(words);
  } else {
    bubble.append(meta);
  }
  const more = iconButton("more", say("messageMenu"), { class: "message-more", "aria-haspopup": "menu" });
  more.addEventListener("click", () => context.messageMenu(message, more));
  const node = element(
    "article",
    {
      class: `message from-${message.from === "bot" ? "bot" : "person"}`,
      data: { messageId: message.id, kind: message.kind, hasText: Boolean(message.text), date: message.date, album: message.media_group_id },
    },
    element("div", { class: "bubble-line" }, bubble, more),
    message.inline_keyboard?.length ? inlineKeyboard(message, chat, say, context.keys) : null,
  );
  if (message.rich) node.classList.add("is-rich");
  if (message.inline_keyboard?.length) node.classList.add("has-keyboard");
  bubble.addEventListener("contextmenu", (event) => openContextMenu(event, message, context));
  return node;
}

function openContextMenu(event, message, context) {
  if (event.target.closest("a") || String(window.getSelection())) return;
  event.preventDefault();
  context.messageMenu(message, { x: event.clientX, y: event.clientY });
}

function metaOf(message, say) {
  return element(
    "span",
    { class: "meta" },
    message.edited ? element("span", { class: "edited" }, say("edited")) : null,
    element("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
  );
}

function quoted(message, say) {
  if (!message) return null;
  return element("div", { class: "quoted" }, inShort(message, say).slice(0, 120));
}

/** Keeps the nodes of a list of messages in step with the chat, touching only what changed. */
export class MessageList {
  constructor(holder, chat, context) {
    this.holder = holder;
    this.chat = chat;
    this.context = context;
  }

  rebuild() {
    const nodes = [];
    let day = null;
    for (const message of this.chat.list()) {
      if (dayKey(message.date) !== day) {
        day = dayKey(message.date);
        nodes.push(this.daySeparator(message.date));
      }
      nodes.push(messageView(message, this.chat, this.context));
    }
    this.holder.replaceChildren(...nodes);
    this.groupAlbums();
  }

  find(id) {
    return this.holder.querySelector(`[data-message-id="${Number(id)}"]`);
  }

  put(message) {
    const node = messageView(message, this.chat, this.context);
    const old = this.find(message.id);
    if (old) {
      keepFocus(old, node);
      return;
    }
    const messages = [...this.holder.querySelectorAll(".message")];
    const last = messages.at(-1);
    if (last && Number(last.dataset.messageId) > message.id) {
      this.rebuild();
      return;
    }
    if (!last || dayKey(Number(last.dataset.date)) !== dayKey(message.date)) this.holder.append(this.daySeparator(message.date));
    this.holder.append(node);
    this.groupAlbums();
  }

  remove(id) {
    const node = this.find(id);
    if (!node) return;
    const album = node.parentElement.matches(".album") && node.parentElement.children.length === 1 ? node.parentElement : null;
    const gone = album ?? node;
    const before = gone.previousElementSibling;
    const after = gone.nextElementSibling;
    gone.remove();
    if (before?.matches(".day") && (!after || after.matches(".day"))) before.remove();
  }

  daySeparator(date) {
    return element("div", { class: "day" }, element("span", {}, dayName(date, this.context.say)));
  }

  /** Photos of one album lie side by side. */
  groupAlbums() {
    for (const node of [...this.holder.querySelectorAll(":scope > .message[data-album]")]) {
      const before = node.previousElementSibling;
      const isSame = (other) => other?.dataset.album === node.dataset.album;
      if (before?.matches(".album") && isSame(before)) {
        before.append(node);
        continue;
      }
      const side = node.classList.contains("from-bot") ? "from-bot" : "from-person";
      const album = element("div", { class: `album ${side}`, data: { album: node.dataset.album } });
      node.replaceWith(album);
      album.append(node);
    }
  }
}

/** Replaces a message's node; whoever stood on one of its buttons with the keyboard stays there. */
function keepFocus(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused?.matches(".inline-button") ? focused.dataset : null;
  const shown = [...old.querySelectorAll(".spoiler")].map((spoiler) => spoiler.classList.contains("is-shown"));
  old.replaceWith(node);
  node.querySelectorAll(".spoiler").forEach((spoiler, index) => shown[index] && spoiler.click());
  if (place) {
    const selector = `.inline-button[data-row="${place.row}"][data-column="${place.column}"]`;
    (node.querySelector(selector) ?? node.querySelector(".inline-button"))?.focus();
  }
}
