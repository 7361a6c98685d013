import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog, Field, Form } from "../../ui/Form";
import { members, type ProposalRead, reference, told, useRights } from "./queries";
import { strings } from "./strings";

/** Enter an idea: a title is enough. Who enters it convenes; the secretariat may name another organisation. */
export function NewProposal({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const navigate = useNavigate();
  const conveners = useConveners();
  const choices = useChoices();
  const calls = useQuery(reference("calls"));
  const spoken = useLanguage();
  if (!choices.ready || !calls.data || conveners.length === 0) return null;
  return (
    <Dialog title={t("new")} close={close} panel>
      <p className="quiet">{t("newHelp")}</p>
      <Form
        act={t("new")}
        cancel={close}
        keep={`${net}.proposal.new`}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/proposals", {
              params: { path: { network: net } },
              body: {
                title: { en: values.title ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
                thematic_area: (values.thematic_area || null) as ProposalRead["thematic_area"],
                primary_objective: values.primary_objective ? Number(values.primary_objective) : null,
                convening_id: values.convening_id || null,
                ...(values.call_code ? { call_code: values.call_code } : {}),
              },
            } as never),
          )
        }
        done={(made) => navigate({ to: links.proposal(net, (made as ProposalRead).id) })}
      >
        {(problem) => (
          <>
            <Titles problem={problem} />
            <Field label={t("area")} name="thematic_area" options={choices.areas} problem={problem} optional />
            <Field
              label={t("objective")}
              name="primary_objective"
              options={choices.objectives}
              problem={problem}
              optional
            />
            <Field label={t("convening")} name="convening_id" options={conveners} problem={problem} />
            <Field
              label={t("call")}
              name="call_code"
              options={calls.data.map((call) => ({
                value: call.code,
                label: written(told(call, "title"), spoken).text,
              }))}
              problem={problem}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}

type Fault = Parameters<Parameters<typeof Form>[0]["children"]>[0];

/** The title in each language; the Fund reads the English one. */
export function Titles({ problem, title }: { problem: Fault; title?: ProposalRead["title"] }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  return (
    <>
      <Field
        label={`${c("title")} (English)`}
        name="title"
        pointer="/title/en"
        value={title?.en ?? ""}
        help={t("titleHelp")}
        problem={problem}
        lang="en"
      />
      <Field
        label={`${c("title")} (Русский)`}
        name="title_ru"
        pointer="/title/ru"
        value={title?.ru ?? ""}
        problem={problem}
        optional
        lang="ru"
      />
      <Field
        label={`${c("title")} (Türkmen)`}
        name="title_tk"
        pointer="/title/tk"
        value={title?.tk ?? ""}
        problem={problem}
        optional
        lang="tk"
      />
    </>
  );
}

/** Areas and objectives to choose from, in the reader's language. */
export function useChoices(area?: string | null) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const areas = useQuery(reference("thematic-areas"));
  const objectives = useQuery(reference("gcm-objectives"));
  const within = areas.data?.find((each) => each.code === area)?.gcm_objectives ?? [];
  const none = { value: "", label: t("notChosen") };
  return {
    /** A select takes its value once: nothing is drawn before its options are here. */
    ready: areas.data !== undefined && objectives.data !== undefined,
    areas: [
      none,
      ...(areas.data ?? []).map((each) => ({
        value: each.code,
        label: `${each.number}. ${written(told(each, "title"), spoken).text}`,
      })),
    ],
    objectives: [
      none,
      ...(objectives.data ?? []).map((each) => ({
        value: String(each.number),
        label: `${each.number}. ${written(told(each, "short"), spoken).text}${
          within.includes(each.number) ? ` (${t("inArea")})` : ""
        }`,
      })),
    ],
  };
}

function useConveners() {
  const net = useNet();
  const spoken = useLanguage();
  const rights = useRights();
  const person = useQuery(me);
  const all = useQuery({ ...members(net), enabled: rights.secretariat });
  if (rights.secretariat)
    return (all.data?.items ?? [])
      .filter((each) => each.kind === "member")
      .map((each) => ({
        value: each.organisation_id,
        label: `${each.acronym} · ${written(each.name, spoken).text}`,
      }));
  return (person.data?.appointments ?? [])
    .filter((post) => post.network === net && rights.speaks(post.organisation_id))
    .map((post) => ({ value: post.organisation_id, label: post.acronym }));
}
