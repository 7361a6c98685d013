import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { useWord } from "../../i18n/words";
import { Dialog, Form } from "../../ui/Form";
import { answerFor, type Invited, type Participant, sheet } from "./invitations";
import "./invitations.css";
import { strings } from "./invitations.strings";
import { named, Participants } from "./Participants";
import { type MeetingRead, meeting } from "./queries";

/** Who will come for an organisation that the reader speaks for: named once it has said that it comes. */
export function Coming({ found, organisation }: { found: MeetingRead; organisation: string }) {
  const t = useStrings(strings);
  const word = useWord();
  const net = useNet();
  const [naming, setNaming] = useState(false);
  const query = useQuery(sheet(net, found.id));
  const mine = query.data?.organisations.find((each) => each.organisation_id === organisation);
  if (!mine || mine.answer === null || mine.answer === "no") return null;
  return (
    <div className="row coming">
      {mine.coming.length > 0 ? (
        <span className="small">
          {mine.coming.map((each) => `${each.name} (${word("attendance", each.presence)})`).join(", ")}
        </span>
      ) : (
        mine.mode && <span className="small">{word("attendance", mine.mode)}</span>
      )}
      <button type="button" className="btn small" onClick={() => setNaming(true)}>
        {t(mine.coming.length > 0 ? "changeWho" : "nameWho")}
      </button>
      {naming && <Naming found={found} mine={mine} close={() => setNaming(false)} />}
    </div>
  );
}

function Naming({ found, mine, close }: { found: MeetingRead; mine: Invited; close: () => void }) {
  const t = useStrings(strings);
  const net = useNet();
  const queries = useQueryClient();
  const usual = found.modality === "remote" ? "remote" : "in_room";
  const [people, setPeople] = useState<Participant[]>(
    mine.coming.length > 0 ? mine.coming : [{ name: "", function: null, presence: usual }],
  );
  const title = `${t("whoComes")}: ${mine.acronym}`;
  return (
    <Dialog title={title} close={close} panel>
      <Form
        act={t("record")}
        cancel={close}
        send={() => answerFor(net, found.id, mine, { answer: mine.answer ?? "yes", coming: named(people) })}
        done={(answer) => {
          queries.setQueryData(meeting(net, found.id).queryKey, answer as MeetingRead);
          queries.invalidateQueries({ queryKey: sheet(net, found.id).queryKey });
          close();
        }}
      >
        {() => <Participants organisation={mine.acronym} people={people} change={setPeople} usual={usual} />}
      </Form>
    </Dialog>
  );
}
