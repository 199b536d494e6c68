import { expect, test } from "vitest";
import * as door from "./index.js";

test("the door", () => {
  expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
    [
      "NetError",
      "createNet",
      "netCauses",
      "signInDeadlines",
      "usualDeadlines",
    ]
  `);
});
