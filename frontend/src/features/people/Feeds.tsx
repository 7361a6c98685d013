import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { useLanguage, useStrings } from "../../i18n";
import { moment, PLACE } from "../../i18n/format";
import { Dialog, Field, Form } from "../../ui/Form";
import { Loaded } from "../../ui/parts";
import { Section } from "./Account";
import { strings } from "./feeds.strings";
import { Once } from "./Once";

type Feed = Schemas["CalendarFeedRead"];
type Part = Feed["holds"][number];
const PARTS: Part[] = ["meetings", "deadlines", "actions"];
const ALARMS = ["", "0", "15", "60", "1440", "2880"] as const;
const key = ["me", "calendar-feeds"];

/** One's own calendar at a secret address: made here, read by Outlook, Google or a phone. */
export function Feeds() {
  const t = useStrings(strings);
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const query = useQuery({ queryKey: key, queryFn: () => body(api.GET("/api/v1/me/calendar-feeds")) });
  return (
    <Section title={t("feeds")}>
      <p>{t("says")}</p>
      <Loaded query={query}>
        {(list) => {
          const open = list.items.filter((each) => !each.revoked_at);
          return open.length === 0 ? (
            <p className="quiet">{t("none")}</p>
          ) : (
            <ul className="lines">
              {open.map((each) => (
                <Line key={each.id} feed={each} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {made && (
        <>
          <Once says={t("once")} text={made} />
          <HowTo address={made} />
        </>
      )}
      <div>
        <button type="button" className="btn" onClick={() => setMaking(true)}>
          {t("make")}
        </button>
      </div>
      {making && (
        <Dialog title={t("make")} close={() => setMaking(false)} panel>
          <Making
            close={() => setMaking(false)}
            done={(address) => {
              setMade(address);
              setMaking(false);
              queries.invalidateQueries({ queryKey: key });
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}

function Line({ feed }: { feed: Feed }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const read = feed.last_read_at ? t("lastRead", { at: moment(feed.last_read_at, spoken, PLACE) }) : t("neverRead");
  return (
    <li className="row">
      <span className="grow">
        <strong>{feed.name}</strong>
        <br />
        <span className="small">
          {feed.holds.map((each) => t(`part_${each}`)).join(", ")} · {read}
        </span>
      </span>
      <button type="button" className="btn small" onClick={() => setEnding(true)}>
        {t("end")} <span className="sr">{feed.name}</span>
      </button>
      {ending && (
        <Dialog title={t("endOf", { name: feed.name })} close={() => setEnding(false)}>
          <Form
            act={t("end")}
            danger
            cancel={() => setEnding(false)}
            send={() =>
              body(api.DELETE("/api/v1/me/calendar-feeds/{feed_id}", { params: { path: { feed_id: feed.id } } }))
            }
            done={() => queries.invalidateQueries({ queryKey: key })}
          >
            {() => <p>{t("endTold")}</p>}
          </Form>
        </Dialog>
      )}
    </li>
  );
}

function Making({ close, done }: { close: () => void; done: (address: string) => void }) {
  const t = useStrings(strings);
  const [holds, setHolds] = useState<Part[]>(PARTS);
  const toggle = (part: Part) =>
    setHolds(holds.includes(part) ? holds.filter((each) => each !== part) : [...holds, part]);
  return (
    <Form
      act={t("make")}
      cancel={close}
      send={(values) =>
        body(
          api.POST("/api/v1/me/calendar-feeds", {
            body: {
              name: values.name ?? "",
              holds: PARTS.filter((each) => holds.includes(each)),
              alarm_minutes: values.alarm ? Number(values.alarm) : null,
            },
          }),
        )
      }
      done={(answer) => done((answer as Schemas["CalendarFeedCreated"]).address)}
    >
      {(problem) => (
        <>
          <Field label={t("name")} name="name" max={80} help={t("nameHelp")} problem={problem} />
          <fieldset>
            <legend className="legend">{t("holds")}</legend>
            {PARTS.map((each) => (
              <label key={each} className="row">
                <input type="checkbox" checked={holds.includes(each)} onChange={() => toggle(each)} />
                <span className="grow">{t(`part_${each}`)}</span>
              </label>
            ))}
            {problem?.at("/holds") && <p className="tone-madder">{problem.at("/holds")}</p>}
          </fieldset>
          <Field
            label={t("alarm")}
            name="alarm"
            optional
            pointer="/alarm_minutes"
            options={ALARMS.map((each) => ({ value: each, label: t(`alarm_${each || "none"}`) }))}
            help={t("alarmHelp")}
            problem={problem}
          />
        </>
      )}
    </Form>
  );
}

/** Where the address goes, by the program that people have. */
function HowTo({ address }: { address: string }) {
  const t = useStrings(strings);
  return (
    <div className="stack">
      <p>
        <a className="btn" href={address.replace(/^https?:/, "webcal:")}>
          {t("subscribe")}
        </a>
      </p>
      <dl className="kv">
        {(["outlook", "google", "phone"] as const).map((each) => (
          <div key={each} className="kv-row">
            <dt>{t(`in_${each}`)}</dt>
            <dd>{t(`how_${each}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="small">{t("twice")}</p>
    </div>
  );
}
