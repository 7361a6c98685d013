import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { fromLocal, local } from "../../ui/Moves";
import { Loaded } from "../../ui/parts";
import { Beside, DayOff, Languages, languagesOf } from "./fields";
import { factsOf, Place, Titles, titleOf } from "./MeetingForm";
import { listed } from "./parts";
import { KINDS, type MeetingRead } from "./queries";
import { type Basis, type Template, template } from "./rhythm.queries";
import { strings as own } from "./rhythm.strings";
import { strings } from "./strings";

export interface Slot {
  at?: string;
  until?: string;
  unct?: string;
}

const BASES: Basis[] = ["copy", "outline", "blank"];

/** Ten o'clock in two weeks: a date that is easily changed. */
function soon(): string {
  const day = local(new Date(Date.now() + 14 * 86_400_000)).slice(0, 10);
  return fromLocal(`${day}T10:00`);
}

/** A draft, filled from the last meeting of its kind. Nobody but the officers is told. */
export function NewMeeting({ slot, close }: { slot: Slot; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const [kind, setKind] = useState<Template["kind"]>("regular");
  const [basis, setBasis] = useState<Basis>("copy");
  const [starts, setStarts] = useState(slot.at ?? soon());
  const query = useQuery(template(net, kind, basis, starts));
  return (
    <Dialog title={t("draft")} close={close} panel>
      <Loaded query={query}>
        {(read) => (
          <Filled
            read={read}
            slot={slot}
            starts={starts}
            close={close}
            asked={{ kind, basis }}
            ask={{ kind: setKind, basis: setBasis, starts: setStarts }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

interface FilledProps {
  read: Template;
  slot: Slot;
  starts: string;
  close: () => void;
  asked: { kind: Template["kind"]; basis: Basis };
  ask: {
    kind: (next: Template["kind"]) => void;
    basis: (next: Basis) => void;
    starts: (next: string) => void;
  };
}

function Filled({ read, slot, starts, close, asked, ask }: FilledProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [ends, setEnds] = useState<string | null>(slot.until ? local(new Date(slot.until)) : null);
  // the title follows the date until somebody writes their own
  const [titled, setTitled] = useState(false);
  const [title, setTitle] = useState(read.title);
  if (!titled && title !== read.title) setTitle(read.title);
  const length = read.minutes * 60_000;
  const begin = local(new Date(starts));
  return (
    <Form
      act={t("draft")}
      cancel={close}
      send={(values) =>
        body(
          api.POST("/api/v1/networks/{network}/meetings", {
            params: { path: { network: net } },
            body: {
              kind: asked.kind,
              title: titleOf(values),
              ...factsOf(values),
              languages: languagesOf(values),
              unct_meeting_id: values.unct_meeting_id || null,
              starts_at: values.starts_at ? fromLocal(values.starts_at) : null,
              ends_at: values.ends_at ? fromLocal(values.ends_at) : null,
              agenda: read.agenda,
              ...(read.agenda === "copy" && read.copied ? { copy_of_id: read.copied.id } : {}),
            },
          }),
        )
      }
      done={(made) => {
        queries.invalidateQueries({ queryKey: [net] });
        navigate({ to: links.meeting(net, (made as MeetingRead).id) });
      }}
    >
      {(problem) => (
        <>
          <Field
            label={c("kind")}
            name="kind"
            options={KINDS.map((value) => ({ value, label: word("meeting.kind", value) }))}
            chosen={asked.kind}
            choose={(next) => ask.kind(next as Template["kind"])}
            focus
            problem={problem}
          />
          <div
            onInput={({ target }) => {
              const { value } = target as HTMLInputElement;
              if (!value) return;
              setEnds(null);
              ask.starts(fromLocal(value));
            }}
          >
            <Field
              label={t("starts")}
              name="starts_at"
              kind="datetime-local"
              value={begin}
              optional
              problem={problem}
            />
          </div>
          <DayOff at={starts} />
          <Field
            key={ends ?? `${starts}+${length}`}
            label={t("ends")}
            name="ends_at"
            kind="datetime-local"
            value={ends ?? local(new Date(new Date(starts).getTime() + length))}
            optional
            problem={problem}
          />
          <Beside value={slot.unct ?? null} problem={problem} />
          <div className="as-one" key={JSON.stringify(title)} onInput={() => setTitled(true)}>
            <Titles problem={problem} title={title} />
          </div>
          {read.copied && <p className="small">{o("likeLast", { number: read.copied.number })}</p>}
          <div className="as-one" key={read.copied?.id ?? "usual"}>
            <Place problem={problem} found={read} />
            <Languages value={read.languages} />
          </div>
          <Field
            label={o("basis")}
            name="agenda"
            options={BASES.filter((value) => value !== "copy" || read.copied).map((value) => ({
              value,
              label: o(`basis_${value}`),
            }))}
            chosen={read.agenda}
            choose={(next) => ask.basis(next as Basis)}
            problem={problem}
          />
          <Items read={read} />
        </>
      )}
    </Form>
  );
}

function Items({ read }: { read: Template }) {
  const o = useStrings(own);
  const spoken = useLanguage();
  if (read.items.length === 0) return null;
  const titles = read.items.map((item) => written(item.title, spoken).text);
  return (
    <p className="small" role="status">
      {o("beginsWith", { items: listed(titles, spoken) })}
    </p>
  );
}
