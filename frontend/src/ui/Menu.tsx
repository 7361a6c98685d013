import { type KeyboardEvent, type ReactNode, useRef } from "react";

interface Props {
  label: ReactNode;
  name?: string;
  className?: string;
  children: ReactNode;
}

/** What is behind “⋯”: a disclosure that closes when it is left, by Escape, and by choosing. */
export function Menu({ label, name, className = "", children }: Props) {
  const ref = useRef<HTMLDetailsElement>(null);
  const shut = () => ref.current?.removeAttribute("open");
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !ref.current?.open) return;
    shut();
    ref.current.querySelector("summary")?.focus();
  };
  return (
    <details
      ref={ref}
      className={`menu ${className}`}
      onKeyDown={leave}
      onBlur={(event) => !ref.current?.contains(event.relatedTarget as Node | null) && event.relatedTarget && shut()}
      onClick={(event) => (event.target as HTMLElement).closest("ul a, ul button") && shut()}
    >
      <summary aria-label={name}>{label}</summary>
      <ul>{children}</ul>
    </details>
  );
}
