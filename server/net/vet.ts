import { readAddress, type Address } from "./address.js";
import type { Asker } from "./admission.js";
import { NetError } from "./error.js";
import type { Guard } from "./guard.js";
import { isNotFound, type Resolve } from "./resolve.js";
import type { Target } from "./target.js";
import { within } from "./within.js";

/** More addresses than this are not tried. All are judged. */
const maxTried = 6;

/** Resolves a target and judges every answer; one bad answer refuses all. Gives the addresses to try, in order. */
export async function vet(
  target: Target,
  asker: Asker,
  guard: Guard,
  life: { ms: number; signal: AbortSignal },
): Promise<Address[]> {
  const { local } = guard.admission.name(target, asker);
  const addresses = target.address
    ? [target.address]
    : await within(life.ms, "name_timed_out", life.signal, (signal) =>
        ask(target.name, guard.resolve, { signal, local }),
      );
  for (const address of addresses) guard.admission.address(address, target, asker);
  return interleave(addresses).slice(0, maxTried);
}

async function ask(
  name: string,
  resolve: Resolve,
  options: { signal: AbortSignal; local: boolean },
): Promise<Address[]> {
  const texts = await resolve(name, options).catch((error: unknown) => {
    throw nameError(error);
  });
  if (texts.length === 0) throw new NetError("name_not_found");
  return texts.map((text) => {
    const address = readAddress(text);
    if (!address) throw new NetError("name_failed");
    return address;
  });
}

function nameError(error: unknown): NetError {
  if (isNotFound(error)) return new NetError("name_not_found");
  const code = (error as { code?: unknown } | null)?.code;
  return new NetError(code === "ETIMEOUT" || code === "ECANCELLED" ? "name_timed_out" : "name_failed");
}

// Both families in turn, so that one that leads nowhere costs one attempt (RFC 8305, 4).
function interleave(addresses: Address[]): Address[] {
  const v4 = addresses.filter((address) => address.kind() === "ipv4");
  const v6 = addresses.filter((address) => address.kind() === "ipv6");
  const longest = Math.max(v4.length, v6.length);
  return Array.from({ length: longest }, (_, index) => [v4[index], v6[index]])
    .flat()
    .filter((address) => address !== undefined);
}
