/*
 * Names that cannot mean a system on the public internet. Sources: RFC 6761 (localhost, local names), RFC 6762
 * (.local), RFC 7686 (.onion), RFC 8375 (home.arpa), ICANN's reservation of .internal; the others are what
 * networks use inside.
 */
const localSuffixes = ["localhost", "local", "internal", "lan", "corp", "intranet", "onion", "arpa"];

/** Whether a name (lower case, no dot at the end) can only mean something inside. */
export function isLocalName(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot < 0 || localSuffixes.includes(name.slice(dot + 1));
}

/** `localhost` and the names below it, which mean loopback and nothing else (RFC 6761, 6.3). */
export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}
