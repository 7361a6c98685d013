import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { api, forget, SIGNED_OUT } from "../api/client";
import { useLanguage, useStrings, written } from "../i18n";
import { common } from "../i18n/common";
import { FIRST, settleIn } from "../i18n/format";
import { useWord } from "../i18n/words";
import { Icon, type IconName } from "../ui/Icon";
import { Menu } from "../ui/Menu";
import { step, useKeys } from "./keys";
import { Languages } from "./Languages";
import { links } from "./links";
import { home, me, network } from "./queries";
import "./shell.css";

export { Languages } from "./Languages";

type Entry = [
  key:
    | "home"
    | "meetings"
    | "action_points"
    | "decisions"
    | "statements"
    | "objectives"
    | "indicators"
    | "workplans"
    | "reporting"
    | "proposals"
    | "reviews"
    | "members"
    | "journal"
    | "settings"
    | "outbox",
  icon: IconName,
];
const GROUPS: Entry[][] = [
  [["home", "home"]],
  [
    ["meetings", "meeting"],
    ["action_points", "tick"],
    ["decisions", "decision"],
    ["statements", "statement"],
  ],
  [
    ["objectives", "objective"],
    ["indicators", "indicator"],
    ["workplans", "workplan"],
    ["reporting", "reporting"],
    ["proposals", "proposal"],
    ["reviews", "review"],
  ],
  [["members", "members"]],
  [
    ["journal", "journal"],
    ["settings", "settings"],
  ],
];

/** `g` and a letter. */
export const GO = {
  h: "home",
  m: "meetings",
  a: "action_points",
  d: "decisions",
  o: "objectives",
  i: "indicators",
  w: "workplans",
  q: "reporting",
  p: "proposals",
  b: "members",
  j: "journal",
  s: "statements",
  r: "reviews",
  t: "settings",
} as const;
const Help = lazy(() => import("./Help").then(({ Help }) => ({ default: Help })));
const SignInAgain = lazy(() =>
  import("../features/people/SignInAgain").then(({ SignInAgain }) => ({ default: SignInAgain })),
);

/** Pages that stay empty for whoever has only such a role here; the administrator sees no more than the settings. */
const CLOSED: Record<string, string[]> = { observer: ["proposals", "journal", "outbox"], viewer: ["outbox"] };

function useOpen(net: string): (key: string) => boolean {
  const roles = useQuery(me).data?.appointments.filter((post) => post.network === net);
  return (key) =>
    !roles || (roles.length ? roles.some(({ role }) => !CLOSED[role]?.includes(key)) : key === "settings");
}

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
  const open = useOpen(net);
  const groups = (demo.data?.demo ? [...GROUPS, [["outbox", "mail"]] as Entry[]] : GROUPS)
    .map((group) => group.filter(([key]) => open(key) && (!only || only.includes(key))))
    .filter((group) => group.length > 0);
  return (
    <div className="nav">
      {groups.map((group, at) => (
        <div key={group[0]?.[0]}>
          {at > 0 && <hr />}
          {group.map(([key, icon]) => (
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

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter((part) => part)
    .map((part) => part[0])
    .slice(0, 2)
    .join("");

/** The person, for whom they act, and the way out. */
export function SignedInAs() {
  const t = useStrings(common);
  const word = useWord();
  const net = useNet();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const person = useQuery(me);
  const here = person.data?.appointments.find((post) => post.network === net);
  const several = new Set(person.data?.appointments.map((post) => post.network)).size > 1 || person.data?.admin;
  const leave = async () => {
    await api.DELETE("/api/v1/auth/session", {});
    forget();
    queries.clear();
    navigate({ to: links.signIn() });
  };
  return (
    <Menu
      className="person"
      label={
        <>
          <span className="avatar" aria-hidden="true">
            {initials(person.data?.name ?? "")}
          </span>
          <span>
            <strong>{person.data?.name}</strong>
            <br />
            <span className="small">{here ? `${here.acronym} · ${word("role", here.role)}` : t("account")}</span>
          </span>
        </>
      }
    >
      <li>
        <Link to={links.account()}>{t("account")}</Link>
      </li>
      {several && (
        <li>
          <Link to={links.networks()}>{t("networks")}</Link>
        </li>
      )}
      <li>
        <button type="button" onClick={leave}>
          {t("signOut")}
        </button>
      </li>
    </Menu>
  );
}

/** Whoever signs in again, above the page they were on, finds everything as it was. */
function useSignedOut(): [boolean, () => void] {
  const [out, setOut] = useState(false);
  useEffect(() => {
    const notice = () => setOut(true);
    window.addEventListener(SIGNED_OUT, notice);
    return () => window.removeEventListener(SIGNED_OUT, notice);
  }, []);
  return [out, () => setOut(false)];
}

export function Shell() {
  const t = useStrings(common);
  const net = useNet();
  const spoken = useLanguage();
  const online = useOnline();
  const navigate = useNavigate();
  const about = useQuery({ ...network(net), enabled: Boolean(net) });
  const zone = about.data?.time_zone ?? FIRST;
  settleIn(zone); // before any page below tells an instant; another zone draws them anew
  const [helping, setHelping] = useState(false);
  const [out, back] = useSignedOut();
  const search = () => void navigate({ to: links.search(net) });
  useKeys({
    "/": search,
    "ctrl k": search,
    "?": () => setHelping(true),
    j: () => step(1),
    k: () => step(-1),
    ...Object.fromEntries(
      Object.entries(GO).map(([letter, page]) => [`g ${letter}`, () => void navigate({ to: links[page](net) })]),
    ),
  });
  const tab = (to: string, icon: IconName, label: string, exact = false) => (
    <Link to={to} activeOptions={{ exact }} activeProps={{ "aria-current": "page" }}>
      <Icon name={icon} />
      {label}
    </Link>
  );
  const brand = (
    <Link to={links.home(net)} className="brand">
      <img src="/mark.svg" alt="" />
      <span>
        <strong>{t("network")}</strong>
        <br />
        <span className="small">{about.data ? written(about.data.country, spoken).text : ""}</span>
      </span>
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
          {brand}
          <Link to={links.search(net)} className="btn find">
            <Icon name="search" /> <span className="grow">{t("search")}</span> <kbd>/</kbd>
          </Link>
          <nav aria-label={t("mainNav")}>
            <Nav net={net} />
          </nav>
          <div className="foot">
            <SignedInAs />
            <div className="row">
              <Languages />
              <span className="grow" />
              <button type="button" className="btn small icon" onClick={toggleTheme} aria-label={t("theme")}>
                <Icon name="theme" size={18} />
              </button>
              <button type="button" className="btn small icon" onClick={() => setHelping(true)} aria-label={t("keys")}>
                <Icon name="help" size={18} />
              </button>
            </div>
          </div>
        </header>
        <header className="top">
          {brand}
          <span className="grow" />
          <Link to={links.search(net)} className="btn icon" aria-label={t("search")}>
            <Icon name="search" />
          </Link>
        </header>
        <main id="content" className="sheet" tabIndex={-1}>
          <Outlet key={zone} />
        </main>
        <nav className="tabs" aria-label={t("mainNav")}>
          {tab(links.home(net), "home", t("home"), true)}
          {tab(links.meetings(net), "meeting", t("meetings"))}
          {tab(links.decisions(net), "decision", t("decisions"))}
          {tab(links.work(net), "objective", t("work"))}
          {tab(links.more(net), "more", t("more"))}
        </nav>
      </div>
      <Suspense>
        {helping && <Help close={() => setHelping(false)} />}
        {out && <SignInAgain close={back} />}
      </Suspense>
    </>
  );
}

interface PageProps {
  title: string;
  /** What stands before the title in the browser's tab: a register number. */
  tab?: string;
  visibility?: string;
  trail?: ReactNode;
  chip?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

let arrived = "";

/** After going to another page the focus is at its heading; the first page leaves it to the browser. */
function useHeading() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  useEffect(() => {
    if (arrived && arrived !== path) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    arrived = path;
  }, [path]);
}

/** One page, one paper: the band, the heading, the work. */
export function Page({ title, tab, visibility = "members", trail, chip, acts, children }: PageProps) {
  const t = useStrings(common);
  const word = useWord();
  const net = useNet();
  const about = useQuery({ ...network(net), enabled: Boolean(net) });
  useHeading();
  useEffect(() => {
    document.title = `${tab ? `${tab} ` : ""}${title} · ${t("network")}`;
  }, [title, tab, t]);
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
