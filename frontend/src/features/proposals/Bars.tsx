import { useLanguage, useStrings } from "../../i18n";
import { number } from "../../i18n/format";
import { type Cents, type Totals, toAmount } from "./budget";
import type { ProposalRead } from "./queries";
import { strings } from "./strings";

const WIDTH = 1000;

/** Cents as people read them: whole dollars, with cents only where there are some. Blank is a dash, zero is 0. */
export function useAmount() {
  const spoken = useLanguage();
  return (cents: Cents | null | undefined): string => {
    if (cents === null || cents === undefined) return "–";
    return number(toAmount(cents), spoken, cents % 100n === 0n ? 0 : 2);
  };
}

const part = (cents: Cents, whole: Cents): number => (whole === 0n ? 0 : Number((cents * BigInt(WIDTH)) / whole));

/** What is asked for, organisation by organisation, against what the call allows. */
export function Limit({ sums, limit }: { sums: Totals; limit: Cents | null }) {
  const t = useStrings(strings);
  const amount = useAmount();
  const whole = limit !== null && limit > sums.total ? limit : sums.total;
  const over = limit !== null && sums.total > limit;
  const shares = [...sums.byPuno];
  let left = 0;
  return (
    <section className="limit" aria-label={t("requested")}>
      <div>
        <p className="quiet">{t("requested")}</p>
        <p className="big" data-testid="total">
          {amount(sums.total)}
        </p>
      </div>
      <div className="stack grow">
        <p className="row">
          <span className="grow">{limit === null ? t("noLimit") : t("limit", { amount: amount(limit) })}</span>
          {limit !== null && (
            <span className={over ? "tone-madder" : "quiet"}>
              {over
                ? t("above", { amount: amount(sums.total - limit) })
                : t("free", { amount: amount(limit - sums.total) })}
            </span>
          )}
        </p>
        <svg className="bar" viewBox={`0 0 ${WIDTH} 20`} preserveAspectRatio="none" aria-hidden="true">
          <rect className="rest" width={WIDTH} height="20" />
          {shares.map(([puno, share], at) => {
            const wide = part(share.total, whole);
            const x = left;
            left += wide;
            return <rect key={puno} className={`fill s${at % 6}`} x={x} width={Math.max(wide - 2, 0)} height="20" />;
          })}
          {over && limit !== null && <rect className="mark-limit" x={part(limit, whole)} width="3" height="20" />}
        </svg>
        <ul className="legend">
          {shares.map(([puno, share], at) => (
            <li key={puno}>
              <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                <rect className={`fill s${at % 6}`} width="12" height="12" rx="3" />
              </svg>
              {puno} <span className="num">{amount(share.total)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Direct costs by output; what has none is hatched. */
export function ByOutput({ proposal: found, sums }: { proposal: ProposalRead; sums: Totals }) {
  const t = useStrings(strings);
  const amount = useAmount();
  const unknown = [...sums.byOutput].filter(([code]) => !found.outputs.some((output) => output.code === code));
  const loose = unknown.reduce((so, [, cents]) => so + cents, 0n);
  const rows = found.outputs.map((output) => ({
    code: output.code,
    title: output.title,
    cents: sums.byOutput.get(output.code) ?? null,
  }));
  const most = [...rows.map((row) => row.cents ?? 0n), loose].reduce((so, cents) => (cents > so ? cents : so), 0n);
  if (rows.length === 0 && loose === 0n) return null;
  return (
    <section className="stack" aria-labelledby="by-output">
      <div className="row">
        <h2 id="by-output" className="grow">
          {t("byOutput")}
        </h2>
        <span className="small">{t("computed")}</span>
      </div>
      <ul className="outputs">
        {rows.map((row) => (
          <li key={row.code}>
            <span className="quiet">{row.code}</span>
            <span>{row.title}</span>
            <Bar wide={part(row.cents ?? 0n, most)} />
            <span className="num">{amount(row.cents)}</span>
          </li>
        ))}
        {unknown.length > 0 && (
          <li>
            <span />
            <span>{t("noOutput")}</span>
            <Bar wide={part(loose, most)} hatched />
            <span className="num">{amount(loose)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Bar({ wide, hatched }: { wide: number; hatched?: boolean }) {
  return (
    <svg className="bar thin" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      {hatched && (
        <defs>
          <pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="hatch" width="6" height="12" />
          </pattern>
        </defs>
      )}
      <rect className={hatched ? "loose" : "fill p5"} width={wide} height="12" />
    </svg>
  );
}
