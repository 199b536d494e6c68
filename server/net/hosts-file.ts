import { readFile, stat } from "node:fs/promises";

const path = process.platform === "win32" ? "C:\\Windows\\System32\\drivers\\etc\\hosts" : "/etc/hosts";

let read: { changed: number; names: Map<string, string[]> } | undefined;

/** Addresses the machine's hosts file gives to a name; empty when it gives none, or cannot be read. */
export async function hostsFileAddresses(name: string): Promise<string[]> {
  try {
    const { mtimeMs } = await stat(path);
    if (read?.changed !== mtimeMs) read = { changed: mtimeMs, names: readHosts(await readFile(path, "utf8")) };
    return read.names.get(name) ?? [];
  } catch {
    return [];
  }
}

/** hosts(5): an address and its names a line, `#` begins a comment. */
export function readHosts(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [address, ...given] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (!address) continue;
    for (const name of given) {
      const key = name.toLowerCase();
      names.set(key, [...(names.get(key) ?? []), address]);
    }
  }
  return names;
}
