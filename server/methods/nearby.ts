import { addressKind, readAddress } from "../net/address.js";

/** Whether nothing leaves this machine on the way to an address. */
export function isLoopback(address: string): boolean {
  const read = readAddress(address);
  return read !== undefined && addressKind(read) === "loopback";
}

/** Whether an address lies inside the operator's own walls, where plain text is a warning and not a refusal. */
export function isNearby(address: string): boolean {
  const read = readAddress(address);
  const kind = read && addressKind(read);
  return kind === "private" || kind === "loopback" || kind === "link_local";
}
