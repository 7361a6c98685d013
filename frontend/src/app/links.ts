/** Every address of the page. */
export const links = {
  signIn: () => "/sign-in",
  networks: () => "/networks",
  account: () => "/me",
  home: (net: string) => `/${net}`,
  meetings: (net: string) => `/${net}/meetings`,
  meeting: (net: string, id: string) => `/${net}/meetings/${id}`,
  wall: (net: string, id: string) => `/${net}/meetings/${id}/wall`,
  minutes: (net: string, id: string) => `/${net}/meetings/${id}/minutes`,
  agenda_item: (net: string, id: string) => `/${net}/agenda-items/${id}`,
  action_points: (net: string) => `/${net}/action-points`,
  action_point: (net: string, id: string) => `/${net}/action-points/${id}`,
  decisions: (net: string) => `/${net}/decisions`,
  decision: (net: string, id: string) => `/${net}/decisions/${id}`,
  proof: (net: string, id: string) => `/${net}/decisions/${id}/proof`,
  statements: (net: string) => `/${net}/statements`,
  statement: (net: string, id: string) => `/${net}/statements/${id}`,
  public: (net: string) => `/${net}/public`,
  published: (net: string, key: string) => `/${net}/public/statements/${key}`,
  objectives: (net: string) => `/${net}/objectives`,
  objective: (net: string, number: number) => `/${net}/objectives/${number}`,
  indicators: (net: string) => `/${net}/indicators`,
  indicatorImport: (net: string) => `/${net}/indicators/import`,
  indicator: (net: string, id: string) => `/${net}/indicators/${id}`,
  workplans: (net: string) => `/${net}/workplans`,
  workplan: (net: string, id: string) => `/${net}/workplans/${id}`,
  workplanImport: (net: string) => `/${net}/workplans/import`,
  reporting: (net: string) => `/${net}/reporting`,
  round: (net: string, period: string) => `/${net}/reporting/${period}`,
  activity: (net: string, plan: string, id: string) => `/${net}/workplans/${plan}/activities/${id}`,
  origin: (net: string, id: string) => `/${net}/activities/${id}`,
  pledges: (net: string) => `/${net}/pledges`,
  pledge: (net: string, id: string) => `/${net}/pledges/${id}`,
  proposals: (net: string) => `/${net}/proposals`,
  proposal: (net: string, id: string) => `/${net}/proposals/${id}`,
  reviews: (net: string) => `/${net}/reviews`,
  review: (net: string, id: string) => `/${net}/reviews/${id}`,
  members: (net: string) => `/${net}/members`,
  journal: (net: string) => `/${net}/journal`,
  settings: (net: string) => `/${net}/settings`,
  outbox: (net: string) => `/${net}/outbox`,
  search: (net: string) => `/${net}/search`,
  more: (net: string) => `/${net}/more`,
  work: (net: string) => `/${net}/work`,
} as const;

/** Where a thing of this kind is shown. */
export function linkOf(net: string, kind: string, id: string, number?: string | number | null): string {
  switch (kind) {
    case "meetings":
    case "meeting":
      return links.meeting(net, id);
    case "agenda_items":
      return links.agenda_item(net, id);
    case "minutes":
      return links.minutes(net, id);
    case "action_points":
      return links.action_point(net, id);
    case "decisions":
    case "decision":
      return links.decision(net, id);
    case "statements":
    case "statement":
      return links.statement(net, id);
    case "objectives":
    case "objective":
      return links.objective(net, Number(number ?? 1));
    case "indicators":
    case "indicator":
      return links.indicator(net, id);
    case "reporting_rounds":
      return links.round(net, String(number ?? ""));
    case "workplans":
      return links.workplan(net, id);
    case "activities":
      return links.origin(net, id);
    case "reviews":
      return links.review(net, id);
    case "pledges":
      return links.pledge(net, id);
    case "proposals":
    case "proposal":
      return links.proposal(net, id);
    default:
      return links.home(net);
  }
}
