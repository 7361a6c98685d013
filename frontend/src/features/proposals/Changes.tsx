import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../../api/client";
import { type Language, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { day, number } from "../../i18n/format";
import { Words } from "../../ui/parts";
import { rate, reference, told } from "./queries";
import { strings } from "./strings";

type Change = Schemas["RevisionChange"];
const MONEY = ["line", "direct", "indirect", "total"];

/** What differs between two revisions: texts word by word, the rest as it was and as it is. */
export function Changes({ items }: { items: Change[] }) {
  const t = useStrings(strings);
  const shown = useShown();
  if (items.length === 0) return <p>{t("same")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={t("compare")}>
      <table className="changes">
        <thead>
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.part + item.key}>
              <th scope="row">{shown.name(item)}</th>
              {item.tokens.length > 0 ? (
                <td colSpan={2} lang={item.part === "output" ? undefined : item.key}>
                  <Words tokens={item.tokens} />
                </td>
              ) : (
                <>
                  <td className={MONEY.includes(item.part) ? "num" : undefined}>{shown.value(item, item.before)}</td>
                  <td className={MONEY.includes(item.part) ? "num" : undefined}>{shown.value(item, item.after)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useShown() {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const categories = useQuery(reference("budget-categories"));
  const category = (at: string | undefined) =>
    written(
      told(
        categories.data?.find((each) => String(each.number) === at),
        "title",
      ),
      spoken,
    ).text;
  return {
    name: (item: Change): string => {
      if (item.part === "line") {
        const [organisation, output, at, year] = item.key.split("/");
        return `${organisation}, ${output || t("noOutput")}, ${category(at)}, ${year}`;
      }
      const language = NAMES[item.key as Language];
      return item.key ? `${t(`part_${item.part}`)}: ${language ?? item.key}` : t(`part_${item.part}`);
    },
    value: (item: Change, value: string | null): string => {
      if (value === null || value === "") return item.part === "government" && value === "" ? item.key : "–";
      if (MONEY.includes(item.part)) return number(value, spoken, 2);
      if (item.part === "indirect_bps") return rate(Number(value), spoken);
      if (item.part === "puno_role") return t(`role_${value as "convening" | "participating"}`);
      return item.part === "starts_on" ? day(value, spoken) : value;
    },
  };
}
