// The streams of events of the people on the screen. A browser opens at most six connections to one server, so only those shown
// have a stream, a hidden page has none, and the others are looked at now and then.

import { eventsAddress } from "./api.js";

const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 5000;

/** One person's stream. It connects again by itself, with growing pauses. */
class EventStream {
  constructor(id, handlers) {
    this.id = id;
    this.handlers = handlers;
    this.isOpen = false;
    this.retry();
  }

  retry() {
    this.pause = SHORTEST_PAUSE;
    this.connect();
  }

  connect() {
    this.close();
    const source = new EventSource(eventsAddress(this.id));
    this.source = source;
    source.onopen = () => {
      this.pause = SHORTEST_PAUSE;
      this.isOpen = true;
      this.handlers.onOpen(this.id);
    };
    source.onmessage = (message) => this.handlers.onEvent(this.id, JSON.parse(message.data));
    source.onerror = () => {
      this.close();
      this.handlers.onLost(this.id);
      this.timer = setTimeout(() => this.connect(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    };
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.isOpen = false;
  }
}

/** `onOpen(id)` runs after every connection (load the chat then), `onEvent(id, event)`, `onLost(id)` when one breaks. */
export class EventStreams {
  constructor(handlers) {
    this.handlers = handlers;
    this.streams = new Map();
  }

  /** Follows exactly these people (Telegram ids). */
  follow(ids) {
    for (const [id, stream] of this.streams) {
      if (ids.includes(id)) continue;
      stream.close();
      this.streams.delete(id);
    }
    for (const id of ids) if (!this.streams.has(id)) this.streams.set(id, new EventStream(id, this.handlers));
  }

  has(id) {
    return this.streams.has(id);
  }

  areOpen() {
    return [...this.streams.values()].every((stream) => stream.isOpen);
  }

  /** Connects what is broken at once. */
  retry() {
    for (const stream of this.streams.values()) if (!stream.isOpen) stream.retry();
  }
}
