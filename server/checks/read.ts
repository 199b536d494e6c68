import type { Rung } from "./climb.js";

/** May the data set be read? What may not be is a warning: the credentials are right all the same. */
export const read: Rung = {
  check: "read",
  forEach: "dataSet",
  async ask({ signedIn, readings }, dataSet) {
    const reading = await signedIn!.read(dataSet!);
    readings.set(dataSet!, reading);
    return reading.finding;
  },
  goesOn: () => true,
};
