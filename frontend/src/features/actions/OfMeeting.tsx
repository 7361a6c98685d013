import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { local } from "../../ui/Moves";
import { Loaded, ProblemNote } from "../../ui/parts";
import { ActionList } from "./ActionList";
import { members, ofMeeting, stillOpen, useGiver } from "./queries";
import { read } from "./quick";
import { strings } from "./strings";

interface Props {
  meeting: string;
  /** Whether it is in session or over: before, nothing comes from it. */
  begun: boolean;
}

/** What this meeting gave people to do, entered in one line each; and what is still open from before. */
export function OfMeeting({ meeting, begun }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const here = useQuery(ofMeeting(net, meeting));
  const open = useQuery(stillOpen(net));
  const giver = useGiver(net);
  const carried = open.data?.items.filter((item) => item.meeting?.id !== meeting) ?? [];
  return (
    <div className="stack">
      {begun && giver.officer && <QuickLine meeting={meeting} />}
      <h2>{t("here")}</h2>
      <Loaded query={here}>
        {({ items }) =>
          items.length > 0 ? (
            <ActionList items={items} label={t("here")} />
          ) : (
            <p className="empty">{t("emptyMeeting")}</p>
          )
        }
      </Loaded>
      {carried.length > 0 && (
        <>
          <h2>{t("carried")}</h2>
          <ActionList items={carried} label={t("carried")} />
        </>
      )}
    </div>
  );
}

/** `what @WHO 15 Jan`, then Enter. What was typed stays until the server has it. */
function QuickLine({ meeting }: { meeting: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const known = useQuery(members(net)).data?.items ?? [];
  const key = `unmn.draft.quick.${meeting}`;
  const [line, setLine] = useState(() => localStorage.getItem(key) ?? "");
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const type = (next: string) => {
    setLine(next);
    setFault("");
    localStorage.setItem(key, next);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    const { title, owner, due } = read(line, local(new Date()).slice(0, 10));
    const organisation = known.find((each) => each.acronym.toLowerCase() === owner?.toLowerCase());
    if (!title) return setFault(t("quickNoTitle"));
    if (!organisation) return setFault(t("quickNoOwner"));
    if (!due) return setFault(t("quickNoDay"));
    setSaving(true);
    setProblem(null);
    try {
      const made = await body(
        api.POST("/api/v1/networks/{network}/action-points", {
          params: { path: { network: net } },
          body: {
            title: { en: title, ...(spoken === "en" ? {} : { [spoken]: title }) },
            owner_id: organisation.organisation_id,
            due_on: due,
            meeting_id: meeting,
          },
        } as never),
      );
      setLine("");
      localStorage.removeItem(key);
      setSaid(t("recorded", { number: (made as { number: string }).number }));
      queries.invalidateQueries({ queryKey: [net] });
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form onSubmit={send} className="stack" noValidate>
      <div className="field">
        <label htmlFor="quick">{t("quick")}</label>
        <input
          id="quick"
          value={line}
          maxLength={340}
          autoComplete="off"
          aria-invalid={fault ? true : undefined}
          aria-describedby="quick-more"
          onChange={(event) => type(event.target.value)}
        />
        <div id="quick-more">
          {fault && (
            <div className="error" role="alert">
              {fault}
            </div>
          )}
          <div className="help">{t("quickHelp", { who: known[0]?.acronym ?? "IOM" })}</div>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <div className="row">
        <button type="submit" className="btn" disabled={saving}>
          {t("add")}
        </button>
        <span role="status" className="quiet">
          {said}
        </span>
      </div>
    </form>
  );
}
