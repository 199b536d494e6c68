import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Private keys as people have them in their files. Throw-away keys of a server on loopback, not secrets. */
export interface Keys {
  /** Ed25519, without a passphrase: what `ssh-keygen` makes. */
  plain: string;
  /** The same kind behind a passphrase. */
  locked: string;
  passphrase: string;
  /** RSA, as OpenSSL wrote it (PKCS #1). */
  rsa: string;
  /** P-256, as OpenSSL writes it today (PKCS #8). */
  ecdsa: string;
  /** Let in by nobody. */
  stranger: string;
  /** The public half of `plain`. */
  public: string;
  /** `authorized_keys`: of all but the stranger's. */
  authorized: string;
}

const passphrase = "plant-passphrase-7";

/** Makes them, and the server's own `host` and `host.pub`, in `directory`. */
export function makeKeys(directory: string): Keys {
  const make = (name: string, ...options: string[]) => {
    execFileSync("ssh-keygen", ["-q", "-N", "", "-C", name, "-f", join(directory, name), ...options]);
    return read(name);
  };
  const read = (name: string) => readFileSync(join(directory, name), "utf8");
  make("host", "-t", "ed25519");
  const keys = {
    plain: make("plain", "-t", "ed25519"),
    locked: make("locked", "-t", "ed25519", "-a", "4", "-N", passphrase),
    rsa: make("rsa", "-t", "rsa", "-b", "3072", "-m", "PEM"),
    ecdsa: make("ecdsa", "-t", "ecdsa", "-m", "PKCS8"),
  };
  const authorized = Object.keys(keys).map((name) => read(`${name}.pub`));
  return {
    ...keys,
    passphrase,
    public: read("plain.pub"),
    stranger: make("stranger", "-t", "ed25519"),
    authorized: authorized.join(""),
  };
}
