import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problems";
import { useKeys } from "../../app/keys";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { number } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { ProblemNote } from "../../ui/parts";
import { head, verification } from "./queries";
import { strings } from "./strings";

/** Up to so many entries the proof is made unasked. */
const AT_ONCE = 5000;

/** Whether the journal is whole; the first broken entry in red, with what to do. */
export function Proof() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const newest = useQuery(head(net));
  const [wanted, setWanted] = useState(false);
  const count = newest.data?.seq ?? 0;
  const proof = useQuery({ ...verification(net), enabled: wanted || (newest.isSuccess && count <= AT_ONCE) });
  const prove = () => {
    setWanted(true);
    if (proof.data || proof.error) proof.refetch();
  };
  useKeys({ v: prove });
  if (!newest.isSuccess) return null;
  const found = proof.data;
  const broken = found && !found.whole;
  return (
    <section className={broken ? "problem proof" : `needs proof${found ? " met" : ""}`} aria-label={t("proof")}>
      {!broken && <Icon name={found ? "tick" : "wait"} size={24} />}
      <div className="grow stack" role="status">
        {found && <strong>{found.sentence}</strong>}
        {!found && <span>{proof.isFetching ? t("proving") : t("notProved", { count: number(count, spoken) })}</span>}
        {proof.error && (
          <ProblemNote problem={asProblem(proof.error, { title: c("failed"), detail: c("failedDetail") })} />
        )}
        {broken && (
          <>
            <ul>
              {found.faults.slice(1).map((fault) => (
                <li key={`${fault.code} ${fault.seq} ${fault.subject_id}`}>{fault.sentence}</li>
              ))}
            </ul>
            <p>{t("todo")}</p>
          </>
        )}
      </div>
      <button type="button" className="btn" disabled={proof.isFetching} onClick={prove}>
        {t(found ? "proveAgain" : "prove")}
      </button>
    </section>
  );
}
