import fc from "fast-check";
import { expect, test } from "vitest";
import { propertiesOf } from "./appearance.js";
import { contrast, parseHex } from "./colour.js";

const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((c) => `#${c.map((n) => n.toString(16).padStart(2, "0")).join("")}`);
const of = (properties: object, name: string) => parseHex((properties as Record<string, string>)[name] ?? "")!;

test("whatever accent a host gives, text on it and in it reaches 4.5 to 1", () => {
  fc.assert(
    fc.property(hex, (accent) => {
      const look = propertiesOf({ accent });
      for (const theme of ["light", "dark"])
        expect(contrast(of(look, `--gw-accent-fill-${theme}`), of(look, `--gw-on-accent-${theme}`))).toBeGreaterThan(
          4.45,
        );
      expect(contrast(of(look, "--gw-accent-text-light"), [255, 255, 255])).toBeGreaterThan(4.5);
      expect(contrast(of(look, "--gw-accent-text-dark"), [20, 23, 26])).toBeGreaterThan(4.5);
    }),
    { numRuns: 500 },
  );
});

test("an accent that can be read already is left alone", () => {
  expect(propertiesOf({ accent: "#0f4c81" })).toMatchObject({
    "--gw-accent-fill-light": "#0f4c81",
    "--gw-on-accent-light": "#ffffff",
  });
});

test("nothing but checked values gets through", () => {
  const look = { accent: "red;background:url(//x)", radius: 999, font: "x" } as unknown as Parameters<
    typeof propertiesOf
  >[0];
  expect(propertiesOf(look)).toEqual({});
});
