// The main job as a typed client writes it. It is compiled, not run: what the contract does not say does not compile.
import createClient from "openapi-fetch";
import type { components, operations, paths } from "../../../frontend/src/api/schema.gen";

type Decision = components["schemas"]["DecisionRead"];
type Problem = components["schemas"]["ProblemRead"];
type Filters = NonNullable<operations["list_decisions"]["parameters"]["query"]>;

const network = "turkmenistan";

/** A client of one network for a script that holds a token. */
export function client(baseUrl: string, token: string) {
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}

type Client = ReturnType<typeof client>;

export async function members(api: Client): Promise<string[]> {
  const { data, error } = await api.GET("/api/v1/networks/{network}/members", { params: { path: { network } } });
  if (error) throw new Error(title(error));
  return data.items.filter((item) => item.kind === "member").map((item) => item.acronym);
}

export async function open(api: Client, text: string, deadline: Date): Promise<Decision> {
  const drafted = await api.POST("/api/v1/networks/{network}/decisions", {
    params: { path: { network }, header: { "Idempotency-Key": crypto.randomUUID() } },
    body: {
      kind: "workplan",
      title: { en: "Joint workplan" },
      texts: { en: text },
      authoritative: "en",
      visibility: "members",
    },
  });
  if (drafted.error) throw new Error(title(drafted.error));
  const { id, version } = drafted.data;
  const opened = await api.POST("/api/v1/networks/{network}/decisions/{decision_id}/open", {
    params: { path: { network, decision_id: id }, header: { "If-Match": `"${version}"` } },
    body: { procedure: "silence", deadline_at: deadline.toISOString() },
  });
  if (opened.error) throw new Error(title(opened.error));
  return opened.data;
}

export async function object(api: Client, decision: Decision, acronym: string): Promise<string[]> {
  const round = decision.rounds.at(-1);
  const seat = round?.positions.find((position) => position.acronym === acronym);
  if (!round || !seat) throw new Error("not on the roll");
  const path = { network, decision_id: decision.id, number: round.number, organisation_id: seat.organisation_id };
  const { data, error } = await api.PUT(
    "/api/v1/networks/{network}/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}",
    {
      params: { path, header: { "If-Match": `"${seat.version}"` } },
      body: { value: "objection", text: "No source of money.", would_resolve: "Name the source." },
    },
  );
  if (error) throw new Error(title(error));
  return data.needs.map((need) => need.sentence);
}

export async function register(api: Client, filters: Filters): Promise<(string | null)[]> {
  const { data } = await api.GET("/api/v1/networks/{network}/decisions", {
    params: { path: { network }, query: filters },
  });
  return data?.items.map((item) => item.number) ?? [];
}

function title(problem: Problem): string {
  return `${problem.status} ${problem.type}: ${problem.title}`;
}

// What the contract refuses, the compiler refuses: each of these lines would be an error without its mark.
export function wrong(api: Client): void {
  // @ts-expect-error an unknown kind
  register(api, { kind: "ballot" });
  // @ts-expect-error a path that is not there
  api.GET("/api/v1/networks/{network}/nothing", { params: { path: { network } } });
  // @ts-expect-error a change without If-Match
  api.POST("/api/v1/networks/{network}/decisions/{decision_id}/adopt", { params: { path: { network, decision_id: "" } } });
}
