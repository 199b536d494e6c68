import { expect, test } from "vitest";
import * as react from "./index.js";
import * as embed from "./surfaces/embed.js";

test("The doors give these names, and no other", () => {
  expect(Object.keys(react).sort()).toMatchInlineSnapshot(`
    [
      "Gangway",
      "GangwayFlow",
      "createApi",
      "useGangway",
    ]
  `);
  expect(Object.keys(embed).sort()).toMatchInlineSnapshot(`
    [
      "open",
    ]
  `);
});
