import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { money } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Icon } from "../../ui/Icon";
import { Loaded, Written } from "../../ui/parts";
import { Bar, Bars, PriorityMark, RatingWord } from "./Marks";
import { type ObjectiveItem, thematicAreas } from "./queries";
import { halfYear, OLD, type Priority } from "./rules";
import { strings } from "./strings";

interface Props {
  items: ObjectiveItem[];
  periods: string[];
}

/** A number typed anywhere on the page opens that objective. */
function useNumbers() {
  const net = useNet();
  const navigate = useNavigate();
  const typed = useRef({ text: "", timer: 0 });
  const type = (digit: string) => () => {
    clearTimeout(typed.current.timer);
    typed.current.text += digit;
    typed.current.timer = window.setTimeout(() => {
      const number = Number(typed.current.text);
      typed.current.text = "";
      if (number >= 1 && number <= 23) navigate({ to: links.objective(net, number) });
    }, 600);
  };
  useKeys(Object.fromEntries([..."0123456789"].map((digit) => [digit, type(digit)])));
  useEffect(() => () => clearTimeout(typed.current.timer), []);
}

/** The arrows walk over all tiles of the page, by their places on the screen. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>("a.objective-tile")];
  const at = tiles.indexOf(document.activeElement as HTMLElement);
  const first = tiles[0]?.getBoundingClientRect().top;
  const columns = Math.max(1, tiles.filter((tile) => tile.getBoundingClientRect().top === first).length);
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  tiles[Math.min(tiles.length - 1, Math.max(0, at + by))]?.focus();
}

/** Links in reading order; the 24th tile is the key. */
export function Tiles({ items, periods }: Props) {
  useNumbers();
  return (
    <ul className="objective-tiles" onKeyDown={walk}>
      {items.map((item) => (
        <li key={item.id}>
          <Tile item={item} periods={periods} />
        </li>
      ))}
      <li>
        <Key since={periods[0] ?? ""} />
      </li>
    </ul>
  );
}

/** The same under the five thematic areas of the Fund, whose assignment nobody has sourced yet. */
export function Areas({ items, periods }: Props) {
  const t = useStrings(strings);
  const query = useQuery(thematicAreas);
  useNumbers();
  return (
    <Loaded query={query}>
      {(areas) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk over the links inside
        <div className="stack" onKeyDown={walk}>
          <p className="small">{t("areaSource")}</p>
          {areas.items.map((area) => {
            const inside = items.filter((item) => area.gcm_objectives.includes(item.number));
            if (inside.length === 0) return null;
            return (
              <section key={area.code} className="stack">
                <h2 className="area">
                  <Written text={{ en: area.title_en, ru: area.title_ru, tk: area.title_tk }} />
                </h2>
                <ul className="objective-tiles">
                  {inside.map((item) => (
                    <li key={item.id}>
                      <Tile item={item} periods={periods} />
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Loaded>
  );
}

function Tile({ item, periods }: { item: ObjectiveItem; periods: string[] }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const old = item.age !== null && item.age >= OLD;
  return (
    <Link
      to={links.objective(net, item.number)}
      className={item.rating === "not_assessed" ? "objective-tile none" : "objective-tile"}
    >
      <span className="tile-top">
        <b>{item.number}</b>
        <PriorityMark priority={item.priority as Priority} />
      </span>
      <span className="name">
        <Written text={item.label} />
      </span>
      <span className="how">
        <Bars ratings={item.ratings} periods={periods} />
        <RatingWord rating={item.rating} trend={item.trend} />
      </span>
      {old && (
        <span className="old">
          <Icon name="wait" size={15} /> {t("old", { count: item.age ?? 0 })}
        </span>
      )}
      <span className="foot-line">
        {[
          item.lead ? item.lead.acronym : t("noLead"),
          item.activity_count > 0 ? t("activityCount", { count: item.activity_count }) : t("noActivity"),
          item.money.required && money(item.money.required, spoken),
          item.indicator_count > 0 && t("indicatorCount", { count: item.indicator_count }),
        ]
          .filter(Boolean)
          .map((said, at) => (
            <span key={String(said)}>
              {at > 0 && " · "}
              <span className="whole-word">{said}</span>
            </span>
          ))}
      </span>
    </Link>
  );
}

function Key({ since }: { since: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  return (
    <div className="tile-key">
      <h2>{t("key")}</h2>
      <ul>
        {(["good_progress", "some_progress", "early"] as const).map((rating) => (
          <li key={rating}>
            <svg viewBox="0 0 9 28" width="6" height="19" aria-hidden="true">
              <Bar x={1} rating={rating} />
            </svg>
            {word("objective.rating", rating)}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 9 28" width="6" height="19" aria-hidden="true">
            <Bar x={1} rating="not_assessed" />
          </svg>
          {t("keyNone")}
        </li>
      </ul>
      <p>{t("keyText", { period: halfYear(since, spoken) })}</p>
    </div>
  );
}
