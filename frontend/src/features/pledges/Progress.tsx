import { useState } from "react";
import { api, body } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import type { PledgeRead } from "./queries";
import { strings } from "./strings";

interface Props {
  pledge: PledgeRead;
  keep: (answer: PledgeRead) => void;
}

/** What was done for it, year by year, with evidence. */
export function Progress({ pledge: found, keep }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [noting, note] = useState(false);
  if (found.progress.length === 0 && !found.reports) return null;
  return (
    <section className="stack">
      <h2>{t("progress")}</h2>
      {found.progress.length === 0 && <p className="quiet">{t("noProgress")}</p>}
      <ul className="linked-list">
        {found.progress.map((each) => (
          <li key={each.id} className="noted">
            <strong>{each.year}</strong>{" "}
            <span className="small">
              {each.acronym} · {day(each.created_at, spoken)}
            </span>
            <p>{each.note}</p>
            {each.evidence.map((link) => (
              <p key={link.url}>
                <a href={link.url} target="_blank" rel="noreferrer">
                  {link.title}
                  <span className="sr"> {t("opensElsewhere")}</span>
                </a>
              </p>
            ))}
          </li>
        ))}
      </ul>
      {found.reports && (
        <div>
          <button type="button" className="btn" onClick={() => note(true)}>
            {t("noteProgress")}
          </button>
        </div>
      )}
      {noting && <Note pledge={found} keep={keep} close={() => note(false)} />}
    </section>
  );
}

function Note({ pledge: found, keep, close }: Props & { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const send = ({ year, note, title, url }: Values) =>
    body(
      api.POST("/api/v1/networks/{network}/pledges/{pledge_id}/progress", {
        params: { path: { network: net, pledge_id: found.id } },
        body: { year: Number(year), note, evidence: title && url ? [{ title, url }] : [] } as never,
      }),
    );
  return (
    <Dialog title={t("noteProgress")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        send={send}
        done={(answer) => {
          keep(answer as PledgeRead);
          close();
        }}
      >
        {(problem) => (
          <>
            <Field
              label={t("year")}
              name="year"
              kind="number"
              value={String(new Date().getFullYear())}
              problem={problem}
            />
            <Field label={t("note")} name="note" kind="prose" problem={problem} />
            <Field label={t("linkTitle")} name="title" pointer="/evidence/0/title" problem={problem} optional />
            <Field label={t("linkUrl")} name="url" pointer="/evidence/0/url" kind="url" problem={problem} optional />
          </>
        )}
      </Form>
    </Dialog>
  );
}
