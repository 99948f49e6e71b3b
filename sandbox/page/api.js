// The sandbox's control API: what a person does, as requests. Refusals arrive as errors with the server's own words.

async function answerOf(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (!response.ok) throw new Error(body?.error ?? body?.description ?? response.statusText);
  return body;
}

async function get(path) {
  return answerOf(await fetch(path, { cache: "no-store" }));
}

async function post(path, body = {}) {
  return answerOf(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/** The bot and everybody in the sandbox. */
export const loadState = () => get("/sandbox/state");

/** Adds a person; answers with {person}. */
export const addPerson = (person) => post("/sandbox/people", person);

/** The address of one person's event stream. */
export const eventsAddress = (id) => `/sandbox/events?person=${id}`;

/** The address under which a file is saved to disk. */
export const downloadAddress = (file) => `${file.url}${file.url.includes("?") ? "&" : "?"}download=1`;

/** What one person may do, each a request to the sandbox. */
export function actionsOf(id) {
  const path = (name) => `/sandbox/people/${id}/${name}`;
  return {
    chat: () => get(path("chat")),
    say: (text, replyTo) => post(path("message"), replyTo ? { text, reply_to: replyTo } : { text }),
    edit: (messageId, text) => post(path("edit"), { message_id: messageId, text }),
    tap: (messageId, row, column) => post(path("tap"), { message_id: messageId, row, column }),
    start: (payload) => post(path("start"), payload ? { payload } : {}),
    sticker: () => post(path("sticker")),
    voice: () => post(path("voice")),
    ownContact: () => post(path("contact"), { own: true }),
    otherContact: (phone) => post(path("contact"), { other_phone: phone }),
    location: (latitude, longitude) => post(path("location"), { latitude, longitude }),
    forward: (text) => post(path("forward"), { text, from_channel: true }),
    inline: (text) => post(path("inline"), { text }),
    pick: (query, index) => post(path("pick"), { query_id: query, index }),
    block: (blocked) => post(path("block"), { blocked }),
    file: async (file, kind, caption, album = "") => {
      const form = new FormData();
      form.append("kind", kind);
      form.append("caption", caption);
      form.append("album", album);
      form.append("file", file, file.name);
      return answerOf(await fetch(path("file"), { method: "POST", body: form }));
    },
  };
}
