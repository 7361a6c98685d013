import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded } from "../../ui/parts";
import { periodTitle } from "../indicators/periods";
import { openRound, type RoundItem, type RoundRead, rounds } from "./queries";
import "./reporting.css";
import { strings } from "./strings";

/** Quarter by quarter: what was asked of everybody, until when. */
export function Reporting() {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(rounds(net));
  const [opening, setOpening] = useState(false);
  const may = query.data?.may_open ?? [];
  const begin = may.length > 0 ? () => setOpening(true) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={t("reporting")}
      visibility="partners"
      acts={
        begin && (
          <button type="button" className="btn main" onClick={begin}>
            <Icon name="plus" size={18} /> {t("open")}
          </button>
        )
      }
    >
      <div className="body">
        <Loaded query={query}>
          {({ items }) => (items.length > 0 ? <Rounds items={items} /> : <p className="empty">{t("empty")}</p>)}
        </Loaded>
      </div>
      {opening && <Opening may={may} close={() => setOpening(false)} />}
    </Page>
  );
}

function Rounds({ items }: { items: RoundItem[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  return (
    <table className="rows">
      <caption className="sr">{t("reporting")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("quarter")}</th>
          <th scope="col">{t("due")}</th>
          <th scope="col">{c("state")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              <Link className="whole" to={links.round(net, item.period)}>
                {written(item.title, spoken).text}
              </Link>
            </th>
            <td>{day(item.due_on, spoken)}</td>
            <td>
              <Chip tone={item.overdue ? "bad" : item.state === "open" ? "wait" : ""}>
                {item.overdue ? t("overdue") : word("reporting_round.state", item.state)}
              </Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In two weeks, as the field of a date has it. */
const FORTNIGHT = 14 * 24 * 3600 * 1000;
const inTwoWeeks = () => new Date(Date.now() + FORTNIGHT).toISOString().slice(0, 10);

function Opening({ may, close }: { may: string[]; close: () => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog title={t("open")} close={close}>
      <p>{t("openHelp")}</p>
      <Form
        act={t("open")}
        cancel={close}
        keep={`reporting.${net}`}
        send={(values) => openRound(net, values)}
        done={(answer) => {
          queries.invalidateQueries({ queryKey: [net] });
          navigate({ to: links.round(net, (answer as RoundRead).period) });
        }}
      >
        {(problem) => (
          <>
            <Field
              label={t("quarter")}
              name="period"
              options={may.map((value) => ({ value, label: periodTitle(value, spoken) }))}
              problem={problem}
            />
            <Field label={t("due")} name="due_on" kind="date" value={inTwoWeeks()} problem={problem} />
            <Field label={t("note")} name="note" kind="prose" optional problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
