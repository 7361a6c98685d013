import { Link } from "@tanstack/react-router";
import { useStrings } from "../../../i18n";
import type { InvitationRead, MeetingRead } from "../queries";
import { strings } from "./session.strings";

export type Here = "inRoom" | "remote" | "absent" | "unrecorded";
const OF = { in_room: "inRoom", remote: "remote", absent: "absent" } as const;

export const hereOf = (presence: InvitationRead["presence"]): Here => (presence ? OF[presence] : "unrecorded");

const PATHS: Record<Here, string> = {
  inRoom: "M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c.3-3.2 2.3-5 5.5-5 1 0 1.9.2 2.6.5M11 15l2 2 4-4.5",
  remote: "M2.5 6h10v8h-10zM12.5 9l5-2.5v7l-5-2.5",
  absent: "M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c.3-3.2 2.3-5 5.5-5 1 0 1.9.2 2.6.5M12.5 12.5l4 4M16.5 12.5l-4 4",
  unrecorded: "M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c.3-3.2 2.3-5 5.5-5s5.2 1.8 5.5 5",
};

/** In the room, remote or absent: a drawing, beside its word. */
export const PresenceMark = ({ here, size = 18 }: { here: Here; size?: number }) => (
  <svg
    className={`presence ${here}`}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
  >
    <path
      d={PATHS[here]}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={here === "unrecorded" ? "2.5 2" : undefined}
    />
  </svg>
);

/** Who is here, in one line at the foot of the screen; attendance itself has its own tab. */
export function Presence({ found }: { found: MeetingRead }) {
  const t = useStrings(strings);
  const by = (here: Here) => found.invitations.filter((each) => hereOf(each.presence) === here);
  const count = by("inRoom").length + by("remote").length;
  return (
    <section className="presence-line" aria-label={t("present")}>
      <Link to="." search={{ tab: "people" } as never}>
        <strong>{t("here", { count, all: found.invitations.length })}</strong>
      </Link>
      {(["absent", "remote", "unrecorded"] as const).map(
        (here) =>
          by(here).length > 0 && (
            <span key={here}>
              <PresenceMark here={here} /> <strong>{t(here)}:</strong>{" "}
              {by(here)
                .map((each) => each.acronym)
                .join(", ")}
            </span>
          ),
      )}
      {found.guests.length > 0 && (
        <span>
          <strong>{t("guests")}:</strong> {found.guests.map((each) => each.affiliation ?? each.name).join(", ")}
        </span>
      )}
    </section>
  );
}
