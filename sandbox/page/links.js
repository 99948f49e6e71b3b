// Addresses: which are safe to open, and which lead back to the bot.

const SAFE = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** The address as the browser will open it, or null when its scheme must not be opened. */
export function safeAddress(address) {
  const url = parsed(address) ?? parsed(`https://${address}`);
  return url && SAFE.has(url.protocol) ? url.href : null;
}

/** What a link to the bot asks for: {payload} (null without one), or null when the link leads elsewhere. */
export function deepLink(address, username) {
  const url = parsed(address);
  if (!url || !username) return null;
  const isTelegram = url.protocol === "tg:" && (url.host === "resolve" || url.pathname.endsWith("resolve"));
  const name = isTelegram
    ? url.searchParams.get("domain")
    : HOSTS.has(url.host) ? url.pathname.split("/").filter(Boolean)[0] : null;
  if (name?.toLowerCase() !== username.toLowerCase()) return null;
  return { payload: url.searchParams.get("start") };
}

/** What a "share" link offers: {url, text}, or null when it is another kind of link. */
export function shareLink(address) {
  const url = parsed(address);
  if (!url) return null;
  const isShare = (HOSTS.has(url.host) && url.pathname.startsWith("/share"))
    || (url.protocol === "tg:" && (url.host === "msg_url" || url.pathname.endsWith("msg_url")));
  return isShare ? { url: url.searchParams.get("url") ?? "", text: url.searchParams.get("text") ?? "" } : null;
}
