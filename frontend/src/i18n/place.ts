import { useStrings } from ".";
import { common } from "./common";
import { FIRST, PLACE } from "./format";

/** A zone by its city, as it stands beside every hour; the first duty station has its name in every language. */
export function usePlaceName(): (zone?: string) => string {
  const c = useStrings(common);
  return (zone = PLACE) => (zone === FIRST ? c("ashgabat") : placeOf(zone));
}

export const placeOf = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
