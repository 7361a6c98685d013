import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Chip, Written } from "../../ui/parts";
import type { MemberItem } from "./queries";
import { named } from "./rules";
import { strings } from "./strings";

interface Props {
  title: string;
  items: MemberItem[];
  past: boolean;
  partners?: boolean;
  open?: (item: MemberItem) => void;
}

/** One table of organisations; what may be done with one opens beside it. */
export function Composition({ title, items, past, partners, open }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const acts = open && !past && items.some((item) => item.moves.length > 0);
  return (
    <section className="stack">
      <h2>{title}</h2>
      <table className={past ? "rows composition past" : "rows composition"}>
        <thead>
          <tr>
            <th scope="col">{c("organisation")}</th>
            <th scope="col">{c("kind")}</th>
            {!partners && <th scope="col">{t("capacity")}</th>}
            <th scope="col">{t("since")}</th>
            {partners ? (
              <th scope="col">{t("persons")}</th>
            ) : (
              <>
                <th scope="col">{t("focal")}</th>
                <th scope="col">{t("alternate")}</th>
              </>
            )}
            {acts && <th scope="col">{t("acts")}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <strong>{item.acronym}</strong>{" "}
                <span className="name">
                  <Written text={item.name} />
                </span>
              </th>
              <td className="minor">{word("membership.kind", item.kind)}</td>
              {!partners && (
                <td className="full">
                  <Capacities item={item} />
                </td>
              )}
              <td className="minor day">{item.joined_on ? day(item.joined_on, spoken) : "–"}</td>
              {partners ? (
                <td className="full">{item.speakers.map((each) => each.name).join(", ") || "–"}</td>
              ) : (
                <>
                  <Names of={t("focal")} names={named(item.speakers, "focal_point")} />
                  <Names of={t("alternate")} names={named(item.speakers, "alternate")} />
                </>
              )}
              {acts && (
                <td className="full">
                  {item.moves.length > 0 && (
                    <button
                      type="button"
                      className="btn small"
                      aria-label={t("manage", { organisation: item.acronym })}
                      onClick={() => open(item)}
                    >
                      {t("open")}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** On a phone the head of the table is not there, so the word stands before the names. */
function Names({ of, names }: { of: string; names: string[] }) {
  return (
    <td className="full">
      <span className="phone-label">{of}: </span>
      {names.join(", ") || "–"}
    </td>
  );
}

/** Coordinator and secretariat as data; the co-chair is an appointment, and is named. */
function Capacities({ item }: { item: MemberItem }) {
  const word = useWord();
  const t = useStrings(strings);
  const chairs = item.speakers
    .filter((each) => each.role === "co_chair")
    .map((each) => (each.acting ? `${each.name} (${t("acting")})` : each.name));
  if (item.capacity.length + chairs.length === 0) return <span className="phone-none">–</span>;
  return (
    <span className="capacities">
      {chairs.length > 0 && (
        <Chip tone="info">
          {word("role", "co_chair")}: {chairs.join(", ")}
        </Chip>
      )}
      {item.capacity.map((each) => (
        <Chip key={each}>{word("capacity", each)}</Chip>
      ))}
    </span>
  );
}

export function Applications({ items, open }: { items: MemberItem[]; open: (item: MemberItem) => void }) {
  const t = useStrings(strings);
  const word = useWord();
  return (
    <section className="stack">
      <h2>{t("applied")}</h2>
      <p className="quiet">{t("appliedSays")}</p>
      <ul className="applications">
        {items.map((item) => (
          <li key={item.id} className="row">
            <span className="grow">
              <strong>{item.acronym}</strong> <Written text={item.name} />
              {item.source && <span className="small"> · {item.source}</span>}
            </span>
            <Chip tone="wait">{word("membership.state", item.state)}</Chip>
            {item.moves.length > 0 && (
              <button
                type="button"
                className="btn small"
                aria-label={t("manage", { organisation: item.acronym })}
                onClick={() => open(item)}
              >
                {t("open")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
