import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { Bones, Written } from "../../ui/parts";
import { download } from "../decisions/download";
import { moved } from "./agenda";
import { strings } from "./agenda.strings";
import { fileOf, type Paper, type PaperList, papersOf, sendFile, sizeOf } from "./agendaQueries";
import { Titles, titleOf } from "./MeetingForm";
import { type AgendaItemRead, CIRCLES, type MeetingRead, meeting, members } from "./queries";

interface Props {
  found: MeetingRead;
}

/** All papers of a meeting, in order; and what can be printed and kept. */
export function Papers({ found }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const list = useQuery(papersOf(net, found.id));
  const [adding, setAdding] = useState(false);
  return (
    <div className="papers stack">
      <OnPaper found={found} />
      <h2>{t("papers")}</h2>
      {!list.data ? (
        <Bones rows={3} />
      ) : (
        <>
          {list.data.items.length === 0 && <p className="empty">{t("noPapers")}</p>}
          <List found={found} list={list.data} shown={list.data.items} arranges={list.data.may.includes("arrange")} />
          {list.data.may.includes("add") && (
            <div>
              <button type="button" className="btn" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} /> {t("addPaper")}
              </button>
            </div>
          )}
        </>
      )}
      {adding && <PaperForm found={found} close={() => setAdding(false)} />}
    </div>
  );
}

/** Papers of one item, beside it. */
export function PapersOf({ found, item }: Props & { item: AgendaItemRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const list = useQuery(papersOf(net, found.id)).data;
  const [adding, setAdding] = useState(false);
  const shown = list?.items.filter((paper) => paper.agenda_item_id === item.id) ?? [];
  if (!list || (shown.length === 0 && !list.may.includes("add"))) return null;
  return (
    <section className="stack papers" aria-label={t("papers")}>
      <h3>{t("papers")}</h3>
      <List found={found} list={list} shown={shown} />
      {list.may.includes("add") && (
        <div>
          <button type="button" className="btn small" onClick={() => setAdding(true)}>
            <Icon name="plus" size={16} /> {t("addPaper")}
          </button>
        </div>
      )}
      {adding && <PaperForm found={found} item={item.id} close={() => setAdding(false)} />}
    </section>
  );
}

/** The agenda and the pack as files, in the reader's language. */
function OnPaper({ found }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const get = (name: string) => () =>
    download(`/api/v1/networks/${net}/meetings/${found.id}/${name}?language=${spoken}`, spoken, name);
  return (
    <section className="stack" aria-label={t("onPaper")}>
      <div className="row">
        <Press act={get("agenda.pdf")}>
          <Icon name="print" size={16} /> {t("agendaPdf")}
        </Press>
        <Press act={get("agenda.docx")}>{t("agendaDocx")}</Press>
        <Press act={get("pack.pdf")}>{t("pack")}</Press>
      </div>
      <p className="small">{t("packSays")}</p>
    </section>
  );
}

interface ListProps extends Props {
  list: PaperList;
  shown: Paper[];
  arranges?: boolean;
}

function List({ found, list, shown, arranges }: ListProps) {
  const net = useNet();
  const queries = useQueryClient();
  if (shown.length === 0) return null;
  const shift = async (from: number, to: number) => {
    const papers = moved(list.items, from, to).map((paper) => paper.id);
    const answer = await body(
      api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/papers/order", {
        params: { path: { network: net, meeting_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
        body: { papers },
      }),
    );
    queries.setQueryData(papersOf(net, found.id).queryKey, answer);
    await queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey, exact: true });
  };
  return (
    <ol className="paper-list">
      {shown.map((paper, at) => (
        <Row
          key={paper.id}
          found={found}
          paper={paper}
          shift={arranges ? (by) => shift(at, at + by) : undefined}
          first={at === 0}
          last={at === shown.length - 1}
        />
      ))}
    </ol>
  );
}

interface RowProps extends Props {
  paper: Paper;
  shift?: (by: 1 | -1) => Promise<void>;
  first: boolean;
  last: boolean;
}

/** One paper: what it is, how large before it is downloaded, for whom. */
function Row({ found, paper, shift, first, last }: RowProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const title = written(paper.title, spoken).text;
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const close = () => setOpen(null);
  const facts = [
    paper.file && `${paper.file.name.split(".").pop()?.toUpperCase()}, ${sizeOf(paper.file.bytes, spoken)}`,
    paper.pages !== null && t("pages", { count: paper.pages }),
    paper.revision > 1 && t("revision", { count: paper.revision }),
    paper.language && NAMES[paper.language],
    paper.url && t("elsewhere"),
    paper.item_place && t("toItem", { place: paper.item_place }),
    word("visibility", paper.visibility),
  ].filter(Boolean);
  return (
    <li data-missing={paper.missing || undefined}>
      <span className="what">
        {paper.file ? (
          <a href={fileOf(net, found.id, paper)} download={paper.file.name}>
            <Written text={paper.title} />
          </a>
        ) : paper.url ? (
          <a href={paper.url} rel="noreferrer">
            <Written text={paper.title} />
          </a>
        ) : (
          <Written text={paper.title} />
        )}
        <span className="under">
          {paper.missing && (
            <strong className="tone-ochre">
              <Icon name="wait" size={14} />{" "}
              {paper.awaited_from ? t("missingFrom", { organisation: paper.awaited_from }) : t("missing")}{" "}
            </strong>
          )}
          {facts.join(" · ")}
        </span>
      </span>
      {(paper.may.length > 0 || shift) && (
        <span className="row paper-acts">
          {shift && !first && (
            <Press className="btn plain small" name={t("paperUp", { title })} act={() => shift(-1)}>
              ↑
            </Press>
          )}
          {shift && !last && (
            <Press className="btn plain small" name={t("paperDown", { title })} act={() => shift(1)}>
              ↓
            </Press>
          )}
          {paper.may.includes("upload") && <Upload found={found} paper={paper} />}
          {paper.may.includes("edit") && (
            <button
              type="button"
              className="btn plain small"
              aria-label={t("editOf", { title })}
              onClick={() => setOpen("edit")}
            >
              {c("edit")}
            </button>
          )}
          {paper.may.includes("remove") && (
            <button
              type="button"
              className="btn plain small"
              aria-label={`${t("removePaper")}: ${title}`}
              onClick={() => setOpen("remove")}
            >
              {c("remove")}
            </button>
          )}
        </span>
      )}
      {open === "edit" && <PaperForm found={found} paper={paper} close={close} />}
      {open === "remove" && <Remove found={found} paper={paper} close={close} />}
    </li>
  );
}

function Upload({ found, paper }: Props & { paper: Paper }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const keep = useKeep(found);
  const [file, setFile] = useState<File | null>(null);
  const title = written(paper.title, spoken).text;
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={t("uploadOf", { title })}
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
      {file ? (
        <Press
          className="btn small main"
          name={`${t("upload")}: ${file.name}`}
          act={async () => {
            keep(await sendFile(net, found.id, paper.id, file));
            setFile(null);
          }}
        >
          {t("upload")}: {file.name}, {sizeOf(file.size, spoken)}
        </Press>
      ) : (
        <button
          type="button"
          className="btn small"
          aria-label={t("uploadOf", { title })}
          onClick={() => field.current?.click()}
        >
          {t(paper.file ? "uploadNew" : "upload")}
        </button>
      )}
    </>
  );
}

/** The list as the server answers it; what is missing stands in the meeting's needs, which are asked anew. */
function useKeep(found: MeetingRead) {
  const net = useNet();
  const queries = useQueryClient();
  return (list: PaperList) => {
    queries.setQueryData(papersOf(net, found.id).queryKey, list);
    queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey, exact: true });
  };
}

interface FormProps extends Props {
  paper?: Paper;
  item?: string;
  close: () => void;
}

/** What a paper is called, what it belongs to, who may see it; with its file, its address, or neither yet. */
function PaperForm({ found, paper, item, close }: FormProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const keep = useKeep(found);
  const file = useRef<HTMLInputElement>(null);
  const made = useRef<PaperList | null>(null);
  const people = useQuery(members(net));
  const officer = found.may.includes("arrange") || found.may.includes("record");
  const title = paper ? t("editPaper") : t("addPaper");
  const path = { network: net, meeting_id: found.id };
  const sent = (values: Values) => ({
    title: titleOf(values),
    agenda_item_id: values.agenda_item_id || null,
    language: (values.language || null) as Paper["language"],
    visibility: values.visibility as Paper["visibility"],
    awaited_from_id: values.awaited_from_id || null,
    ...(paper?.file ? {} : { url: values.url || null }),
  });
  const send = async (values: Values) => {
    if (paper)
      return body(
        api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}/papers/{paper_id}", {
          params: { path: { ...path, paper_id: paper.id }, header: { "If-Match": ifMatch(paper.version) } },
          body: sent(values),
        }),
      );
    made.current ??= await body(
      api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/papers", { params: { path }, body: sent(values) }),
    );
    const chosen = file.current?.files?.[0];
    const fresh = made.current.items.at(-1);
    return chosen && fresh ? sendFile(net, found.id, fresh.id, chosen) : made.current;
  };
  return (
    <Dialog title={title} close={close} panel>
      <Form
        act={title}
        cancel={close}
        send={send}
        done={(answer) => {
          keep(answer as PaperList);
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={paper?.title} />
            <Field
              label={t("paperFor")}
              name="agenda_item_id"
              options={[
                { value: "", label: t("wholeMeeting") },
                ...found.agenda_items
                  .filter((each) => each.place > 0)
                  .map((each) => ({ value: each.id, label: `${each.place}. ${written(each.title, spoken).text}` })),
              ]}
              value={paper ? (paper.agenda_item_id ?? "") : (item ?? "")}
              optional
              problem={problem}
            />
            <Field
              label={t("forWhom")}
              name="visibility"
              options={CIRCLES.filter((circle) => officer || circle !== "secretariat").map((value) => ({
                value,
                label: word("visibility", value),
              }))}
              value={paper?.visibility ?? "members"}
              problem={problem}
            />
            <Field
              label={t("paperLanguage")}
              name="language"
              options={[
                { value: "", label: t("anyLanguage") },
                ...LANGUAGES.map((value) => ({ value, label: NAMES[value] })),
              ]}
              value={paper?.language ?? ""}
              optional
              problem={problem}
            />
            <Field
              key={people.data ? "known" : "asked"}
              label={t("awaitedFrom")}
              name="awaited_from_id"
              options={[
                { value: "", label: t("nobodyNamed") },
                ...(people.data?.items ?? []).map((each) => ({ value: each.organisation_id, label: each.acronym })),
              ]}
              value={paper?.awaited_from_id ?? ""}
              optional
              problem={problem}
            />
            {!paper?.file && (
              <Field label={t("address")} name="url" kind="url" value={paper?.url ?? ""} optional problem={problem} />
            )}
            {!paper && (
              <div className="field">
                <label htmlFor="paper-file">
                  {t("file")} <span className="small">{c("optional")}</span>
                </label>
                <input ref={file} id="paper-file" type="file" aria-describedby="paper-file-help" />
                <div className="help" id="paper-file-help">
                  {t("fileHelp")}
                </div>
              </div>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}

function Remove({ found, paper, close }: Props & { paper: Paper; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const queries = useQueryClient();
  return (
    <Dialog title={t("removePaper")} close={close}>
      <p>{t("removePaperSure", { title: written(paper.title, spoken).text })}</p>
      <Form
        act={t("removePaper")}
        cancel={close}
        danger
        send={() =>
          body(
            api.DELETE("/api/v1/networks/{network}/meetings/{meeting_id}/papers/{paper_id}", {
              params: {
                path: { network: net, meeting_id: found.id, paper_id: paper.id },
                header: { "If-Match": ifMatch(paper.version) },
              },
            }),
          )
        }
        done={() => {
          close();
          queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey });
        }}
      >
        {() => null}
      </Form>
    </Dialog>
  );
}
