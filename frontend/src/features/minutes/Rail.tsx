import { Link } from "@tanstack/react-router";
import { api, body, ifMatch } from "../../api/client";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings } from "../../i18n";
import { day, moment } from "../../i18n/format";
import { Icon } from "../../ui/Icon";
import { inline } from "../../ui/Markdown";
import { Press } from "../../ui/Press";
import { Left, Moment, useNow } from "../../ui/parts";
import { type MinutesRead, paperOf, proofOf, useKeep } from "./queries";
import { strings } from "./strings";

type Props = { found: MinutesRead };

/** What stands beside the text: the lock and its corrigenda, the window, who has answered, the papers. */
export function Rail({ found }: Props) {
  return (
    <aside className="minutes-rail">
      {found.adopted_at && <Locked found={found} />}
      {found.corrigenda.length > 0 && <Corrigenda found={found} />}
      {found.circulation_count > 0 && <Window found={found} />}
      {found.text_version !== null && <Papers found={found} />}
    </aside>
  );
}

function Locked({ found }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  if (!found.adopted_at || !found.sha256) return null;
  return (
    <section className="locked">
      <h2>
        <Icon name="lock" size={18} />{" "}
        {t(found.adoption === "meeting" ? "adoptedMeeting" : "adoptedSilence", {
          at: moment(found.adopted_at, spoken),
        })}
      </h2>
      {found.adopted_item && (
        <p>
          <Link to={links.meeting(net, found.adopted_item.meeting_id)}>{found.adopted_item.meeting_number}</Link>
        </p>
      )}
      {found.adopted_by && <p className="small">{t("recordedBy", { by: found.adopted_by })}</p>}
      <p className="small">{t("hash")}</p>
      <code className="hash" data-testid="hash">
        {found.sha256}
      </code>
      <p className="small">{t("hashSays")}</p>
      <a href={proofOf(net, found.meeting.id)} download={`${found.number.replaceAll("/", "-")}-proof.json`}>
        {t("proof")}
      </a>
    </section>
  );
}

/** Numbered, dated, for ever beside the text that they correct. */
function Corrigenda({ found }: Props) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const numbers = new Map(
    found.parts.flatMap((part) => part.paragraphs.map((each) => [each.id, each.number ?? part.number] as const)),
  );
  return (
    <section>
      <h2>{t("corrigenda")}</h2>
      <ol className="corrigenda">
        {found.corrigenda.map((each) => (
          <li key={each.id} id={`corrigendum-${each.number}`}>
            <p>
              <strong>{t("corrigendum", { number: each.number })}</strong>{" "}
              <span className="small">
                {each.paragraph_id && numbers.has(each.paragraph_id)
                  ? `${t("onParagraph", { number: numbers.get(each.paragraph_id) })} · `
                  : ""}
                {day(each.created_at, spoken)} · {each.by}
              </span>
            </p>
            <p className="words" lang={found.language ?? undefined}>
              {inline(each.text)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Until when it can be commented on, and who of those who attended has said what. */
function Window({ found }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const now = useNow(found.server_time);
  const { keep } = useKeep(found.meeting.id);
  const ends = found.window_ends_at;
  const running = found.state === "circulated" && ends !== null && new Date(ends).getTime() > now;
  const unseen = found.may.includes("see")
    ? found.attended.filter((each) => found.comments_for.includes(each.acronym) && !each.seen_at)
    : [];
  const see = (organisation_id: string) => async () =>
    keep(
      await body(
        api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/minutes/seen", {
          params: {
            path: { network: net, meeting_id: found.meeting.id },
            header: { "If-Match": ifMatch(found.version) },
          },
          body: { organisation_id },
        }),
      ),
    );
  return (
    <section>
      <h2>{t("window")}</h2>
      {running && ends ? (
        <p>
          {t("windowEnds")} <Moment at={ends} />
          <br />
          <span className="tone-ochre">
            <Icon name="wait" size={16} /> <Left until={ends} now={now} />
          </span>
        </p>
      ) : (
        found.state !== "adopted" && <p>{t("windowOver")}</p>
      )}
      {unseen.map((each) => (
        <Press key={each.organisation_id} className="btn" act={see(each.organisation_id)}>
          <Icon name="tick" size={18} /> {t("seeFor", { organisation: each.acronym })}
        </Press>
      ))}
      <h3>{t("attended")}</h3>
      <ul className="attended">
        {found.attended.map((each) => (
          <li key={each.organisation_id} data-attended={each.acronym}>
            <strong>{each.acronym}</strong>
            <Answered {...each} over={!running} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answered({ objects, comment_count, seen_at, over }: MinutesRead["attended"][number] & { over: boolean }) {
  const t = useStrings(strings);
  if (objects)
    return (
      <span className="tone-madder">
        <Icon name="blocker" size={16} /> {t("has_objects")}
      </span>
    );
  if (comment_count > 0) return <span className="tone-petrol">{t("has_said", { count: comment_count })}</span>;
  if (seen_at)
    return (
      <span className="tone-green">
        <Icon name="tick" size={16} /> {t("has_seen")}
      </span>
    );
  return <span className="quiet">{t(over ? "has_silent" : "has_nothing")}</span>;
}

/** As PDF and as Word, in each language; the authoritative one first. */
function Papers({ found }: Props) {
  const t = useStrings(strings);
  const net = useNet();
  const order = [...LANGUAGES].sort((one, other) => Number(other === found.language) - Number(one === found.language));
  return (
    <section className="no-print">
      <h2>{t("papers")}</h2>
      <ul className="papers" data-testid="papers">
        {order.map((each) => (
          <li key={each}>
            <span lang={each}>{NAMES[each]}</span>
            {(["pdf", "docx"] as const).map((format) => (
              <a key={format} href={paperOf(net, found.meeting.id, format, each)} download>
                {format.toUpperCase()}
                <span className="sr" lang={each}>
                  {" "}
                  {NAMES[each]}
                </span>
              </a>
            ))}
            {each === found.language && <span className="small">{t("authoritative")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
