import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { LANGUAGES, NAMES, useLanguage, useStrings, written } from "../../i18n";
import type { Values } from "../../ui/Form";
import { Icon } from "../../ui/Icon";
import { fromLocal, local, Moves } from "../../ui/Moves";
import { listed } from "../meetings/parts";
import { type MinutesRead, useKeep } from "./queries";
import { strings } from "./strings";
import { keptOf } from "./Whole";

const DAYS = 5;
const BASE = "/api/v1/networks/{network}/meetings/{meeting_id}/minutes";
/** Where a move is sent, where that is not its own name. */
const AT: Record<string, string> = { generate: "", corrigendum: "/corrigenda" };

/** Five days from now, at the end of the working day there. */
const windowEnd = () => `${local(new Date(Date.now() + DAYS * 86_400_000)).slice(0, 10)}T17:00`;

/** What this reader can do with the minutes now, and why the rest is not open. */
export function Acts({ found, edit }: { found: MinutesRead; edit?: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const { keep } = useKeep(found.meeting.id);
  const attended = found.attended.map(({ acronym }) => acronym);
  const make = async (move: string, values: Values) =>
    keep(
      await body(
        api.POST(
          `${BASE}${AT[move] ?? `/${move}`}` as `${typeof BASE}/circulate`,
          {
            params: {
              path: { network: net, meeting_id: found.meeting.id },
              ...(found.id ? { header: { "If-Match": ifMatch(found.version) } } : {}),
            },
            body: sent(move, values),
          } as never,
        ),
      ),
    );
  const asked: Record<string, string[]> = {
    generate: ["language"],
    circulate: ["window_ends_at"],
    adopt: ["agenda_item_id"],
    corrigendum: ["paragraph_id", "text"],
  };
  const silence = found.window_ends_at !== null && new Date(found.window_ends_at) <= new Date(found.server_time);
  return (
    <div className="row acts">
      {found.text_version !== null && (
        <button type="button" className="btn wide-only" onClick={() => print()}>
          <Icon name="print" size={18} /> {t("print")}
        </button>
      )}
      {edit && (
        <button type="button" className="btn" onClick={edit}>
          {t("editAll")}
        </button>
      )}
      <Moves
        of="minutes"
        moves={found.moves
          .filter(({ move }) => move !== "comment")
          .map((each) => ({ ...each, asks: asked[each.move] ?? each.asks }))}
        main={["generate", "adopt", "circulate", "corrigendum"]}
        warn={{
          generate: t("writeThemselves"),
          circulate: (
            <>
              <p>
                {attended.length > 0
                  ? t("toldToComment", { organisations: listed(attended, spoken) })
                  : t("toldAttended")}
              </p>
              {keptOf(found) && <p className="tone-ochre">{t("goOnDraft")}</p>}
            </>
          ),
          revise: t("reviseSays"),
          adopt: <Adopting found={found} />,
          corrigendum: t("corrigendumSays"),
        }}
        asks={{
          language: {
            label: t("languageOf"),
            help: t("languageHelp"),
            options: LANGUAGES.map((value) => ({ value, label: NAMES[value] })),
          },
          window_ends_at: {
            label: t("windowEnds"),
            kind: "datetime-local",
            value: windowEnd(),
            help: t("windowHelp"),
          },
          agenda_item_id: {
            label: t("how"),
            options: [
              ...(silence && found.objection_count === 0 ? [{ value: "", label: t("bySilence") }] : []),
              ...found.adoptable_under.map((item) => ({
                value: item.agenda_item_id,
                label: t("underItem", { number: item.meeting_number, title: written(item.title, spoken).text }),
              })),
            ],
            optional: true,
          },
          paragraph_id: {
            label: t("corrigendumOn"),
            optional: true,
            options: [
              { value: "", label: t("onWhole") },
              ...found.parts.flatMap((part) =>
                part.paragraphs.map((each) => ({
                  value: each.id,
                  label: `${each.number ?? part.number} · ${each.text.slice(0, 70)}${each.text.length > 70 ? " …" : ""}`,
                })),
              ),
            ],
          },
          text: { label: t("corrigendumText"), kind: "prose" },
        }}
        make={make}
      />
    </div>
  );
}

/** The body of a move as the API wants it. */
function sent(move: string, values: Values): object | undefined {
  if (move === "circulate") return { window_ends_at: values.window_ends_at ? fromLocal(values.window_ends_at) : null };
  if (move === "adopt") return { agenda_item_id: values.agenda_item_id || null };
  if (move === "corrigendum") return { text: values.text ?? "", paragraph_id: values.paragraph_id || null };
  if (move === "generate") return { language: values.language };
  return undefined;
}

/** What becomes final: the version, how long it is, and that nothing edits it afterwards. */
function Adopting({ found }: { found: MinutesRead }) {
  const t = useStrings(strings);
  return <p>{t("adoptSays", { number: found.text_version, meeting: found.meeting.number })}</p>;
}
