import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useLanguage, useStrings, written } from "../../../i18n";
import { useWord } from "../../../i18n/words";
import type { DecisionItem } from "../DecisionList";
import { useKept } from "./kept";
import type { Outbox } from "./outbox";
import { strings } from "./session.strings";

interface NewProps {
  meeting: string;
  item: string;
  decisions: DecisionItem[];
  box: Outbox;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** One more outcome: what is said, or one of the item's decisions. What is typed stays until it is recorded. */
export function NewOutcome({ meeting, item, decisions, box, field }: NewProps) {
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const id = useId();
  const [text, setText] = useKept(`session.outcome.${meeting}.${item}`);
  const [kind, setKind] = useState<"information" | "decision">("information");
  const [decision, setDecision] = useState("");
  const [few, setFew] = useState(false);
  const [fault, setFault] = useState("");
  const chosen = decisions.find((each) => each.id === decision) ?? decisions[0];
  const record = (event?: FormEvent) => {
    event?.preventDefault();
    if (kind === "information" && !text.trim()) return field.current?.focus();
    if (kind === "decision" && !chosen) return setFault(t("noDecisionHere"));
    const title = chosen ? written(chosen.title, spoken).text : "";
    box.say({
      kind: "outcome",
      item,
      told: kind === "decision" ? [title, text.trim()].filter(Boolean).join(": ") : text.trim(),
      body: {
        agenda_item_id: item,
        kind,
        text: text.trim() || null,
        ...(kind === "decision" ? { decision_id: chosen?.id } : {}),
        ...(few ? { visibility: "secretariat" } : {}),
      },
    });
    setText("");
    setFault("");
    setFew(false);
    setKind("information");
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) record();
  };
  return (
    <form className="field session-field" onSubmit={record} noValidate>
      <label htmlFor={id}>{t("outcome")}</label>
      <textarea
        ref={field}
        id={id}
        className="short"
        value={text}
        maxLength={20_000}
        aria-describedby={`${id}-help`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
      />
      <div id={`${id}-help`}>
        {fault && (
          <div className="error" role="alert">
            {fault}
          </div>
        )}
        <div className="help">{t("outcomeHelp")}</div>
      </div>
      <div className="row">
        {/* biome-ignore lint/a11y/useSemanticElements: two toggles side by side, not a form's fieldset */}
        <div className="segmented" role="group" aria-label={t("outcome")}>
          {(["information", "decision"] as const).map((each) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
              {word("outcome.kind", each)}
            </button>
          ))}
        </div>
        {kind === "decision" && decisions.length > 0 && (
          <select aria-label={t("which")} value={chosen?.id} onChange={(event) => setDecision(event.target.value)}>
            {decisions.map((each) => (
              <option key={each.id} value={each.id}>
                {each.number ?? t("unnumbered")} {written(each.title, spoken).text}
              </option>
            ))}
          </select>
        )}
        <label className="row tight">
          <input type="checkbox" checked={few} onChange={(event) => setFew(event.target.checked)} /> {t("onlyOfficers")}
        </label>
        <span className="grow" />
        <button type="submit" className="btn">
          {t("record")}
        </button>
      </div>
    </form>
  );
}
