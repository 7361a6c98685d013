import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { Problem } from "../api/problems";
import { type Language, language, setLanguage } from "../i18n";
import { loadTerms } from "../i18n/chosen";
import { Broken, Missing } from "./Broken";
import { links } from "./links";
import { me } from "./queries";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: Missing,
  errorComponent: Broken,
});

/** Where no language was chosen on this device, it is the person's own. */
const speakAs = async (own: Language) => {
  const asked = localStorage.getItem("unmn.language") ?? new URLSearchParams(location.search).get("lang");
  if (!asked && own !== language()) await setLanguage(own);
};

const signedIn = async ({ context, location }: { context: Context; location: { href: string } }) => {
  try {
    const [person] = await Promise.all([context.queries.ensureQueryData(me), loadTerms(language())]);
    await speakAs(person.language);
    return person;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.body.status === 401) {
      throw redirect({ to: links.signIn(), search: { next: location.href } });
    }
    throw thrown;
  }
};

const top = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load as never, name as never) });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async (options) => {
    const person = await signedIn(options);
    const own = [...new Set(person.appointments.map((post) => post.network))];
    throw redirect({ to: own.length === 1 && own[0] ? links.home(own[0]) : links.networks() });
  },
});
const networks = createRoute({
  getParentRoute: () => root,
  path: "/networks",
  beforeLoad: async (options) => void (await signedIn(options)),
  component: lazyRouteComponent(() => import("../features/networks/Networks"), "Networks"),
});
const account = createRoute({
  getParentRoute: () => root,
  path: "/me",
  beforeLoad: async (options) => void (await signedIn(options)),
  component: lazyRouteComponent(() => import("../features/people/Account"), "Account"),
});

const net = createRoute({
  getParentRoute: () => root,
  path: "/$net",
  beforeLoad: async (options) => void (await signedIn(options)),
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
  notFoundComponent: Missing,
});

const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => net, path, component: lazyRouteComponent(load as never, name as never) });

/** For the room: nothing around it. */
const wall = createRoute({
  getParentRoute: () => root,
  path: "/$net/meetings/$id/wall",
  beforeLoad: async (options) => void (await signedIn(options)),
  component: lazyRouteComponent(() => import("../features/meetings/session/Wall"), "Wall"),
});

/** What is published, for everyone: the only pages of a network that ask nobody to sign in. */
const published = (name: string) =>
  lazyRouteComponent((() => import("../features/statements/Public")) as never, name as never);
const everybody = createRoute({
  getParentRoute: () => root,
  path: "/$net/public",
  beforeLoad: () => loadTerms(language()),
  component: Outlet,
  notFoundComponent: published("NotPublic"),
});

const tree = root.addChildren([
  start,
  networks,
  account,
  top("/sign-in", () => import("../features/people/SignIn"), "SignIn"),
  top("/reset", () => import("../features/people/Links"), "Reset"),
  top("/invitation", () => import("../features/people/Links"), "Invitation"),
  wall,
  everybody.addChildren([
    createRoute({ getParentRoute: () => everybody, path: "/", component: published("Public") }),
    createRoute({
      getParentRoute: () => everybody,
      path: "/statements/$number",
      component: published("PublicStatement"),
    }),
  ]),
  net.addChildren([
    page("/", () => import("../features/home/Home"), "Home"),
    page("/meetings", () => import("../features/meetings/Meetings"), "Meetings"),
    page("/meetings/$id", () => import("../features/meetings/Meeting"), "Meeting"),
    page("/agenda-items/$id", () => import("../features/meetings/ItemPage"), "ItemPage"),
    page("/meetings/$id/minutes", () => import("../features/minutes/Minutes"), "Minutes"),
    page("/action-points", () => import("../features/actions/Actions"), "Actions"),
    page("/action-points/$id", () => import("../features/actions/Actions"), "Actions"),
    page("/decisions", () => import("../features/decisions/Decisions"), "Decisions"),
    page("/decisions/$id", () => import("../features/decisions/Decision"), "Decision"),
    page("/decisions/$id/proof", () => import("../features/decisions/Proof"), "Proof"),
    page("/statements", () => import("../features/statements/Statements"), "Statements"),
    page("/statements/$id", () => import("../features/statements/Statement"), "Statement"),
    page("/objectives", () => import("../features/objectives/Objectives"), "Objectives"),
    page("/objectives/$number", () => import("../features/objectives/Objective"), "Objective"),
    page("/indicators", () => import("../features/indicators/Indicators"), "Indicators"),
    page("/indicators/import", () => import("../features/indicators/Import"), "Import"),
    page("/indicators/$id", () => import("../features/indicators/Indicator"), "Indicator"),
    page("/workplans", () => import("../features/workplans/Workplans"), "Workplans"),
    page("/workplans/$id", () => import("../features/workplans/Workplan"), "Workplan"),
    page("/workplans/import", () => import("../features/workplans/Import"), "Import"),
    page("/workplans/$id/activities/$activity", () => import("../features/workplans/ActivityPage"), "ActivityPage"),
    page("/reporting", () => import("../features/reporting/Reporting"), "Reporting"),
    page("/reporting/$period", () => import("../features/reporting/Round"), "Round"),
    page("/activities/$id", () => import("../features/workplans/ActivityPage"), "Origin"),
    page("/pledges", () => import("../features/pledges/Pledges"), "Pledges"),
    page("/pledges/$id", () => import("../features/pledges/Pledge"), "Pledge"),
    page("/proposals", () => import("../features/proposals/Proposals"), "Proposals"),
    page("/proposals/$id", () => import("../features/proposals/Proposal"), "Proposal"),
    page("/reviews", () => import("../features/reviews/Reviews"), "Reviews"),
    page("/reviews/$id", () => import("../features/reviews/Review"), "Review"),
    page("/members", () => import("../features/members/Members"), "Members"),
    page("/journal", () => import("../features/journal/Journal"), "Journal"),
    page("/settings", () => import("../features/networks/Settings"), "Settings"),
    page("/outbox", () => import("../features/demo/Outbox"), "Outbox"),
    page("/search", () => import("../features/home/Search"), "Search"),
    page("/work", () => import("./More"), "Work"),
    page("/more", () => import("./More"), "More"),
  ]),
]);

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: false,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
  });
