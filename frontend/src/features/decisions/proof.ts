import type { Schemas } from "../../api/client";
import type { Mark } from "../../ui/PositionMark";

export type Consultation = Schemas["ConsultationRead"];
export type Consulted = Schemas["ConsultedOrganisation"];
export type Notice = Schemas["NoticeRead"];

/** When it was first told, and whether every notice of it came back. */
export function told({ notices }: Consulted): { sent: string | null; returned: string | null } {
  const mails = notices.filter((each) => each.state !== "by_hand");
  const first = mails.map((each) => each.accepted_at ?? each.queued_at).sort()[0] ?? null;
  const back = mails.filter((each) => each.bounced_at);
  const all = mails.length > 0 && back.length === mails.length;
  return {
    sent: first,
    returned: all
      ? (back
          .map((each) => each.bounced_at)
          .sort()
          .at(-1) ?? null)
      : null,
  };
}

/** Only what left can come back, and only once. */
export const canBounce = (notice: Notice): boolean =>
  !notice.bounced_at && (notice.state === "accepted" || notice.state === "seen" || notice.accepted_at !== null);

export function markOfConsulted(each: Consulted): Mark {
  if (each.released_at) return "recused";
  if (each.value) return each.value;
  return each.reached_at ? "not_answered" : "not_delivered";
}

export const wordOfConsulted = (each: Consulted): string => (each.released_at ? "released" : markOfConsulted(each));
