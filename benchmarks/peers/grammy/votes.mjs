// A bare vote bot in grammY with better-sqlite3: node votes.mjs API_URL DATABASE [PORT].
// With a port it takes updates by webhook, else by grammY's runner, which handles many at once.
import { createServer } from "node:http";
import { run } from "@grammyjs/runner";
import Database from "better-sqlite3";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";

const TOKEN = "500000001:benchmark";
const SECRET = "benchmark-secret-of-the-webhook";
const [apiRoot, path, port] = process.argv.slice(2);

const db = new Database(path);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = NORMAL");
const find = db.prepare("SELECT value FROM votes WHERE proposal = ? AND person = ?").pluck();
const keep = db.prepare(
  "INSERT INTO votes (proposal, person, value) VALUES (?, ?, ?)" +
    " ON CONFLICT (proposal, person) DO UPDATE SET value = excluded.value",
);
const count = db.prepare(
  "UPDATE proposals SET up = up + ?, down = down + ? WHERE id = ?" +
    " RETURNING number, title, about, text, up, down, rest",
);
const cast = db.transaction((person, proposal, value) => {
  const old = find.get(proposal, person) ?? 0;
  keep.run(proposal, person, value);
  return count.get((value === 1) - (old === 1), (value === -1) - (old === -1), proposal);
});

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const bot = new Bot(TOKEN, { client: { apiRoot } });

bot.callbackQuery(/^vt:(\d+):(-?\d+):/, async (ctx) => {
  const proposal = Number(ctx.match[1]);
  const value = Number(ctx.match[2]);
  const card = cast.immediate(ctx.from.id, proposal, value);
  const text =
    `<b>№${card.number}. ${escaped(card.title)}</b>\n${escaped(card.about)}\n\n${escaped(card.text)}\n\n` +
    `Қолдады: ${card.up} · Қарсы: ${card.down}\n${value > 0 ? "Сіз қолдадыңыз" : "Сіз қарсысыз"}`;
  const keyboard = new InlineKeyboard()
    .text(`👍 ${card.up}`, `vt:${proposal}:1:list`)
    .text(`👎 ${card.down}`, `vt:${proposal}:-1:list`);
  const rows = [...keyboard.inline_keyboard, ...JSON.parse(card.rest)];
  await ctx.editMessageText(text, { parse_mode: "HTML", reply_markup: { inline_keyboard: rows } });
  await ctx.answerCallbackQuery(value ? "Дауысыңыз қабылданды" : "Дауысыңыз қайтарылды");
});

if (port) {
  createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(Number(port), "127.0.0.1", async () => {
    await bot.api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: SECRET });
  });
} else {
  await bot.init();
  run(bot);
}
