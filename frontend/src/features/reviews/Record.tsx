import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { linkOf } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { Press } from "../../ui/Press";
import { Chip, Loaded, type Tone, Words } from "../../ui/parts";
import { wordDiff } from "../decisions/diff";
import { type ReviewRead, recordChanges, useKeep } from "./queries";
import { strings } from "./strings";

const TONES: Record<string, Tone> = { added: "good", updated: "info", removed: "bad", kept: "wait", gone: "wait" };

/** What in the record has changed since the text was written from it, and what evidence came. */
export function Record({ found }: { found: ReviewRead }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const query = useQuery(recordChanges(net, found.id));
  const { refresh } = useKeep(found.id);
  const take = async () => {
    await body(
      api.POST("/api/v1/networks/{network}/reviews/{review_id}/regenerate", {
        params: { path: { network: net, review_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
      }),
    );
    await refresh();
  };
  return (
    <Loaded query={query}>
      {({ items, evidence }) => (
        <section className="stack" aria-label={t("record")}>
          <p>{t(items.length + evidence.length === 0 ? "recordSame" : "recordIntro")}</p>
          {items.length + evidence.length > 0 && (
            <div>
              <Press className="btn main" act={take}>
                {t("regenerate")}
              </Press>
            </div>
          )}
          <ul className="record-changes">
            {evidence.map((each) => (
              <li key={each.section_id}>
                <Chip tone="good">{t("newEvidence", { count: each.evidence.length })}</Chip> {each.title}
                <ul>
                  {each.evidence.map((thing) => (
                    <li key={thing.id}>
                      <Link to={linkOf(net, thing.kind, thing.id, thing.number)}>
                        {thing.number} {written(thing.title, spoken).text}
                      </Link>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
            {items.map((each) => (
              <li key={each.field_id} data-change={each.change}>
                <Chip tone={TONES[each.change]}>{t(`change_${each.change}`)}</Chip> {each.title}
                <p className="words" lang={found.language}>
                  <Words tokens={wordDiff(each.text ?? "", each.record ?? "")} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Loaded>
  );
}
