import { useQuery } from "@tanstack/react-query";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { type Language, useLanguage, useStrings, written } from "../../i18n";
import { told } from "./numbers";
import type { FigureRead, IndicatorItem } from "./queries";
import { strings } from "./strings";

type Told = Pick<IndicatorItem, "kind" | "decimals" | "per">;

/** Whether a per cent sign tells its unit. */
export const inPercent = ({ kind, per }: Pick<Told, "kind" | "per">): boolean => kind === "percentage" && per === 100;

/** An exact value with its decimals: 62.4%, 1 684, 12,5. */
export function say(exact: string | null | undefined, found: Told, spoken: Language): string {
  const text = told(exact, spoken, found.decimals);
  if (text === "–" || !inPercent(found)) return text;
  return spoken === "en" ? `${text}%` : `${text}\u00a0%`;
}

export function useSay(found: Told): (exact: string | null | undefined) => string {
  const spoken = useLanguage();
  return (exact) => say(exact, found, spoken);
}

/** What stands where a number is not shown: the sign of a small cell, or of one that would give it away. */
export function useSign(): (suppressed: FigureRead["suppressed"]) => string | undefined {
  const net = useNet();
  const threshold = useQuery(network(net)).data?.small_cell_threshold ?? 5;
  return (suppressed) => {
    if (suppressed === "small") return `<${threshold}`;
    return suppressed === "complementary" ? "c" : undefined;
  };
}

interface FigureProps {
  figure: FigureRead | null | undefined;
  of: Told;
  /** Numerator and denominator stand under it. */
  pair?: boolean;
}

/** One figure: its number, a dash where nobody reported, or a hatched sign where it is not shown. */
export function Figure({ figure, of, pair }: FigureProps) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const sign = useSign();
  if (!figure) return <>–</>;
  const hidden = sign(figure.suppressed);
  if (hidden) return <Hidden sign={hidden} />;
  return (
    <>
      {say(figure.value, of, spoken)}
      {pair && figure.numerator !== null && (
        <span className="small pair">
          {t("ofPair", { numerator: told(figure.numerator, spoken), denominator: told(figure.denominator, spoken) })}
        </span>
      )}
    </>
  );
}

export function Hidden({ sign }: { sign: string }) {
  const t = useStrings(strings);
  return (
    <span className="hidden-figure">
      {sign}
      <span className="sr"> ({t("notShown")})</span>
    </span>
  );
}

export const useTitle = (): ((found: Pick<IndicatorItem, "title">) => string) => {
  const spoken = useLanguage();
  return ({ title }) => written(title, spoken).text;
};
