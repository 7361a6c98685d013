import { useStrings } from "../../i18n";
import { strings } from "./strings";

/** What a field is called on this page; where it has no name here, the server's. */
export function FieldName({ name }: { name: string }) {
  const t = useStrings(strings);
  const known: Record<string, keyof typeof strings> = {
    title: "field_title",
    lead: "field_lead_id",
    lead_id: "field_lead_id",
    contributors: "contributors",
    starts_on: "field_starts_on",
    ends_on: "field_ends_on",
    objectives: "field_objectives",
    status: "status",
    description: "description",
    places: "places",
    sdg_targets: "sdg",
    tor_objectives: "tor",
    implementing_partners: "partners",
    government_counterpart: "government",
    money: "money",
    lines: "money",
    output: "output",
    gender_marker: "gender",
    human_rights_marker: "human_rights",
    peace_marker: "sustaining_peace",
  };
  // `title.ru`, `money.IOM.MPTF.2026.required`: the first part is the field, the rest tells which of it
  const [first = "", ...rest] = name.split(".");
  const key = known[first];
  return (
    <>
      {key ? t(key) : first}
      {rest.length > 0 && <span className="quiet"> {rest.join(" · ")}</span>}
    </>
  );
}
