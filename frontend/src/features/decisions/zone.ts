import { useQuery } from "@tanstack/react-query";
import { network } from "../../app/queries";
import { useNet } from "../../app/Shell";
import { PLACE } from "../../i18n/format";
import { usePlaceName } from "../../i18n/place";

/** Where the network is: its time zone, and the name of the place as it stands beside every hour. */
export function useZone(): { zone: string; place: string } {
  const placeName = usePlaceName();
  const zone = useQuery(network(useNet())).data?.time_zone ?? PLACE;
  return { zone, place: placeName(zone) };
}
