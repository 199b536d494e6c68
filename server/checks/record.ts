import { because, yes } from "../methods/finding.js";
import type { Rung } from "./climb.js";

/** A first record, so that the person sees that it is her data. None at all may be a system without any, or the wrong company. */
export const record: Rung = {
  check: "record",
  forEach: "dataSet",
  applies({ readings }, dataSet) {
    const reading = readings.get(dataSet!);
    return reading?.finding.answer === "yes" && reading.first !== undefined;
  },
  ask({ readings }, dataSet) {
    const first = readings.get(dataSet!)?.first;
    return Promise.resolve(
      typeof first === "string" ? yes([{ kind: "record", value: first }]) : because("data_missing"),
    );
  },
  goesOn: () => true,
};
