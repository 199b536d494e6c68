import type { ReactNode } from "react";

/** A round button that shows only a drawing; its words are for whoever cannot see it. */
export function IconButton({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="gw-icon-button" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}
