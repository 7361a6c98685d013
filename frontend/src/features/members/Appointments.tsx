import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, type Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, More, type Tone } from "../../ui/parts";
import { Appoint } from "./Appoint";
import { type AppointmentDetail, type AppointmentRead, appointment, appointments, type MemberItem } from "./queries";
import { byTerm, todayAt } from "./rules";
import { strings } from "./strings";

const TONE: Record<string, Tone> = { proposed: "wait", confirmed: "good", ended: "" };

/** Who holds which role until when; those that wait for a confirmation first. */
export function Appointments({ members }: { members: MemberItem[] }) {
  const t = useStrings(strings);
  const net = useNet();
  const [appointing, setAppointing] = useState(false);
  const [opened, setOpened] = useState<AppointmentRead | null>(null);
  const [done, setDone] = useState("");
  const query = useInfiniteQuery({
    queryKey: [net, "appointments", "list"],
    queryFn: ({ pageParam }) => appointments(net, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const mayName = query.data?.pages[0]?.may_name ?? [];
  return (
    <section className="stack" aria-labelledby="appointments">
      <div className="row">
        <h2 id="appointments" className="grow">
          {t("appointments")}
        </h2>
        {mayName.length > 0 && (
          <button type="button" className="btn" onClick={() => setAppointing(true)}>
            {t("appoint")}
          </button>
        )}
      </div>
      <p className="quiet">{t("appointmentsSays")}</p>
      {done && <p role="status">{t("appointed", { name: done })}</p>}
      <Loaded query={query}>
        {(data) => {
          const { waiting, present, over } = byTerm(
            data.pages.flatMap((page) => page.items),
            todayAt(PLACE),
          );
          if (waiting.length + present.length + over.length === 0)
            return <p className="empty">{t("noAppointments")}</p>;
          return (
            <>
              {waiting.length > 0 && <Table items={waiting} open={setOpened} />}
              <details>
                <summary>{t("present", { count: present.length })}</summary>
                <Table items={present} open={setOpened} />
              </details>
              {over.length > 0 && (
                <details>
                  <summary>{t("over", { count: over.length })}</summary>
                  <Table items={over} over />
                </details>
              )}
            </>
          );
        }}
      </Loaded>
      <More query={query} />
      {appointing && <Appoint members={members} roles={mayName} done={setDone} close={() => setAppointing(false)} />}
      {opened && <Panel item={opened} close={() => setOpened(null)} />}
    </section>
  );
}

interface TableProps {
  items: AppointmentRead[];
  over?: boolean;
  open?: (item: AppointmentRead) => void;
}

function Table({ items, over, open }: TableProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const acts = open && items.some((item) => item.moves.length > 0);
  return (
    <table className="rows composition">
      <thead>
        <tr>
          <th scope="col">{t("person")}</th>
          <th scope="col">{c("role")}</th>
          <th scope="col">{c("organisation")}</th>
          <th scope="col">{t("since")}</th>
          <th scope="col">{t("until")}</th>
          <th scope="col">{c("state")}</th>
          {acts && <th scope="col">{t("acts")}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              {item.person} {item.email && <a href={`mailto:${item.email}`}>{item.email}</a>}
            </th>
            <td>
              {word("role", item.role)}
              {item.acting && ` (${t("acting")})`}
            </td>
            <td>{item.acronym}</td>
            <td className="minor day">{day(item.from_on, spoken)}</td>
            <td className="minor day">{item.until_on ? day(item.until_on, spoken) : "–"}</td>
            <td>
              <Chip tone={over ? "" : TONE[item.state]}>
                {over && item.state !== "ended" ? t("termOver") : word("appointment.state", item.state)}
              </Chip>
            </td>
            {acts && (
              <td className="full">
                {item.moves.length > 0 && (
                  <button
                    type="button"
                    className="btn small"
                    aria-label={t("manage", { organisation: `${item.person}, ${word("role", item.role)}` })}
                    onClick={() => open(item)}
                  >
                    {t("open")}
                  </button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Panel({ item, close }: { item: AppointmentRead; close: () => void }) {
  const net = useNet();
  const query = useQuery(appointment(net, item.id));
  return (
    <Dialog title={item.person} close={close}>
      <Loaded query={query}>{(found) => <One found={found} close={close} />}</Loaded>
    </Dialog>
  );
}

function One({ found, close }: { found: AppointmentDetail; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const facts = { name: found.person, role: word("role", found.role), day: day(found.from_on, spoken) };
  const make = async (move: string, values: Values) => {
    const path = `/api/v1/networks/{network}/appointments/{appointment_id}/${move}`;
    await body(
      api.POST(
        path as "/api/v1/networks/{network}/appointments/{appointment_id}/end",
        {
          params: {
            path: { network: net, appointment_id: found.id },
            header: { "If-Match": ifMatch(found.version) },
          },
          body: (move === "end" ? { until_on: values.until_on || null } : undefined) as never,
        } as never,
      ),
    );
    queries.invalidateQueries({ queryKey: [net] });
    queries.invalidateQueries({ queryKey: ["me"] });
    close();
  };
  return (
    <div className="stack">
      <dl className="kv">
        <dt>{c("role")}</dt>
        <dd>
          {facts.role}
          {found.acting && ` (${t("acting")})`}
        </dd>
        <dt>{c("organisation")}</dt>
        <dd>{found.acronym}</dd>
        <dt>{t("fromOn")}</dt>
        <dd>{facts.day}</dd>
        <dt>{t("untilOn")}</dt>
        <dd>{found.until_on ? day(found.until_on, spoken) : "–"}</dd>
        <dt>{c("state")}</dt>
        <dd>{word("appointment.state", found.state)}</dd>
      </dl>
      {found.state === "proposed" && <p className="quiet">{t("proposedSays")}</p>}
      <Moves
        of="appointment"
        moves={found.moves}
        main={["confirm"]}
        warn={{ confirm: t("warnConfirm", facts), end: t("warnEnd", facts) }}
        asks={{ until_on: { label: t("untilOn"), kind: "date", help: t("endHelp"), optional: true } }}
        make={make}
      />
    </div>
  );
}
