import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, type Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { Chip, Loaded, type Tone } from "../../ui/parts";
import { Appoint } from "./Appoint";
import { type AppointmentDetail, type AppointmentRead, appointment, appointments, type MemberItem } from "./queries";
import { strings } from "./strings";

const TONE: Record<string, Tone> = { proposed: "wait", confirmed: "good", ended: "" };

/** Who holds which role until when; those that wait for a confirmation first. */
export function Appointments({ members }: { members: MemberItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const [ended, setEnded] = useState(false);
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
          const items = data.pages.flatMap((page) => page.items);
          const waiting = items.filter((item) => item.state === "proposed");
          const rest = items.filter((item) => item.state === "confirmed" || (ended && item.state === "ended"));
          if (items.length === 0) return <p className="empty">{t("noAppointments")}</p>;
          return (
            <>
              <Table items={[...waiting, ...rest]} open={setOpened} />
              {items.some((item) => item.state === "ended") && (
                <label className="tick">
                  <input type="checkbox" checked={ended} onChange={(event) => setEnded(event.target.checked)} />
                  <span>{t("showEnded")}</span>
                </label>
              )}
            </>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <div>
          <button type="button" className="btn" onClick={() => query.fetchNextPage()}>
            {c("showMore")}
          </button>
        </div>
      )}
      {appointing && <Appoint members={members} roles={mayName} done={setDone} close={() => setAppointing(false)} />}
      {opened && <Panel item={opened} close={() => setOpened(null)} />}
    </section>
  );
}

function Table({ items, open }: { items: AppointmentRead[]; open: (item: AppointmentRead) => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const acts = items.some((item) => item.moves.length > 0);
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
            <td className="minor">{day(item.from_on, spoken)}</td>
            <td className="minor">{item.until_on ? day(item.until_on, spoken) : "–"}</td>
            <td>
              <Chip tone={TONE[item.state]}>{word("appointment.state", item.state)}</Chip>
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
