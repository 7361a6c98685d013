import { useLanguage, useStrings, written } from "../../i18n";
import { cellKey, type Line, toAmount } from "./budget";
import { type ProposalRead, type ReferenceItem, told } from "./queries";
import { strings } from "./strings";

/** Which output a group of rows pays for. */
export function Output({ proposal: found, output }: { proposal: ProposalRead; output: string | null }) {
  const t = useStrings(strings);
  if (output === null) return <>{t("noOutput")}</>;
  return (
    <>
      {output} <span className="quiet">{found.outputs.find((each) => each.code === output)?.title}</span>
    </>
  );
}

interface MoveToProps {
  proposal: ProposalRead;
  lines: Line[];
  all: Line[];
  type: (cells: Record<string, string>) => void;
}

/** Lines without an output go to one, on top of what stands there. */
export function MoveTo({ proposal: found, lines, all, type }: MoveToProps) {
  const t = useStrings(strings);
  const move = (output: string) => {
    const cells: Record<string, string> = {};
    for (const line of lines) {
      const there = all.find(
        (each) => each.output === output && each.category === line.category && each.year === line.year,
      );
      const cents = line.cents + (there?.cents ?? 0n);
      cells[cellKey(null, line.category, line.year)] = "";
      cells[cellKey(output, line.category, line.year)] = toAmount(cents);
    }
    type(cells);
  };
  return (
    <label className="moveto">
      <span className="small">{t("moveTo")}</span>
      <select value="" onChange={(event) => event.target.value && move(event.target.value)}>
        <option value="">{t("notChosen")}</option>
        {found.outputs.map((output) => (
          <option key={output.code} value={output.code}>
            {output.code} {output.title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is wrong in a cell, and the way to it. */
export function Fault({ cell, fault, categories }: { cell: string; fault: string; categories: ReferenceItem[] }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const [output, at, year] = cell.split("|");
  const category = categories.find((each) => String(each.number) === at);
  return (
    <>
      <button
        type="button"
        className="btn plain"
        onClick={() => document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`)?.focus()}
      >
        {t("cellName", {
          output: output || t("noOutput"),
          category: written(told(category, "title"), spoken).text,
          year,
        })}
      </button>
      <span>{fault}</span>
    </>
  );
}
