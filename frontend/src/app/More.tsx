import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { Icon } from "../ui/Icon";
import { Languages, Nav, Page, SignedInAs, toggleTheme, useNet } from "./Shell";

/** The rest of the navigation, on a phone. */
export function More() {
  const t = useStrings(common);
  return (
    <Page title={t("more")}>
      <div className="body">
        <Nav net={useNet()} only={["statements", "members", "journal", "settings", "outbox"]} />
        <SignedInAs />
        <div className="row">
          <Languages />
          <button type="button" className="btn" onClick={toggleTheme}>
            <Icon name="theme" /> {t("theme")}
          </button>
        </div>
      </div>
    </Page>
  );
}

export function Work() {
  const t = useStrings(common);
  return (
    <Page title={t("work")}>
      <div className="body">
        <Nav
          net={useNet()}
          only={["action_points", "objectives", "indicators", "workplans", "reporting", "proposals", "reviews"]}
        />
      </div>
    </Page>
  );
}
