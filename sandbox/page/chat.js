// What is known of one person's chat with the bot. Views listen to it; it never touches the page.

import { actionsOf } from "./api.js";

const TYPING_LASTS = 5000;
const ANSWER_AWAITED = 15000;

/** The place of one inline button: message, row, column. */
export const placeOf = (messageId, row, column) => `${messageId}:${row}:${column}`;

/** A person's first and last name. */
export const fullName = ({ first_name: first, last_name: last }) => [first, last].filter(Boolean).join(" ");

export class Chat {
  constructor(person) {
    this.person = person;
    this.messages = new Map();
    this.replyKeyboard = null;
    this.commands = [];
    this.bot = { name: "", description: "", short_description: "" };
    this.started = Boolean(person.started);
    this.blocked = Boolean(person.blocked);
    this.typing = null;
    this.isSending = false;
    this.actions = actionsOf(person.id);
    this.waiting = new Map(); // place of a tapped button → its timer
    this.queries = new Map(); // query id → place of the button
    this.early = new Map(); // answers that came before the tap's own response
    this.seen = Number(localStorage.getItem(`seen:${person.id}`) ?? 0);
    this.listeners = new Set();
    this.loading = null;
    this.held = [];
  }

  /** Calls `listener(change)` on every change; answers with the function that stops it. */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(type, details = {}) {
    for (const listener of [...this.listeners]) listener({ type, ...details });
  }

  /** Fetches the whole chat. Events that arrive meanwhile are held back and applied on top. */
  async load() {
    const loading = this.actions.chat();
    this.loading = loading;
    try {
      const answer = await loading;
      if (this.loading !== loading) return;
      this.take(answer);
    } finally {
      if (this.loading === loading) {
        this.loading = null;
        const held = this.held;
        this.held = [];
        held.forEach((event) => this.apply(event));
      }
    }
  }

  take(answer) {
    const messages = answer.messages.filter((message) => !message.deleted);
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.replyKeyboard = answer.reply_keyboard;
    this.commands = answer.commands;
    this.bot = answer.bot;
    this.started = answer.started;
    this.blocked = answer.blocked;
    this.setTyping(answer.typing?.action ?? null);
    if (this.seen > this.newestId()) this.seen = 0;
    this.tell("all");
  }

  /** Takes one event of the stream. */
  receive(event) {
    if (this.loading) this.held.push(event);
    else this.apply(event);
  }

  apply(event) {
    const taken = {
      message: () => this.put(event.message),
      edit: () => this.put(event.message),
      delete: () => this.remove(event.id ?? event.message_id),
      callback_answer: () => this.answered(event),
      typing: () => this.setTyping(event.action),
      keyboard: () => this.set("keyboard", { replyKeyboard: event.reply_keyboard }),
      inline_results: () => this.tell("inline", { query_id: event.query_id, results: event.results }),
      commands: () => this.set("state", { commands: event.commands }),
      profile: () => this.load().catch(() => undefined),
      state: () => this.load().catch(() => undefined),
    }[event.type];
    taken?.();
  }

  set(change, values) {
    Object.assign(this, values);
    this.tell(change);
  }

  put(message) {
    const isNew = !this.messages.has(message.id);
    if (message.deleted) return this.remove(message.id);
    this.messages.set(message.id, message);
    if (isNew && message.from === "bot") this.setTyping(null);
    if (message.from === "person") this.started = true;
    return this.tell("message", { message, isNew });
  }

  remove(id) {
    this.messages.delete(id);
    this.tell("removed", { id });
  }

  setTyping(action) {
    clearTimeout(this.typingTimer);
    this.typing = action || null;
    if (this.typing) this.typingTimer = setTimeout(() => this.setTyping(null), TYPING_LASTS);
    this.tell("typing");
  }

  /** Whether files of the person are on their way. */
  setSending(isSending) {
    this.isSending = isSending;
    this.tell("typing");
  }

  /** Taps an inline button and keeps its spinner until the bot answers or the wait is over. */
  async tap(messageId, row, column) {
    const place = placeOf(messageId, row, column);
    if (this.waiting.has(place)) return;
    this.waiting.set(place, setTimeout(() => this.stopWaiting(place, true), ANSWER_AWAITED));
    this.tell("waiting", { messageId });
    try {
      const { query_id: query } = await this.actions.tap(messageId, row, column);
      if (!query) return this.stopWaiting(place, false);
      this.queries.set(String(query), place);
      const answer = this.early.get(String(query));
      if (answer) this.answered(answer);
    } catch (error) {
      this.stopWaiting(place, false);
      throw error;
    }
  }

  answered(event) {
    const query = String(event.query_id);
    const place = this.queries.get(query);
    if (place === undefined) {
      // The answer may outrun the response to the tap; one that belongs to another window is dropped unread.
      this.early.set(query, event);
      return;
    }
    this.early.delete(query);
    this.queries.delete(query);
    this.stopWaiting(place, false);
    this.tell("answer", { answer: event });
  }

  stopWaiting(place, silent) {
    if (!this.waiting.has(place)) return;
    clearTimeout(this.waiting.get(place));
    this.waiting.delete(place);
    this.tell("waiting", { messageId: Number(place.split(":")[0]) });
    if (silent) this.tell("silent");
  }

  list() {
    return [...this.messages.values()].sort((one, other) => one.id - other.id);
  }

  newestId() {
    return Math.max(0, ...this.messages.keys());
  }

  newest() {
    return this.messages.get(this.newestId()) ?? null;
  }

  /** The person's newest text message, the one ↑ edits. */
  lastOwn() {
    return this.list().findLast((message) => message.from === "person" && message.kind === "text") ?? null;
  }

  unread() {
    return this.list().filter((message) => message.from === "bot" && message.id > this.seen).length;
  }

  markSeen() {
    const newest = this.newestId();
    if (newest === this.seen) return;
    this.seen = newest;
    localStorage.setItem(`seen:${this.person.id}`, String(newest));
    this.tell("seen");
  }
}
