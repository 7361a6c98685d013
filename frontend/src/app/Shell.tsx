import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { api } from "../api/client";
import { LANGUAGES, setLanguage, useLanguage, useStrings, written } from "../i18n";
import { common } from "../i18n/common";
import { useWord } from "../i18n/words";
import { Icon, type IconName } from "../ui/Icon";
import { links } from "./links";
import { home, me, network } from "./queries";

type Entry = [
  key: "home" | "meetings" | "decisions" | "objectives" | "proposals" | "members" | "journal" | "settings" | "outbox",
  icon: IconName,
];
const GROUPS: Entry[][] = [
  [["home", "home"]],
  [
    ["meetings", "meeting"],
    ["decisions", "decision"],
  ],
  [
    ["objectives", "objective"],
    ["proposals", "proposal"],
  ],
  [["members", "members"]],
  [
    ["journal", "journal"],
    ["settings", "settings"],
  ],
];

export function useNet(): string {
  return (useParams({ strict: false }) as { net?: string }).net ?? "";
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return online;
}

/** `/` goes to search, unless somebody is typing. */
function useSlash(net: string) {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest("input, textarea, select, dialog");
      if (event.key === "/" && !typing && net) {
        event.preventDefault();
        navigate({ to: links.search(net) });
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [net, navigate]);
}

export function Languages() {
  const t = useStrings(common);
  const spoken = useLanguage();
  const queries = useQueryClient();
  return (
    // biome-ignore lint/a11y/useSemanticElements: three toggles side by side, not a form's fieldset
    <div className="langs" role="group" aria-label={t("languages")}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={spoken === language}
          onClick={() => {
            setLanguage(language);
            queries.invalidateQueries();
          }}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

export function toggleTheme(): void {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("unmn.theme", root.dataset.theme);
}

export function Nav({ net, only }: { net: string; only?: string[] }) {
  const t = useStrings(common);
  const counts = useQuery({ ...home(net), enabled: Boolean(net) });
  const demo = useQuery(network(net));
  const groups = demo.data?.demo ? [...GROUPS, [["outbox", "mail"]] as Entry[]] : GROUPS;
  return (
    <div className="nav">
      {groups.map((group, at) => (
        <div key={group[0]?.[0]}>
          {at > 0 && <hr />}
          {group
            .filter(([key]) => !only || only.includes(key))
            .map(([key, icon]) => (
              <Link
                key={key}
                to={links[key](net)}
                activeOptions={{ exact: key === "home" }}
                activeProps={{ "aria-current": "page" }}
              >
                <Icon name={icon} />
                {t(key)}
                {key === "home" && counts.data && counts.data.items.length > 0 && (
                  <span className="count wait">{counts.data.items.length}</span>
                )}
              </Link>
            ))}
        </div>
      ))}
    </div>
  );
}

export function SignedInAs() {
  const t = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const person = useQuery(me);
  const here = person.data?.appointments.find((post) => post.network === net);
  const leave = async () => {
    await api.DELETE("/api/v1/auth/session", {});
    queries.clear();
    navigate({ to: links.signIn() });
  };
  return (
    <>
      <Link to={links.account()} className="brand">
        <span>
          <strong>{person.data?.name}</strong>
          <br />
          <span className="small">{here ? `${here.acronym} · ${word("role", here.role)}` : t("account")}</span>
        </span>
      </Link>
      <div className="row">
        <button type="button" className="btn small" onClick={leave}>
          <Icon name="out" size={16} /> {t("signOut")}
        </button>
      </div>
    </>
  );
}

export function Shell() {
  const t = useStrings(common);
  const net = useNet();
  const spoken = useLanguage();
  const online = useOnline();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const about = useQuery({ ...network(net), enabled: Boolean(net) });
  useSlash(net);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the heading after each navigation
  useEffect(() => {
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [path]);
  const tab = (to: string, icon: IconName, label: string, exact = false) => (
    <Link to={to} activeOptions={{ exact }} activeProps={{ "aria-current": "page" }}>
      <Icon name={icon} />
      {label}
    </Link>
  );
  return (
    <>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      {!online && (
        <div className="offline" role="status">
          {t("offline")}
        </div>
      )}
      <div className="frame">
        <header className="side">
          <Link to={links.home(net)} className="brand">
            <img src="/mark.svg" alt="" />
            <span>
              <strong>{t("network")}</strong>
              <br />
              <span className="small">{about.data ? written(about.data.country, spoken).text : ""}</span>
            </span>
          </Link>
          <Link to={links.search(net)} className="btn">
            <Icon name="search" /> <span className="grow">{t("search")}</span> <kbd className="small">/</kbd>
          </Link>
          <nav aria-label={t("mainNav")}>
            <Nav net={net} />
          </nav>
          <div className="foot">
            <SignedInAs />
            <div className="row">
              <Languages />
              <button type="button" className="btn small" onClick={toggleTheme} aria-label={t("theme")}>
                <Icon name="theme" size={16} />
              </button>
            </div>
          </div>
        </header>
        <main id="content" className="sheet" tabIndex={-1}>
          <Outlet />
        </main>
        <nav className="tabs" aria-label={t("mainNav")}>
          {tab(links.home(net), "home", t("home"), true)}
          {tab(links.meetings(net), "meeting", t("meetings"))}
          {tab(links.decisions(net), "decision", t("decisions"))}
          {tab(links.work(net), "objective", t("work"))}
          {tab(links.more(net), "more", t("more"))}
        </nav>
      </div>
    </>
  );
}

interface PageProps {
  title: string;
  visibility?: string;
  trail?: ReactNode;
  chip?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** One page, one paper: the band, the heading, the work. */
export function Page({ title, visibility = "members", trail, chip, acts, children }: PageProps) {
  const t = useStrings(common);
  const word = useWord();
  const net = useNet();
  const about = useQuery({ ...network(net), enabled: Boolean(net) });
  useEffect(() => {
    document.title = `${title} · ${t("network")}`;
  }, [title, t]);
  return (
    <>
      <div className="band">
        <span className="row">
          <Icon name="lock" size={15} /> {word("visibility", visibility)}
        </span>
        {about.data?.demo && <span className="demo">{t("demo")}</span>}
      </div>
      <div className="head">
        <div>
          {trail && <div className="trail">{trail}</div>}
          <h1 tabIndex={-1}>
            {title} {chip}
          </h1>
        </div>
        {acts}
      </div>
      {children}
    </>
  );
}
