import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { download } from "./download";
import { proof } from "./proof.strings";
import { ADOPTED, type DecisionRead } from "./queries";

interface PaperProps {
  /** Behind the decision's own address. */
  path: string;
  name: string;
  className?: string;
  children: string;
  found: DecisionRead;
}

/** One file of a decision. */
function PaperOf({ found, path, name, className = "btn", children }: PaperProps) {
  const net = useNet();
  const spoken = useLanguage();
  return (
    <Press
      className={className}
      act={() => download(`/api/v1/networks/${net}/decisions/${found.id}/${path}`, spoken, name)}
    >
      <Icon name="decision" size={16} /> {children}
    </Press>
  );
}

/** The proof of a round, to keep. */
export function Papers({ found, round }: { found: DecisionRead; round: number }) {
  const p = useStrings(proof);
  const spoken = useLanguage();
  return (
    <PaperOf found={found} path={`rounds/${round}/consultation.pdf?language=${spoken}`} name="proof.pdf">
      {p("pdf")}
    </PaperOf>
  );
}

/** What the network keeps of an adopted decision: to read, and to verify without us. */
export function Record({ found }: { found: DecisionRead }) {
  const p = useStrings(proof);
  const spoken = useLanguage();
  if (!ADOPTED.includes(found.state)) return null;
  const name = `${(found.number ?? "").replaceAll("/", "-")}-record`;
  return (
    <section className="stack record" aria-label={p("record")}>
      <h2>{p("record")}</h2>
      <p className="small">{p("recordSays")}</p>
      <div className="row">
        <PaperOf found={found} path={`record.pdf?language=${spoken}`} name={`${name}.pdf`} className="btn small">
          {p("recordPdf")}
        </PaperOf>
        <PaperOf found={found} path="record" name={`${name}.json`} className="btn small">
          {p("recordJson")}
        </PaperOf>
      </div>
      <details>
        <summary>{p("verify")}</summary>
        <ol className="steps">
          <li>{p("verify1")}</li>
          <li>
            {p("verify2")} <code>python docs/verify_record.py {name}.json</code>
          </li>
          <li>{p("verify3")}</li>
          <li>{p("verify4")}</li>
        </ol>
      </details>
    </section>
  );
}
