// Everything a person may send that is not typed.

import { element } from "./dom.js";
import { ask, openMenu } from "./overlays.js";
import { samplePicture } from "./sample_picture.js";
import { size } from "./times.js";

const CITIES = {
  astana: [51.12822, 71.43067],
  petropavl: [54.87279, 69.143],
  qostanai: [53.21435, 63.62463],
  almaty: [43.23803, 76.94507],
};
const LARGEST_ALBUM = 10;
const OTHER_PHONE = "+77051112233";
const PHOTO_KINDS = /^image\/(jpeg|png|webp|gif|bmp)$/;

/** The menu of the paper clip. */
export function openAttachMenu(pane, anchor) {
  const { say, chat } = pane;
  const act = (name, ...values) => () => pane.attempt(() => chat.actions[name](...values));
  openMenu(anchor, [
    { label: say("photo"), icon: "photo", act: () => pick(pane, "image/*") },
    { label: say("samplePhoto"), icon: "photo", act: async () => sendFiles(pane, [await samplePicture()]) },
    { label: say("document"), icon: "document", act: () => pick(pane, "") },
    null,
    { label: say("ownContact"), icon: "person", act: () => chooseContact(pane) },
    { label: say("otherContact"), icon: "person", act: act("otherContact", OTHER_PHONE) },
    { label: say("location"), icon: "pin", act: () => choosePlace(pane) },
    null,
    { label: say("sticker"), icon: "sticker", act: act("sticker") },
    { label: say("voice"), icon: "voice", act: act("voice") },
    { label: say("forward"), icon: "forward", act: () => writeForward(pane) },
  ], say("attach"));
}

function pick(pane, accept) {
  const input = element("input", { type: "file", multiple: true, accept: accept || null, class: "off-screen file-input" });
  input.addEventListener("change", () => {
    sendFiles(pane, [...input.files], !accept);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/** Shows what is about to be sent, asks for a caption, sends. */
export async function sendFiles(pane, files, asDocuments = false) {
  if (!files.length) return;
  const { say, chat } = pane;
  const arePhotos = files.every((file) => PHOTO_KINDS.test(file.type));
  const addresses = arePhotos ? files.map((file) => URL.createObjectURL(file)) : [];
  const caption = element("input", { type: "text", class: "input", autofocus: true });
  const asPhoto = element("input", { type: "checkbox" });
  asPhoto.checked = arePhotos && !asDocuments;
  const preview = arePhotos
    ? element("div", { class: "previews" }, addresses.map((src) => element("img", { src, alt: "" })))
    : element("ul", { class: "file-list" }, files.map((file) => element("li", {}, `${file.name} · ${size(file.size, say)}`)));
  const wants = await askToSend(pane, say(arePhotos ? "photo" : "document"), [
    preview,
    arePhotos ? element("label", { class: "check" }, asPhoto, say("asPhoto")) : null,
    element("label", { class: "labelled" }, say("caption"), caption),
  ].filter(Boolean), caption);
  addresses.forEach((address) => URL.revokeObjectURL(address));
  if (!wants) return;
  const kind = asPhoto.checked ? "photo" : "document";
  pane.composer.focus();
  chat.setSending(true);
  const album = files.length > 1 && files.length <= LARGEST_ALBUM ? String(Date.now()) : "";
  await Promise.all(files.map((file, index) => pane.attempt(
    () => chat.actions.file(file, kind, index ? "" : caption.value.trim(), album),
  )));
  chat.setSending(false);
}

/** Asks before the person's own number goes to the bot. */
export async function chooseContact(pane) {
  const { say, chat } = pane;
  if (await pane.confirm(say("shareContactTitle"), say("shareContactText"))) await pane.attempt(() => chat.actions.ownContact());
}

/** Asks which place to send. */
export async function choosePlace(pane) {
  const { say, chat } = pane;
  const choice = element("select", { class: "input" }, Object.keys(CITIES).map((key) => element("option", { value: key }, say("cities")[key])));
  const wants = await askToSend(pane, say("shareLocationTitle"), [element("label", { class: "labelled" }, say("place"), choice)]);
  if (wants) await pane.attempt(() => chat.actions.location(...CITIES[choice.value]));
}

async function writeForward(pane) {
  const { say, chat } = pane;
  const words = element("textarea", { class: "input", rows: 4 });
  words.value = say("forwardSample");
  const wants = await askToSend(pane, say("forward"), [element("label", { class: "labelled" }, say("forwardText"), words)]);
  if (wants && words.value.trim()) await pane.attempt(() => chat.actions.forward(words.value));
}

function askToSend({ say }, title, body, field = null) {
  // Enter in the one-line field sends, as people expect of a dialog with one field.
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    field.closest("dialog").querySelector(".dialog-button.primary").click();
  });
  return ask({
    title, body, lang: say.language,
    actions: [{ label: say("cancel"), value: false }, { label: say("send"), value: true, style: "primary" }],
  });
}
