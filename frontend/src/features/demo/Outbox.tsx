import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog } from "../../ui/Form";
import { Chip, Loaded, More, type Tone } from "../../ui/parts";
import { calendarOf, pieces } from "./mail";
import "./outbox.css";
import { strings } from "./strings";

const TONES: Record<string, Tone> = { accepted: "good", queued: "wait", failed: "bad", bounced: "bad" };

/** The demo's mails, newest first; it stands for a mail server. */
export function Outbox() {
  const t = useStrings(strings);
  const net = useNet();
  const { mail } = useSearch({ strict: false }) as { mail?: string };
  const query = useInfiniteQuery({
    queryKey: [net, "outbox"],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/networks/{network}/outbox", {
          params: { path: { network: net }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 15_000,
  });
  return (
    <Page title={t("title")}>
      <div className="body">
        <p className="stands-for">{t("intro")}</p>
        <Loaded query={query}>
          {(data) => {
            const mails = data.pages.flatMap((page) => page.items);
            return mails.length === 0 ? <p className="empty">{t("empty")}</p> : <Table mails={mails} chosen={mail} />;
          }}
        </Loaded>
        <More query={query} />
      </div>
      {mail && <Opened key={mail} id={mail} />}
    </Page>
  );
}

function Table({ mails, chosen }: { mails: Schemas["MailItem"][]; chosen?: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <table className="rows outbox">
      <thead>
        <tr>
          <th scope="col">{t("subject")}</th>
          <th scope="col">{t("to")}</th>
          <th scope="col">{c("state")}</th>
          <th scope="col">{t("written")}</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id} aria-current={mail.id === chosen ? "true" : undefined}>
            <th scope="row">
              <Link className="whole" to="." search={{ mail: mail.id } as never} resetScroll={false}>
                {mail.title}
                <span className="sr">, {mail.address}</span>
              </Link>
            </th>
            <td className="address">{mail.address}</td>
            <td>
              <Chip tone={TONES[mail.state]}>{word("delivery.state", mail.state)}</Chip>
            </td>
            <td className="minor">
              <time dateTime={mail.created_at}>{moment(mail.created_at, spoken)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Opened({ id }: { id: string }) {
  const net = useNet();
  const t = useStrings(strings);
  const navigate = useNavigate();
  const query = useQuery({
    queryKey: [net, "outbox", id],
    queryFn: () =>
      body(api.GET("/api/v1/networks/{network}/outbox/{mail_id}", { params: { path: { network: net, mail_id: id } } })),
  });
  return (
    <Dialog
      title={query.data?.title ?? t("title")}
      close={() => navigate({ to: ".", search: {} as never, resetScroll: false })}
      panel
    >
      <Loaded query={query}>{(mail) => <Mail mail={mail} />}</Loaded>
    </Dialog>
  );
}

function Mail({ mail }: { mail: Schemas["MailRead"] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <>
      <dl className="kv">
        <dt>{t("to")}</dt>
        <dd className="address">{mail.address}</dd>
        <dt>{t("written")}</dt>
        <dd>
          <time dateTime={mail.created_at}>{moment(mail.created_at, spoken)}</time>
        </dd>
        {mail.accepted_at && (
          <>
            <dt>{t("taken")}</dt>
            <dd>
              <time dateTime={mail.accepted_at}>{moment(mail.accepted_at, spoken)}</time>
            </dd>
          </>
        )}
      </dl>
      <p className="letter">
        {pieces(mail.body, location.origin).map((piece) =>
          piece.href ? (
            <a key={piece.at} href={piece.href}>
              {piece.text}
            </a>
          ) : (
            <span key={piece.at}>{piece.text}</span>
          ),
        )}
      </p>
      {mail.calendar && <Calendar text={mail.calendar} />}
    </>
  );
}

function Calendar({ text }: { text: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [href, setHref] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    setHref(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  const entry = calendarOf(text);
  const at = (stamp: string) => `${day(stamp.slice(0, 10), spoken)}, ${stamp.slice(11)} (${entry.zone})`;
  return (
    <section className="stack">
      <h3>{t("calendar")}</h3>
      {entry.method === "CANCEL" && <p>{t("cancelled")}</p>}
      <dl className="kv">
        <dt>{t("what")}</dt>
        <dd>{entry.summary}</dd>
        <dt>{t("begins")}</dt>
        <dd>{at(entry.start)}</dd>
        {entry.end && (
          <>
            <dt>{t("ends")}</dt>
            <dd>{at(entry.end)}</dd>
          </>
        )}
        {entry.location && (
          <>
            <dt>{t("where")}</dt>
            <dd>{entry.location}</dd>
          </>
        )}
      </dl>
      <div>
        <a className="btn" href={href} download="invite.ics">
          {t("download")}
        </a>
      </div>
      <details>
        <summary>{t("raw")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by the keyboard */}
        <pre className="facts" tabIndex={0}>
          {text}
        </pre>
      </details>
    </section>
  );
}
