import { useQueryClient } from "@tanstack/react-query";
import { me } from "../../app/queries";
import { strings } from "../../app/strings";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog } from "../../ui/Dialog";
import { SignInForm } from "./SignIn";

/** Above the page where the session ended: nothing typed there is lost. */
export function SignInAgain({ close }: { close: () => void }) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const was = queries.getQueryData(me.queryKey);
  const done = async () => {
    const now = await queries.fetchQuery({ ...me, staleTime: 0 });
    if (was && now.id !== was.id) location.reload();
    close();
    queries.invalidateQueries();
  };
  return (
    <Dialog title={c("signIn")} close={close}>
      <p>{t("again")}</p>
      <SignInForm email={was?.email} done={done} />
    </Dialog>
  );
}
