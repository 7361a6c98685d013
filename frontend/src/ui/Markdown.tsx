import type { ReactNode } from "react";

const INLINE =
  /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\p{L}\p{N}])([*_])(?=\S)([^*_]+?)(?<=\S)\3(?![\p{L}\p{N}])|`([^`]+)`|\[([^\]]+)\]\((?:<(https?:\/\/[^\s>]+)>|(https?:\/\/[^\s)]+))\)/u;

/** Emphasis, code and links inside a line; anything else stays as it was written. No HTML is ever read. */
export function inline(text: string, key = ""): ReactNode[] {
  const found = INLINE.exec(text);
  if (!found) return text ? [text] : [];
  const [whole, , strong, , em, code, label, bracketed, plain] = found;
  const at = `${key}.${found.index}`;
  const made = strong ? (
    <strong key={at}>{inline(strong, at)}</strong>
  ) : em ? (
    <em key={at}>{em}</em>
  ) : code ? (
    <code key={at}>{code}</code>
  ) : (
    <a key={at} href={bracketed ?? plain} rel="noopener noreferrer" target="_blank">
      {label}
    </a>
  );
  const before = text.slice(0, found.index);
  return [...(before ? [before] : []), made, ...inline(text.slice(found.index + whole.length), `${at}.`)];
}

export interface Block {
  kind: "lines" | "heading" | "bullets" | "numbers";
  /** Where a numbered list begins. */
  start?: number;
  lines: string[];
}

const HEADING = /^#{1,6}\s+(.*)$/;
const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*(\d{1,4})[.)]\s+(.*)$/;

function read(line: string): Block {
  const numbered = NUMBERED.exec(line);
  if (numbered) return { kind: "numbers", start: Number(numbered[1]), lines: [numbered[2] ?? ""] };
  const bullet = BULLET.exec(line);
  if (bullet) return { kind: "bullets", lines: [bullet[1] ?? ""] };
  const heading = HEADING.exec(line);
  if (heading) return { kind: "heading", lines: [heading[1] ?? ""] };
  return { kind: "lines", lines: [line] };
}

/** What a paragraph is made of: lines, a heading, lists; neighbours of one kind belong together. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const line of text.split("\n")) {
    const next = read(line);
    const last = found.at(-1);
    if (last && last.kind === next.kind && next.kind !== "heading") last.lines.push(...next.lines);
    else found.push(next);
  }
  return found;
}

/**
 * One paragraph of a text, as Markdown. Paragraphs themselves are parted by blank lines and numbered by the page, so a
 * heading is shown as strong text and takes no place in the page's own outline.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {blocks(text.trim()).map((block, at) => {
        const key = `${at}.${block.kind}`;
        const items = block.lines.map((line, row) => {
          const id = `${row}.${line.slice(0, 12)}`;
          return <li key={id}>{inline(line, id)}</li>;
        });
        if (block.kind === "bullets")
          return (
            <ul key={key} className="md">
              {items}
            </ul>
          );
        if (block.kind === "numbers")
          return (
            <ol key={key} className="md" start={block.start}>
              {items}
            </ol>
          );
        if (block.kind === "heading") return <strong key={key}>{inline(block.lines[0] ?? "", key)}</strong>;
        return (
          <span key={key} className="md-lines">
            {inline(block.lines.join("\n"), key)}
          </span>
        );
      })}
    </>
  );
}
