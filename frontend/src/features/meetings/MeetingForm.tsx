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
import { Beside, Languages, languagesOf } from "./fields";
import type { Slot } from "./NewMeeting";
import { listed, StandsNow, Told } from "./parts";
import { CIRCLES, type MeetingRead, MODALITIES, meeting, members } from "./queries";
import { strings as own } from "./rhythm.strings";
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

function Facts({ problem, found }: { problem: Problem | null; found: MeetingRead }) {
  const t = useStrings(strings);
  const dated = found.state !== "convened";
  const { starts_at: start, ends_at: end } = found;
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
      <Place problem={problem} found={found} stands />
      <Languages value={found.languages} />
      <Beside value={found.unct_meeting?.id ?? null} known={found.unct_meeting} problem={problem} />
    </>
  );
}

type Settled = Pick<MeetingRead, "place" | "modality" | "link" | "visibility">;

/** Where and how people take part, and who may read it. */
export function Place({ problem, found, stands }: { problem: Problem | null; found: Settled; stands?: boolean }) {
  const t = useStrings(strings);
  const word = useWord();
  const [circle, setCircle] = useState<string>(found.visibility);
  return (
    <>
      <Field label={t("place")} name="place" value={found.place ?? ""} optional problem={problem} />
      <Field
        label={t("modality")}
        name="modality"
        options={MODALITIES.map((value) => ({ value, label: word("meeting.modality", value) }))}
        value={found.modality}
        problem={problem}
      />
      <Field
        label={t("link")}
        name="link"
        kind="url"
        value={found.link ?? ""}
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
      {stands && rankOf(circle) < rankOf(found.visibility) && <Widened to={circle} from={found.visibility} />}
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

export const factsOf = (values: Values) => ({
  place: values.place || null,
  modality: values.modality as MeetingRead["modality"],
  link: values.link || null,
  visibility: values.visibility as MeetingRead["visibility"],
});

const datesOf = (values: Values) => ({
  starts_at: values.starts_at ? fromLocal(values.starts_at) : null,
  ends_at: values.ends_at ? fromLocal(values.ends_at) : null,
});

const ASKED = ["extraordinary", "thematic"] as const;

/** Any member asks, with a reason, and a date that is wished for. */
export function AskForMeeting({ slot, close }: { slot: Slot; close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const o = useStrings(own);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog title={t("ask")} close={close} panel>
      <p className="quiet">{t("askHelp")}</p>
      <Form
        act={t("ask")}
        cancel={close}
        keep={slot.at ? undefined : `${net}.meeting.asked`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/meetings/request", {
              params: { path: { network: net } },
              body: {
                kind: values.kind as "extraordinary",
                title: titleOf(values),
                reason: values.reason ?? "",
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
              options={ASKED.map((value) => ({ value, label: word("meeting.kind", value) }))}
              value="extraordinary"
              problem={problem}
            />
            <Titles problem={problem} />
            <Field label={t("reason")} name="reason" kind="prose" max={2000} problem={problem} />
            <Field
              label={o("wished")}
              name="starts_at"
              kind="datetime-local"
              value={slot.at ? local(new Date(slot.at)) : ""}
              help={o("wishHelp")}
              optional
              problem={problem}
            />
            <Field
              label={o("wishedUntil")}
              name="ends_at"
              kind="datetime-local"
              value={slot.until ? local(new Date(slot.until)) : ""}
              optional
              problem={problem}
            />
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
              body: {
                title: titleOf(values),
                ...factsOf(values),
                ...(convened ? {} : datesOf(values)),
                languages: languagesOf(values),
                ...(values.unct_meeting_id === undefined ? {} : { unct_meeting_id: values.unct_meeting_id || null }),
              },
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
