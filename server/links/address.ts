import type { AddressReading } from "#contract";
import { readAddress as read } from "../address/readAddress.js";
import type { Handler } from "../call/call.js";
import type { House } from "../call/house.js";
import { systemOf } from "./pick.js";

/**
 * POST /v1/link/address. Private addresses are read like others, with a notice: whether one may be reached is judged
 * on the way out, on the address that is connected to.
 */
export const readAddress: Handler<"readAddress"> = async ({ house, caller, body }) =>
  read(body.text, { system: systemOf(house, caller.link, body.system), systems: house.hosts, allowPrivate: true });

/** What a text in the picker's search box is as an address, and whose; null where it is none. */
export function addressIn(house: House, text: string): AddressReading | null {
  if (!/[.:/\\]/.test(text)) return null;
  const reading = read(text, { systems: house.hosts, allowPrivate: true });
  if (reading.answer === "error") return reading.system ? reading : null;
  const owner =
    reading.url && URL.canParse(reading.url) ? house.hosts.systemOf(new URL(reading.url).hostname) : undefined;
  return owner ? { ...reading, system: { id: owner.id, name: owner.name } } : reading;
}
