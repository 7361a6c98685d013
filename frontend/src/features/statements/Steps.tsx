import type { ReactNode } from "react";
import { useStrings } from "../../i18n";
import type { Step, StepKey, StepState } from "./rules";
import { strings } from "./strings";

/** Shape first: a filled disc with a tick, a ring with a dot, a dashed ring, a ring with a bar. */
function StepMark({ state, ended }: { state: StepState; ended: boolean }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
  return (
    <svg className="step-mark" viewBox="0 0 24 24" aria-hidden="true">
      {ended ? (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" />
          <path d="M8 12h8" {...line} />
        </>
      ) : state === "done" ? (
        <>
          <circle cx="12" cy="12" r="10" fill="currentColor" />
          <path d="M7.5 12.3 10.7 15.5 16.5 9" {...line} stroke="var(--surface)" strokeLinejoin="round" />
        </>
      ) : (
        <>
          <circle
            cx="12"
            cy="12"
            r="9"
            {...line}
            fill="var(--surface)"
            strokeDasharray={state === "now" ? undefined : "3.4 3.2"}
          />
          {state === "now" && <circle cx="12" cy="12" r="4" fill="currentColor" />}
        </>
      )}
    </svg>
  );
}

interface Props {
  road: Step[];
  /** What is known of a step: when, by whom, what it waits for. */
  about: Partial<Record<StepKey, ReactNode>>;
}

/** The road of a statement as a vertical line; each step says in words how far it is. */
export function Steps({ road, about }: Props) {
  const t = useStrings(strings);
  return (
    <ol className="road" data-testid="steps">
      {road.map(({ key, state }) => (
        <li key={key} data-step={key} data-state={state} aria-current={state === "now" ? "step" : undefined}>
          <StepMark state={state} ended={key === "withdrawn" || key === "abandoned"} />
          <div>
            <strong>{t(`step_${key}`)}</strong> <span className="small">{t(`step_${state}`)}</span>
            {about[key] && <div className="about">{about[key]}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
