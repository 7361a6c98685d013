import type { ReactNode } from "react";
import type { Schemas } from "../../api/client";
import { inline, Markdown } from "../../ui/Markdown";
import { Words } from "../../ui/parts";
import { joined } from "./diff";
import { numberedOf } from "./paragraphs";

/** What stands beside a paragraph: remarks and suggestions on it. */
export type Side = (id: string, number: number, text: string) => ReactNode;

interface Props {
  text: string | null | undefined;
  language: string;
  ids?: string[];
  side?: Side;
}

/** A text in numbered paragraphs, as Markdown. */
export function Paper({ text, language, ids = [], side }: Props) {
  return (
    <ol className="paper" lang={language} data-testid="text">
      {numberedOf(text, ids).map((paragraph) => (
        <li key={paragraph.key} data-paragraph={paragraph.id ?? undefined}>
          <span className="n" aria-hidden="true">
            {paragraph.number}
          </span>
          <div className="said">
            <Markdown text={paragraph.text} />
          </div>
          {paragraph.id && side?.(paragraph.id, paragraph.number, paragraph.text)}
        </li>
      ))}
    </ol>
  );
}

type Changed = Pick<Schemas["DiffRead"], "language" | "paragraphs">;

/** The same with the words that changed, inside their paragraphs. */
export function Compared({ diff, side }: { diff: Changed; side?: Side }) {
  return (
    <ol className="paper changed" lang={diff.language} data-testid="text">
      {diff.paragraphs.map((paragraph, at) => {
        const same = paragraph.tokens.every((token) => token.op === "equal");
        const key = `${paragraph.id ?? "gone"}.${paragraph.number ?? at}`;
        const tokens = joined(paragraph.tokens.map(({ op, text }) => ({ op, text: text.replace(/\n{2,}/g, "") })));
        const text = tokens.map(({ text: part }) => part).join("");
        return (
          <li key={key} className={same ? "same" : undefined} data-paragraph={paragraph.id ?? undefined}>
            <span className="n" aria-hidden="true">
              {paragraph.number ?? ""}
            </span>
            <div className="said">{same ? <Markdown text={text} /> : <Words tokens={tokens} show={inline} />}</div>
            {paragraph.id && paragraph.number && side?.(paragraph.id, paragraph.number, text)}
          </li>
        );
      })}
    </ol>
  );
}

interface PairedProps {
  texts: Record<string, string | null>;
  first: string;
  second?: string;
}

/** Two languages side by side, paragraph by paragraph; on a phone one above the other. */
export function Paired({ texts, first, second = first }: PairedProps) {
  const [one, other] = [numberedOf(texts[first], []), numberedOf(texts[second], [])];
  const longer = one.length >= other.length ? one : other;
  return (
    <ol className="paper paired" data-testid="text">
      {longer.map(({ key, number }) => (
        <li key={key}>
          <span className="n" aria-hidden="true">
            {number}
          </span>
          <div className="said" lang={first}>
            <Markdown text={one[number - 1]?.text ?? "–"} />
          </div>
          <div className="said" lang={second}>
            <Markdown text={other[number - 1]?.text ?? "–"} />
          </div>
        </li>
      ))}
    </ol>
  );
}
