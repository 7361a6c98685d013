import { useQueryClient } from "@tanstack/react-query";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { AgreedField, agreedOf, isAgreed } from "./Agreed";
import { inSeconds, inUnits, type NetworkRead, type Setting, UNITS, type Unit } from "./durations";
import { LanguageBoxes, languagesOf, zones } from "./NetworkFields";
import { SECTIONS, type Section } from "./Settings";
import { strings } from "./strings";

interface Props {
  read: NetworkRead;
  section: Section;
  close: () => void;
}

/** One section of the settings. The API decides; what it refuses stands at the field. */
export function SettingsForm({ read, section, close }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const send = async (values: Values) => {
    try {
      return await body(
        api.PATCH("/api/v1/networks/{network}", {
          params: { path: { network: net }, header: { "If-Match": ifMatch(read.version) } },
          body: {
            ...SENT[section](values),
            ...agreedOf(read, values, (SECTIONS[section] as readonly Setting[]).filter(isAgreed)),
          },
        } as never),
      );
    } catch (thrown) {
      queries.invalidateQueries({ queryKey: network(net).queryKey });
      throw thrown;
    }
  };
  const done = (answer: unknown) => {
    queries.setQueryData(network(net).queryKey, answer as NetworkRead);
    queries.invalidateQueries({ queryKey: [net] });
    close();
  };
  const Fields = FIELDS[section];
  return (
    <Dialog title={t("editSection", { section: t(`section_${section}`) })} close={close} panel>
      <Form act={c("save")} cancel={close} send={send} done={done}>
        {(problem) => <Fields read={read} problem={problem} />}
      </Form>
    </Dialog>
  );
}

const localised = (values: Values, name: string) => ({
  en: values[`${name}_en`] ?? "",
  ru: values[`${name}_ru`] || null,
  tk: values[`${name}_tk`] || null,
});
const seconds = (values: Values, name: string) =>
  values[name] ? inSeconds(values[name], values[`${name}_unit`] ?? "hours") : null;

const SENT: Record<Section, (values: Values) => object> = {
  network: (values) => ({
    name: localised(values, "name"),
    country: localised(values, "country"),
    time_zone: values.time_zone,
    languages: languagesOf(values),
    established_on: values.established_on || null,
  }),
  decisions: (values) => ({
    silence_minimum_seconds: seconds(values, "silence_minimum_seconds"),
    silence_default_seconds: seconds(values, "silence_default_seconds"),
    urgent_period_seconds: seconds(values, "urgent_period_seconds"),
    adopted_by: values.adopted_by,
  }),
  meetings: (values) => ({ meetings_per_year: Number(values.meetings_per_year) }),
  figures: (values) => ({ small_cell_threshold: Number(values.small_cell_threshold) }),
};

interface FieldsProps {
  read: NetworkRead;
  problem: Problem | null;
}

const FIELDS: Record<Section, (props: FieldsProps) => React.ReactNode> = {
  network: NetworkSection,
  decisions: DecisionsSection,
  meetings: MeetingsSection,
  figures: FiguresSection,
};

function NetworkSection({ read, problem }: FieldsProps) {
  const t = useStrings(strings);
  return (
    <>
      {(["name", "country"] as const).map((name) =>
        LANGUAGES.map((each) => (
          <Field
            key={name + each}
            label={`${t(name)} (${NAMES[each]})`}
            name={`${name}_${each}`}
            pointer={`/${name}/${each}`}
            value={read[name][each] ?? ""}
            optional={each !== "en"}
            problem={problem}
            lang={each}
          />
        )),
      )}
      <Field
        label={t("time_zone")}
        name="time_zone"
        value={read.time_zone}
        options={zones(read.time_zone)}
        help={t("time_zone_says")}
        problem={problem}
      />
      <LanguageBoxes chosen={read.languages} problem={problem} />
      <Field
        label={t("established_on")}
        name="established_on"
        kind="date"
        value={read.established_on ?? ""}
        help={t("established_on_says")}
        problem={problem}
        optional
      />
    </>
  );
}

function DecisionsSection({ read, problem }: FieldsProps) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <>
      {(["silence_minimum_seconds", "silence_default_seconds", "urgent_period_seconds"] as const).map((name) => (
        <fieldset key={name} className="agreeing">
          <legend className="sr">{t(name)}</legend>
          <Period name={name} seconds={read[name]} problem={problem} />
          <AgreedField read={read} setting={name} problem={problem} />
        </fieldset>
      ))}
      <Field
        label={t("adopted_by")}
        name="adopted_by"
        value={read.adopted_by}
        options={["one", "both"].map((value) => ({ value, label: word("adopted-by", value) }))}
        help={t("adopted_by_says")}
        problem={problem}
      />
      <AgreedField read={read} setting="adopted_by" problem={problem} />
    </>
  );
}

interface PeriodProps {
  name: "silence_minimum_seconds" | "silence_default_seconds" | "urgent_period_seconds";
  seconds: number | null;
  problem: Problem | null;
}

/** A number and its unit; the fault of the API stands at the number. */
function Period({ name, seconds, problem }: PeriodProps) {
  const t = useStrings(strings);
  const shown = seconds === null ? null : inUnits(seconds);
  const optional = name === "urgent_period_seconds";
  return (
    <div className="period">
      <Field
        label={t(name)}
        name={name}
        kind="number"
        value={shown ? String(shown.count) : ""}
        help={optional ? t("emptyNone") : t(`${name}_says`)}
        problem={problem}
        optional={optional}
      />
      <Field
        label={t("unit")}
        name={`${name}_unit`}
        value={shown?.unit ?? "hours"}
        options={(Object.keys(UNITS) as Unit[]).map((value) => ({ value, label: t(`unit_${value}`) }))}
      />
    </div>
  );
}

function MeetingsSection({ read, problem }: FieldsProps) {
  const t = useStrings(strings);
  return (
    <>
      <Field
        label={t("meetings_per_year")}
        name="meetings_per_year"
        kind="number"
        value={String(read.meetings_per_year)}
        help={t("meetings_per_year_says")}
        problem={problem}
      />
      <AgreedField read={read} setting="meetings_per_year" problem={problem} />
    </>
  );
}

function FiguresSection({ read, problem }: FieldsProps) {
  const t = useStrings(strings);
  return (
    <>
      <Field
        label={t("small_cell_threshold")}
        name="small_cell_threshold"
        kind="number"
        value={String(read.small_cell_threshold)}
        help={t("small_cell_threshold_says")}
        problem={problem}
      />
      <AgreedField read={read} setting="small_cell_threshold" problem={problem} />
    </>
  );
}
