import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Moves } from "../../ui/Moves";
import { Loaded, Written } from "../../ui/parts";
import { type AssessmentItem, waiting } from "./queries";
import { halfYear } from "./rules";
import { strings } from "./strings";

/** What waits for the secretariat, the oldest first: read and decided where it stands. */
export function Waiting() {
  const t = useStrings(strings);
  const query = useQuery(waiting(useNet()));
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="empty">{t("noneWaits")}</p>
        ) : (
          <div>
            {items.map((item) => (
              <One key={item.id} item={item} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function One({ item }: { item: AssessmentItem }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const period = halfYear(item.period, spoken);
  const facts = { organisation: item.acronym, period };
  const make = async (move: string, values: Record<string, string>) => {
    const where = `/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/${move}`;
    await body(
      api.POST(
        where as "/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}/return",
        {
          params: {
            path: { network: net, number: item.number, assessment_id: item.id },
            header: { "If-Match": ifMatch(item.version) },
          },
          body: ("reason" in values ? values : undefined) as never,
        } as never,
      ),
    );
    queries.invalidateQueries({ queryKey: [net] });
  };
  return (
    <article className="assessment" aria-label={`${item.number}, ${item.acronym}, ${period}`}>
      <div className="row">
        <h2 className="as-item">
          <Link to={links.objective(net, item.number)} search={{ period: item.period } as never}>
            {item.number}. <Written text={item.label} />
          </Link>
        </h2>
        <span className="small">
          {item.acronym} · {period} · {item.submitted_at && day(item.submitted_at, spoken)}
        </span>
      </div>
      <p>
        <strong>{word("objective.rating", item.rating)}</strong>
      </p>
      {item.narrative && <p className="said">{item.narrative}</p>}
      {item.evidence.length + item.attachments.length > 0 && (
        <ul className="evidence-list">
          {item.evidence.map((link) => (
            <li key={link.url}>
              <a href={link.url} target="_blank" rel="noreferrer">
                {link.title}
                <span className="sr"> {t("opensElsewhere")}</span>
              </a>
            </li>
          ))}
          {item.attachments.map((file) => (
            <li key={file.id}>
              <a
                href={`/api/v1/networks/${net}/objectives/${item.number}/assessments/${item.id}/attachments/${file.id}`}
                download={file.name}
              >
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Moves
        of="assessment"
        moves={item.moves.map((move) => ({ move, asks: move === "return" ? ["reason"] : [], refused: null }))}
        main={["approve"]}
        warn={{ approve: t("warnApprove", facts), return: t("warnReturn", facts) }}
        make={make}
      />
    </article>
  );
}
