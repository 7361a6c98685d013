import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import type { Problem } from "../../api/problems";
import { links } from "../../app/links";
import { useNet } from "../../app/Shell";
import { type Language, NAMES, useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { fromLocal, local } from "../../ui/Moves";
import { listed, StandsNow, Told } from "./parts";
import { CIRCLES, KINDS, type MeetingRead, MODALITIES, meeting, members } from "./queries";
import { strings } from "./strings";

const LANGUAGES = Object.keys(NAMES) as Language[];

/** A title in three languages; English may not be missing. */
export function Titles({ problem, title }: { problem: Problem | null; title?: MeetingRead["title"] }) {
  const c = useStrings(common);
  return LANGUAGES.map((each) => (
    <Field
      key={each}
      label={`${c("title")} (${NAMES[each]})`}
      name={`title_${each}`}
      pointer={`/title/${each}`}
      value={title?.[each] ?? ""}
      optional={each !== "en"}
      problem={problem}
      lang={each}
    />
  ));
}

export const titleRows = (title: MeetingRead["title"], label: string): [string, string][] =>
  LANGUAGES.map((each) => [`${label} (${NAMES[each]})`, title[each] ?? ""]);

export const titleOf = (values: Values) => ({
  en: values.title_en ?? "",
  ru: values.title_ru || null,
  tk: values.title_tk || null,
});

function Facts({ problem, found }: { problem: Problem | null; found?: MeetingRead }) {
  const t = useStrings(strings);
  const word = useWord();
  const [circle, setCircle] = useState<string>(found?.visibility ?? "members");
  const dated = found?.state !== "convened";
  const start = found ? found.starts_at : soon();
  const end = found ? found.ends_at : start && new Date(new Date(start).getTime() + 7_200_000).toISOString();
  return (
    <>
      {dated && (
        <>
          <Field
            label={t("starts")}
            name="starts_at"
            kind="datetime-local"
            value={start ? local(new Date(start)) : ""}
            optional
            problem={problem}
          />
          <Field
            label={t("ends")}
            name="ends_at"
            kind="datetime-local"
            value={end ? local(new Date(end)) : ""}
            optional
            problem={problem}
          />
        </>
      )}
      <Field label={t("place")} name="place" value={found?.place ?? ""} optional problem={problem} />
      <Field
        label={t("modality")}
        name="modality"
        options={MODALITIES.map((value) => ({ value, label: word("meeting.modality", value) }))}
        value={found?.modality ?? "in_person"}
        problem={problem}
      />
      <Field
        label={t("link")}
        name="link"
        kind="url"
        value={found?.link ?? ""}
        help={t("linkHelp")}
        optional
        max={500}
        problem={problem}
      />
      <Field
        label={t("circle")}
        name="visibility"
        options={CIRCLES.map((value) => ({ value, label: word("visibility", value) }))}
        chosen={circle}
        choose={setCircle}
        problem={problem}
      />
      {found && rankOf(circle) < rankOf(found.visibility) && <Widened to={circle} from={found.visibility} />}
    </>
  );
}

const rankOf = (circle: string) => (CIRCLES as readonly string[]).indexOf(circle);

/** Who will newly read it is named, and confirmed. */
function Widened({ from, to }: { from: string; to: string }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const known = useQuery(members(net)).data?.items ?? [];
  const named = known
    .filter((each) =>
      each.kind === "member"
        ? rankOf(from) > rankOf("members") && rankOf(to) <= rankOf("members")
        : rankOf(from) > rankOf("partners") && rankOf(to) <= rankOf("partners"),
    )
    .map((each) => each.acronym);
  return (
    <div className="widened">
      {named.length > 0 && <p>{t("newlyRead", { organisations: listed(named, spoken) })}</p>}
      {to === "public" && <p>{t("everyoneReads")}</p>}
      <label className="row">
        <input type="checkbox" required /> {t("widenSure")}
      </label>
    </div>
  );
}

/** Ten o'clock in two weeks: a date that is easily changed. */
function soon(): string {
  const day = local(new Date(Date.now() + 14 * 86_400_000)).slice(0, 10);
  return fromLocal(`${day}T10:00`);
}

const factsOf = (values: Values) => ({
  place: values.place || null,
  modality: values.modality as MeetingRead["modality"],
  link: values.link || null,
  visibility: values.visibility as MeetingRead["visibility"],
});

const datesOf = (values: Values) => ({
  starts_at: values.starts_at ? fromLocal(values.starts_at) : null,
  ends_at: values.ends_at ? fromLocal(values.ends_at) : null,
});

/** A draft. Nobody but the officers is told. */
export function DraftMeeting({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog title={t("draft")} close={close} panel>
      <Form
        act={t("draft")}
        cancel={close}
        keep={`${net}.meeting.new`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/meetings", {
              params: { path: { network: net } },
              body: {
                kind: values.kind as (typeof KINDS)[number],
                title: titleOf(values),
                ...factsOf(values),
                ...datesOf(values),
              },
            }),
          )
        }
        done={(made) => {
          queries.invalidateQueries({ queryKey: [net] });
          navigate({ to: links.meeting(net, (made as MeetingRead).id) });
        }}
      >
        {(problem) => (
          <>
            <Field
              label={c("kind")}
              name="kind"
              options={KINDS.map((value) => ({ value, label: word("meeting.kind", value) }))}
              value="regular"
              problem={problem}
            />
            <Titles problem={problem} />
            <Facts problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Any member asks, with a reason. */
export function AskForMeeting({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog title={t("ask")} close={close} panel>
      <p className="quiet">{t("askHelp")}</p>
      <Form
        act={t("ask")}
        cancel={close}
        keep={`${net}.meeting.asked`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/meetings/request", {
              params: { path: { network: net } },
              body: { title: titleOf(values), reason: values.reason ?? "" },
            }),
          )
        }
        done={(made) => {
          queries.invalidateQueries({ queryKey: [net] });
          navigate({ to: links.meeting(net, (made as MeetingRead).id) });
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} />
            <Field label={t("reason")} name="reason" kind="prose" max={2000} problem={problem} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Before the meeting its facts can change; whoever was invited is told. */
export function EditMeeting({ found, close }: { found: MeetingRead; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  const convened = found.state === "convened";
  const standing: [string, string][] = [
    ...titleRows(found.title, c("title")),
    [t("date"), found.starts_at ? moment(found.starts_at, spoken) : ""],
    [t("place"), found.place ?? ""],
    [t("modality"), word("meeting.modality", found.modality)],
    [t("link"), found.link ?? ""],
    [t("circle"), word("visibility", found.visibility)],
  ];
  return (
    <Dialog title={t("editMeeting")} close={close} panel>
      {convened && <Told found={found} />}
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}", {
              params: {
                path: { network: net, meeting_id: found.id },
                header: { "If-Match": ifMatch(found.version) },
              },
              body: { title: titleOf(values), ...factsOf(values), ...(convened ? {} : datesOf(values)) },
            }),
          )
        }
        done={(answer) => {
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          queries.invalidateQueries({ queryKey: [net, "meetings"] });
          close();
        }}
      >
        {(problem) => (
          <>
            <Titles problem={problem} title={found.title} />
            <Facts problem={problem} found={found} />
            <StandsNow problem={problem} rows={standing} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
