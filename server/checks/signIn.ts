import { underivable } from "../methods/derive.js";
import { because } from "../methods/finding.js";
import { operatorOwes } from "../methods/given.js";
import { clockWarnings } from "./clock.js";
import { factOf, visitOf, type Rung } from "./climb.js";
import { firstAnswer } from "./way.js";

/** Are the credentials right, and whose are they? Asked once in a run, never again by itself. */
export const signIn: Rung = {
  check: "signIn",
  async ask(climb) {
    if (climb.refused) return because("credentials_wrong", { field: climb.refused.field });
    if (operatorOwes(climb.run.system, climb.fields, climb.run.settings)) return because("application_refused");
    const fault = underivable(climb.run.use, visitOf(climb).values);
    if (fault) return fault;
    // Nothing secret goes where a first question found no http at all. Where an entry has no sign-in question, what was
    // said without credentials is the measure.
    const first = climb.method.reach === "http" ? await firstAnswer(climb) : undefined;
    const { finding, signedIn } = await climb.method.signIn(visitOf(climb));
    if (signedIn) {
      climb.signedIn = signedIn;
      climb.values = { ...climb.values, ...signedIn.chosen };
    }
    climb.identity = factOf(finding, "identity") ?? null;
    climb.product ??= factOf(finding, "product") ?? null;
    if (!first || finding.answer !== "yes") return finding;
    return { ...finding, warnings: [...(finding.warnings ?? []), ...clockWarnings(first)] };
  },
};
