import { useQuery } from "@tanstack/react-query";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { PLACE } from "../../i18n/format";

/** Where the network is: its time zone, and the name of the place as it stands beside every hour. */
export function useZone(): { zone: string; place: string } {
  const c = useStrings(common);
  const zone = useQuery(network(useNet())).data?.time_zone ?? PLACE;
  return { zone, place: zone === PLACE ? c("ashgabat") : placeOf(zone) };
}

export const placeOf = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
