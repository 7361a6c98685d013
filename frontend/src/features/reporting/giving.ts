import { api, body, ifMatch } from "../../api/client";
import type { Language } from "../../i18n";
import type { Values } from "../../ui/Form";
import { parse } from "../indicators/numbers";
import type { ObjectiveRead } from "../objectives/queries";
import type { OwedRead } from "./queries";

interface Made {
  id: string;
  version: number;
}

const match = (version: number) => ({ header: { "If-Match": ifMatch(version) } });

/** What was typed for one thing is saved where it is kept, and submitted if the reader says so. */
export async function give(network: string, each: OwedRead, values: Values, submit: boolean, spoken: Language) {
  if (each.kind === "value") return giveValue(network, each, values, submit, spoken);
  if (each.kind === "update") return giveUpdate(network, each, values, submit);
  return giveAssessment(network, each, values, submit);
}

/** An exact number for the API; what is no number goes as it was typed, and the server says what is wrong with it. */
const exact = (typed: string | undefined, spoken: Language) => {
  const found = parse(typed ?? "", spoken);
  return found === undefined ? (typed ?? null) : found;
};

async function giveValue(network: string, each: OwedRead, values: Values, submit: boolean, spoken: Language) {
  const cell =
    each.value?.kind === "quantity"
      ? { parts: {}, value: exact(values.value, spoken) }
      : {
          parts: {},
          numerator: exact(values.numerator, spoken),
          denominator: exact(values.denominator, spoken),
        };
  const blank = Object.values(cell).every((one) => one === null || typeof one === "object");
  const cells = blank ? [] : [cell];
  const note = values.note || null;
  const stands = each.value?.current;
  let made: Made;
  if (!stands) {
    made = (await body(
      api.POST("/api/v1/networks/{network}/indicators/{indicator_id}/values", {
        params: { path: { network, indicator_id: each.id } },
        body: { organisation_id: each.organisation_id, period: each.period, note, cells },
      }),
    )) as Made;
  } else {
    const path = { network, value_id: stands.id };
    made = (await body(
      api.PUT("/api/v1/networks/{network}/indicator-values/{value_id}/cells", {
        params: { path, ...match(stands.version) },
        body: { cells },
      } as never),
    )) as Made;
    if (note !== stands.note) {
      made = (await body(
        api.PATCH("/api/v1/networks/{network}/indicator-values/{value_id}", {
          params: { path, ...match(made.version) },
          body: { note },
        } as never),
      )) as Made;
    }
  }
  if (!submit) return;
  await body(
    api.POST("/api/v1/networks/{network}/indicator-values/{value_id}/submit", {
      params: { path: { network, value_id: made.id }, ...match(made.version) },
    } as never),
  );
}

const UPDATE =
  "/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/updates/{period}/{organisation_id}";

async function giveUpdate(network: string, each: OwedRead, values: Values, submit: boolean) {
  const path = {
    network,
    workplan_id: each.workplan_id ?? "",
    activity_id: each.id,
    period: each.period,
    organisation_id: each.organisation_id,
  };
  const stands = each.update?.current;
  const spent = (values.expenditure ?? "").replace(/[\s\u00a0]/g, "").replace(",", ".");
  const made = (await body(
    api.PUT(UPDATE, {
      params: { path, ...(stands ? match(stands.version) : {}) },
      body: {
        status: values.status,
        progress: values.progress || null,
        problems: values.problems || null,
        next_steps: values.next_steps || null,
        forecast_starts_on: stands?.forecast_starts_on ?? each.update?.before?.forecast_starts_on ?? null,
        forecast_ends_on: values.forecast_ends_on || null,
        expenditure: spent ? { amount: spent, currency: "USD" } : null,
      },
    } as never),
  )) as Made;
  if (!submit) return;
  await body(
    api.POST(
      `${UPDATE}/submit` as "/api/v1/networks/{network}/workplans/{workplan_id}/activities/{activity_id}/updates/{period}/{organisation_id}/submit",
      { params: { path, ...match(made.version) } } as never,
    ),
  );
}

async function giveAssessment(network: string, each: OwedRead, values: Values, submit: boolean) {
  const number = Number(each.number);
  const said = { rating: values.rating || "not_assessed", narrative: values.narrative || null };
  const stands = each.assessment?.current;
  const one = "/api/v1/networks/{network}/objectives/{number}/assessments/{assessment_id}" as const;
  const answer: ObjectiveRead = stands
    ? await body(
        api.PATCH(one, {
          params: { path: { network, number, assessment_id: stands.id }, ...match(stands.version) },
          body: said,
        } as never),
      )
    : await body(
        api.POST("/api/v1/networks/{network}/objectives/{number}/assessments", {
          params: { path: { network, number } },
          body: { organisation_id: each.organisation_id, period: each.period, ...said },
        } as never),
      );
  if (!submit) return;
  const made = answer.assessments.find(
    (two) => two.organisation_id === each.organisation_id && two.period === each.period,
  );
  if (!made) return;
  await body(
    api.POST(`${one}/submit`, {
      params: { path: { network, number, assessment_id: made.id }, ...match(made.version) },
    } as never),
  );
}
