import { useQueryClient } from "@tanstack/react-query";
import { me } from "../../app/queries";
import { strings } from "../../app/strings";
import { useStrings } from "../../i18n";
import { common } from "../../i18n/common";
import { Dialog } from "../../ui/Dialog";
import { SignInForm } from "./SignIn";

interface Props {
  close: () => void;
  /** Why it is asked for, where the session has not ended. */
  says?: string;
  /** Signed in: what waited for it goes on. */
  through?: () => void;
}

/** Above the page where the session ended: nothing typed there is lost. */
export function SignInAgain({ close, says, through }: Props) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const queries = useQueryClient();
  const was = queries.getQueryData(me.queryKey);
  const done = async () => {
    const now = await queries.fetchQuery({ ...me, staleTime: 0 });
    if (was && now.id !== was.id) location.reload();
    through?.();
    close();
    queries.invalidateQueries();
  };
  return (
    <Dialog title={c("signIn")} close={close}>
      <p>{says ?? t("again")}</p>
      <SignInForm email={was?.email} done={done} />
    </Dialog>
  );
}
