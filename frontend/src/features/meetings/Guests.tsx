import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { PositionMark } from "../../ui/PositionMark";
import { Items } from "./GuestsWhoCame";
import {
  answerForGuest,
  changeGuest,
  type Guest,
  inviteGuest,
  MODES,
  type Sheet,
  sheet,
  withdrawGuest,
} from "./invitations";
import { strings } from "./invitations.strings";
import { ANSWERS, type Answer, MARK, type MeetingRead } from "./queries";

type Open = { what: "invite" } | { what: "change" | "answer" | "withdraw"; guest: Guest };

/** Guests: invited by mail to the whole meeting or to some items, each with an answer of their own. */
export function Guests({ found, sheet: held }: { found: MeetingRead; sheet: Sheet }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const done = (answer: unknown) => {
    if (answer) queries.setQueryData(sheet(net, found.id).queryKey, answer as Sheet);
    else queries.invalidateQueries({ queryKey: sheet(net, found.id).queryKey });
    close();
  };
  return (
    <section className="stack" aria-label={t("guests")}>
      <h2>{t("guests")}</h2>
      {held.guests.length === 0 && <p className="quiet">{t("noGuests")}</p>}
      <ul className="invited guests-asked">
        {held.guests.map((guest) => (
          <Line key={guest.id} found={found} sheet={held} guest={guest} open={(what) => setOpen({ what, guest })} />
        ))}
      </ul>
      {held.may.includes("invite") && (
        <div>
          <button type="button" className="btn" onClick={() => setOpen({ what: "invite" })}>
            {t("inviteGuest")}
          </button>
        </div>
      )}
      {open?.what === "invite" && <Inviting found={found} close={close} done={done} />}
      {open?.what === "change" && <Inviting found={found} guest={open.guest} close={close} done={done} />}
      {open?.what === "answer" && <Answering found={found} guest={open.guest} close={close} done={done} />}
      {open?.what === "withdraw" && <Withdrawing found={found} guest={open.guest} close={close} done={done} />}
    </section>
  );
}

interface LineProps {
  found: MeetingRead;
  sheet: Sheet;
  guest: Guest;
  open: (what: "change" | "answer" | "withdraw") => void;
}

function Line({ found, sheet, guest, open }: LineProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const to = found.agenda_items.filter((item) => guest.items.includes(item.id));
  return (
    <li className={guest.answer ? undefined : "waits"}>
      <PositionMark mark={MARK[guest.answer ?? "none"]} />
      <span>
        <strong>{guest.name}</strong>
        {guest.affiliation && <span className="who small">{guest.affiliation}</span>}
        {guest.email && <span className="who small">{guest.email}</span>}
      </span>
      <span>
        {guest.told_at ? word("rsvp", guest.answer ?? "none") : t("toldLater")}
        {guest.mode && `, ${word("attendance", guest.mode)}`}
        <span className="who small">
          {t("invitedTo")}:{" "}
          {to.length === 0 ? t("wholeMeeting") : to.map((item) => written(item.title, spoken).text).join("; ")}
        </span>
        {guest.on_behalf && guest.source && (
          <span className="who small">{t("bySource", { source: guest.source })}</span>
        )}
        {!guest.answer && guest.reminded_at && (
          <span className="who small">{t("reminded", { at: moment(guest.reminded_at, spoken) })}</span>
        )}
      </span>
      <span className="row">
        {sheet.may.includes("answer_for_others") && (
          <button type="button" className="btn plain small" onClick={() => open("answer")}>
            {t("record")} <span className="sr">{guest.name}</span>
          </button>
        )}
        {sheet.may.includes("invite") && (
          <>
            <button type="button" className="btn plain small" onClick={() => open("change")}>
              {t("change")} <span className="sr">{guest.name}</span>
            </button>
            <button type="button" className="btn plain small" onClick={() => open("withdraw")}>
              {t("withdraw")} <span className="sr">{guest.name}</span>
            </button>
          </>
        )}
      </span>
    </li>
  );
}

interface ActProps {
  found: MeetingRead;
  close: () => void;
  done: (answer: unknown) => void;
}

function Inviting({ found, guest, close, done }: ActProps & { guest?: Guest }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const [items, setItems] = useState<string[]>(guest?.items ?? []);
  const title = guest ? t("changeGuest", { name: guest.name }) : t("inviteGuest");
  const send = (values: Values) => {
    const given = {
      name: values.name ?? "",
      affiliation: values.affiliation || null,
      language: values.language as Language,
      reads: values.reads as Guest["reads"],
      items,
    };
    return guest
      ? changeGuest(net, found.id, guest, given)
      : inviteGuest(net, found.id, { ...given, email: values.email ?? "" });
  };
  return (
    <Dialog title={title} close={close} panel>
      <Form act={title} cancel={close} send={send} done={done}>
        {(problem) => (
          <>
            <Field label={t("name")} name="name" value={guest?.name} max={200} problem={problem} />
            <Field
              label={t("affiliation")}
              name="affiliation"
              value={guest?.affiliation ?? ""}
              optional
              problem={problem}
            />
            {!guest && <Field label={t("email")} name="email" kind="email" problem={problem} />}
            <Field
              label={t("language")}
              name="language"
              value={guest?.language ?? spoken}
              options={(["en", "ru", "tk"] as const).map((each) => ({ value: each, label: NAMES[each] }))}
              problem={problem}
            />
            <Items label={t("invitedTo")} items={found.agenda_items} chosen={items} choose={setItems} />
            <Field
              label={t("reads")}
              name="reads"
              value={guest?.reads ?? "items"}
              options={[
                { value: "items", label: t("readsItems") },
                { value: "agenda", label: t("readsAgenda") },
              ]}
              problem={problem}
            />
            {!guest && <p className="small">{t(found.state === "convened" ? "guestTold" : "guestToldLater")}</p>}
          </>
        )}
      </Form>
    </Dialog>
  );
}

function Answering({ found, guest, close, done }: ActProps & { guest: Guest }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const title = t("recordFor", { name: guest.name });
  return (
    <Dialog title={title} close={close}>
      <Form
        act={title}
        cancel={close}
        send={({ answer, mode, source }) =>
          answerForGuest(net, found.id, guest, {
            answer: answer as Answer,
            mode: mode === "in_room" || mode === "remote" ? mode : null,
            source: source ?? null,
          })
        }
        done={done}
      >
        {(problem) => (
          <>
            <fieldset>
              <legend className="sr">{title}</legend>
              {ANSWERS.map((each) => (
                <label key={each} className="choice">
                  <input type="radio" name="answer" value={each} required defaultChecked={guest.answer === each} />
                  <PositionMark mark={MARK[each]} />
                  <span>{word("rsvp", each)}</span>
                </label>
              ))}
            </fieldset>
            <Field
              label={t("how")}
              name="mode"
              optional
              value={guest.mode ?? ""}
              options={[
                { value: "", label: t("notSaid") },
                ...MODES.map((mode) => ({ value: mode, label: word("attendance", mode) })),
              ]}
              problem={problem}
            />
            <Field label={t("source")} name="source" problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

function Withdrawing({ found, guest, close, done }: ActProps & { guest: Guest }) {
  const t = useStrings(strings);
  const net = useNet();
  const title = t("withdrawOf", { name: guest.name });
  return (
    <Dialog title={title} close={close}>
      <Form
        act={t("withdraw")}
        danger
        cancel={close}
        send={() => body(withdrawGuest(net, found.id, guest))}
        done={done}
      >
        {() => <p>{t("withdrawTold")}</p>}
      </Form>
    </Dialog>
  );
}
