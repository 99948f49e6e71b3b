// Where the person writes: the field, the bot's menu and keyboard, the Start button, editing and replying.

import { inShort } from "./attachments.js";
import { openAttachMenu, chooseContact, choosePlace, sendFiles } from "./attach.js";
import { CommandHints } from "./command_hints.js";
import { button, element, icon, iconButton } from "./dom.js";
import { InlineHints } from "./inline_hints.js";
import { replyKeyboard } from "./keyboards.js";
import { openMenu } from "./overlays.js";

const TALLEST = 160;

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.subject = null; // {kind: "edit" | "reply", message}
    const { say, chat, isPrimary } = pane;
    const id = (name) => (isPrimary ? name : `${name}-${chat.person.key}`);
    this.field = element("textarea", {
      id: id("composer"), class: "composer", rows: 1, "aria-label": say("message"), autocomplete: "off",
    });
    this.field.value = chat.draft ?? "";
    this.sendButton = iconButton("send", say("send"), { id: id("send"), class: "send" });
    this.menuButton = button({ class: "menu-button", "aria-haspopup": "menu" }, icon("menu"), element("span", {}, say("menu")));
    this.toggle = iconButton("keyboard", say("showButtons"), { class: "keyboard-toggle" });
    this.attachButton = iconButton("attach", say("attach"), { class: "attach", "aria-haspopup": "menu" });
    this.bar = element("div", { class: "subject", hidden: true });
    this.keys = element("div", { class: "keys" });
    this.hints = new CommandHints(this.field, () => chat.commands, (command) => this.send(`/${command}`), say);
    this.inline = new InlineHints(this.field, chat, {
      username: () => pane.app.bot.username, attempt: (act) => pane.attempt(act), done: () => this.setText(""), say,
    });
    this.row = element("div", { class: "composer-row" },
      this.menuButton, element("div", { class: "field" }, this.field, this.toggle, this.attachButton), this.sendButton);
    this.door = element("div", { class: "door", hidden: true });
    this.node = element("footer", { class: "composer-area" }, this.hints.node, this.inline.node, this.bar, this.row, this.keys, this.door);
    this.listen();
  }

  listen() {
    const { pane } = this;
    this.sendButton.addEventListener("click", () => this.submit());
    this.menuButton.addEventListener("click", () => this.openCommands());
    this.attachButton.addEventListener("click", () => openAttachMenu(pane, this.attachButton));
    this.toggle.addEventListener("click", () => this.toggleKeys());
    this.field.addEventListener("input", () => this.noticeInput());
    this.field.addEventListener("keydown", (event) => this.pressKey(event));
    this.field.addEventListener("paste", (event) => this.takeFiles(event, event.clipboardData));
    const frame = () => pane.node;
    this.drop = {
      dragover: (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); frame().dataset.drop = pane.say("dropFile"); } },
      dragleave: (event) => { if (!frame().contains(event.relatedTarget)) delete frame().dataset.drop; },
      drop: (event) => { delete frame().dataset.drop; this.takeFiles(event, event.dataTransfer); },
    };
    queueMicrotask(() => Object.entries(this.drop).forEach(([name, act]) => frame().addEventListener(name, act)));
  }

  takeFiles(event, transfer) {
    const files = [...transfer.files];
    if (!files.length || this.row.hidden) return;
    event.preventDefault();
    sendFiles(this.pane, files);
  }

  update({ type }) {
    const { chat, say } = this.pane;
    const isClosed = !chat.started || chat.blocked;
    this.door.hidden = !isClosed;
    this.row.hidden = isClosed;
    if (isClosed) this.showDoor();
    this.menuButton.hidden = chat.commands.length === 0;
    this.field.placeholder = chat.replyKeyboard?.placeholder ?? say("message");
    if (type === "keyboard") chat.areKeysHidden = false;
    if (["all", "keyboard", "state"].includes(type) || isClosed) this.showKeys(isClosed);
    if (this.subject && !chat.messages.has(this.subject.message.id)) this.dropSubject();
    this.noticeInput();
  }

  showDoor() {
    const { pane } = this;
    const { chat, say } = pane;
    const key = button({ class: "door-button start-button" }, say(chat.blocked ? "restart" : "start"));
    key.addEventListener("click", () => pane.attempt(() => chat.actions.start(null)));
    this.door.replaceChildren(...(chat.blocked ? [element("p", {}, say("blockedNote"))] : []), key);
  }

  showKeys(isClosed) {
    const { chat, say } = this.pane;
    const keyboard = isClosed ? null : chat.replyKeyboard;
    const isShown = Boolean(keyboard) && !chat.areKeysHidden;
    this.toggle.hidden = !keyboard;
    this.toggle.replaceChildren(icon(isShown ? "hideKeyboard" : "keyboard"));
    this.toggle.setAttribute("aria-expanded", String(isShown));
    for (const name of ["aria-label", "title"]) this.toggle.setAttribute(name, say(isShown ? "hideButtons" : "showButtons"));
    this.keys.replaceChildren(...(isShown ? [replyKeyboard(keyboard, say, (given) => this.pressReply(given))] : []));
  }

  toggleKeys() {
    this.pane.chat.areKeysHidden = !this.pane.chat.areKeysHidden;
    this.showKeys(false);
  }

  pressReply(given) {
    if (given.request_contact) chooseContact(this.pane);
    else if (given.request_location) choosePlace(this.pane);
    else this.pane.sayText(given.text);
  }

  openCommands() {
    const items = this.pane.chat.commands.map(({ command, description }) => ({
      label: description, note: `/${command}`, act: () => this.send(`/${command}`),
    }));
    openMenu(this.menuButton, items, this.pane.say("commands"));
  }

  pressKey(event) {
    if (event.isComposing || this.hints.take(event) || this.inline.take(event)) return;
    const writesLines = window.matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !writesLines) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.subject) {
      this.dropSubject();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const own = this.pane.chat.lastOwn();
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  noticeInput() {
    if (this.subject?.kind !== "edit") this.pane.chat.draft = this.field.value;
    this.sendButton.disabled = !this.field.value.trim();
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
    this.hints.update();
    this.inline.update();
  }

  async submit() {
    const text = this.field.value;
    if (!text.trim()) return;
    const { subject, pane } = this;
    this.setText("");
    this.dropSubject(false);
    const act = {
      edit: () => pane.chat.actions.edit(subject.message.id, text),
      reply: () => pane.chat.actions.say(text, subject.message.id),
    }[subject?.kind] ?? (() => pane.chat.actions.say(text));
    const went = await pane.attempt(act);
    if (!went && !this.field.value) this.setText(text);
    this.focus();
  }

  send(text) {
    this.setText("");
    return this.pane.sayText(text);
  }

  setText(text) {
    this.field.value = text;
    this.noticeInput();
  }

  insert(text) {
    this.setText(text);
    this.focus();
  }

  focus() {
    if (!window.matchMedia("(pointer: coarse)").matches) this.field.focus();
  }

  edit(message) {
    this.about("edit", message);
    this.setText(message.text);
    this.field.focus();
  }

  reply(message) {
    this.about("reply", message);
    this.field.focus();
  }

  about(kind, message) {
    const { say } = this.pane;
    this.subject = { kind, message };
    const close = iconButton("close", say("cancel"), {});
    close.addEventListener("click", () => this.dropSubject());
    const label = say(kind === "edit" ? "editing" : "replying");
    this.bar.replaceChildren(
      icon(kind),
      element("div", { class: "subject-words" }, element("strong", {}, label), element("span", {}, inShort(message, say))),
      close,
    );
    this.bar.hidden = false;
    this.dressSend(kind === "edit");
  }

  dropSubject(clear = true) {
    const wasEdit = this.subject?.kind === "edit";
    this.subject = null;
    this.bar.hidden = true;
    this.dressSend(false);
    if (wasEdit && clear) this.setText("");
  }

  dressSend(saves) {
    const label = this.pane.say(saves ? "save" : "send");
    this.sendButton.replaceChildren(icon(saves ? "check" : "send"));
    this.sendButton.setAttribute("aria-label", label);
    this.sendButton.title = label;
  }

  close() {
    this.inline.close();
    Object.entries(this.drop).forEach(([name, act]) => this.pane.node.removeEventListener(name, act));
  }
}
