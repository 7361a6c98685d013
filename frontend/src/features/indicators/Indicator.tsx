import { Page } from "../../app/Shell";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";

export function Indicator() {
  const c = useStrings(common);
  return <Page title={c("indicators")}>{null}</Page>;
}
