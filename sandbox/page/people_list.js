// The list of people: whose chat to open, what came while nobody looked.

import { inShort } from "./attachments.js";
import { fullName } from "./chat.js";
import { avatar, button, element, icon, iconButton } from "./dom.js";
import { ask } from "./overlays.js";
import { briefly } from "./times.js";

export class PeopleList {
  constructor(holder, app) {
    this.holder = holder;
    this.app = app;
    this.rows = new Map();
  }

  /** Brings the list up to date; it is drawn anew only in another language or with other people, so that focus stays. */
  show(say) {
    const shape = [say.language, this.app.chosenLanguage, ...this.app.chats.map((chat) => chat.person.key)].join("/");
    if (shape !== this.shape) this.draw(say);
    this.shape = shape;
    this.app.chats.forEach((chat) => this.update(chat));
  }

  draw(say) {
    this.say = say;
    this.holder.lang = say.language;
    this.holder.setAttribute("aria-label", say("people"));
    this.rows = new Map(this.app.chats.map((chat) => [chat.person.key, this.row(chat)]));
    const add = button({ class: "add-person" }, icon("add"), element("span", {}, say("addPerson")));
    add.addEventListener("click", () => this.askForPerson());
    this.holder.replaceChildren(
      this.head(),
      element("ul", { class: "people-rows" }, [...this.rows.values()].map(({ node }) => node)),
      add,
    );
  }

  head() {
    const { say, app } = this;
    const choice = Object.entries({ kk: ["Қаз", "Қазақша"], ru: ["Рус", "Русский"] }).map(([language, [short, full]]) => button(
      {
        lang: language, "aria-label": full, "aria-pressed": String(say.language === language), data: { language },
        title: app.chosenLanguage === language ? say("languageFollows") : full,
        on: { click: () => app.chooseLanguage(language) },
      },
      short,
    ));
    return element(
      "header",
      { class: "people-head" },
      element("span", { class: "avatar bot-avatar", "aria-hidden": "true" }),
      element("div", { class: "people-title" }, element("h1", {}, this.app.bot.name), element("p", {}, say("title"))),
      element("div", { class: "language", role: "group", "aria-label": say("pageLanguage") }, choice),
    );
  }

  row(chat) {
    const { person } = chat;
    const name = fullName(person);
    const time = element("span", { class: "row-time" });
    const last = element("span", { class: "row-last" });
    const badge = element("span", { class: "badge" });
    const open = button(
      { class: "person", title: name, data: { person: person.key }, on: { click: () => this.app.open(person.key) } },
      avatar(name, person.id),
      element(
        "span",
        { class: "row-words" },
        element("span", { class: "row-line" }, element("span", { class: "row-name" }, name), time),
        element("span", { class: "row-about" }, person.about?.[this.say.language] ?? ""),
        element("span", { class: "row-line" }, last, badge),
      ),
    );
    const beside = iconButton("beside", this.say("openBeside"), { class: "open-beside" });
    beside.addEventListener("click", () => this.app.toggleBeside(person.key));
    return { node: element("li", { class: "people-row" }, open, beside), open, beside, time, last, badge };
  }

  /** Shows the newest of one chat in its row. */
  update(chat) {
    const row = this.rows.get(chat.person.key);
    if (!row) return;
    const { say } = this;
    const newest = chat.newest();
    const unread = chat.unread();
    const words = newest ? inShort(newest, say).slice(0, 120) : "";
    row.time.textContent = newest ? briefly(newest.date) : "";
    row.last.textContent = lastLine(chat, newest, words, say);
    row.last.classList.toggle("is-note", chat.blocked || !newest);
    row.badge.hidden = unread === 0;
    row.badge.textContent = unread > 99 ? "99+" : String(unread);
    row.badge.setAttribute("aria-label", say("unread", { n: unread }));
    row.badge.setAttribute("role", "img");
    const isShown = this.app.shown.includes(chat.person.key);
    const isBeside = isShown && this.app.shown.length > 1;
    row.open.setAttribute("aria-current", String(isShown));
    row.beside.setAttribute("aria-pressed", String(isBeside));
    row.beside.hidden = isShown && !isBeside;
    const label = say(isBeside ? "removeBeside" : "openBeside");
    row.beside.setAttribute("aria-label", label);
    row.beside.title = label;
  }

  async askForPerson() {
    const { say } = this;
    const first = element("input", { class: "input", type: "text", maxlength: 64, autofocus: true });
    const last = element("input", { class: "input", type: "text", maxlength: 64 });
    const language = element("select", { class: "input" },
      element("option", { value: "kk" }, say("kazakh")), element("option", { value: "ru" }, say("russian")));
    language.value = say.language;
    const wants = await ask({
      title: say("addPerson"), lang: say.language,
      body: [
        element("label", { class: "labelled" }, say("firstName"), first),
        element("label", { class: "labelled" }, say("lastName"), last),
        element("label", { class: "labelled" }, say("botLanguage"), language),
      ],
      actions: [{ label: say("cancel"), value: false }, { label: say("add"), value: true, style: "primary" }],
    });
    if (!wants || !first.value.trim()) return;
    await this.app.addPerson({
      first_name: first.value.trim(), last_name: last.value.trim(), language_code: language.value,
    });
  }
}

function lastLine(chat, newest, words, say) {
  if (chat.blocked) return say("isBlocked");
  if (!newest) return say("notStarted");
  return newest.from === "person" ? say("you", { text: words }) : words;
}
