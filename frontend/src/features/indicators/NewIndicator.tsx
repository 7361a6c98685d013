import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Form, type Values } from "../../ui/Form";
import { Chip, Loaded } from "../../ui/parts";
import { bodyOf, draftOf } from "./formBody";
import { Fields } from "./IndicatorForm";
import { type Candidate, candidates, type IndicatorRead, useAnew } from "./queries";
import { strings } from "./strings";

/** From the reference data, where what is not verified says so, or written new. */
export function NewIndicator({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const [from, setFrom] = useState<Candidate | "blank" | null>(null);
  return (
    <Dialog title={t("new")} close={close} panel>
      {from === null ? (
        <>
          <div>
            <button type="button" className="btn" onClick={() => setFrom("blank")}>
              {t("blankForm")}
            </button>
          </div>
          <h3>{t("fromReference")}</h3>
          <Reference take={setFrom} />
        </>
      ) : (
        <Writes candidate={from === "blank" ? undefined : from} close={close} />
      )}
    </Dialog>
  );
}

function Reference({ take }: { take: (candidate: Candidate) => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const query = useQuery(candidates(net));
  return (
    <Loaded query={query}>
      {(data) => (
        <>
          <p className="small">{t("fromReferenceHelp")}</p>
          <ul className="candidates">
            {data.items.map((each) => (
              <li key={each.code}>
                <span className="grow">
                  <strong>
                    {word("indicator.framework", "sdg")} {each.code}
                  </strong>{" "}
                  {each.in_official_gcm_set === null && <Chip tone="wait">{t("unverified")}</Chip>}
                  <span className="under">{written(each.title, spoken).text}</span>
                  <span className="small under">
                    {t("objective")} {each.objectives.join(", ")}
                  </span>
                </span>
                {each.indicator_id ? (
                  <span className="small">{t("taken")}</span>
                ) : (
                  <button type="button" className="btn small" onClick={() => take(each)}>
                    {t("take")}
                    <span className="sr"> {each.code}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Writes({ candidate, close }: { candidate?: Candidate; close: () => void }) {
  const c = useStrings(common);
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(undefined, candidate));
  const send = (values: Values) =>
    body(
      api.POST("/api/v1/networks/{network}/indicators", {
        params: { path: { network: net } },
        body: { ...bodyOf(values, draft, spoken), ...(candidate ? { reference: candidate.code } : {}) },
      } as never),
    );
  const done = async (answer: unknown) => {
    await anew();
    await navigate({ to: links.indicator(net, (answer as IndicatorRead).code) });
  };
  return (
    <Form act={c("save")} cancel={close} send={send} done={(answer) => void done(answer)}>
      {(problem) => (
        <Fields
          problem={problem}
          candidate={candidate}
          draft={draft}
          change={(next) => setDraft({ ...draft, ...next })}
        />
      )}
    </Form>
  );
}
