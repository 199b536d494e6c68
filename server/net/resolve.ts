import { lookup, Resolver } from "node:dns/promises";
import { setTimeout as pause } from "node:timers/promises";
import { announceName } from "./announce.js";
import { isLocalhost } from "./names.js";
import { hostsFileAddresses } from "./hosts-file.js";

/**
 * Gives every address of a name (lower case, ASCII, no dot at the end). Throws an error whose `code` is that of
 * `node:dns` (`ENOTFOUND`, `ENODATA`, `ETIMEOUT`, `ESERVFAIL` …). `local` says that a rule of the operator names it,
 * so that the machine's own ways (search domains and the like) may be asked.
 */
export type Resolve = (name: string, options: { signal: AbortSignal; local: boolean }) => Promise<readonly string[]>;

/** Milliseconds for the slower of A and AAAA (RFC 8305, 3). */
const secondFamilyPatience = 300;

/**
 * The machine's hosts file, then its name servers, asked directly. `getaddrinfo` (`dns.lookup`) is kept for names
 * that the operator's rules name: it cannot be cancelled, and a few slow names of strangers would fill its threads.
 */
export const systemResolve: Resolve = async (name, { signal, local }) => {
  if (isLocalhost(name)) return ["127.0.0.1"];
  const listed = await hostsFileAddresses(name);
  if (listed.length > 0) return listed;
  if (local) return askMachine(name);
  return askNameServers(name, signal);
};

async function askMachine(name: string): Promise<string[]> {
  announceName({ name, resolver: "machine" });
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** Asks for both families. Once one has answered, the other is waited for only a little: some servers drop AAAA. */
export async function askNameServers(
  name: string,
  signal: AbortSignal,
  servers?: readonly string[],
): Promise<string[]> {
  const resolver = new Resolver({ timeout: 900, tries: 2 });
  if (servers) resolver.setServers(servers);
  announceName({ name, resolver });
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const found: string[] = [];
    const questions = [resolver.resolve4(name), resolver.resolve6(name)].map((question) =>
      question.then((addresses) => void found.push(...addresses)),
    );
    await Promise.any(questions).catch((failed: AggregateError) => {
      throw mostTelling(failed.errors);
    });
    await Promise.race([Promise.allSettled(questions), pause(secondFamilyPatience)]);
    return found;
  } finally {
    cancel();
    signal.removeEventListener("abort", cancel);
  }
}

// "There is no such name" only counts when neither question failed in another way.
function mostTelling(errors: unknown[]): unknown {
  return errors.find((error) => !isNotFound(error)) ?? errors[0];
}

/** Whether a resolver's error says that the name has no address. */
export function isNotFound(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOTFOUND" || code === "ENODATA";
}
