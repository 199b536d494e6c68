import type { AddressCode } from "#contract";

// Ports of other protocols, where no web interface is: mail, shells, directories, databases, remote desktops.
const others = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526,
  530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993, 995, 1433, 1434, 1521, 1719, 1720, 1723,
  2049, 2375, 3268, 3269, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 5901, 6000, 6379, 6566, 6665, 6666,
  6667, 6668, 6669, 6679, 6697, 10080, 11211, 27017, 27018, 33060,
]);

export type PortReading =
  | { readonly port?: number; readonly guessed?: true }
  | { readonly code: Extract<AddressCode, "bad_port" | "port_not_allowed"> };

/** A port as it was typed: "8443", "08443", "8O80" with a letter, nothing at all. */
export function readPort(typed: string | undefined): PortReading {
  if (typed === undefined || typed === "") return {};
  const digits = typed.replace(/[oO]/g, "0").replace(/[lI]/g, "1");
  if (!/^\d{1,9}$/.test(digits)) return { code: "bad_port" };
  const port = Number(digits);
  if (port < 1 || port > 65535) return { code: "bad_port" };
  if (others.has(port)) return { code: "port_not_allowed" };
  return digits === typed ? { port } : { port, guessed: true };
}
