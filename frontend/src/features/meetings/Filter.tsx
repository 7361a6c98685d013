import { useNavigate } from "@tanstack/react-router";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { yearOf } from "./quarters";
import { type Filters, KINDS } from "./queries";
import { strings } from "./rhythm.strings";

const STATES = ["requested", "draft", "convened", "in_session", "held", "deferred", "cancelled"] as const;
const YEARS = 8;

/** Kind, state and year stand in the address; what they leave can be taken away as a file. */
export function Filter({ shown }: { shown: Filters }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const navigate = useNavigate();
  const go = (next: Partial<Filters>) => navigate({ to: ".", search: { ...shown, ...next } as never, replace: true });
  const now = yearOf(Date.now());
  const years = Array.from({ length: YEARS }, (_, at) => now + 1 - at);
  const narrowed = Object.values(shown).some(Boolean);
  return (
    <search className="filters" aria-label={t("filter")}>
      <label className={shown.kind ? "chosen" : undefined}>
        {c("kind")}
        <select
          value={shown.kind ?? ""}
          onChange={(event) => go({ kind: (event.target.value || undefined) as Filters["kind"] })}
        >
          <option value="">{c("all")}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {word("meeting.kind", kind)}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.state ? "chosen" : undefined}>
        {c("state")}
        <select
          value={shown.state ?? ""}
          onChange={(event) => go({ state: (event.target.value || undefined) as Filters["state"] })}
        >
          <option value="">{c("all")}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {word("meeting.state", state)}
            </option>
          ))}
        </select>
      </label>
      <label className={shown.year ? "chosen" : undefined}>
        {t("year")}
        <select value={shown.year ?? ""} onChange={(event) => go({ year: Number(event.target.value) || undefined })}>
          <option value="">{c("all")}</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </label>
      {narrowed && (
        <button
          type="button"
          className="btn plain"
          onClick={() => go({ kind: undefined, state: undefined, year: undefined })}
        >
          <Icon name="cross" size={16} /> {t("clear")}
        </button>
      )}
      <Export shown={shown} />
    </search>
  );
}

function Export({ shown }: { shown: Filters }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const href = (more: Record<string, string>) => {
    const query = new URLSearchParams({ language: spoken, ...more });
    for (const [name, value] of Object.entries(shown)) if (value) query.set(name, String(value));
    return `/api/v1/networks/${net}/meetings/export?${query}`;
  };
  const files = [
    ["exportAll", { format: "xlsx" }],
    ["exportList", { format: "csv" }],
    ["exportAgenda", { format: "csv", part: "agenda" }],
    ["exportPeople", { format: "csv", part: "attendance" }],
  ] as const;
  return (
    <Menu className="export" label={<>{t("export")} ▾</>}>
      {files.map(([name, more]) => (
        <li key={name}>
          <a href={href(more)} download>
            {t(name)}
          </a>
        </li>
      ))}
    </Menu>
  );
}
