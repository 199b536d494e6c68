import type { AddressReading, CauseCode } from "#contract";
import { because, yes, type Finding } from "../methods/finding.js";
import { TemplateError } from "../methods/template.js";
import type { Rung } from "./climb.js";
import { addressOf, readEntered } from "./entered.js";

/** What was pasted, read once more on the server: it is the reading here that is used. */
export const address: Rung = {
  check: "address",
  ask(climb) {
    const { run, fields, values } = climb;
    const entered = readEntered({ system: run.system, hosts: run.hosts, fields, values });
    const { reading, field } = entered;
    if (reading.answer !== "ok") return Promise.resolve(refused(reading, field));
    climb.values = entered.values;
    try {
      climb.address = addressOf(run.system, run.use, entered);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return Promise.resolve(because("address_not_understood", { field: error.input }));
    }
    const shown = climb.address ?? reading.value;
    const test = reading.notices.includes("test_system") ? [{ cause: "test_system" as const }] : [];
    return Promise.resolve(yes(shown === undefined ? [] : [{ kind: "address", value: shown }], test));
  },
};

const byCode: Partial<Record<NonNullable<AddressReading["code"]>, CauseCode>> = {
  private_address: "address_forbidden",
  port_not_allowed: "port_forbidden",
  wrong_system: "wrong_product",
};

function refused({ code, url, system }: AddressReading, field: string | undefined): Finding {
  return because((code && byCode[code]) ?? "address_not_understood", {
    ...(field !== undefined && { field }),
    facts: [
      ...(url !== undefined ? [{ kind: "address" as const, value: url }] : []),
      ...(system ? [{ kind: "product" as const, value: system.id }] : []),
    ],
  });
}
