import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Press } from "../../ui/Press";
import { Chip } from "../../ui/parts";
import { Agreed, AgreedField, agreedOf } from "./Agreed";
import { calendar } from "./calendar.strings";
import type { NetworkRead } from "./durations";

type Holiday = Schemas["HolidayRead"];
type Change = Partial<Pick<Schemas["NetworkUpdate"], "working_days" | "holidays" | "agreed_by">>;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Save one part of the calendar; the server keeps all days off as one list. */
function useChange(read: NetworkRead) {
  const net = useNet();
  const queries = useQueryClient();
  return async (change: Change) => {
    try {
      const answer = await body(
        api.PATCH("/api/v1/networks/{network}", {
          params: { path: { network: net }, header: { "If-Match": ifMatch(read.version) } },
          body: change as never,
        }),
      );
      queries.setQueryData(network(net).queryKey, answer);
      queries.invalidateQueries({ queryKey: [net] });
    } catch (thrown) {
      queries.invalidateQueries({ queryKey: network(net).queryKey });
      throw thrown;
    }
  };
}

/** Which days are worked where the network is, and which are off, each with its source. */
export function Calendar({ read, officer }: { read: NetworkRead; officer: boolean }) {
  const t = useStrings(calendar);
  const [editing, setEditing] = useState<"week" | "new" | Holiday | null>(null);
  const close = () => setEditing(null);
  return (
    <section className="settings calendar" aria-label={t("title")}>
      <div className="row">
        <h2 className="grow">{t("title")}</h2>
        {officer && (
          <button type="button" className="btn" onClick={() => setEditing("week")}>
            {t("editWeek")}
          </button>
        )}
      </div>
      <dl>
        <div>
          <dt>{t("working_days")}</dt>
          <dd>
            <strong>{read.working_days.map((each) => t(`day_${each as 1}`)).join(", ")}</strong>
            <p className="quiet">{t("says")}</p>
            <p className="agreed">
              <Agreed read={read} setting="working_days" />
            </p>
          </dd>
        </div>
      </dl>
      <div className="row">
        <h3 className="grow">{t("holidays")}</h3>
        {officer && (
          <button type="button" className="btn" onClick={() => setEditing("new")}>
            <Icon name="plus" size={18} /> {t("addDay")}
          </button>
        )}
      </div>
      {read.holidays.length === 0 ? (
        <p className="quiet">{t("noHolidays")}</p>
      ) : (
        <Holidays read={read} officer={officer} edit={setEditing} />
      )}
      {editing === "week" && <Week read={read} close={close} />}
      {editing && editing !== "week" && (
        <Day read={read} holiday={editing === "new" ? undefined : editing} close={close} />
      )}
    </section>
  );
}

interface HolidaysProps {
  read: NetworkRead;
  officer: boolean;
  edit: (holiday: Holiday) => void;
}

function Holidays({ read, officer, edit }: HolidaysProps) {
  const c = useStrings(common);
  const t = useStrings(calendar);
  const spoken = useLanguage();
  const change = useChange(read);
  const remove = (on: string) => change({ holidays: read.holidays.filter((each) => each.on !== on) as never });
  return (
    <ul className="holidays" data-testid="holidays">
      {read.holidays.map((each) => {
        const name = written(each.name, spoken);
        const on = day(each.on, spoken, "UTC");
        return (
          <li key={each.on} data-day={each.on}>
            <span className="when">
              {on}
              <br />
              <span className="small">{t(`day_${(new Date(`${each.on}T00:00Z`).getUTCDay() || 7) as 1}`)}</span>
            </span>
            <span>
              <span lang={name.lang === spoken ? undefined : name.lang}>{name.text}</span>{" "}
              <Chip tone={each.confidence === "verified" ? "good" : "wait"}>
                <Icon name={each.confidence === "verified" ? "tick" : "warning"} size={14} /> {t(each.confidence)}
              </Chip>
              <br />
              <span className="small">{each.source ?? t("noSource")}</span>
            </span>
            {officer && (
              <span className="row">
                <button
                  type="button"
                  className="btn plain small"
                  aria-label={t("editDay", { day: on })}
                  onClick={() => edit(each)}
                >
                  {c("edit")}
                </button>
                <Press className="btn plain small" name={t("removeDay", { day: on })} act={() => remove(each.on)}>
                  {c("remove")}
                </Press>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Week({ read, close }: { read: NetworkRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(calendar);
  const change = useChange(read);
  const send = (values: Values) =>
    change({
      working_days: WEEK.filter((each) => values[`day_${each}`]) as never,
      ...agreedOf(read, values, ["working_days"]),
    });
  return (
    <Dialog title={t("editWeek")} close={close}>
      <Form act={c("save")} cancel={close} send={send} done={close}>
        {(problem) => (
          <>
            <fieldset aria-describedby="week-more">
              <legend className="legend">{t("working_days")}</legend>
              {WEEK.map((each) => (
                <label key={each} className="row box">
                  <input
                    type="checkbox"
                    name={`day_${each}`}
                    defaultChecked={read.working_days.includes(each)}
                    data-pointer="/working_days"
                  />
                  {t(`day_${each}`)}
                </label>
              ))}
              <div id="week-more" className="fault">
                {problem?.at("/working_days")}
              </div>
            </fieldset>
            <AgreedField read={read} setting="working_days" problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

interface DayProps {
  read: NetworkRead;
  /** The one that is changed; a new one without. */
  holiday?: Holiday;
  close: () => void;
}

function Day({ read, holiday, close }: DayProps) {
  const c = useStrings(common);
  const t = useStrings(calendar);
  const spoken = useLanguage();
  const change = useChange(read);
  const rest = read.holidays.filter((each) => each.on !== holiday?.on);
  const send = (values: Values) => {
    const made = {
      on: values.on ?? "",
      name: { en: values.name_en ?? "", ru: values.name_ru || null, tk: values.name_tk || null },
      source: values.source || null,
      confidence: values.confidence as Holiday["confidence"],
    };
    return change({ holidays: [...rest, made] as never });
  };
  // the server names faults by the place in the list; this one is the last of it
  const at = `/holidays/${rest.length}`;
  return (
    <Dialog title={holiday ? t("editDay", { day: day(holiday.on, spoken, "UTC") }) : t("addDay")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        keep={`holiday.${read.slug}.${holiday?.on ?? "new"}`}
        send={send}
        done={close}
      >
        {(problem) => (
          <>
            <Field
              label={c("date")}
              name="on"
              kind="date"
              pointer={`${at}/on`}
              value={holiday?.on ?? ""}
              problem={problem}
            />
            {LANGUAGES.map((each) => (
              <Field
                key={each}
                label={`${c("title")} (${NAMES[each]})`}
                name={`name_${each}`}
                pointer={`${at}/name/${each}`}
                value={holiday?.name[each] ?? ""}
                optional={each !== "en"}
                problem={problem}
                lang={each}
              />
            ))}
            <Field
              label={t("source")}
              name="source"
              pointer={`${at}/source`}
              value={holiday?.source ?? ""}
              help={t("sourceHelp")}
              problem={problem}
              optional
            />
            <Field
              label={t("confidence")}
              name="confidence"
              pointer={`${at}/confidence`}
              value={holiday?.confidence ?? "unverified"}
              options={(["unverified", "verified"] as const).map((value) => ({ value, label: t(value) }))}
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
