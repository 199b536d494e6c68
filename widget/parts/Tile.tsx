import type { CSSProperties } from "react";

/** First letters of a name: "SAP Business One" is SB, "Odoo" is Od. */
export function monogram(name: string): string {
  const words = name.split(/[\s/-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first = "", second] = words.map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, "")]);
  return second ? `${first[0] ?? ""}${second[0] ?? ""}`.toUpperCase() : `${first[0] ?? ""}${first[1] ?? ""}`;
}

/** Monogram tile. Lightness and chroma are fixed, so white letters are readable on every hue. */
export function Tile({ name, hue, size = "row" }: { name: string; hue: number; size?: "row" | "head" }) {
  return (
    <span className="gw-tile" data-size={size} style={{ "--gw-hue": hue } as CSSProperties} aria-hidden="true">
      {monogram(name)}
    </span>
  );
}
