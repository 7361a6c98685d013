import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useStrings } from "../../i18n";
import { ByOutput, Limit } from "./Bars";
import { totals, years } from "./budget";
import { useDrafts } from "./drafts";
import { Overview } from "./Overview";
import { Part } from "./Part";
import { EXACT, type ProposalRead, type ProposalSearch, reference, useWide } from "./queries";
import { Sums } from "./Sums";
import { strings } from "./strings";

/** Money by organisation, output, category and year: typed in cells, summed at once; the server's sums replace them. */
export function Budget({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const wide = useWide();
  const search = useSearch({ strict: false }) as ProposalSearch;
  const typing = useDrafts(found);
  const calls = useQuery(reference("calls"));
  const limit = calls.data
    ?.find((call) => call.code === found.call_code)
    ?.limits?.find((each) => each.key === "max_budget_national")?.value;
  const rates = new Map(found.punos.map((puno) => [puno.acronym, puno.indirect_bps]));
  const sums = totals(typing.shown, rates);
  const span = years(found.starts_on, found.months, typing.shown, new Date().getFullYear());
  const part = found.punos.find((puno) => puno.acronym === search.part);
  if (found.punos.length === 0) return <p className="empty">{t("needsParts")}</p>;
  return (
    <>
      <Limit sums={sums} limit={limit ? BigInt(limit) : null} />
      {wide ? (
        <>
          <Parts proposal={found} shown={part?.acronym} />
          {part ? (
            <Part key={part.acronym} proposal={found} puno={part} typing={typing} span={span} sums={sums} />
          ) : (
            <Overview proposal={found} lines={typing.shown} sums={sums} span={span} />
          )}
        </>
      ) : (
        <Sums proposal={found} sums={sums} span={span} />
      )}
      <ByOutput proposal={found} sums={sums} />
    </>
  );
}

function Parts({ proposal: found, shown }: { proposal: ProposalRead; shown: string | undefined }) {
  const t = useStrings(strings);
  return (
    <nav className="segmented parts" aria-label={t("whose")}>
      <Link to="." activeOptions={EXACT} search={{ tab: "budget" } as never} aria-current={shown ? undefined : "page"}>
        {t("allParts")}
      </Link>
      {found.punos.map((puno) => (
        <Link
          key={puno.acronym}
          to="."
          activeOptions={EXACT}
          search={{ tab: "budget", part: puno.acronym } as never}
          aria-current={shown === puno.acronym ? "page" : undefined}
        >
          {puno.acronym}
          {puno.role === "convening" && <span className="small"> {t("role_convening")}</span>}
        </Link>
      ))}
    </nav>
  );
}
