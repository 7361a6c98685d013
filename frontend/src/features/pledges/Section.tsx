import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { organisations } from "../members/queries";
import { type Answers, answerOf, asked, BESIDE, several, wanted } from "./answers";
import type { FieldRead, PledgeRead, SectionRead } from "./queries";
import { strings } from "./strings";

interface Props {
  section: SectionRead;
  pledge: PledgeRead;
  keep: (answer: PledgeRead) => void;
  close: () => void;
}

/** One section of the form, drawn from its data. */
export function Section({ section, pledge: found, keep, close }: Props) {
  const c = useStrings(common);
  const net = useNet();
  const [lists, setLists] = useState<Record<string, string[]>>(() =>
    Object.fromEntries(
      section.fields
        .filter(several)
        .map((field) => [field.key, ((found.answers[field.key] as unknown[] | undefined) ?? []).map(String)]),
    ),
  );
  const [chosen, choose] = useState<Answers>(found.answers);
  const send = (values: Values) => {
    const answers: Answers = {};
    for (const field of section.fields.filter((each) => !BESIDE.includes(each.key))) {
      answers[field.key] = answerOf(field, several(field) ? (lists[field.key] ?? []) : (values[field.key] ?? ""));
    }
    const has = (key: string) => section.fields.some((field) => field.key === key);
    return body(
      api.PATCH("/api/v1/networks/{network}/pledges/{pledge_id}", {
        params: { path: { network: net, pledge_id: found.id }, header: { "If-Match": ifMatch(found.version) } },
        body: {
          answers,
          ...(has("title") ? { title: values.title } : {}),
          ...(has("contact") ? { contact: values.contact || null } : {}),
          ...("decision_id" in values ? { decision_id: values.decision_id || null } : {}),
        },
      } as never),
    );
  };
  const shown = section.fields.filter((field) => field.key !== "pledging_entity" && asked(field, chosen));
  return (
    <Dialog title={section.title} close={close} panel>
      <Form act={c("save")} cancel={close} send={send} done={(answer) => keep(answer as PledgeRead)}>
        {(problem) => (
          <>
            {shown.map((field) => (
              <Question
                key={field.key}
                field={field}
                pledge={found}
                must={wanted(field, chosen)}
                problem={problem}
                list={lists[field.key] ?? []}
                setList={(next) => setLists({ ...lists, [field.key]: next })}
                chosen={String(chosen[field.key] ?? "")}
                choose={(value) => choose({ ...chosen, [field.key]: value })}
              />
            ))}
            {section.section === "II" && <Decision pledge={found} problem={problem} />}
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** A pledge in the name of the network names the decision that it rests on. */
function Decision({ pledge: found, problem }: { pledge: PledgeRead; problem: Problem | null }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const query = useQuery({
    queryKey: [net, "decisions", "to name"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/decisions", { params: { path: { network: net }, query: { limit: 200 } } }),
      ),
  });
  if (!query.data) return null;
  const options = query.data.items.map((each) => ({
    value: each.id,
    label: `${each.number} ${written(each.title, spoken).text}`,
  }));
  return (
    <Field
      label={t("decision")}
      name="decision_id"
      help={t("decisionHelp")}
      options={[{ value: "", label: "–" }, ...options]}
      value={found.decision?.id ?? ""}
      problem={problem}
      optional
    />
  );
}

interface QuestionProps {
  field: FieldRead;
  pledge: PledgeRead;
  must: boolean;
  problem: Problem | null;
  list: string[];
  setList: (next: string[]) => void;
  chosen: string;
  choose: (value: string) => void;
}

/** One question, by its type. */
function Question({ field, pledge: found, must, problem, list, setList, chosen, choose }: QuestionProps) {
  const t = useStrings(strings);
  const own = field.key === "title" || field.key === "contact";
  const value =
    field.key === "title"
      ? found.title
      : field.key === "contact"
        ? (found.contact ?? "")
        : field.type === "money"
          ? String((found.answers[field.key] as { amount?: string } | undefined)?.amount ?? "")
          : String(found.answers[field.key] ?? "");
  const shared = {
    label: field.label,
    name: field.key,
    pointer: own ? `/${field.key}` : `/answers/${field.key}`,
    help: field.type === "money" ? t("amountHelp") : field.help,
    problem,
    optional: !must,
  };
  if (field.type === "objective") {
    const all = Array.from({ length: 23 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }));
    return <Ticks field={field} all={all} many list={list} setList={setList} problem={problem} />;
  }
  if (field.type === "organisation")
    return <Organisations field={field} list={list} setList={setList} problem={problem} />;
  if (field.choices.length > 30)
    return <Picked field={field} all={field.choices} list={list} setList={setList} problem={problem} />;
  if (several(field))
    return <Ticks field={field} all={field.choices} list={list} setList={setList} problem={problem} />;
  if (field.type === "choice") {
    const options = [{ value: "", label: "–" }, ...field.choices];
    return <Field {...shared} optional options={options} chosen={chosen} choose={choose} />;
  }
  const limit = field.limit as { min?: number; max?: number } | null;
  if (field.type === "rich_text") {
    return (
      <div onInput={(event) => choose((event.target as HTMLTextAreaElement).value)}>
        <Field {...shared} optional kind="prose" value={value} />
        <p className="small" role="status">
          {t("letters", { count: (chosen || value).length, least: limit?.min ?? 0, most: limit?.max ?? 0 })}
        </p>
      </div>
    );
  }
  // a draft may be saved with gaps: only its name cannot be empty
  return (
    <Field
      {...shared}
      optional={field.key !== "title"}
      kind={field.type === "date" ? "date" : "text"}
      value={value}
      max={limit?.max}
    />
  );
}

interface ListProps {
  field: FieldRead;
  all: { value: string; label: string }[];
  list: string[];
  setList: (next: string[]) => void;
  problem: Problem | null;
  many?: boolean;
}

function Fault({ field, problem }: { field: FieldRead; problem: Problem | null }) {
  const fault = problem?.at(`/answers/${field.key}`);
  return fault ? <div className="error">{fault}</div> : null;
}

function Ticks({ field, all, list, setList, problem, many }: ListProps) {
  return (
    <fieldset>
      <legend className="legend">{field.label}</legend>
      <p className="help">{field.help}</p>
      <div className={many ? "ticks many" : "ticks"}>
        {all.map(({ value, label }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={list.includes(value)}
              onChange={(event) =>
                setList(event.target.checked ? [...list, value] : list.filter((each) => each !== value))
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <Fault field={field} problem={problem} />
    </fieldset>
  );
}

/** Out of many: chosen by typing, each taken back by its button. */
function Picked({ field, all, list, setList, problem }: ListProps) {
  const c = useStrings(common);
  const id = useId();
  const [typed, type] = useState("");
  const named = (value: string) => all.find((each) => each.value === value)?.label ?? value;
  const add = () => {
    const word = typed.trim().toLocaleLowerCase();
    const one = all.find((each) => each.label.toLocaleLowerCase() === word || each.value.toLocaleLowerCase() === word);
    if (!one) return;
    if (!list.includes(one.value)) setList([...list, one.value]);
    type("");
  };
  return (
    <fieldset>
      <legend className="legend">{field.label}</legend>
      <div className="targets">
        {list.map((value) => (
          <button
            key={value}
            type="button"
            className="btn small"
            aria-label={`${c("remove")} ${named(value)}`}
            onClick={() => setList(list.filter((each) => each !== value))}
          >
            {named(value)} <span aria-hidden="true">×</span>
          </button>
        ))}
      </div>
      <div className="field">
        <label htmlFor={id}>
          {c("add")} <span className="small">{c("optional")}</span>
        </label>
        <div className="row">
          <input
            id={id}
            className="grow"
            list={`${id}-all`}
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <button type="button" className="btn" onClick={add}>
            {c("add")}
          </button>
        </div>
        <datalist id={`${id}-all`}>
          {all.map((each) => (
            <option key={each.value} value={each.label} />
          ))}
        </datalist>
        <div className="help">{field.help}</div>
      </div>
      <Fault field={field} problem={problem} />
    </fieldset>
  );
}

function Organisations(props: Omit<ListProps, "all">) {
  const spoken = useLanguage();
  const every = useQuery(organisations);
  const all = (every.data ?? []).map((each) => ({
    value: each.id,
    label: `${each.acronym} – ${written(each.name, spoken).text}`,
  }));
  return <Picked {...props} all={all} />;
}
