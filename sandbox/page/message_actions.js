// What pressing things inside messages does: buttons, links, commands, the message's own menu.

import { fullName } from "./chat.js";
import { deepLink, safeAddress, shareLink } from "./links.js";
import { copy, openMenu, toast } from "./overlays.js";

export class MessageActions {
  constructor(pane) {
    this.pane = pane;
    this.app = pane.app;
    this.say = pane.say;
    this.chat = pane.chat;
  }

  /** The handlers a message's view calls. */
  context() {
    const isDeepLink = (address) => Boolean(this.linkOf(address));
    return {
      say: this.say,
      isDeepLink,
      onCommand: (command) => this.pane.sayText(command),
      onCopy: (text) => this.copyText(text),
      onLink: (address, event) => { if (this.openLink(address)) event.preventDefault(); },
      onLinkMenu: (address, anchor) => this.openLinkMenu(address, anchor),
      messageMenu: (message, place) => this.openMessageMenu(message, place),
      keys: { press: (pressed) => this.press(pressed), more: (address, anchor) => this.openLinkMenu(address, anchor), isDeepLink },
    };
  }

  linkOf(address) {
    return deepLink(safeAddress(address) ?? "", this.app.bot.username);
  }

  async copyText(text) {
    await copy(text);
    const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    toast(this.pane.toasts, this.say("copiedText", { text: short }));
  }

  press({ kind, button: given, node, messageId, row, column }) {
    if (kind === "copy_text") this.copyText(given.copy_text.text ?? given.copy_text);
    else if (kind === "url") this.openLink(given.url, true, node);
    else if (kind === "switch_inline") this.pane.composer.insert(`@${this.app.bot.username} ${given.switch_inline}`);
    else if (kind === "callback") this.tap(messageId, row, column);
    else toast(this.pane.toasts, this.say("notAvailable"));
  }

  /** Taps do not wait for one another: two quick taps are two requests, as on a telephone. */
  async tap(messageId, row, column) {
    try {
      await this.chat.tap(messageId, row, column);
    } catch (error) {
      toast(this.pane.toasts, error instanceof TypeError ? this.say("notSent") : error.message);
    }
  }

  /** Opens links to the bot and "share" links here, others only when `outside`. Answers whether the link was taken. */
  openLink(address, outside = false, anchor = null) {
    const safe = safeAddress(address);
    if (!safe) return false;
    const link = this.linkOf(safe);
    const share = shareLink(safe);
    if (link && link.payload === null) this.pane.composer.focus();
    else if (link) this.pane.attempt(() => this.chat.actions.start(link.payload));
    else if (share) this.openLinkMenu(share.url || safe, anchor ?? this.pane.log, this.say("share"));
    else if (outside) window.open(safe, "_blank", "noopener,noreferrer");
    else return false;
    return true;
  }

  openLinkMenu(address, anchor, label = this.say("linkMenu")) {
    const link = this.linkOf(address);
    const others = link ? this.app.chats.filter((chat) => chat !== this.chat) : [];
    const people = others.map(({ person }) => ({
      label: this.say("openAs", { name: fullName(person) }),
      icon: "person",
      act: () => this.app.openAs(person.key, link.payload),
    }));
    const first = { label: this.say("copyLink"), icon: "link", act: () => this.copyText(address) };
    openMenu(anchor, people.length ? [first, null, ...people] : [first], label);
  }

  openMessageMenu(message, place) {
    const { say, pane } = this;
    const items = [{ label: say("reply"), icon: "reply", act: () => pane.composer.reply(message) }];
    if (message.text) items.push({ label: say("copyText"), icon: "copy", act: () => this.copyText(message.text) });
    if (message.from === "person" && message.kind === "text") {
      items.push({ label: say("edit"), icon: "edit", act: () => pane.composer.edit(message) });
    }
    openMenu(place, items, say("messageMenu"));
  }
}
