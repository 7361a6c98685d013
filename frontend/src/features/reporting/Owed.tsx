import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { linkOf, links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Form } from "../../ui/Form";
import { Chip, Loaded, Written } from "../../ui/parts";
import { periodTitle } from "../indicators/periods";
import { Before, Fields } from "./Fields";
import { give } from "./giving";
import { GIVEN, type OwedRead, owed, type RoundRead, STATE_TONE } from "./queries";
import { strings } from "./strings";

/** Everything that one organisation owes for the quarter, on one page: to give first, given below. */
export function Owed({ found, organisation }: { found: RoundRead; organisation: string }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(owed(net, found.period, organisation));
  const [said, say] = useState("");
  return (
    <section className="stack owed" aria-label={t("mine", { organisation })}>
      <h2>{t("mine", { organisation })}</h2>
      <p role="status" className="sr">
        {said}
      </p>
      <Loaded query={query}>
        {({ items }) => {
          const left = items.filter((each) => !GIVEN.includes(each.state));
          const done = items.filter((each) => GIVEN.includes(each.state));
          if (items.length === 0) return <p className="empty">{t("nothing", { organisation })}</p>;
          return (
            <>
              <p>{left.length > 0 ? t("mineSentence", { count: left.length }) : t("mineDone")}</p>
              <ul className="owings" aria-label={t("toDo")}>
                {left.map((each) => (
                  <Thing key={`${each.kind}${each.id}${each.period}`} found={found} each={each} say={say} />
                ))}
              </ul>
              {done.length > 0 && <Given items={done} />}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** Where a thing has its own page. */
export const pageOf = (net: string, each: OwedRead): string => {
  if (each.kind === "value") return links.indicator(net, each.id);
  if (each.kind === "update") return links.activity(net, each.workplan_id ?? "", each.id);
  return linkOf(net, "objectives", each.id, each.number);
};

function Head({ each }: { each: OwedRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <>
      <span className="small">
        {word("owed.kind", each.kind)} {each.number} · {periodTitle(each.period, spoken)}
      </span>
      <span className="name">
        <Written text={each.title} />
      </span>
      <Chip tone={STATE_TONE[each.state]}>{word("owed.state", each.state)}</Chip>
      {each.locked && <Chip>{t("locked")}</Chip>}
    </>
  );
}

function Thing({ found, each, say }: { found: RoundRead; each: OwedRead; say: (words: string) => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const told = each[each.kind as "value" | "update" | "assessment"];
  const writes = found.mine.includes(each.acronym) && told !== null && !each.locked;
  const parts = each.kind === "value" && each.value?.by_parts;
  return (
    <li className="thing">
      <details>
        <summary>
          <Head each={each} />
        </summary>
        <div className="inner stack">
          {each.reason && <p className="needs">{t("returnedWhy", { reason: each.reason })}</p>}
          <Before each={each} />
          {parts && <p>{t("byParts")}</p>}
          {writes && !parts && <Give each={each} say={say} />}
          <p>
            <Link to={pageOf(net, each)}>
              {parts ? t("enter") : t("look")}
              <span className="sr">: {written(each.title, spoken).text}</span>
            </Link>
            {each.kind === "assessment" && writes && <span className="small"> {t("evidenceAt")}</span>}
          </p>
        </div>
      </details>
    </li>
  );
}

/** Typed here, saved where it is kept. What is typed stays on the device until it is sent. */
function Give({ each, say }: { each: OwedRead; say: (words: string) => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const draft = useRef(false);
  const title = written(each.title, spoken).text;
  return (
    <Form
      act={t("submit")}
      keep={`reporting.${each.kind}.${each.id}.${each.organisation_id}.${each.period}`}
      send={async (values) => {
        const submit = !draft.current;
        draft.current = false;
        try {
          await give(net, each, values, submit, spoken);
          say(t(submit ? "submitted" : "saved", { title }));
        } finally {
          queries.invalidateQueries({ queryKey: [net] });
        }
      }}
    >
      {(problem) => (
        <>
          <Fields each={each} problem={problem} />
          <div>
            <button type="submit" className="btn" onClick={() => (draft.current = true)}>
              {t("saveDraft")}
            </button>
          </div>
        </>
      )}
    </Form>
  );
}

function Given({ items }: { items: OwedRead[] }) {
  const t = useStrings(strings);
  const net = useNet();
  return (
    <div className="stack">
      <h3>{t("done")}</h3>
      <ul className="owings">
        {items.map((each) => (
          <li key={`${each.kind}${each.id}${each.period}`} className="thing given">
            <Link to={pageOf(net, each)}>
              <Head each={each} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
