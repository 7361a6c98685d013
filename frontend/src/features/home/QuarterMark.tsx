/** Held: filled with a tick; convened: a ring with a dot; to come: dashed; missed: a gap that warns. */
export function QuarterMark({ state }: { state: "held" | "convened" | "open" | "missed" | "before" }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round" } as const;
  return (
    <svg className="quarter" viewBox="0 0 24 24" aria-hidden="true">
      {state === "held" && (
        <>
          <circle cx="12" cy="12" r="11" fill="currentColor" />
          <path d="M7.5 12.3 10.7 15.5 16.5 9" {...line} stroke="var(--surface)" />
        </>
      )}
      {state === "convened" && (
        <>
          <circle cx="12" cy="12" r="10" {...line} fill="var(--surface)" />
          <circle cx="12" cy="12" r="4" fill="currentColor" />
        </>
      )}
      {state === "open" && (
        <circle cx="12" cy="12" r="10" {...line} fill="var(--surface)" strokeDasharray="3.4 3.2" strokeLinecap="butt" />
      )}
      {state === "missed" && (
        <>
          <circle cx="12" cy="12" r="10" {...line} fill="var(--surface)" strokeDasharray="20 11" />
          <path d="M12 7.5v5M12 16.2v.1" {...line} strokeWidth={2.4} />
        </>
      )}
      {state === "before" && <path d="M8 12h8" {...line} />}
    </svg>
  );
}
