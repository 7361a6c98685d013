import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../../api/client";
import { asProblem, type Problem } from "../../../api/problems";
import { useNet } from "../../../app/Shell";
import { useStrings } from "../../../i18n";
import { common } from "../../../i18n/common";
import { Icon } from "../../../ui/Icon";
import { ProblemNote } from "../../../ui/parts";
import type { MeetingRead } from "../queries";
import { type MeetingSessionRead, session } from "./queries";
import { strings } from "./session.strings";

const PATH = "/api/v1/networks/{network}/meetings/{meeting_id}/session/speakers/{organisation_id}";

/** Who wants to speak, in order: an organisation asks for itself, an officer puts anybody on the list and takes them off. */
export function Speakers({ found, stands }: { found: MeetingRead; stands: MeetingSessionRead }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const arranges = stands.may.includes("arrange_speakers");
  const listed = new Set(stands.speakers.map(({ acronym }) => acronym));
  const free = found.invitations.filter(({ acronym }) => !listed.has(acronym));
  const own = found.invitations.filter(({ acronym }) => stands.speaks_for.includes(acronym));
  const act = async (organisation_id: string, on: boolean) => {
    setProblem(null);
    const params = { path: { network: net, meeting_id: found.id, organisation_id } };
    try {
      if (on) queries.setQueryData(session(net, found.id).queryKey, await body(api.POST(PATH, { params })));
      else await body(api.DELETE(PATH, { params }));
      queries.invalidateQueries({ queryKey: session(net, found.id).queryKey });
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  if (!stands.may.includes("speak")) return null;
  return (
    <details className="speakers" open={stands.speakers.length > 0 || undefined}>
      <summary>
        {t("speakers")} <span className="small">{stands.speakers.length}</span>
      </summary>
      <div className="stack">
        {stands.speakers.length === 0 && <p className="quiet">{t("noSpeakers")}</p>}
        <ol className="queue">
          {stands.speakers.map((each, at) => (
            <li key={each.organisation_id} className="row">
              <span className="number">{at + 1}.</span> <strong className="grow">{each.acronym}</strong>
              {arranges && (
                <button type="button" className="btn small" onClick={() => act(each.organisation_id, false)}>
                  <Icon name="tick" size={16} /> {t("spoken")}
                  <span className="sr">: {each.acronym}</span>
                </button>
              )}
            </li>
          ))}
        </ol>
        <div className="row">
          {!arranges &&
            own.map(({ acronym, organisation_id }) => (
              <button
                key={organisation_id}
                type="button"
                className="btn"
                onClick={() => act(organisation_id, !listed.has(acronym))}
              >
                {t(listed.has(acronym) ? "leaveFloor" : "askFloor", { organisation: acronym })}
              </button>
            ))}
          {arranges && free.length > 0 && (
            <select
              className="fits"
              aria-label={t("addSpeaker")}
              value=""
              onChange={(event) => event.target.value && act(event.target.value, true)}
            >
              <option value="">{t("addSpeaker")}</option>
              {free.map(({ acronym, organisation_id }) => (
                <option key={organisation_id} value={organisation_id}>
                  {acronym}
                </option>
              ))}
            </select>
          )}
        </div>
        {problem && <ProblemNote problem={problem} />}
      </div>
    </details>
  );
}
