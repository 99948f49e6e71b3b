// The bot's commands offered while one is being typed.

import { button, element } from "./dom.js";

export class CommandHints {
  constructor(field, commands, choose, say) {
    this.field = field;
    this.commands = commands;
    this.choose = choose;
    this.node = element("div", { class: "hints", role: "listbox", "aria-label": say("commands"), hidden: true });
    this.at = 0;
  }

  update() {
    const typed = /^\/(\w*)$/.exec(this.field.value);
    this.found = typed && !this.dismissed
      ? this.commands().filter(({ command }) => command.startsWith(typed[1].toLowerCase()))
      : [];
    if (!typed) this.dismissed = false;
    this.at = Math.min(this.at, Math.max(0, this.found.length - 1));
    this.node.hidden = this.found.length === 0;
    this.node.replaceChildren(...this.found.map((command, index) => this.option(command, index)));
  }

  option({ command, description }, index) {
    return button(
      {
        class: "hint", role: "option", tabindex: -1, "aria-selected": String(index === this.at),
        on: { click: () => this.choose(command) },
      },
      element("strong", {}, `/${command}`), element("span", {}, description),
    );
  }

  /** Takes the keys that move in the list; answers whether the key was taken. */
  take(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    else if (event.key === "Escape") this.dismissed = true;
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) this.choose(this.found[this.at].command);
    else return false;
    event.preventDefault();
    this.update();
    return true;
  }
}
