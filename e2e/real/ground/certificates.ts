import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate and its key, as PEM files. */
export interface Pair {
  certificate: string;
  key: string;
  /** The certificate followed by the intermediate that signed it: what a well-kept server sends. */
  chain: string;
}

/** A private CA with an intermediate, and what it has signed. Made anew each time; nothing is trusted by the machine. */
export interface Certificates {
  /** The root, as PEM: what a person would upload. */
  ca: string;
  caFile: string;
  /** For localhost, *.localhost and 127.0.0.1; valid for a week. */
  server: Pair;
  /** Signs another leaf by the same CA. */
  sign(name: string, options?: LeafOptions): Pair;
  /** A leaf that nobody signed but itself. */
  selfSign(name: string): Pair;
}

export interface LeafOptions {
  /** Subject alternative names in openssl's words, such as `DNS:localhost,IP:127.0.0.1`. */
  names?: string;
  /** Ended yesterday. */
  expired?: boolean;
  /** For a client that shows who it is. */
  client?: boolean;
}

const here = "DNS:localhost,DNS:*.localhost,IP:127.0.0.1";

export function makeCertificates(directory: string): Certificates {
  mkdirSync(directory, { recursive: true });
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const authority = "basicConstraints=critical,CA:TRUE";
  const selfSigned = (name: string, subject: string, extensions: string[]) =>
    openssl("req", "-x509", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.pem`, "-days", "7", "-subj", subject,
      ...extensions.flatMap((extension) => ["-addext", extension])); // prettier-ignore
  const signed = (name: string, subject: string, by: string, extensions: string, validity: string[]) => {
    openssl("req", "-new", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    writeFileSync(join(directory, `${name}.ext`), extensions);
    openssl("x509", "-req", "-in", `${name}.csr`, "-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial",
      "-out", `${name}.pem`, "-extfile", `${name}.ext`, ...validity); // prettier-ignore
  };
  const pem = (name: string) => readFileSync(join(directory, `${name}.pem`), "utf8");
  const pair = (name: string, chain: string): Pair => {
    const files = { certificate: `${name}.pem`, key: `${name}.key`, chain: `${name}.chain.pem` };
    writeFileSync(join(directory, files.chain), chain);
    return {
      certificate: join(directory, files.certificate),
      key: join(directory, files.key),
      chain: join(directory, files.chain),
    };
  };
  const sign = (name: string, options: LeafOptions = {}): Pair => {
    // `openssl x509` takes days from now only; a negative number makes a certificate that ended before it began.
    const validity = options.expired ? ["-days", "-1"] : ["-days", "7"];
    const purpose = options.client ? "clientAuth" : "serverAuth";
    const names = options.client ? "" : `subjectAltName=${options.names ?? here}\n`;
    signed(name, `/CN=${name}`, "intermediate", `${names}extendedKeyUsage=${purpose}\n`, validity);
    return pair(name, pem(name) + pem("intermediate"));
  };
  selfSigned("root", "/O=Northwind Plant/CN=Northwind Plant Root CA", [authority]);
  signed("intermediate", "/O=Northwind Plant/CN=Northwind Plant Issuing CA", "root", authority, ["-days", "7"]);
  return {
    ca: pem("root"),
    caFile: join(directory, "root.pem"),
    server: sign("localhost"),
    sign,
    selfSign: (name) => {
      selfSigned(name, "/CN=localhost", [`subjectAltName=${here}`, "basicConstraints=critical,CA:FALSE"]);
      return pair(name, pem(name));
    },
  };
}
