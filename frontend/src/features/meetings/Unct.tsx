import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day } from "../../i18n/format";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Loaded } from "../../ui/parts";
import { type UnctImport, type UnctMeeting, unctMeetings } from "./rhythm.queries";
import { strings } from "./rhythm.strings";

type Open = "list" | "new" | "paste" | { edit: UnctMeeting } | { remove: UnctMeeting };

/** The country team's dates: what is on the list, one more, a pasted list, corrections. */
export function UnctDates({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const [open, setOpen] = useState<Open>("list");
  const [returned, setReturned] = useState(false);
  const back = () => {
    setReturned(true);
    setOpen("list");
  };
  return (
    <Dialog title={t("unctDates")} close={close} panel>
      {open === "list" ? (
        <List open={setOpen} focus={returned} />
      ) : open === "paste" ? (
        <Paste back={back} />
      ) : open === "new" ? (
        <Edit back={back} />
      ) : "edit" in open ? (
        <Edit of={open.edit} back={back} />
      ) : (
        <Remove of={open.remove} back={back} />
      )}
    </Dialog>
  );
}

const hoursOf = (each: { begins: string | null; ends: string | null }) =>
  each.begins ? `, ${each.begins}–${each.ends}` : "";

/** `focus`: it stands here again after a form, whose button had the focus and is gone. */
function List({ open, focus }: { open: (next: Open) => void; focus: boolean }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const query = useQuery(unctMeetings(useNet()));
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focus) first.current?.focus();
  }, [focus]);
  return (
    <>
      <p className="quiet">{t("keepHelp")}</p>
      <div className="row acts">
        <button ref={first} type="button" className="btn main" onClick={() => open("new")}>
          <Icon name="plus" size={18} /> {t("addDate")}
        </button>
        <button type="button" className="btn" onClick={() => open("paste")}>
          {t("paste")}
        </button>
      </div>
      <Loaded query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="empty">{t("noDates")}</p>
          ) : (
            <ul className="unct-dates">
              {data.items.map((each) => {
                const on = day(each.meets_on, spoken);
                return (
                  <li key={each.id}>
                    <span>
                      <time dateTime={each.meets_on}>{on}</time>
                      {hoursOf(each)}
                      {each.note && <span className="small"> · {each.note}</span>}
                    </span>
                    <span className="row">
                      <button
                        type="button"
                        className="btn plain small"
                        aria-label={t("editDate", { day: on })}
                        onClick={() => open({ edit: each })}
                      >
                        {c("edit")}
                      </button>
                      <button
                        type="button"
                        className="btn plain small"
                        aria-label={t("removeDate", { day: on })}
                        onClick={() => open({ remove: each })}
                      >
                        {c("remove")}
                      </button>
                    </span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

const written = (values: Values) => ({
  meets_on: values.meets_on ?? "",
  begins: values.begins || null,
  ends: values.ends || null,
  note: values.note || null,
});

/** After a change: the list, the rhythm and what stands beside the day are read anew. */
function useRefreshed(back: () => void) {
  const net = useNet();
  const queries = useQueryClient();
  return () => {
    queries.invalidateQueries({ queryKey: [net, "meetings"] });
    back();
  };
}

function Edit({ of, back }: { of?: UnctMeeting; back: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const done = useRefreshed(back);
  const send = (values: Values) =>
    of
      ? body(
          api.PATCH("/api/v1/networks/{network}/unct-meetings/{unct_meeting_id}", {
            params: {
              path: { network: net, unct_meeting_id: of.id },
              header: { "If-Match": ifMatch(of.version) },
            },
            body: written(values),
          }),
        )
      : body(
          api.POST("/api/v1/networks/{network}/unct-meetings", {
            params: { path: { network: net } },
            body: written(values),
          }),
        );
  return (
    <Form act={c("save")} cancel={back} send={send} done={done}>
      {(problem) => (
        <>
          <Field label={c("date")} name="meets_on" kind="date" value={of?.meets_on ?? ""} problem={problem} />
          <Field label={t("begins")} name="begins" value={of?.begins ?? ""} max={5} optional problem={problem} />
          <Field
            label={t("ends")}
            name="ends"
            value={of?.ends ?? ""}
            max={5}
            help={t("hoursHelp")}
            optional
            problem={problem}
          />
          <Field label={t("note")} name="note" value={of?.note ?? ""} optional problem={problem} />
        </>
      )}
    </Form>
  );
}

function Remove({ of, back }: { of: UnctMeeting; back: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const done = useRefreshed(back);
  const on = day(of.meets_on, spoken);
  return (
    <Form
      act={t("removeDate", { day: on })}
      cancel={back}
      danger
      send={() =>
        body(
          api.DELETE("/api/v1/networks/{network}/unct-meetings/{unct_meeting_id}", {
            params: { path: { network: net, unct_meeting_id: of.id }, header: { "If-Match": ifMatch(of.version) } },
          }),
        )
      }
      done={done}
    >
      {() => <p>{t("removeSure", { day: on })}</p>}
    </Form>
  );
}

/** A list is told line by line before it is entered, all of it or nothing. */
function Paste({ back }: { back: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const [checked, setChecked] = useState<{ lines: string; report: UnctImport } | null>(null);
  const done = useRefreshed(back);
  const read = (lines: string, dry_run: boolean) =>
    body(
      api.POST("/api/v1/networks/{network}/unct-meetings/import", {
        params: { path: { network: net }, query: { dry_run } },
        body: { lines },
      }),
    );
  const count = checked ? checked.report.added + checked.report.changed : 0;
  const ready = checked && checked.report.faults === 0 && count > 0;
  return (
    <Form
      act={ready ? t("takeList", { count }) : t("check")}
      cancel={back}
      send={async ({ lines = "" }) => {
        const same = ready && checked.lines === lines;
        const report = await read(lines, !same);
        setChecked({ lines, report });
        return report;
      }}
      done={(report) => (report as UnctImport).written && done()}
    >
      {(problem) => (
        <>
          <div onInput={() => setChecked(null)}>
            <Field label={t("pasteLines")} name="lines" kind="prose" help={t("pasteHelp")} problem={problem} />
          </div>
          {checked && <Report report={checked.report} />}
        </>
      )}
    </Form>
  );
}

function Report({ report }: { report: UnctImport }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  return (
    <div role="status">
      {report.faults > 0 && <p>{t("allOrNone")}</p>}
      <ul className="unct-dates">
        {report.items.map((each) => (
          <li key={each.line} data-outcome={each.outcome}>
            <span>
              {each.meets_on ? `${day(each.meets_on, spoken)}${hoursOf(each)}` : each.text}
              {each.note && <span className="small"> · {each.note}</span>}
              {each.detail && <div className="error">{each.detail}</div>}
            </span>
            <span className="small">{t(`out_${each.outcome}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
