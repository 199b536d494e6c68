import type { AddressReading, CauseCode } from "#contract";
import { readAddress } from "../address/readAddress.js";
import { because, yes, type Finding } from "../methods/finding.js";
import { fillAddress, TemplateError } from "../methods/template.js";
import type { Climb, Rung } from "./climb.js";

/** What was pasted, read once more on the server: it is the reading here that is used. */
export const address: Rung = {
  check: "address",
  ask(climb) {
    const { run, fields, values } = climb;
    const field = fields.find(({ role }) => role === "address" || role === "folder")?.name;
    // Which addresses may be reached is judged on the address that is connected to, on the way out.
    const reading = readAddress(values[field ?? ""] ?? "", {
      system: run.system,
      ...(run.hosts && { systems: run.hosts }),
      allowPrivate: true,
    });
    if (reading.answer !== "ok") return Promise.resolve(refused(reading, field));
    takeOver(climb, reading, field);
    try {
      climb.address = made(climb, reading);
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

/** Company, database and region that stood in the address fill what was left empty. */
function takeOver(climb: Climb, { takes, value }: AddressReading, field: string | undefined): void {
  const missing = Object.entries(takes).filter(([name]) => (climb.values[name] ?? "") === "");
  climb.values = { ...climb.values, ...Object.fromEntries(missing) };
  if (value !== undefined && field !== undefined) climb.values = { ...climb.values, [field]: value };
}

/** The address that is asked: as read, or made from the entry's template. A folder is no address of a network. */
function made({ run, values, method }: Climb, { url, value }: AddressReading): string | null {
  if (method.reach === "local") return null;
  if (url === undefined) return value ?? null;
  const filled = url.includes("{") ? fillAddress(url, values) : url;
  return filled.replace(/\/+$/, "") || (run.system.address.url ?? null);
}
