import { type ReactNode, useEffect, useId, useRef } from "react";
import { useStrings } from "../i18n";
import { common } from "../i18n/common";
import { Icon } from "./Icon";

interface DialogProps {
  title: string;
  panel?: boolean;
  close: () => void;
  children: ReactNode;
}

/**
 * A native modal: the browser keeps the focus inside and Esc closes it. A panel lies beside the page, which stays
 * readable; on a phone it covers it.
 */
export function Dialog({ title, panel, close, children }: DialogProps) {
  const t = useStrings(common);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement as HTMLElement | null;
    if (dialog && !dialog.open) {
      if (panel && matchMedia("(min-width: 761px)").matches) dialog.show();
      else dialog.showModal();
      dialog.querySelector<HTMLElement>("form :is(input, select, textarea, button)")?.focus();
    }
    return () => {
      dialog?.close();
      before?.focus();
    };
  }, [panel]);
  return (
    <dialog
      ref={ref}
      className={panel ? "panel" : undefined}
      aria-labelledby={id}
      onCancel={close}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
      }}
    >
      <div className="inner">
        <div className="row">
          <h2 id={id} className="grow">
            {title}
          </h2>
          <button type="button" className="btn plain icon" onClick={close} aria-label={t("close")}>
            <Icon name="cross" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
