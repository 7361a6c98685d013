/** Nine marks of a position: shape first, colour third. The word stands beside it, so the drawing is hidden from readers. */
export type Mark =
  | "support"
  | "no_objection"
  | "reservation"
  | "disassociate"
  | "objection"
  | "ad_referendum"
  | "recused"
  | "not_answered"
  | "not_delivered";

export const TONE: Record<Mark, string> = {
  support: "green",
  no_objection: "petrol",
  reservation: "ochre",
  disassociate: "violet",
  objection: "madder",
  ad_referendum: "steel",
  recused: "grey",
  not_answered: "grey",
  not_delivered: "madder",
};

export function MarkShape({ mark }: { mark: Mark }) {
  const line = {
    fill: "none",
    stroke: "currentColor",
    strokeWidth: 2,
    strokeLinecap: "round",
    strokeLinejoin: "round",
  } as const;
  const paper = { ...line, stroke: "var(--surface)" };
  switch (mark) {
    case "support":
      return (
        <>
          <circle cx="12" cy="12" r="10" fill="currentColor" />
          <path d="M7.5 12.3 10.7 15.5 16.5 9" {...paper} />
        </>
      );
    case "no_objection":
      return (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" />
          <path d="M8 12.3 10.8 15 16 9.2" {...line} />
        </>
      );
    case "reservation":
      return (
        <>
          <path d="M12 1.5 22.5 12 12 22.5 1.5 12z" fill="currentColor" />
          <path d="M12 7v6M12 16.4v.1" {...paper} strokeWidth={2.4} />
        </>
      );
    case "disassociate":
      return (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" />
          <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />
        </>
      );
    case "objection":
      return (
        <>
          <path d="M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8z" fill="currentColor" />
          <path d="M7.5 12h9" {...paper} strokeWidth={2.6} />
        </>
      );
    case "ad_referendum":
      return (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" />
          <path d="M12 7v5.2l3.4 2" {...line} />
        </>
      );
    case "recused":
      return (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" />
          <path d="M8 12h8" {...line} />
        </>
      );
    case "not_delivered":
      return (
        <>
          <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" strokeDasharray="3.4 3.2" />
          <path d="M9 9l6 6M15 9l-6 6" {...line} />
        </>
      );
    default:
      return <circle cx="12" cy="12" r="9" {...line} fill="var(--surface)" strokeDasharray="3.4 3.2" />;
  }
}

export function PositionMark({ mark }: { mark: Mark }) {
  return (
    <svg className={`mark tone-${TONE[mark]}`} viewBox="0 0 24 24" aria-hidden="true">
      <MarkShape mark={mark} />
    </svg>
  );
}
