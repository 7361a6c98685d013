import { asProblem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { ProblemNote } from "../ui/parts";

export function Broken({ error }: { error: unknown }) {
  const t = useStrings(common);
  return (
    <main className="narrow">
      <h1 tabIndex={-1}>{t("failed")}</h1>
      <ProblemNote problem={asProblem(error, { title: t("failed"), detail: t("failedDetail") })} />
      <a className="btn" href={location.pathname}>
        {t("again")}
      </a>
    </main>
  );
}

export function Missing() {
  const t = useStrings(common);
  return (
    <div className="narrow">
      <h1 tabIndex={-1}>{t("notFound")}</h1>
      <p>{t("notFoundDetail")}</p>
      <a className="btn" href="/">
        {t("home")}
      </a>
    </div>
  );
}
