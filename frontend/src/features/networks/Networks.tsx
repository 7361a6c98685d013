import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { api, body, type Schemas } from "../../api/client";
import { links } from "../../app/links";
import { home, me } from "../../app/queries";
import { Languages, SignedInAs } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Field, Form, type Values } from "../../ui/Form";
import { Bones, Chip, Loaded, Written } from "../../ui/parts";
import type { NetworkRead } from "./durations";
import { LanguageBoxes, languagesOf, zones } from "./NetworkFields";
import "./networks.css";
import { strings } from "./strings";

const Accounts = lazy(() => import("../people/Accounts").then((room) => ({ default: room.Accounts })));
const Organisations = lazy(() => import("./Organisations").then((room) => ({ default: room.Organisations })));

const networks = {
  queryKey: ["networks"],
  queryFn: () => body(api.GET("/api/v1/networks", {})),
};

/** The networks one belongs to; the administrator makes them here, and the accounts. */
export function Networks() {
  const c = useStrings(common);
  const t = useStrings(strings);
  const person = useQuery(me);
  const [creating, setCreating] = useState(false);
  useEffect(() => {
    document.title = c("networks");
  }, [c]);
  return (
    <main className="sheet alone" id="content">
      <div className="head">
        <div>
          <h1 tabIndex={-1}>{c("networks")}</h1>
        </div>
        <Languages />
        <SignedInAs />
      </div>
      <div className="body">
        <Loaded query={person}>
          {(known) => (
            <>
              <section className="stack">
                <div className="row">
                  <h2 className="grow">{t(known.admin ? "every" : "mine")}</h2>
                  {known.admin && (
                    <button type="button" className="btn main" onClick={() => setCreating(true)}>
                      {t("create")}
                    </button>
                  )}
                </div>
                <List person={known} />
              </section>
              {known.admin && (
                <Suspense fallback={<Bones />}>
                  <Organisations />
                  <Accounts />
                </Suspense>
              )}
            </>
          )}
        </Loaded>
      </div>
      {creating && <Create close={() => setCreating(false)} />}
    </main>
  );
}

function List({ person }: { person: Schemas["MeRead"] }) {
  const c = useStrings(common);
  const query = useQuery(networks);
  const own = [...new Set(person.appointments.map((post) => post.network))];
  const waiting = useQueries({ queries: own.map((slug) => home(slug)) });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="empty">{c("noNetwork")}</p>
        ) : (
          <ul className="networks">
            {items.map((network) => {
              const at = own.indexOf(network.slug);
              return (
                <Line
                  key={network.id}
                  network={network}
                  posts={person.appointments.filter((post) => post.network === network.slug)}
                  count={waiting[at]?.data?.items.length}
                />
              );
            })}
          </ul>
        )
      }
    </Loaded>
  );
}

interface LineProps {
  network: NetworkRead;
  posts: Schemas["PostRead"][];
  count?: number;
}

function Line({ network, posts, count }: LineProps) {
  const t = useStrings(strings);
  const word = useWord();
  const [told, setTold] = useState(false);
  const inside = posts.length > 0;
  return (
    <li>
      <div className="row">
        <span className="grow">
          <Link className="name" to={inside ? links.home(network.slug) : links.settings(network.slug)}>
            <Written text={network.name} />
          </Link>{" "}
          {network.demo && <Chip tone="wait">{t("demoNet")}</Chip>}
          <br />
          <span className="quiet">
            <Written text={network.country} /> ·{" "}
            {inside ? posts.map((post) => `${post.acronym}: ${word("role", post.role)}`).join("; ") : t("adminOnly")}
          </span>
        </span>
        {count !== undefined && (
          <span className={count > 0 ? "waits" : "quiet"}>{count > 0 ? t("waiting", { count }) : t("calm")}</span>
        )}
        {!inside && (
          <button type="button" className="btn small" aria-expanded={told} onClick={() => setTold(!told)}>
            {t("steps")}
          </button>
        )}
      </div>
      {told && <Next slug={network.slug} />}
    </li>
  );
}

/** What comes after the founding: the command line names the first officers. */
function Next({ slug }: { slug: string }) {
  const t = useStrings(strings);
  return (
    <div className="stack">
      <p className="prose">{t("nextIntro")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by the keyboard */}
      <pre className="facts" tabIndex={0}>
        {`unmn user appoint ${slug} <e-mail> IOM secretariat\nunmn user appoint ${slug} <e-mail> IOM co_chair\nunmn user appoint ${slug} <e-mail> RCO co_chair`}
      </pre>
      <p className="prose">{t("nextThen")}</p>
    </div>
  );
}

function Create({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [made, setMade] = useState<NetworkRead | null>(null);
  const send = (values: Values) => {
    const text = (name: string) => ({
      en: values[`${name}_en`] ?? "",
      ru: values[`${name}_ru`] || null,
      tk: values[`${name}_tk`] || null,
    });
    return body(
      api.POST("/api/v1/networks", {
        body: {
          slug: values.slug ?? "",
          code: values.code ?? "",
          name: text("name"),
          country: text("country"),
          time_zone: values.time_zone ?? "",
          languages: languagesOf(values),
          established_on: values.established_on || null,
        },
      }),
    );
  };
  if (made)
    return (
      <Dialog title={t("created", { name: written(made.name, spoken).text })} close={close}>
        <div role="status">
          <Next slug={made.slug} />
        </div>
        <div className="acts">
          <button type="button" className="btn main" onClick={close}>
            {c("close")}
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t("create")} close={close} panel>
      <Form
        act={t("create")}
        cancel={close}
        send={send}
        done={(answer) => {
          setMade(answer as NetworkRead);
          queries.invalidateQueries({ queryKey: networks.queryKey });
        }}
      >
        {(problem) => (
          <>
            <Field label={t("slug")} name="slug" help={t("slugHelp")} problem={problem} max={60} />
            <Field label={t("code")} name="code" help={t("codeHelp")} problem={problem} max={8} />
            {(["name", "country"] as const).map((name) =>
              LANGUAGES.map((each) => (
                <Field
                  key={name + each}
                  label={`${t(name)} (${NAMES[each]})`}
                  name={`${name}_${each}`}
                  pointer={`/${name}/${each}`}
                  optional={each !== "en"}
                  problem={problem}
                  lang={each}
                />
              )),
            )}
            <Field
              label={t("time_zone")}
              name="time_zone"
              value="Asia/Ashgabat"
              options={zones("Asia/Ashgabat")}
              help={t("time_zone_says")}
              problem={problem}
            />
            <LanguageBoxes chosen={["en"]} problem={problem} />
            <Field
              label={t("established_on")}
              name="established_on"
              kind="date"
              help={t("established_on_says")}
              problem={problem}
              optional
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
