import { yes } from "../methods/finding.js";
import type { Rung } from "./climb.js";
import { wayOf } from "./way.js";

/** Does the name mean an address? */
export const name: Rung = {
  check: "name",
  applies: ({ method }) => method.reach !== "local",
  async ask(climb) {
    const step = await wayOf(climb).name;
    return yes(step ? [{ kind: "addresses", value: step.facts.addresses.slice(0, 4).join(", ") }] : []);
  },
};
