import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { useSecretariat } from "../decisions/queries";
import { CHANNELS, type StatementRead, today, useKeep } from "./queries";
import { strings } from "./strings";

type Release = StatementRead["releases"][number];

/** Where it is to be released, and where the secretariat recorded that it was. */
export function Releases({ statement: found }: { statement: StatementRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const secretariat = useSecretariat(net);
  const [adding, setAdding] = useState(false);
  const [error, setError] = useState<Release | null>(null);
  const open = found.state === "published" || found.state === "withdrawn";
  if (found.channels.length === 0 && found.releases.length === 0 && !open) return null;
  const planned = found.channels.filter((each) => !found.releases.some((release) => release.channel === each));
  return (
    <section aria-labelledby="channels">
      <h2 id="channels">{t("channels")}</h2>
      {planned.length > 0 && found.state !== "withdrawn" && (
        <p className="quiet">{t("planned", { channels: planned.map((each) => word("channel", each)).join(", ") })}</p>
      )}
      <ul data-testid="releases">
        {found.releases.map((each) => (
          <li key={each.id}>
            <strong>{word("channel", each.channel)}</strong>, {day(each.released_on, spoken)}
            {each.languages.length > 0 && `, ${each.languages.map((language) => NAMES[language]).join(", ")}`}
            {each.note && <span className="quiet"> {each.note}</span>}
            {each.url && (
              <>
                <br />
                <a href={each.url} rel="noreferrer">
                  {each.url}
                </a>
              </>
            )}
            {secretariat && (
              <div>
                <button type="button" className="btn plain small" onClick={() => setError(each)}>
                  {t("takeBackRelease")}
                  <span className="sr">
                    : {word("channel", each.channel)}, {day(each.released_on, spoken)}
                  </span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {open && found.releases.length === 0 && <p className="quiet">{t("noRelease")}</p>}
      {found.state === "published" && found.released_at && secretariat && (
        <div>
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {t("addRelease")}
          </button>
        </div>
      )}
      {error && <TakingBack statement={found} release={error} close={() => setError(null)} />}
      {adding && <Adding statement={found} first={planned[0] ?? "website"} close={() => setAdding(false)} />}
    </section>
  );
}

interface TakingBackProps {
  statement: StatementRead;
  release: Release;
  close: () => void;
}

/** A release that was recorded in error is taken back; the journal keeps both entries. */
function TakingBack({ statement: found, release, close }: TakingBackProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const keep = useKeep(found.id);
  const path = { network: net, statement_id: found.id };
  const says = { channel: word("channel", release.channel), day: day(release.released_on, spoken) };
  return (
    <Dialog title={t("takeBackRelease")} close={close}>
      <Form
        act={t("takeBackRelease")}
        danger
        cancel={close}
        send={async () => {
          await body(
            api.DELETE("/api/v1/networks/{network}/statements/{statement_id}/releases/{release_id}", {
              params: { path: { ...path, release_id: release.id } },
            }),
          );
          return body(api.GET("/api/v1/networks/{network}/statements/{statement_id}", { params: { path } }));
        }}
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {() => <p>{t("takeBackSure", says)}</p>}
      </Form>
    </Dialog>
  );
}

interface AddingProps {
  statement: StatementRead;
  first: string;
  close: () => void;
}

function Adding({ statement: found, first, close }: AddingProps) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const keep = useKeep(found.id);
  return (
    <Dialog title={t("addRelease")} close={close}>
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/statements/{statement_id}/releases", {
              params: { path: { network: net, statement_id: found.id } },
              body: {
                channel: values.channel as (typeof CHANNELS)[number],
                released_on: values.released_on ?? "",
                url: values.url || null,
                note: values.note || null,
                languages: LANGUAGES.filter((each) => values[`language_${each}`]),
              },
            }),
          )
        }
        done={(answer) => {
          keep(answer);
          close();
        }}
      >
        {(problem) => (
          <>
            <Field
              label={t("channel")}
              name="channel"
              options={CHANNELS.map((value) => ({ value, label: word("channel", value) }))}
              value={first}
              problem={problem}
            />
            <Field label={t("on")} name="released_on" kind="date" value={today()} problem={problem} />
            <Field label={t("address")} name="url" kind="url" optional max={500} problem={problem} />
            <fieldset className="tick-boxes">
              <legend className="legend">{t("languagesColumn")}</legend>
              {LANGUAGES.map((each) => (
                <label key={each}>
                  <input type="checkbox" name={`language_${each}`} /> <span lang={each}>{NAMES[each]}</span>
                </label>
              ))}
            </fieldset>
            <Field label={t("note")} name="note" optional problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
