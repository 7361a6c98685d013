import { useNavigate, useSearch } from "@tanstack/react-router";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { type Activity, agenciesOf, placesOf } from "./model";
import { placeName, type Search } from "./queries";
import { strings } from "./strings";

/** Which activities are shown; each choice is in the address. */
export function Filters({ all }: { all: Activity[] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const go = (next: Partial<Search>) => navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const choice = (
    name: "agency" | "objective" | "region",
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <label>
      {label}
      <select value={String(search[name] ?? "")} onChange={(event) => go({ [name]: event.target.value || undefined })}>
        <option value="">{c("all")}</option>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </label>
  );
  const numbers = [...new Set(all.flatMap((each) => each.objectives))].sort((one, other) => one - other);
  return (
    <div className="filters">
      {choice(
        "agency",
        t("filterAgency"),
        agenciesOf(all).map((each) => ({ value: each.id, label: each.acronym })),
      )}
      {choice(
        "objective",
        t("filterObjective"),
        numbers.map((each) => ({ value: String(each), label: String(each) })),
      )}
      {choice(
        "region",
        t("filterRegion"),
        placesOf(all).map((each) => ({ value: each, label: placeName(each) })),
      )}
      {[search.agency, search.objective, search.region].filter(Boolean).length > 0 && (
        <button
          type="button"
          className="btn plain"
          onClick={() => go({ agency: undefined, objective: undefined, region: undefined })}
        >
          {t("clear")}
        </button>
      )}
    </div>
  );
}
