import { type ReactNode, useState } from "react";
import { Problem } from "../../api/problems";
import { SignInAgain } from "./SignInAgain";

/**
 * Some acts ask for a sign-in of the last minutes. It is asked for above the dialog of the act, which then goes on with
 * what was entered; whoever closes it reads the refusal.
 */
export function useRecent(says: string): [run: <T>(act: () => Promise<T>) => Promise<T>, dialog: ReactNode] {
  const [waiting, setWaiting] = useState<{ answer: (signedIn: boolean) => void } | null>(null);
  const run = async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.slug !== "recent-sign-in-required") throw thrown;
      const signedIn = await new Promise<boolean>((answer) => setWaiting({ answer }));
      setWaiting(null);
      if (!signedIn) throw thrown;
      return act();
    }
  };
  const dialog = waiting && (
    <SignInAgain says={says} through={() => waiting.answer(true)} close={() => waiting.answer(false)} />
  );
  return [run, dialog];
}
