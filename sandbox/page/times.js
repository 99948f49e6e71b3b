// Times and sizes as people read them, in the page's language.

const two = (number) => String(number).padStart(2, "0");

/** Hours and minutes of a moment in unix seconds, in the reader's own zone. */
export function clock(seconds) {
  const moment = new Date(seconds * 1000);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** One string for one calendar day, to see where a day begins. */
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

/** The day of a moment: today, yesterday, or the date. */
export function dayName(seconds, say, now = new Date()) {
  const moment = new Date(seconds * 1000);
  if (moment.toDateString() === now.toDateString()) return say("today");
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (moment.toDateString() === yesterday.toDateString()) return say("yesterday");
  const year = moment.getFullYear();
  const values = { day: moment.getDate(), month: say("months")[moment.getMonth()], year };
  return say(year === now.getFullYear() ? "date" : "dateWithYear", values);
}

/** Hours and minutes today, else a short date: for the list of people. */
export function briefly(seconds) {
  if (dayKey(seconds) === new Date().toDateString()) return clock(seconds);
  const moment = new Date(seconds * 1000);
  return `${two(moment.getDate())}.${two(moment.getMonth() + 1)}`;
}

/** A size in bytes as B, KB or MB in the page's language. */
export function size(bytes, say) {
  if (bytes < 1024) return say("size.b", { n: bytes });
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return say("size.kb", { n: decimal(kilobytes) });
  return say("size.mb", { n: decimal(kilobytes / 1024) });
}

const decimal = (number) => (number < 10 ? number.toFixed(1).replace(/\.0$/, "").replace(".", ",") : String(Math.round(number)));
