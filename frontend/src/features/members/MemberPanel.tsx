import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day, PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Moves } from "../../ui/Moves";
import { Loaded, Written } from "../../ui/parts";
import { admissions, type MemberItem, type MemberRead, member } from "./queries";
import { todayAt } from "./rules";
import { strings } from "./strings";

const CAPACITIES = ["coordinator", "secretariat"] as const;

interface Props {
  item: MemberItem;
  mayRecord: boolean;
  close: () => void;
}

/** One organisation's place in the network, and what can be done with it. */
export function MemberPanel({ item, mayRecord, close }: Props) {
  const net = useNet();
  const query = useQuery(member(net, item.id));
  return (
    <Dialog title={item.acronym} close={close} panel>
      <Loaded query={query}>{(found) => <Opened found={found} mayRecord={mayRecord} close={close} />}</Loaded>
    </Dialog>
  );
}

function Opened({ found, mayRecord, close }: { found: MemberRead; mayRecord: boolean; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const admits = found.moves.some((move) => move.move === "admit");
  const decisions = useQuery({ ...admissions(net), enabled: admits });
  const today = todayAt(PLACE);
  const make = async (move: string, values: Values) => {
    const path = `/api/v1/networks/{network}/members/{membership_id}/${move}`;
    await body(
      api.POST(
        path as "/api/v1/networks/{network}/members/{membership_id}/leave",
        {
          params: {
            path: { network: net, membership_id: found.id },
            header: { "If-Match": ifMatch(found.version) },
          },
          body: values as never,
        } as never,
      ),
    );
    queries.invalidateQueries({ queryKey: [net] });
    close();
  };
  return (
    <div className="stack">
      <p>
        <Written text={found.name} />
      </p>
      <dl className="kv">
        <dt>{c("kind")}</dt>
        <dd>{word("membership.kind", found.kind)}</dd>
        <dt>{c("state")}</dt>
        <dd>{word("membership.state", found.state)}</dd>
        <dt>{t("since")}</dt>
        <dd>{found.joined_on ? day(found.joined_on, spoken) : "–"}</dd>
        <dt>{t("source")}</dt>
        <dd>{found.source ?? "–"}</dd>
      </dl>
      {admits && decisions.data?.length === 0 && <p className="needs">{t("noDecision")}</p>}
      <Moves
        of="membership"
        moves={found.moves}
        main={["admit"]}
        warn={{ leave: t("warnLeave"), admit: t("warnAdmit") }}
        asks={{
          left_on: { label: t("leftOn"), kind: "date", value: today },
          joined_on: { label: t("joinedOn"), kind: "date", value: today },
          decision_id: {
            label: t("decision"),
            options: (decisions.data ?? []).map((each) => ({
              value: each.id,
              label: `${each.number} ${written(each.title, spoken).text}`,
            })),
          },
          reason: { label: c("reason"), kind: "prose" },
        }}
        make={make}
      />
      {mayRecord && found.state === "member" && <Correct found={found} close={close} />}
    </div>
  );
}

/** Capacities and the source on record. */
function Correct({ found, close }: { found: MemberRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const [capacity, setCapacity] = useState<string[]>(found.capacity);
  return (
    <Form
      act={c("save")}
      send={(values) =>
        body(
          api.PATCH("/api/v1/networks/{network}/members/{membership_id}", {
            params: {
              path: { network: net, membership_id: found.id },
              header: { "If-Match": ifMatch(found.version) },
            },
            body: { capacity, source: values.source || null },
          } as never),
        )
      }
      done={() => {
        queries.invalidateQueries({ queryKey: [net] });
        close();
      }}
    >
      {(problem) => (
        <>
          {found.kind === "member" && (
            <fieldset>
              <legend className="legend">{t("capacity")}</legend>
              {CAPACITIES.map((each) => (
                <label key={each} className="tick">
                  <input
                    type="checkbox"
                    checked={capacity.includes(each)}
                    onChange={(event) =>
                      setCapacity(event.target.checked ? [...capacity, each] : capacity.filter((one) => one !== each))
                    }
                  />
                  <span>{word("capacity", each)}</span>
                </label>
              ))}
            </fieldset>
          )}
          <Field
            label={t("source")}
            name="source"
            value={found.source ?? ""}
            help={t("sourceHelp")}
            problem={problem}
            optional
          />
        </>
      )}
    </Form>
  );
}
