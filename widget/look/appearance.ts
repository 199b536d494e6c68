import type { CSSProperties } from "react";
import type { Appearance } from "#contract";
import { contrast, mix, parseHex, toHex, type Colour } from "./colour.js";

const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
/** The surfaces of look.css: what accent text stands on. */
const surfaces = { light: white, dark: [20, 23, 26] as Colour };
const fonts = {
  system: null,
  serif: "Georgia, 'Times New Roman', serif",
  mono: "ui-monospace, 'DejaVu Sans Mono', monospace",
};

/**
 * A host's look as custom properties. Values are checked here once more and nothing else gets through: what is not a
 * colour, a number in range or a known word is left out, never passed on as CSS.
 */
export function propertiesOf({ accent, radius, font }: Appearance): CSSProperties {
  const colour = typeof accent === "string" ? parseHex(accent) : null;
  const family = font === undefined ? null : (fonts[font] ?? null);
  return {
    ...(colour && accentProperties(colour)),
    ...(typeof radius === "number" && radius >= 0 && radius <= 24 && { "--gw-radius": `${Math.round(radius)}px` }),
    ...(family && { "--gw-font": family }),
  } as CSSProperties;
}

function accentProperties(accent: Colour): Record<string, string> {
  const { fill, text } = button(accent);
  return {
    "--gw-accent-fill-light": toHex(fill),
    "--gw-accent-fill-dark": toHex(fill),
    "--gw-on-accent-light": toHex(text),
    "--gw-on-accent-dark": toHex(text),
    "--gw-accent-text-light": toHex(until(accent, black, (c) => contrast(c, surfaces.light) >= 5)),
    "--gw-accent-text-dark": toHex(until(accent, white, (c) => contrast(c, surfaces.dark) >= 5)),
  };
}

/** White letters where they can be read, else dark ones; the colour gives way by as little as is needed. */
function button(accent: Colour): { fill: Colour; text: Colour } {
  const light = contrast(accent, white) >= 3;
  const text = light ? white : black;
  return { fill: until(accent, light ? black : white, (c) => contrast(c, text) >= 4.5), text };
}

/** Moves a colour towards another in small steps until it does. */
function until(colour: Colour, towards: Colour, does: (c: Colour) => boolean): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, towards, share);
    if (does(candidate)) return candidate;
  }
  return towards;
}
