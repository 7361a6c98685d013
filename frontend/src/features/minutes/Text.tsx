import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { inline, Markdown } from "../../ui/Markdown";
import { Beside, Discussion } from "./Comments";
import { AddParagraph, EditParagraph, type Place } from "./EditParagraph";
import { comments, type MinutesRead, type ParagraphRead, type PartRead } from "./queries";
import { strings } from "./strings";

interface Props {
  found: MinutesRead;
  parts: PartRead[];
  withheld: boolean;
  /** The text that stands: it can be edited and commented on. */
  live?: boolean;
}

/** The text by the outline, in numbered paragraphs; what a narrower circle reads is marked as such. */
export function Text({ found, parts, withheld, live }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const said = useQuery({ ...comments(net, found.meeting.id), enabled: found.circulation_count > 0 }).data?.items ?? [];
  return (
    <>
      <section className="minutes-text" lang={found.language ?? undefined} aria-label={t("text")} data-testid="text">
        {parts.map((part) => (
          <PartText key={part.id} found={found} part={part} live={live} said={said} />
        ))}
        {withheld && (
          <p className="withheld" lang={document.documentElement.lang}>
            <Icon name="lock" size={16} /> {t("withheld")}
          </p>
        )}
      </section>
      {live && found.circulation_count > 0 && <Discussion found={found} said={said} />}
    </>
  );
}

interface PartProps extends Pick<Props, "found" | "live"> {
  part: PartRead;
  said: Parameters<typeof Discussion>[0]["said"];
}

function PartText({ found, part, live, said }: PartProps) {
  const t = useStrings(strings);
  const [adding, setAdding] = useState(false);
  const may = Boolean(live) && found.may.includes("edit");
  const lines = part.paragraphs.map((each) => (
    <Paragraph key={each.id} found={found} part={part} paragraph={each} live={live} said={said} />
  ));
  return (
    <section className={part.visibility ? `part kept-${part.visibility}` : "part"} data-part={part.id}>
      {part.visibility && <Within circle={part.visibility} />}
      <h2>
        <span className="n">{part.number}.</span> {part.title}
      </h2>
      {part.layout === "text" ? (
        <ol className="minutes-lines">{lines}</ol>
      ) : (
        <table className={`as-${part.layout} of-${part.key}`}>
          <thead className={part.layout === "facts" ? "sr" : undefined}>
            <tr>
              {part.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              {live && <td className="tools" />}
            </tr>
          </thead>
          <tbody>{lines}</tbody>
        </table>
      )}
      {may && !adding && (
        <button type="button" className="btn plain small add" onClick={() => setAdding(true)}>
          <Icon name="plus" size={16} /> {t(part.layout === "text" ? "addParagraph" : "addRow")}
          <span className="sr"> {t("addTo", { number: part.number })}</span>
        </button>
      )}
      {adding && <AddParagraph found={found} part={part} close={() => setAdding(false)} />}
    </section>
  );
}

/** The coloured band: for whom this is, in an icon and in words. */
export function Within({ circle }: { circle: string }) {
  const word = useWord();
  return (
    <p className={`within ${circle}`} lang={document.documentElement.lang}>
      <Icon name="lock" size={14} /> {word("visibility", circle)}
    </p>
  );
}

interface ParagraphProps extends PartProps {
  paragraph: ParagraphRead;
}

function Paragraph({ found, part, paragraph, live, said }: ParagraphProps) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { at?: string };
  const [editing, setEditing] = useState(false);
  const place: Place = { found, part, paragraph };
  const number = paragraph.number ?? paragraph.cells?.[0] ?? part.number;
  const here = said.filter((each) => each.paragraph_id === paragraph.id && !each.parent_id);
  const corrected = found.corrigenda.filter((each) => each.paragraph_id === paragraph.id);
  const talks = live && found.circulation_count > 0;
  const opened = Boolean(talks && search.at === paragraph.id);
  const toggle = () =>
    void navigate({
      to: ".",
      search: { ...search, at: opened ? undefined : paragraph.id } as never,
      replace: true,
      resetScroll: false,
    });
  const tools = live && (
    <>
      {found.may.includes("edit") && !editing && <Pencil place={place} number={number} open={() => setEditing(true)} />}
      {talks && <Beside found={found} number={number} here={here} opened={opened} toggle={toggle} />}
    </>
  );
  const more = (
    <>
      {paragraph.visibility && <Within circle={paragraph.visibility} />}
      {live && <Marks paragraph={paragraph} />}
      {corrected.map((each) => (
        <Corrected key={each.id} number={each.number} />
      ))}
    </>
  );
  const thread = opened && <Discussion found={found} said={said} paragraph={paragraph.id} number={number} />;
  const kept = paragraph.visibility ? `kept-${paragraph.visibility}` : undefined;
  const writing = editing && <EditParagraph {...place} number={number} close={() => setEditing(false)} />;
  if (part.layout === "text")
    return (
      <li className={kept} data-paragraph={paragraph.id}>
        <span className="n" aria-hidden="true">
          {paragraph.number}
        </span>
        <div className="said-words">
          {more}
          {writing || <Markdown text={paragraph.text} />}
          {thread}
        </div>
        <span className="tools">{tools}</span>
      </li>
    );
  const cells = paragraph.cells ?? [paragraph.text];
  const width = part.columns.length;
  return (
    <>
      <tr className={kept} data-paragraph={paragraph.id}>
        {cells.length === 1 && width > 1 ? (
          <td colSpan={width}>
            {more}
            {inline(cells[0] ?? "")}
          </td>
        ) : (
          cells.map((cell, at) => {
            const Cell = at === 0 && part.layout === "facts" ? "th" : "td";
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells keep their places
              <Cell key={at} scope={Cell === "th" ? "row" : undefined} data-column={part.columns[at]}>
                {at === 0 && more}
                {cell ? inline(cell) : "–"}
              </Cell>
            );
          })
        )}
        {live && <td className="tools">{tools}</td>}
      </tr>
      {(writing || thread) && (
        <tr className="under">
          <td colSpan={width + 1}>
            {writing}
            {thread}
          </td>
        </tr>
      )}
    </>
  );
}

function Pencil({ place, number, open }: { place: Place; number: string; open: () => void }) {
  const t = useStrings(strings);
  const label = t(place.part.layout === "text" ? "editParagraph" : "editRow", { number });
  return (
    <button type="button" className="beside pencil" aria-label={label} title={label} onClick={open}>
      <svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M4 16l.8-3.4L13.4 4l2.6 2.6-8.6 8.6zM11.5 6l2.6 2.6" strokeWidth="1.5" strokeLinejoin="round" />
      </svg>
    </button>
  );
}

/** How the words stand to the record they were written from; only officers are told. */
function Marks({ paragraph }: { paragraph: ParagraphRead }) {
  const t = useStrings(strings);
  if (!paragraph.behind && !paragraph.gone) return null;
  return (
    <p className="small tone-ochre" lang={document.documentElement.lang}>
      <Icon name="warning" size={15} /> {t(paragraph.gone ? "mark_gone" : "mark_behind")}
      {paragraph.record && !paragraph.gone && (
        <>
          {" "}
          {t("recordSays")} <q lang={undefined}>{paragraph.record}</q>
        </>
      )}
    </p>
  );
}

function Corrected({ number }: { number: number }) {
  const t = useStrings(strings);
  return (
    <p className="small corrected" lang={document.documentElement.lang}>
      <a href={`#corrigendum-${number}`}>{t("corrected", { number })}</a>
    </p>
  );
}
