// Who is who: the bot's profile and a person's card, as dialogs.

import { fullName } from "./chat.js";
import { avatar, element } from "./dom.js";
import { ask } from "./overlays.js";

const closing = (say) => [{ label: say("close"), value: true, focus: true }];

/** The bot as this person sees it. */
export function aboutBot(chat, bot, say) {
  const { name, description, short_description: short } = chat.bot;
  const commands = chat.commands.map(({ command, description: words }) => [
    element("dt", {}, `/${command}`), element("dd", {}, words),
  ]);
  return ask({
    title: name || bot.name, lang: say.language, actions: closing(say), kind: "profile",
    body: [
      element("p", { class: "muted" }, `@${bot.username}`),
      short ? element("p", {}, short) : null,
      description && description !== short ? element("p", {}, description) : null,
      commands.length ? element("dl", { class: "command-list" }, commands.flat()) : null,
    ].filter(Boolean),
  });
}

/** Who the person is, in the page's language. */
export function aboutPerson(chat, say) {
  const { person } = chat;
  const name = fullName(person);
  const language = { kk: say("kazakh"), ru: say("russian") }[person.language_code] ?? person.language_code;
  return ask({
    title: name, lang: say.language, actions: closing(say), kind: "profile",
    body: [
      avatar(name, person.id, { class: "avatar-large" }),
      element("p", {}, person.about?.[say.language] ?? ""),
      person.username ? element("p", { class: "muted" }, `@${person.username}`) : null,
      element("p", { class: "muted" }, say("languageIs", { language })),
      element("p", { class: "muted" }, say("identifier", { id: person.id })),
    ].filter(Boolean),
  });
}
