import { h } from "./dom";

const INLINE =
  /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\p{L}\p{N}])([*_])(?=\S)([^*_]+?)(?<=\S)\3(?![\p{L}\p{N}])|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/u;
const LINES = [
  ["heading", /^#{1,6}\s+(.*)$/],
  ["bullets", /^\s*[-*+]\s+(.*)$/],
  ["numbers", /^\s*\d{1,4}[.)]\s+(.*)$/],
] as const;

/** Emphasis, code and links inside a line, as the app shows them (ui/Markdown); anything else stays as written. */
export function inline(text: string): (Node | string)[] {
  const found = INLINE.exec(text);
  if (!found) return text ? [text] : [];
  const [whole, , strong, , em, code, label, address] = found;
  const made = strong
    ? h("strong", {}, ...inline(strong))
    : em
      ? h("em", {}, em)
      : code
        ? h("code", {}, code)
        : h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, label ?? "");
  const before = text.slice(0, found.index);
  return [...(before ? [before] : []), made, ...inline(text.slice(found.index + whole.length))];
}

/** One paragraph: lines, a heading as strong text, lists. */
export function markdown(text: string): Node[] {
  const made: HTMLElement[] = [];
  let last = "";
  for (const line of text.trim().split("\n")) {
    const [kind, rule] = LINES.find(([, each]) => each.test(line)) ?? ["lines", null];
    const said = rule ? (rule.exec(line)?.[1] ?? "") : line;
    const open = made.at(-1);
    if (kind === "heading") made.push(h("strong", {}, ...inline(said)));
    else if (kind === "lines" && last === kind && open) open.append("\n", ...inline(said));
    else if (kind === "lines") made.push(h("span", { class: "lines" }, ...inline(said)));
    else if (last === kind && open) open.append(h("li", {}, ...inline(said)));
    else made.push(list(kind, line, said));
    last = kind;
  }
  return made;
}

function list(kind: "bullets" | "numbers", line: string, first: string): HTMLElement {
  const start = /\d+/.exec(line)?.[0] ?? "1";
  const item = h("li", {}, ...inline(first));
  return kind === "bullets" ? h("ul", {}, item) : h("ol", { start }, item);
}

export const paragraphs = (text: string | null | undefined): string[] =>
  (text ?? "").split(/\n\s*\n/).filter((part) => part.trim());
