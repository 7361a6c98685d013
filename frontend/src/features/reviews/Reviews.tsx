import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { useKeys } from "../../app/keys";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { shortDay } from "../../i18n/format";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { Chip, Loaded, More, ProblemNote } from "../../ui/parts";
import { useSecretariat } from "../decisions/queries";
import { forms, KINDS, type Kind, page, type ReviewItem, TONE } from "./queries";
import "./reviews.css";
import { strings } from "./strings";

interface Search {
  kind?: Kind;
  panel?: "new";
}

/** Reviews of the Compact and annual profiles of the network. */
export function Reviews() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const writes = useSecretariat(net);
  const kind = KINDS.find((each) => each === search.kind);
  const query = useInfiniteQuery({
    queryKey: [net, "reviews", "list", kind],
    queryFn: ({ pageParam }) => page(net, kind, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const go = (next: Search) => void navigate({ to: ".", search: next as never });
  const begin = writes ? () => go({ kind, panel: "new" }) : undefined;
  useKeys({ n: begin });
  return (
    <Page
      title={c("reviews")}
      acts={
        begin && (
          <button type="button" className="btn main" onClick={begin}>
            <Icon name="plus" size={18} /> {t("start")}
          </button>
        )
      }
    >
      <div className="body">
        <nav className="segmented review-views" aria-label={t("kind")}>
          {[undefined, ...KINDS].map((each) => (
            <Link
              key={each ?? "all"}
              to="."
              search={{ kind: each } as never}
              aria-current={kind === each ? "page" : undefined}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            >
              {each ? word("review.kind", each) : t("allKinds")}
            </Link>
          ))}
        </nav>
        <Loaded query={query}>
          {(data) => {
            const items = data.pages.flatMap((each) => each.items);
            return items.length === 0 ? (
              <p className="empty">{t(writes ? "empty" : "emptyReader")}</p>
            ) : (
              <Register items={items} />
            );
          }}
        </Loaded>
        <More query={query} />
        <Forms writes={writes} />
      </div>
      {writes && search.panel === "new" && <Start close={() => go({ kind })} />}
    </Page>
  );
}

function Register({ items }: { items: ReviewItem[] }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const word = useWord();
  const net = useNet();
  const spoken = useLanguage();
  return (
    <table className="review-list">
      <thead>
        <tr>
          <th>{t("number")}</th>
          <th>{t("title")}</th>
          <th>{c("state")}</th>
          <th>{t("changed")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => {
          const title = written(each.title, spoken);
          return (
            <tr key={each.id} data-review={each.number}>
              <td className="small">{each.number}</td>
              <td>
                <Link to={links.review(net, each.id)} lang={title.lang}>
                  {title.text}
                </Link>
                <span className="small kind">{word("review.kind", each.kind)}</span>
              </td>
              <td>
                <Chip tone={TONE[each.state]}>{word("review.state", each.state)}</Chip>
              </td>
              <td className="small">
                <time dateTime={each.sort_at}>{shortDay(each.sort_at, spoken)}</time>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A period, a kind, an edition of the form: the rest is on record. */
function Start({ close }: { close: () => void }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const navigate = useNavigate();
  const spoken = useLanguage();
  const year = new Date().getFullYear();
  const [kind, setKind] = useState<Kind>("gcm_voluntary_review");
  const held = useQuery(forms(net)).data?.items.filter((each) => each.kind === kind && each.id) ?? [];
  return (
    <Dialog title={t("start")} close={close}>
      <p>{t("startSays")}</p>
      <Form
        act={t("start")}
        cancel={close}
        send={(values) =>
          body(
            api.POST("/api/v1/networks/{network}/reviews", {
              params: { path: { network: net } },
              body: {
                kind,
                first_year: Number(values.first_year),
                last_year: kind === "network_profile" ? null : Number(values.last_year),
                language: values.language as "en",
                template_id: values.template_id || null,
              },
            }),
          )
        }
        done={(made) => void navigate({ to: links.review(net, (made as { id: string }).id) })}
      >
        {(problem) => (
          <>
            <label className="field">
              {t("kind")}
              <select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
                {KINDS.map((each) => (
                  <option key={each} value={each}>
                    {word("review.kind", each)}
                  </option>
                ))}
              </select>
            </label>
            <Field
              key={kind}
              label={t("firstYear")}
              name="first_year"
              kind="number"
              value={String(kind === "network_profile" ? year - 1 : year)}
              problem={problem}
            />
            {kind === "gcm_voluntary_review" && (
              <Field label={t("lastYear")} name="last_year" kind="number" value={String(year)} problem={problem} />
            )}
            <Field
              label={t("language")}
              name="language"
              value={spoken}
              options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
              problem={problem}
            />
            {held.length > 1 && (
              <Field
                label={t("form")}
                name="template_id"
                options={held.map((each) => ({
                  value: each.id ?? "",
                  label: `${each.title}, ${t("edition", { edition: each.edition })}`,
                }))}
                problem={problem}
              />
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** The forms that reports are written by, and how sure they are. */
function Forms({ writes }: { writes: boolean }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const query = useQuery(forms(net));
  return (
    <details className="review-forms">
      <summary>{t("forms")}</summary>
      <div className="stack">
        <p className="small">{t("formsSay")}</p>
        <Loaded query={query}>
          {({ items }) => (
            <ul className="stack">
              {items.map((each) => (
                <li key={each.sha256}>
                  <span lang="en">{each.title}</span>, {t("edition", { edition: each.edition })}{" "}
                  <Chip tone={each.confidence === "sourced" ? "good" : "wait"}>
                    {word("review.confidence", each.confidence)}
                  </Chip>{" "}
                  <span className="small">{each.by ?? t("comesAlong")}</span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        {writes && <Load done={() => void query.refetch()} />}
      </div>
    </details>
  );
}

function Load({ done }: { done: () => void }) {
  const t = useStrings(strings);
  const c = useStrings(common);
  const net = useNet();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const load = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    setSaid("");
    let content: Record<string, unknown>;
    try {
      content = JSON.parse(await file.text()) as Record<string, unknown>;
    } catch {
      setSaid(t("notJson"));
      return;
    }
    try {
      const made = await body(
        api.POST("/api/v1/networks/{network}/review-templates", {
          params: { path: { network: net } },
          body: { content },
        }),
      );
      setSaid(t("loaded", { title: made.title, edition: made.edition }));
      done();
    } catch (thrown) {
      setProblem(asProblem(thrown, { title: c("failed"), detail: c("failedDetail") }));
    }
  };
  return (
    <>
      <label className="field">
        {t("loadForm")}
        <input type="file" accept="application/json,.json" onChange={(event) => void load(event.target.files?.[0])} />
      </label>
      <p className="small" role="status">
        {said}
      </p>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
