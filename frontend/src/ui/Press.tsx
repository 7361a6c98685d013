import { type ReactNode, useState } from "react";
import { asProblem, type Problem } from "../api/problems";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { ProblemNote } from "./parts";

interface Props {
  className?: string;
  /** What it is called where its words alone would not tell. */
  name?: string;
  act: () => Promise<unknown>;
  children: ReactNode;
}

/** An act in one press. It is sent once; what the server refuses is told beside it. */
export function Press({ className = "btn", name, act, children }: Props) {
  const c = useStrings(common);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const press = async () => {
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      await act();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={name}
        aria-disabled={sending || undefined}
        onClick={press}
      >
        {children}
      </button>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
