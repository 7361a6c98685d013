import { useState } from "react";
import { useStrings } from "../../i18n";
import { strings } from "./strings";

/** A secret that is shown once, to be copied now. */
export function Once({ says, text }: { says: string; text: string }) {
  const t = useStrings(strings);
  const [copied, setCopied] = useState(false);
  return (
    <div className="stack once">
      <p role="status">
        <strong>{says}</strong>
      </p>
      <pre className="facts">{text}</pre>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t("copy")}
        </button>
        {copied && <span role="status">{t("copied")}</span>}
      </div>
    </div>
  );
}
