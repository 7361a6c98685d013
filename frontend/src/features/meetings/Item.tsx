import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, ifMatch } from "../../api/client";
import { useNet } from "../../app/Shell";
import { useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { useWord } from "../../i18n/words";
import { Dialog, Form } from "../../ui/Form";
import { Written } from "../../ui/parts";
import { Draft } from "../decisions/Draft";
import { type DecisionItem, DecisionList } from "./DecisionList";
import { Hangs } from "./Hangs";
import { ItemForm } from "./ItemForm";
import { Onward } from "./Onward";
import { type AgendaItemRead, type MeetingRead, meeting } from "./queries";
import { strings } from "./strings";

interface Props {
  found: MeetingRead;
  item: AgendaItemRead;
  decisions: DecisionItem[];
}

/** The chosen item: what it is about, the decisions under it. What comes of it is written in session. */
export function Item({ found, item, decisions }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const word = useWord();
  const spoken = useLanguage();
  const [open, setOpen] = useState<"edit" | "remove" | "decision" | null>(null);
  const officer = found.may.includes("edit") || found.may.includes("record");
  const close = () => setOpen(null);
  return (
    <section className="chosen stack" aria-label={written(item.title, spoken).text}>
      <div className="row">
        <p className="quiet grow">
          <strong>{item.place ? t("item", { place: item.place }) : t("proposed")}</strong> ·{" "}
          {word("agenda.kind", item.kind)}
          {item.presenter && ` · ${t("presents", { organisation: item.presenter })}`}
          {item.proposed_by && ` · ${t("proposedBy", { organisation: item.proposed_by })}`}
        </p>
      </div>
      <h2 className="item-title">
        <Written text={item.title} />
      </h2>
      {item.notes && <p className="pre">{item.notes}</p>}
      <Hangs found={found} item={item} />
      <DecisionList decisions={decisions} plain />
      {officer && (
        <div className="row">
          {item.place > 0 && found.state !== "requested" && (
            <button type="button" className="btn" onClick={() => setOpen("decision")}>
              {t("draftDecision")}
            </button>
          )}
          {found.may.includes("arrange") && (
            <>
              <button type="button" className="btn" onClick={() => setOpen("edit")}>
                {c("edit")}
              </button>
              <button type="button" className="btn" onClick={() => setOpen("remove")}>
                {t("removeItem")}
              </button>
            </>
          )}
          <Onward found={found} item={item} />
        </div>
      )}
      {open === "edit" && <ItemForm found={found} item={item} close={close} />}
      {open === "remove" && <Remove found={found} item={item} close={close} />}
      {open === "decision" && <Draft close={close} meeting={found.id} item={item.id} />}
    </section>
  );
}

function Remove({ found, item, close }: { found: MeetingRead; item: AgendaItemRead; close: () => void }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const net = useNet();
  const queries = useQueryClient();
  return (
    <Dialog title={t("removeItem")} close={close}>
      <p>{t("removeSure", { title: written(item.title, spoken).text })}</p>
      <Form
        act={t("removeItem")}
        cancel={close}
        danger
        send={() =>
          body(
            api.DELETE("/api/v1/networks/{network}/meetings/{meeting_id}/agenda-items/{item_id}", {
              params: {
                path: { network: net, meeting_id: found.id, item_id: item.id },
                header: { "If-Match": ifMatch(item.version) },
              },
            }),
          )
        }
        done={() => {
          close();
          queries.invalidateQueries({ queryKey: meeting(net, found.id).queryKey });
        }}
      >
        {() => null}
      </Form>
    </Dialog>
  );
}
