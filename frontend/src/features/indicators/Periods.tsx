import { useQuery } from "@tanstack/react-query";
import { api, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { moment, PLACE } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Moves } from "../../ui/Moves";
import { Loaded } from "../../ui/parts";
import { endOf, lastPeriods } from "./periods";
import { type IndicatorRead, period as one, useAnew } from "./queries";
import { strings } from "./strings";

interface Props {
  found: IndicatorRead;
  period?: string;
  close: () => void;
}

const COUNT = 6;

/** The last periods in the rhythm of this indicator: which are locked, and the lock itself. */
export function PeriodsPanel({ found, period, close }: Props) {
  const t = useStrings(strings);
  const now = new Intl.DateTimeFormat("sv-SE", { timeZone: PLACE }).format(new Date());
  const last = lastPeriods(now, found.frequency, COUNT);
  const all = [...new Set([...(period ? [period] : []), ...last])].sort((a, b) => endOf(b) - endOf(a));
  return (
    <Dialog title={t("periods")} close={close} panel>
      <p className="quiet">{t("periodsHelp")}</p>
      <ul className="periods">
        {all.map((each) => (
          <Line key={each} name={each} />
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ name }: { name: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  const anew = useAnew();
  const query = useQuery(one(net, name));
  const make = async (version: number, move: string, asked: Record<string, string>) => {
    await api.POST(
      `/api/v1/networks/{network}/periods/{period}/${move}` as never,
      {
        params: { path: { network: net, period: name }, header: { "If-Match": ifMatch(version) } },
        ...(Object.keys(asked).length > 0 ? { body: asked } : {}),
      } as never,
    );
    await anew();
  };
  return (
    <li data-period={name}>
      <Loaded query={query}>
        {(found) => {
          const title = written(found.title, spoken).text;
          return (
            <>
              <span className="grow">
                <strong>{title}</strong> {found.state === "locked" && <Icon name="lock" size={15} />}{" "}
                <span className="small">
                  {found.lock
                    ? `${t("lockedBy", { period: written(found.title, spoken).text, acronym: found.lock.acronym })}, ${moment(found.lock.locked_at, spoken)}`
                    : word("period.state", found.state)}
                </span>
                {found.reason && <span className="small under">{found.reason}</span>}
              </span>
              <Moves
                of="period"
                moves={found.moves}
                main={[]}
                warn={{ lock: t("lockWarn", { period: title }) }}
                make={(move, asked) => make(found.version, move, asked)}
              />
            </>
          );
        }}
      </Loaded>
    </li>
  );
}
