import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { links } from "../../app/links";
import { Page, useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Loaded } from "../../ui/parts";

/** An agenda item by its id alone: what is linked with one leads here, and on to its meeting. */
export function ItemPage() {
  const c = useStrings(common);
  const net = useNet();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({
    queryKey: [net, "agenda-items", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/agenda-items/{item_id}", {
          params: { path: { network: net, item_id: id } },
        }),
      ),
  });
  if (query.data)
    return <Navigate to={links.meeting(net, query.data.meeting_id)} search={{ item: id } as never} replace />;
  return (
    <Page title={c("meetings")}>
      <div className="body">
        <Loaded query={query}>{() => null}</Loaded>
      </div>
    </Page>
  );
}
