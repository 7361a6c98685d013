import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { Dialog } from "../ui/Form";
import { GO } from "./Shell";
import { strings } from "./strings";

/** Which keys do what. */
export function Help({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const line = (keys: string, what: string) => (
    <li key={keys} className="row">
      <kbd>{keys}</kbd> <span>{what}</span>
    </li>
  );
  return (
    <Dialog title={t("keys")} close={close}>
      <ul className="stack">
        {line("/ · Ctrl K", c("search"))}
        {Object.entries(GO).map(([letter, page]) => line(`g ${letter}`, c(page)))}
        {line("j · k", t("keysRows"))}
        {line("r", t("keysAnswer"))}
        {line("d", t("keysDiff"))}
        {line("[ · ]", t("keysNext"))}
        {line("n", t("keysNew"))}
        {line("n · o · a · p · t", t("keysSession"))}
        {line("Alt ↑ · Alt ↓", t("keysOrder"))}
        {line("?", t("keys"))}
      </ul>
      <p className="small">{t("keysOff")}</p>
      <div className="acts">
        <button type="button" className="btn main" onClick={close}>
          {c("close")}
        </button>
      </div>
    </Dialog>
  );
}
