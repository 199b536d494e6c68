import type { AddressReading, FieldView, MethodUse, System } from "#contract";
import type { HostIndex } from "../address/hosts.js";
import { readAddress } from "../address/readAddress.js";
import { chosenInputs, withMade } from "../methods/given.js";
import type { Values } from "../methods/method.js";
import { methodOf } from "../methods/methods.js";
import { fillAddress } from "../methods/template.js";

export interface Entered {
  /** Name of the field that the address, or the folder, was typed into. */
  readonly field: string | undefined;
  readonly reading: AddressReading;
  /** What was typed; the address as it was read, and what stood in it where nothing was typed. */
  readonly values: Values;
}

/**
 * Reads what was typed the way everything that leaves is filled: by the checks and for consent alike. `values` are
 * cleaned (`readValues`), and come back unchanged where the address cannot be read.
 */
export function readEntered({
  system,
  hosts,
  fields,
  values,
}: {
  system: System;
  hosts?: HostIndex | undefined;
  fields: readonly Pick<FieldView, "name" | "role">[];
  values: Values;
}): Entered {
  const field = fields.find(({ role }) => role === "address" || role === "folder")?.name;
  // Which addresses may be reached is judged on the address that is connected to, on the way out.
  const reading = readAddress(values[field ?? ""] ?? "", {
    system,
    ...(hosts && { systems: hosts }),
    allowPrivate: true,
  });
  if (reading.answer !== "ok") return { field, reading, values };
  const { takes, value } = reading;
  const missing = Object.entries(takes).filter(([name]) => (values[name] ?? "") === "");
  const read = value !== undefined && field !== undefined ? { [field]: value } : {};
  return { field, reading, values: { ...values, ...Object.fromEntries(missing), ...read } };
}

/**
 * The address that is asked: as read, or made from the entry's template. Null where there is none: a folder is no
 * address of a network. Throws TemplateError.
 */
export function addressOf(system: System, use: MethodUse, { reading, values }: Entered): string | null {
  const { url, value } = reading;
  const method = methodOf(use);
  if (reading.answer !== "ok" || method?.reach === "local") return null;
  if (url === undefined) return value ?? null;
  const fields = method?.fields(use as never, system) ?? [];
  const chosen = chosenInputs(fields, values);
  const filled = url.includes("{") ? fillAddress(url, withMade(use, fields, values), chosen) : url;
  return filled.replace(/\/+$/, "") || (system.address.url ?? null);
}
