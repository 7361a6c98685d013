import { useLanguage, useStrings } from "../../i18n";
import { Chip, Written } from "../../ui/parts";
import { GovernmentEditor } from "./GovernmentEditor";
import { PunosEditor } from "./PunosEditor";
import { type ProposalRead, rate, usePanel, useRights } from "./queries";
import { strings } from "./strings";

/** Who takes part: UN organisations, exactly one of them convening, and Government entities. */
export function Partners({ proposal: found }: { proposal: ProposalRead }) {
  const t = useStrings(strings);
  const spoken = useLanguage();
  const rights = useRights(found);
  const [panel, show] = usePanel();
  const writes = found.editable && rights.leads;
  return (
    <>
      <section className="stack" aria-labelledby="punos">
        <div className="row">
          <h2 id="punos" className="grow">
            {t("punos")}
          </h2>
          {writes && (
            <button type="button" className="btn" onClick={() => show("punos")}>
              {t("editPunos")}
            </button>
          )}
        </div>
        {found.punos.length === 0 && <p className="quiet">{t("punosNone")}</p>}
        <ul className="plain">
          {found.punos.map((puno) => (
            <li key={puno.organisation_id}>
              <strong>{puno.acronym}</strong>
              <span className="grow">
                <Written text={puno.name} />
              </span>
              <Chip tone={puno.role === "convening" ? "info" : ""}>{t(`role_${puno.role}`)}</Chip>
              <span className="quiet">{t("rate_of", { rate: rate(puno.indirect_bps, spoken) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="government">
        <div className="row">
          <h2 id="government" className="grow">
            {t("government")}
          </h2>
          {writes && (
            <button type="button" className="btn" onClick={() => show("government")}>
              {t("editGovernment")}
            </button>
          )}
        </div>
        {found.government_counterparts.length === 0 && <p className="quiet">{t("governmentNone")}</p>}
        <ul className="plain">
          {found.government_counterparts.map((entity) => (
            <li key={entity.name}>
              <strong>{entity.name}</strong>
              <span className="quiet grow">{entity.role}</span>
            </li>
          ))}
        </ul>
      </section>
      {!found.editable && <p className="small">{t("frozen")}</p>}
      {panel === "punos" && writes && <PunosEditor proposal={found} close={() => show()} />}
      {panel === "government" && writes && <GovernmentEditor proposal={found} close={() => show()} />}
    </>
  );
}
