import { Problem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";

export function Broken({ error }: { error: unknown }) {
  const t = useStrings(common);
  const known = error instanceof Problem ? error.body : { title: t("failed"), detail: t("failedDetail") };
  return (
    <main className="narrow">
      <h1 tabIndex={-1}>{known.title}</h1>
      <p role="alert">{known.detail}</p>
      <a className="btn" href={location.href}>
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
