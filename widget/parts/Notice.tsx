import type { ReactNode } from "react";
import { InfoIcon, NoIcon, WarningIcon, YesIcon } from "./icons.js";

export type Tone = "info" | "good" | "warning" | "bad";
const icons = { info: InfoIcon, good: YesIcon, warning: WarningIcon, bad: NoIcon };

/** Something to know, with its way on. `live` reads it out when it appears. */
export function Notice({
  tone,
  title,
  live = false,
  children,
}: {
  tone: Tone;
  title?: string;
  live?: boolean;
  children?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div className="gw-notice" data-tone={tone} role={live ? (tone === "bad" ? "alert" : "status") : undefined}>
      <span className="gw-notice-icon">
        <Icon />
      </span>
      <div className="gw-notice-body">
        {title && <p className="gw-notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
