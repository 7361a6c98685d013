import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { linkOf } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon, type IconName } from "../../ui/Icon";
import { Left, ProblemNote, Written } from "../../ui/parts";
import { group, type HomeItem, spanOf } from "./groups";
import { strings } from "./strings";

const ICONS: Record<HomeItem["kind"], IconName> = {
  action_points: "tick",
  decisions: "decision",
  meetings: "meeting",
  minutes: "journal",
  agenda_items: "meeting",
  objectives: "objective",
  pledges: "send",
  workplans: "workplan",
  activities: "workplan",
  proposals: "proposal",
  reporting_rounds: "reporting",
  reviews: "review",
  statements: "statement",
};

/** By time, the most pressing first; each says what, why, until when, and has one act. */
export function Things({ items, now }: { items: HomeItem[]; now: number }) {
  const t = useStrings(strings);
  const word = useWord();
  const [said, setSaid] = useState("");
  return (
    <>
      <p role="status" className={said ? "done" : undefined}>
        {said}
      </p>
      {group(items, now).map(({ span, items: here }) => (
        <section key={span}>
          <h2>
            {t(span)} <span className="small">{here.length}</span>
          </h2>
          <ul className="things">
            {here.map((item) => (
              <Thing
                key={item.act + item.id + item.organisation}
                item={item}
                now={now}
                first={item === items[0]}
                answered={(answer) =>
                  setSaid(t("recorded", { organisation: item.organisation, answer: word("rsvp", answer) }))
                }
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface ThingProps {
  item: HomeItem;
  now: number;
  first: boolean;
  answered: (answer: string) => void;
}

function Thing({ item, now, first, answered }: ThingProps) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const soon = spanOf(item.due_at, now) === "tomorrow";
  return (
    <li>
      <span className={soon ? "icon wait" : "icon"}>
        <Icon name={ICONS[item.kind]} />
      </span>
      <span>
        <span className="what">
          {t(item.act, { organisation: item.organisation })}: <Written text={item.title} />
        </span>
        <br />
        <span className="quiet">
          {item.number && (
            <span className="number">
              {item.kind === "objectives" ? t("objective", { number: item.number }) : item.number}
            </span>
          )}{" "}
          {item.why}
        </span>
      </span>
      <span className="when">
        {item.due_at && (
          <>
            <time dateTime={item.due_at}>{moment(item.due_at, spoken)}</time>
            <span className={soon ? "left" : "left calm"}>
              <Left until={item.due_at} now={now} />
            </span>
          </>
        )}
      </span>
      {item.act === "answer" && item.organisation_id ? (
        <Rsvp item={item} organisation={item.organisation_id} answered={answered} />
      ) : (
        <Link
          className={first ? "btn main act" : "btn act"}
          to={linkOf(net, item.kind, item.id, item.number)}
          search={item.kind === "proposals" ? ({ tab: "readiness" } as never) : undefined}
        >
          {t(`do_${item.act as Exclude<HomeItem["act"], "answer">}`)}
          <span className="sr"> {item.number}</span>
        </Link>
      )}
    </li>
  );
}

interface RsvpProps {
  item: HomeItem;
  organisation: string;
  answered: (answer: string) => void;
}

/** Whether the organisation comes: said here, at once. */
function Rsvp({ item, organisation, answered }: RsvpProps) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (answer: "yes" | "maybe" | "no") => {
    setSending(true);
    setProblem(null);
    try {
      await body(
        api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/invitations/{organisation_id}", {
          params: {
            path: { network: net, meeting_id: item.id, organisation_id: organisation },
            header: { "If-Match": ifMatch(item.version ?? 0) },
          },
          body: { answer },
        } as never),
      );
      answered(answer);
      queries.invalidateQueries({ queryKey: [net] });
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: three acts side by side, not a form's fieldset */}
      <div className="segmented act" role="group" aria-label={t("rsvp", { organisation: item.organisation })}>
        {(["yes", "maybe", "no"] as const).map((answer) => (
          <button key={answer} type="button" disabled={sending} onClick={() => send(answer)}>
            {word("rsvp", answer)}
          </button>
        ))}
      </div>
      {problem && (
        <div className="whole-row">
          <ProblemNote problem={problem} />
        </div>
      )}
    </>
  );
}
