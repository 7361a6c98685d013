import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { Menu } from "../../ui/Menu";
import { useSecretariat } from "../decisions/queries";
import { strings } from "./import.strings";
import type { Filters } from "./queries";

const FILES = [
  ["figuresXlsx", { what: "figures", format: "xlsx" }],
  ["figuresCsv", { what: "figures", format: "csv" }],
  ["figuresSdmx", { what: "figures", format: "sdmx-csv" }],
  ["valuesXlsx", { what: "values", format: "xlsx" }],
  ["valuesCsv", { what: "values", format: "csv" }],
] as const;
const MEMBERS = ["asMembers", { what: "figures", format: "xlsx", shown: "members" }] as const;

/** Indicators as files: exactly those that the list shows, or one of them by its code. */
export function Downloads({ filters = {}, code }: { filters?: Omit<Filters, "waiting">; code?: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const officer = useSecretariat(net);
  const address = (asked: Record<string, string>) => {
    const query = new URLSearchParams({ ...asked, language: spoken, ...(code ? { codes: code } : {}) });
    for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
    return `/api/v1/networks/${net}/indicator-exports?${query}`;
  };
  return (
    <Menu className="btnlike" label={<span className="btn">{t("downloads")}</span>}>
      {[...FILES, ...(officer ? [MEMBERS] : [])].map(([name, asked]) => (
        <li key={name}>
          <a href={address(asked)} download>
            {t(name)}
          </a>
        </li>
      ))}
    </Menu>
  );
}
