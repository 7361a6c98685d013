import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { asProblem, type Problem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { ProblemNote } from "./parts";

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
  ...rest
}: FieldProps) {
  const id = useId();
  const t = useStrings(common);
  const fault = problem?.at(pointer ?? `/${name}`);
  const shared = {
    id,
    name,
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
        <select {...{ ...shared, maxLength: undefined }}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : kind === "prose" ? (
        <textarea {...shared} />
      ) : (
        <input type={kind} {...shared} />
      )}
      {(fault || help) && (
        <div id={`${id}-more`} className={fault ? "error" : "help"}>
          {fault ?? help}
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
  children: (problem: Problem | null) => ReactNode;
}

/** Sends once, keeps what was typed when it is refused, and moves the focus to what is wrong. */
export function Form({ act, send, done, cancel, danger, children }: FormProps) {
  const t = useStrings(common);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .problem')?.focus?.();
  }, [problem]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)]),
    );
    setSaving(true);
    setProblem(null);
    try {
      done?.(await send(values));
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: t("failed"), detail: t("failedDetail") }));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form ref={form} onSubmit={submit}>
      {children(problem)}
      {problem && <ProblemNote problem={problem} />}
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

interface DialogProps {
  title: string;
  panel?: boolean;
  close: () => void;
  children: ReactNode;
}

/** A native modal: the browser keeps the focus inside and Esc closes it. */
export function Dialog({ title, panel, close, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} className={panel ? "panel" : undefined} aria-labelledby={id} onCancel={close} onClose={close}>
      <div className="inner">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
