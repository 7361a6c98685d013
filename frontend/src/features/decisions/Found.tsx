import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Loaded } from "../../ui/parts";
import { type DecisionRead, decision } from "./queries";

/** The decision of the address; where it is not here, or not open to the reader, the page has its heading all the same. */
export function Found({ children }: { children: (found: DecisionRead) => ReactNode }) {
  const c = useStrings(common);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(decision(useNet(), id));
  const shown = <Loaded query={query}>{children}</Loaded>;
  if (query.data || query.isPending) return shown;
  return (
    <Page title={c("decisions")}>
      <div className="body">{shown}</div>
    </Page>
  );
}
