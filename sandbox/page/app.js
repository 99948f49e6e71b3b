// Puts the page together: who is shown, in which language, and the events behind it all.

import { addPerson, loadState } from "./api.js";
import { Chat } from "./chat.js";
import { button, element } from "./dom.js";
import { EventStreams } from "./events.js";
import { Pane } from "./pane.js";
import { PeopleList } from "./people_list.js";
import { speaker } from "./words.js";

const NARROW = window.matchMedia("(max-width: 759px)");
const MOST_BESIDE = 3;
const LOOK_EVERY = 4000;

class App {
  constructor() {
    this.bot = { name: "", username: "" };
    this.chats = [];
    this.shown = [];
    this.panes = new Map();
    this.chosenLanguage = sessionStorage.getItem("language");
    this.layout = document.getElementById("layout");
    this.holder = document.getElementById("chats");
    this.people = new PeopleList(document.getElementById("people"), this);
    this.connection = document.getElementById("connection");
    this.streams = new EventStreams({
      onOpen: (id) => this.connected(id),
      onEvent: (id, event) => this.receive(id, event),
      onLost: () => this.showLost(),
    });
  }

  async begin() {
    try {
      await this.loadPeople();
    } catch {
      this.showLost();
      setTimeout(() => this.begin(), 2000);
      return;
    }
    this.connection.hidden = true;
    window.addEventListener("hashchange", () => this.readAddress());
    NARROW.addEventListener("change", () => this.readAddress());
    document.addEventListener("visibilitychange", () => this.followShown());
    this.readAddress();
    this.lookAtOthers();
    setInterval(() => this.lookAtOthers(), LOOK_EVERY);
  }

  async loadPeople() {
    const state = await loadState();
    this.bot = state.bot;
    const known = new Map(this.chats.map((chat) => [chat.person.id, chat]));
    this.chats = state.people.map((person) => known.get(person.id) ?? this.newChat(person));
  }

  newChat(person) {
    const chat = new Chat(person);
    chat.listen(() => this.people.update(chat));
    return chat;
  }

  followShown() {
    const ids = document.hidden ? [] : this.shown.map((key) => this.find(key).person.id);
    this.streams.follow(ids);
    this.panes.forEach((pane) => pane.noticeSeen());
  }

  /** The unread counts of people who are not on the screen. */
  async lookAtOthers() {
    if (document.hidden) return;
    const others = this.chats.filter((chat) => !this.streams.has(chat.person.id));
    const looks = await Promise.allSettled(others.map((chat) => chat.load()));
    if (looks.some((look) => look.status === "rejected")) this.showLost();
    else this.hideLost();
  }

  receive(id, event) {
    if (event.type === "people") this.loadPeople().then(() => this.show(), () => undefined);
    else this.byId(id)?.receive(event);
  }

  connected(id) {
    this.hideLost();
    this.byId(id)?.load().catch(() => undefined);
  }

  hideLost() {
    if (this.streams.areOpen()) this.connection.hidden = true;
  }

  showLost() {
    const say = this.say();
    const retry = () => { this.streams.retry(); this.lookAtOthers(); };
    this.connection.replaceChildren(element("span", {}, say("connectionLost")), button({ on: { click: retry } }, say("connectNow")));
    this.connection.lang = say.language;
    this.connection.hidden = false;
  }

  byId(id) {
    return this.chats.find((chat) => chat.person.id === id);
  }

  find(key) {
    return this.chats.find((chat) => chat.person.key === key);
  }

  /** The page's words: the language chosen, else that of the person shown first. */
  say(chat = this.find(this.shown[0])) {
    return speaker(this.chosenLanguage ?? chat?.person.language_code ?? "kk");
  }

  /** A second press on the chosen language goes back to following the person shown. */
  chooseLanguage(language) {
    this.chosenLanguage = this.chosenLanguage === language ? null : language;
    if (this.chosenLanguage) sessionStorage.setItem("language", this.chosenLanguage);
    else sessionStorage.removeItem("language");
    this.show();
    document.querySelector(`.language [data-language="${language}"]`)?.focus();
  }

  readAddress() {
    const keys = decodeURIComponent(window.location.hash.slice(1)).split(",").filter((key) => this.find(key));
    this.shown = [...new Set(keys)].slice(0, NARROW.matches ? 1 : MOST_BESIDE);
    this.show();
  }

  go(keys) {
    const address = `#${keys.join(",")}`;
    if (window.location.hash === address) this.readAddress();
    else window.location.hash = address;
  }

  open(key) {
    this.go([key]);
    if (!NARROW.matches) setTimeout(() => this.panes.get(key)?.composer.focus());
  }

  showList() {
    const key = this.shown[0];
    this.go([]);
    setTimeout(() => this.people.rows.get(key)?.open.focus());
  }

  toggleBeside(key) {
    const others = this.shown.filter((shown) => shown !== key);
    if (others.length < this.shown.length) this.go(others);
    else this.go([...others.slice(-MOST_BESIDE + 1), key]);
  }

  /** Opens a link to the bot as another person, beside the one who had it where there is room. */
  async openAs(key, payload) {
    if (NARROW.matches) this.go([key]);
    else if (!this.shown.includes(key)) this.toggleBeside(key);
    await this.find(key).actions.start(payload);
  }

  async addPerson(person) {
    const { person: added } = await addPerson(person);
    await this.loadPeople();
    this.go([added.key]);
  }

  show() {
    const say = this.say();
    document.documentElement.lang = say.language;
    const first = this.find(this.shown[0]);
    document.title = first ? `${first.person.first_name} · ${this.bot.name}` : `${this.bot.name} · ${say("title")}`;
    this.layout.dataset.view = this.shown.length ? "chat" : "list";
    this.layout.dataset.count = this.shown.length;
    this.people.show(say);
    this.showPanes();
    this.followShown();
  }

  showPanes() {
    const kept = new Map();
    this.shown.forEach((key, index) => {
      const chat = this.find(key);
      const say = this.say(chat);
      const shape = `${say.language}/${index === 0}/${this.shown.length > 1}`;
      const old = this.panes.get(key);
      if (old?.shape === shape) kept.set(key, old);
      else kept.set(key, Object.assign(new Pane(chat, say, this, { isPrimary: index === 0, isBeside: this.shown.length > 1 }), { shape }));
    });
    for (const [key, pane] of this.panes) if (kept.get(key) !== pane) pane.close();
    this.panes = kept;
    const nodes = kept.size ? [...kept.values()].map((pane) => pane.node) : [this.emptyScreen()];
    // Panes that stay are not touched, so that the scroll and the focus stay too.
    if (nodes.length !== this.holder.children.length || nodes.some((node, index) => this.holder.children[index] !== node)) {
      this.holder.replaceChildren(...nodes);
    }
    for (const pane of kept.values()) {
      if (pane.wasAtEnd) pane.scrollToEnd();
      pane.noticeSeen();
    }
  }

  emptyScreen() {
    const say = this.say();
    return element(
      "div",
      { class: "empty", lang: say.language },
      element("span", { class: "avatar bot-avatar", "aria-hidden": "true" }),
      element("h2", {}, say("emptyTitle")),
      element("p", {}, say("emptyText")),
      element("p", { class: "muted" }, say("emptyNote")),
    );
  }
}

new App().begin();
