// What the bot offers for words typed after its name: a list above the field, one line of which is sent.

import { button, element } from "./dom.js";

const PAUSE = 300;

export class InlineHints {
  /** `username()` is the bot's; `attempt` runs a request and says what went wrong; `done` runs when a line was sent. */
  constructor(field, chat, { username, attempt, done, say }) {
    this.field = field;
    this.chat = chat;
    this.username = username;
    this.attempt = attempt;
    this.done = done;
    this.say = say;
    this.node = element("div", { class: "hints", role: "listbox", "aria-label": say("inlineResults"), hidden: true });
    this.words = null;
    this.query = null;
    this.results = null;
    this.at = 0;
    this.stop = chat.listen((change) => { if (change.type === "inline") this.receive(change); });
  }

  /** The words after the bot's name, null when the field holds something else. */
  typed() {
    const [, name, words] = /^@(\w+)\s([^]*)$/.exec(this.field.value) ?? [];
    return name && name.toLowerCase() === this.username().toLowerCase() ? words : null;
  }

  update() {
    const words = this.typed();
    if (words === this.words) return;
    this.words = words;
    clearTimeout(this.timer);
    this.query = null;
    if (words === null) this.show(null);
    else this.timer = setTimeout(() => this.ask(words), PAUSE);
  }

  ask(words) {
    this.attempt(async () => {
      const { query_id: query, results } = await this.chat.actions.inline(words);
      if (words !== this.words) return;
      this.query = query;
      const early = this.early?.query_id === query ? this.early.results : null;
      if (results ?? early) this.show(results ?? early);
    });
  }

  receive({ query_id: query, results }) {
    if (query === this.query) this.show(results);
    else this.early = { query_id: query, results };
  }

  show(results) {
    this.results = results;
    this.at = 0;
    this.draw();
  }

  draw() {
    const { results, say } = this;
    this.node.hidden = results === null;
    if (results === null) return;
    const nothing = element("p", { class: "hint-nothing" }, say("inlineNothing"));
    this.node.replaceChildren(...(results.length ? results.map((result, index) => this.option(result, index)) : [nothing]));
    this.node.children[this.at]?.scrollIntoView?.({ block: "nearest" });
  }

  option({ title, description }, index) {
    return button(
      {
        class: "hint inline-result", role: "option", tabindex: -1, "aria-selected": String(index === this.at),
        on: { click: () => this.choose(index) },
      },
      element("strong", {}, title), element("span", {}, description),
    );
  }

  async choose(index) {
    const { query } = this;
    this.show(null);
    if (await this.attempt(() => this.chat.actions.pick(query, index))) this.done();
  }

  /** Takes the keys that move in the list; answers whether the key was taken. */
  take(event) {
    if (this.node.hidden || !this.results?.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.results.length) % this.results.length;
    else if (event.key === "Escape") this.show(null);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) this.choose(this.at);
    else return false;
    event.preventDefault();
    if (!this.node.hidden) this.draw();
    return true;
  }

  close() {
    clearTimeout(this.timer);
    this.stop();
  }
}
