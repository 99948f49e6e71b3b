// One person's chat on the screen: header, messages, and the place to write.

import { fullName } from "./chat.js";
import { Composer } from "./composer.js";
import { avatar, button, element, icon, iconButton } from "./dom.js";
import { MessageActions } from "./message_actions.js";
import { MessageList } from "./message_view.js";
import { ask, openMenu, showAlert, toast } from "./overlays.js";
import { aboutBot, aboutPerson } from "./profiles.js";

const NEAR = 80;

export class Pane {
  /** `app` opens people and knows the bot; `isPrimary` gives this pane's composer the page's stable ids. */
  constructor(chat, say, app, { isPrimary, isBeside }) {
    this.chat = chat;
    this.say = say;
    this.app = app;
    this.isPrimary = isPrimary;
    this.last = Promise.resolve();
    this.log = element("div", {
      class: "log", role: "log", tabindex: 0, "aria-label": say("messages"), "aria-live": "off",
    });
    this.toasts = element("div", { class: "toasts", role: "status" });
    this.toLatest = iconButton("down", say("toLatest"), { class: "to-latest", hidden: true });
    this.composer = new Composer(this);
    this.doings = new MessageActions(this);
    this.list = new MessageList(this.log, chat, this.doings.context());
    this.node = element(
      "section",
      { class: "chat", lang: say.language, data: { chat: chat.person.key }, "aria-label": say("chatOf", { name: fullName(this.chat.person) }) },
      this.header(isBeside),
      element("div", { class: "log-frame" }, this.log, this.toLatest, this.toasts),
      this.composer.node,
    );
    this.toLatest.addEventListener("click", () => this.scrollToEnd(true));
    this.log.addEventListener("load", () => { if (this.wasAtEnd) this.scrollToEnd(); }, true);
    this.log.addEventListener("scroll", () => this.noticeScroll());
    this.stop = chat.listen((change) => this.update(change));
    this.sizes = new ResizeObserver(() => this.noticeSize());
    this.sizes.observe(this.log);
    this.wasAtEnd = true;
    this.scrolledTo = 0;
    this.update({ type: "all" });
  }

  header(isBeside) {
    const { say, chat } = this;
    this.title = element("span", { class: "chat-title" });
    this.status = element("span", { class: "chat-status", "aria-live": "polite" });
    const person = button(
      { class: "person-pill", "aria-label": `${say("aboutPerson")}: ${fullName(this.chat.person)}`, title: say("aboutPerson") },
      avatar(fullName(this.chat.person), chat.person.id), element("span", { class: "pill-name" }, fullName(this.chat.person)),
    );
    person.addEventListener("click", () => aboutPerson(chat, say));
    const profile = button(
      { class: "bot-profile", title: say("aboutBot") },
      element("span", { class: "avatar bot-avatar", "aria-hidden": "true" }),
      element("span", { class: "chat-names" }, this.title, this.status),
    );
    profile.addEventListener("click", () => aboutBot(chat, this.app.bot, say));
    const more = iconButton("more", say("chatMenu"), { class: "chat-menu", "aria-haspopup": "menu" });
    more.addEventListener("click", () => this.openChatMenu(more));
    const close = iconButton("close", say("closeChat"), { class: "close-chat" });
    close.addEventListener("click", () => this.app.toggleBeside(chat.person.key));
    const back = iconButton("back", say("back"), { class: "back" });
    back.addEventListener("click", () => this.app.showList());
    const beside = iconButton("beside", say("openBeside"), { class: "choose-beside", "aria-haspopup": "menu" });
    beside.addEventListener("click", () => this.openBesideMenu(beside));
    return element("header", { class: "chat-header" }, back, profile, person, beside, more, isBeside ? close : null);
  }

  openBesideMenu(anchor) {
    const others = this.app.chats.filter(({ person }) => !this.app.shown.includes(person.key));
    openMenu(anchor, others.map(({ person }) => ({
      label: fullName(person),
      note: person.about?.[this.say.language],
      icon: "person",
      act: () => this.app.toggleBeside(person.key),
    })), this.say("openBeside"));
  }

  openChatMenu(anchor) {
    const { say, chat } = this;
    const change = () => this.attempt(() => chat.actions.block(!chat.blocked));
    openMenu(anchor, [
      { label: say("aboutBot"), icon: "info", act: () => aboutBot(chat, this.app.bot, say) },
      { label: say("aboutPerson"), icon: "person", act: () => aboutPerson(chat, say) },
      null,
      { label: say(chat.blocked ? "unblock" : "block"), icon: "block", style: chat.blocked ? "" : "is-danger", act: change },
    ], say("chatMenu"));
  }

  update(change) {
    const { chat, say } = this;
    this.title.textContent = chat.bot.name || this.app.bot.name;
    this.showStatus();
    if (change.type === "all") this.showAll();
    if (change.type === "message") this.showMessage(change);
    if (change.type === "removed") this.list.remove(change.id);
    if (change.type === "waiting" && chat.messages.has(change.messageId)) this.list.put(chat.messages.get(change.messageId));
    if (change.type === "answer") this.showAnswer(change.answer);
    if (change.type === "silent") toast(this.toasts, say("botSilent"));
    if (!["seen", "typing", "waiting", "answer"].includes(change.type)) this.composer.update(change);
    this.noticeSeen();
  }

  /** What the bot is doing; else that it is a bot, or in a narrow pane whose chat this is. */
  showStatus() {
    const { chat, say } = this;
    const key = `action.${chat.typing}`;
    this.status.classList.toggle("is-acting", Boolean(chat.typing) || chat.isSending);
    if (chat.isSending) this.status.replaceChildren(say("sending"));
    else if (chat.typing) this.status.replaceChildren(say(say.knows(key) ? key : "action.typing"));
    else this.status.replaceChildren(element("span", { class: "when-wide" }, say("bot")), element("span", { class: "when-narrow" }, fullName(this.chat.person)));
  }

  showAll() {
    this.log.setAttribute("aria-live", "off");
    this.list.rebuild();
    const isEmpty = this.chat.messages.size === 0;
    this.log.classList.toggle("is-empty", isEmpty);
    if (isEmpty) this.log.append(this.welcome());
    this.scrollToEnd();
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  showMessage({ message, isNew }) {
    if (this.log.classList.contains("is-empty")) {
      this.log.classList.remove("is-empty");
      this.log.replaceChildren();
    }
    const follow = this.wasAtEnd || (isNew && message.from === "person");
    this.list.put(message);
    if (follow) this.scrollToEnd(isNew);
  }

  welcome() {
    const { bot } = this.chat;
    return element(
      "div",
      { class: "welcome" },
      element("span", { class: "avatar bot-avatar", "aria-hidden": "true" }),
      element("h2", {}, bot.name || this.app.bot.name),
      bot.description ? element("h3", {}, this.say("whatBotDoes")) : null,
      bot.description ? element("p", {}, bot.description) : null,
    );
  }

  showAnswer(answer) {
    if (answer.url) this.doings.openLink(answer.url, true);
    if (!answer.text) return;
    if (answer.show_alert) showAlert(this.chat.bot.name || this.app.bot.name, answer.text, this.say);
    else toast(this.toasts, answer.text);
  }

  scrollToEnd(smooth = false) {
    this.wasAtEnd = true;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.toLatest.hidden = true;
  }

  /** The end stays in sight when the keyboard below comes or goes. */
  noticeSize() {
    this.height = this.log.clientHeight;
    if (this.wasAtEnd) this.scrollToEnd();
  }

  noticeScroll() {
    if (this.log.clientHeight !== this.height) return; // the pane is changing its size, nobody has scrolled
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR;
    // On the way down to the end one counts as there already; only going up leaves it.
    this.wasAtEnd = isNear || (this.wasAtEnd && scrollTop >= this.scrolledTo);
    this.scrolledTo = scrollTop;
    this.toLatest.hidden = this.wasAtEnd;
    this.noticeSeen();
  }

  noticeSeen() {
    if (this.node?.isConnected && this.node.offsetParent && !document.hidden) this.chat.markSeen();
  }

  /** Runs a request in its turn; a failure is said in a note. Answers whether it went through. */
  attempt(act) {
    const run = async () => {
      try {
        await act();
        return true;
      } catch (error) {
        const isNetwork = error instanceof TypeError;
        toast(this.toasts, isNetwork || !error.message ? this.say("notSent") : error.message);
        return false;
      }
    };
    this.last = this.last.then(run);
    return this.last;
  }

  sayText(text, replyTo) {
    return this.attempt(() => this.chat.actions.say(text, replyTo));
  }

  /** Asks before something private goes to the bot. */
  confirm(title, text) {
    return ask({
      title, body: text ? [element("p", {}, text)] : [], lang: this.say.language,
      actions: [
        { label: this.say("cancel"), value: false },
        { label: this.say("send"), value: true, style: "primary", focus: true },
      ],
    });
  }

  close() {
    this.stop();
    this.sizes.disconnect();
    this.composer.close();
    this.node.remove();
  }
}
