import { Link } from "@tanstack/react-router";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { Menu } from "../../ui/Menu";
import type { WorkplanRead } from "./queries";
import { strings } from "./strings";

const PAPERS = [
  ["uninfo", "uninfo.xlsx?"],
  ["activitiesXlsx", "export?what=activities&format=xlsx&"],
  ["activitiesCsv", "export?what=activities&format=csv&"],
  ["moneyXlsx", "export?what=money&format=xlsx&"],
  ["moneyCsv", "export?what=money&format=csv&"],
  ["docx", "paper?format=docx&"],
  ["pdf", "paper?format=pdf&"],
] as const;

/** The plan as a file: as UN INFO wants it, tidy for other programs, or as a paper. */
export function Downloads({ plan }: { plan: WorkplanRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const from = `/api/v1/networks/${net}/workplans/${plan.id}`;
  return (
    <Menu className="btnlike" label={<span className="btn">{t("downloads")}</span>}>
      {PAPERS.map(([name, asked]) => (
        <li key={name}>
          <a href={`${from}/${asked}language=${spoken}`} download>
            {t(name)}
          </a>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => window.print()}>
          {t("print")}
        </button>
      </li>
      {plan.may.edit_all && (
        <li>
          <Link to={links.workplanImport(net)} search={{ plan: plan.id } as never}>
            {t("import")}
          </Link>
        </li>
      )}
    </Menu>
  );
}
