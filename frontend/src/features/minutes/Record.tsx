import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { Chip, Loaded, type Tone, Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { type MinutesRead, recordChanges, useKeep } from "./queries";
import { strings } from "./strings";

const TONES: Record<string, Tone> = { added: "good", updated: "info", removed: "bad", kept: "wait", gone: "wait" };
const TAKEN = ["added", "updated", "removed"];

/** What in the record of the meeting has changed since the text was written from it, and what becomes of it here. */
export function Record({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const query = useQuery(recordChanges(net, found.meeting.id));
  const { refresh } = useKeep(found.meeting.id);
  const [done, setDone] = useState(false);
  const take = async () => {
    await body(
      api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/regenerate", {
        params: {
          path: { network: net, meeting_id: found.meeting.id },
          header: { "If-Match": ifMatch(found.version) },
        },
      }),
    );
    await refresh();
    setDone(true);
  };
  return (
    <Loaded query={query}>
      {({ items }) => {
        const taken = items.filter(({ change }) => TAKEN.includes(change)).length;
        return (
          <section className="stack" aria-label={t("record")}>
            {done && taken === 0 && (
              <p className="tone-green" role="status">
                <Icon name="tick" size={18} /> {t("recordDone")}
              </p>
            )}
            <p>{t(items.length === 0 ? "recordSame" : "recordIntro")}</p>
            {taken > 0 && (
              <div>
                <Press className="btn main" act={take}>
                  {t("regenerate")}
                </Press>
              </div>
            )}
            <ul className="record-changes">
              {items.map((each) => (
                <li key={each.paragraph_id} data-change={each.change}>
                  <Chip tone={TONES[each.change]}>{t(`change_${each.change}`)}</Chip>
                  <span className="small">{found.parts.find((part) => part.id === each.part_id)?.title}</span>
                  <p className="words" lang={found.language ?? undefined}>
                    <Words tokens={wordDiff(each.text ?? "", each.record ?? "")} />
                  </p>
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Loaded>
  );
}
