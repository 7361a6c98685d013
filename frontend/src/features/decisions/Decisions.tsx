import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { me } from "../../app/queries";
import { Page, useNet } from "../../app/Shell";
import { useLanguage, useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { day, moment } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { Chip, Loaded, Written } from "../../ui/parts";
import { type Filters, page, TONE } from "./queries";
import { strings } from "./strings";

const KINDS = ["workplan", "statement", "proposal", "membership", "procedure", "other"] as const;
const STATES = [
  "draft",
  "open",
  "clear",
  "broken",
  "incomplete",
  "revising",
  "referred",
  "adopted",
  "adopted_with_reservations",
  "no_consensus",
  "withdrawn",
] as const;

/** The register nobody can quietly rewrite. */
export function Decisions() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const net = useNet();
  const navigate = useNavigate();
  const filters = useSearch({ strict: false }) as Filters & { panel?: string };
  const [drafting, setDrafting] = useState(filters.panel === "new");
  const person = useQuery(me);
  const mayDraft = person.data?.appointments.some(
    (post) => post.network === net && ["secretariat", "co_chair"].includes(post.role),
  );
  const shown: Filters = {
    ...(filters.state ? { state: filters.state } : {}),
    ...(filters.kind ? { kind: filters.kind } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: [net, "decisions", "list", shown],
    queryFn: ({ pageParam }) => page(net, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const filter = (name: string, value: string) =>
    navigate({ to: ".", search: { ...shown, [name]: value || undefined } as never });
  return (
    <Page
      title={c("decisions")}
      acts={
        mayDraft && (
          <button type="button" className="btn main" onClick={() => setDrafting(true)}>
            {t("new")}
          </button>
        )
      }
    >
      <div className="body">
        <div className="filters">
          <label>
            {c("state")}
            <select value={filters.state ?? ""} onChange={(event) => filter("state", event.target.value)}>
              <option value="">{c("all")}</option>
              {STATES.map((state) => (
                <option key={state} value={state}>
                  {word("decision.state", state)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {c("kind")}
            <select value={filters.kind ?? ""} onChange={(event) => filter("kind", event.target.value)}>
              <option value="">{c("all")}</option>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {word("decision.kind", kind)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            if (items.length === 0) return <p className="empty">{t("empty")}</p>;
            return (
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{t("number")}</th>
                    <th scope="col">{c("title")}</th>
                    <th scope="col">{c("kind")}</th>
                    <th scope="col">{c("state")}</th>
                    <th scope="col">{t("answered")}</th>
                    <th scope="col">{t("deadline")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.id}>
                      <td className="number minor">{item.number ?? t("draft")}</td>
                      <th scope="row">
                        <Link className="whole" to={links.decision(net, item.id)}>
                          <Written text={item.title} />
                        </Link>
                      </th>
                      <td className="minor">{word("decision.kind", item.kind)}</td>
                      <td>
                        <Chip tone={TONE[item.state]}>{word("decision.state", item.state)}</Chip>
                      </td>
                      <td className="minor">
                        {item.roll_count ? t("of", { count: item.answered_count, all: item.roll_count }) : "–"}
                      </td>
                      <td>
                        {item.adopted_at
                          ? `${t("adoptedOn")} ${day(item.adopted_at, spoken)}`
                          : item.deadline_at
                            ? moment(item.deadline_at, spoken)
                            : "–"}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            );
          }}
        </Loaded>
        {query.hasNextPage && (
          <div>
            <button type="button" className="btn" onClick={() => query.fetchNextPage()}>
              {c("showMore")}
            </button>
          </div>
        )}
      </div>
      {drafting && <Draft close={() => setDrafting(false)} />}
    </Page>
  );
}

/** A draft: kind, title, text. Nobody is told of it. */
export function Draft({ close, meeting, item }: { close: () => void; meeting?: string; item?: string }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  return (
    <Dialog title={t("new")} close={close} panel>
      <Form
        act={c("save")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/decisions", {
              params: { path: { network: net } },
              body: {
                kind: values.kind as (typeof KINDS)[number],
                title: { en: values.title ?? "", ru: values.title_ru || null, tk: values.title_tk || null },
                texts: { en: values.text || null },
                authoritative: "en",
                visibility: "members",
                meeting_id: meeting ?? null,
                agenda_item_id: item ?? null,
              },
            } as never),
          )
        }
        done={(made) => navigate({ to: links.decision(net, (made as { id: string }).id) })}
      >
        {(problem) => (
          <>
            <Field
              label={c("kind")}
              name="kind"
              options={KINDS.map((value) => ({ value, label: word("decision.kind", value) }))}
              value="other"
            />
            <Field label={`${c("title")} (English)`} name="title" pointer="/title/en" problem={problem} lang="en" />
            <Field
              label={`${c("title")} (Русский)`}
              name="title_ru"
              pointer="/title/ru"
              problem={problem}
              optional
              lang="ru"
            />
            <Field
              label={`${c("title")} (Türkmen)`}
              name="title_tk"
              pointer="/title/tk"
              problem={problem}
              optional
              lang="tk"
            />
            <Field
              label={t("text")}
              name="text"
              kind="prose"
              pointer="/texts/en"
              help={t("textHelp")}
              problem={problem}
              optional
              lang="en"
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
