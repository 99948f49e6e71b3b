// A rich message: headings, paragraphs, tables that scroll by themselves, and parts that open at a tap.

import { element } from "./dom.js";

const MARKS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", marked: "mark", code: "code", spoiler: "span" };

/** The blocks of a rich message. Texts go in as text nodes only. */
export function richView(blocks, say) {
  return element("div", { class: "rich" }, blocks.map((block) => blockView(block, say)));
}

function blockView(block, say) {
  switch (block.type) {
    // Screen readers find the parts of a message below its own place in the page, whatever their size.
    case "heading":
      return element("div", { class: `rich-heading size-${block.size}`, role: "heading", "aria-level": Math.min(block.size + 1, 6) }, words(block.text));
    case "paragraph":
      return element("p", {}, words(block.text));
    case "footer":
      return element("p", { class: "rich-footer" }, words(block.text));
    case "divider":
      return element("hr");
    case "table":
      return tableView(block, say);
    case "details":
      return element("details", { open: Boolean(block.is_open) }, element("summary", {}, words(block.summary)), block.blocks.map((inner) => blockView(inner, say)));
    default:
      return null;
  }
}

function tableView(block, say) {
  const look = ["bordered", "striped", "compact"].filter((name) => block[`is_${name}`]).join(" ");
  const rows = block.cells.map((row) => element("tr", {}, row.map(cellView)));
  const caption = block.caption ? element("caption", {}, words(block.caption)) : null;
  // A wide table scrolls on its own, by finger and by keys; the chat stays where it is.
  return element(
    "div",
    { class: "rich-table", role: "region", tabindex: 0, "aria-label": say("table") },
    element("table", { class: look }, caption, element("tbody", {}, rows)),
  );
}

function cellView(cell) {
  const properties = { class: `align-${cell.align} valign-${cell.valign}`, colspan: cell.colspan, rowspan: cell.rowspan };
  return cell.is_header
    ? element("th", { ...properties, scope: "col" }, words(cell.text ?? ""))
    : element("td", properties, words(cell.text ?? ""));
}

function words(text) {
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap(words);
  const tag = MARKS[text.type];
  return tag ? [element(tag, {}, words(text.text))] : words(text.text);
}
