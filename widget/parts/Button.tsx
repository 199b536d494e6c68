import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./Spinner.js";

type Props = Omit<ComponentProps<"button">, "type" | "className"> & {
  kind?: "primary" | "secondary" | "quiet";
  submit?: boolean;
  /** Under way: keeps its place and the focus, and takes no press. */
  busy?: boolean;
  /** Not yet: keeps its place and the focus, can be read, and takes no press. */
  resting?: boolean;
  icon?: ReactNode;
};

export function Button({
  kind = "secondary",
  submit = false,
  busy = false,
  resting = false,
  icon,
  children,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={submit ? "submit" : "button"}
      className={`gw-button gw-button-${kind}`}
      aria-disabled={busy || resting || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (busy || resting ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <Spinner /> : icon}
      <span>{children}</span>
    </button>
  );
}
