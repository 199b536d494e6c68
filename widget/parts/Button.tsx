import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./Spinner.js";

type Props = Omit<ComponentProps<"button">, "type" | "className"> & {
  kind?: "primary" | "secondary" | "quiet";
  submit?: boolean;
  /** Under way: keeps its place and the focus, and takes no press. */
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({ kind = "secondary", submit = false, busy = false, icon, children, onClick, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={submit ? "submit" : "button"}
      className={`gw-button gw-button-${kind}`}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <Spinner /> : icon}
      <span>{children}</span>
    </button>
  );
}
