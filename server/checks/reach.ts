import { yes } from "../methods/finding.js";
import type { Rung } from "./climb.js";
import { wayOf } from "./way.js";

/** Does anything answer there? */
export const reach: Rung = {
  check: "reach",
  applies: ({ method }) => method.reach !== "local",
  async ask(climb) {
    await wayOf(climb).reach;
    return yes();
  },
};
