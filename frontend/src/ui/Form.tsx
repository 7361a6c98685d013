import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { asProblem, type Problem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { ProblemNote } from "./Problem";

export { Dialog } from "./Dialog";

export type Values = Record<string, string>;

interface FieldProps {
  label: string;
  name: string;
  problem?: Problem | null;
  /** Where the API places its fault; `/name` unless said. */
  pointer?: string;
  help?: string;
  kind?: "text" | "prose" | "email" | "password" | "date" | "datetime-local" | "number" | "url";
  options?: { value: string; label: string }[];
  value?: string;
  optional?: boolean;
  max?: number;
  autoComplete?: string;
  lang?: string;
  /** A choice on which other fields depend. */
  chosen?: string;
  choose?: (value: string) => void;
  /** The field appears because of an act: the focus goes to it. */
  focus?: boolean;
}

/** A label above, help under it, the server's fault in words under the control. */
export function Field({
  label,
  name,
  problem,
  pointer,
  help,
  kind = "text",
  options,
  value,
  optional,
  max,
  focus,
  chosen,
  choose,
  ...rest
}: FieldProps) {
  const id = useId();
  const point = pointer ?? `/${name}`;
  useEffect(() => {
    if (focus) document.getElementById(id)?.focus();
  }, [focus, id]);
  const t = useStrings(common);
  const fault = problem?.at(point);
  const shared = {
    id,
    name,
    "data-pointer": point,
    required: !optional,
    defaultValue: value ?? "",
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": fault || help ? `${id}-more` : undefined,
    maxLength: max ?? (kind === "prose" ? 20_000 : 300),
    ...rest,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="small">{t("optional")}</span>}
      </label>
      {options ? (
        <select
          {...{ ...shared, maxLength: undefined }}
          {...(choose
            ? { value: chosen, defaultValue: undefined, onChange: (event) => choose(event.target.value) }
            : {})}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : kind === "prose" ? (
        <textarea {...shared} />
      ) : (
        <input type={kind} {...shared} step={kind === "datetime-local" ? "any" : undefined} />
      )}
      {(fault || help) && (
        <div id={`${id}-more`}>
          {fault && <div className="error">{fault}</div>}
          {help && <div className="help">{help}</div>}
        </div>
      )}
    </div>
  );
}

interface FormProps {
  act: string;
  send: (values: Values) => Promise<unknown>;
  done?: (answer: unknown) => void;
  cancel?: () => void;
  danger?: boolean;
  /** A name under which what is typed stays on this device until it is sent. */
  keep?: string;
  children: (problem: Problem | null) => ReactNode;
}

const valuesOf = (form: HTMLFormElement): Values =>
  Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value)]));

/** Drafts stay on the device; passwords never do. */
function useDraft(form: RefObject<HTMLFormElement | null>, keep?: string) {
  const key = `unmn.draft.${keep}`;
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const kept = keep && localStorage.getItem(key);
    if (!kept || !form.current) return;
    const values = Object.entries(JSON.parse(kept) as Values);
    const fill = (radios: boolean) => {
      for (const [name, value] of values) {
        const control = form.current?.elements.namedItem(name);
        if (control instanceof RadioNodeList) {
          for (const each of control as Iterable<HTMLInputElement>) if (radios && each.value === value) each.click();
        } else if (control instanceof HTMLInputElement && control.type === "radio") {
          if (radios && control.value === value) control.click();
        } else if (!radios && control && "value" in control) control.value = value;
      }
    };
    fill(true);
    setTimeout(() => fill(false)); // fields that a choice has opened are there now
    setRestored(true);
  }, [form, keep, key]);
  return {
    restored,
    store: () => keep && form.current && localStorage.setItem(key, JSON.stringify(valuesOf(form.current))),
    drop: () => localStorage.removeItem(key),
  };
}

/** Faults that stand at a field of the form, as links to it. */
const faultsOf = (form: HTMLFormElement, problem: Problem) =>
  (problem.body.errors ?? []).map((error) => {
    const control = form.querySelector<HTMLInputElement>(`[data-pointer="${CSS.escape(error.pointer)}"]`);
    return { ...error, id: control?.id, label: control?.labels?.[0]?.firstChild?.textContent };
  });

/** Sends once, keeps what was typed when it is refused, and moves the focus to what is wrong. */
export function Form({ act, send, done, cancel, danger, keep, children }: FormProps) {
  const t = useStrings(common);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [faults, setFaults] = useState<ReturnType<typeof faultsOf>>([]);
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, keep);
  useEffect(() => {
    if (!problem || !form.current) return;
    setFaults(faultsOf(form.current, problem));
    form.current.querySelector<HTMLElement>('[aria-invalid="true"], .problem')?.focus();
  }, [problem]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const values = valuesOf(event.currentTarget);
    setSaving(true);
    setProblem(null);
    try {
      const answer = await send(values);
      draft.drop();
      done?.(answer);
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: t("failed"), detail: t("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form ref={form} onSubmit={submit} onInput={draft.store}>
      {draft.restored && <p className="small">{t("restored")}</p>}
      {children(problem)}
      {problem && <ProblemNote problem={problem} faults={faults} />}
      <div className="acts">
        {cancel && (
          <button type="button" className="btn" onClick={cancel}>
            {t("cancel")}
          </button>
        )}
        <button type="submit" className={danger ? "btn danger" : "btn main"} disabled={saving}>
          {act}
        </button>
      </div>
    </form>
  );
}
