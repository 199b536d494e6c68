/**
 * Gives every address of a name (lower case, ASCII, no dot at the end). Throws an error whose `code` is that of
 * `node:dns` (`ENOTFOUND`, `ENODATA`, `ETIMEOUT`, `ESERVFAIL` …). `local` says that a rule of the operator names it,
 * so that the machine's own ways (hosts file, search domains) may be asked.
 */
export type Resolve = (name: string, options: { signal: AbortSignal; local: boolean }) => Promise<readonly string[]>;

export const systemResolve: Resolve = () => Promise.reject(new Error("not built"));
