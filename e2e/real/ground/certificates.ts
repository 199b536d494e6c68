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
  /** For localhost, *.plant.localhost and 127.0.0.1; valid for a week. */
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
  /** Begins tomorrow. */
  notYetValid?: boolean;
  /** Says where the certificate of its signer is to be had (RFC 5280, 4.2.2.1), as public authorities do. */
  issuerAt?: string;
  /** For a client that shows who it is. */
  client?: boolean;
  /** An RSA key instead of a P-256 one. */
  rsa?: boolean;
}

// OpenSSL lets a star stand for one label of a name that has two more, so not of *.localhost.
const here = "DNS:localhost,DNS:*.plant.localhost,IP:127.0.0.1";
const authority = "basicConstraints=critical,CA:TRUE";
const p256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
const rsa2048 = ["-newkey", "rsa:2048", "-nodes"];

/** Makes root, intermediate and server certificate in `directory`. */
export function makeCertificates(directory: string): Certificates {
  mkdirSync(directory, { recursive: true });
  const workshop = new Workshop(directory);
  workshop.selfSign("root", "/O=Northwind Plant/CN=Northwind Plant Root CA", [authority]);
  workshop.sign("intermediate", "root", "/O=Northwind Plant/CN=Northwind Plant Issuing CA", [authority]);
  const sign = (name: string, options: LeafOptions = {}): Pair => {
    const use = options.client
      ? ["extendedKeyUsage=clientAuth"]
      : ["extendedKeyUsage=serverAuth", `subjectAltName=${options.names ?? here}`];
    if (options.issuerAt) use.push(`authorityInfoAccess=caIssuers;URI:${options.issuerAt}`);
    workshop.sign(name, "intermediate", `/CN=${name}`, use, options);
    return workshop.pair(name, "intermediate");
  };
  return {
    ca: workshop.read("root"),
    caFile: join(directory, "root.pem"),
    server: sign("localhost"),
    sign,
    selfSign: (name) => {
      workshop.selfSign(name, "/CN=localhost", [`subjectAltName=${here}`, "basicConstraints=critical,CA:FALSE"]);
      return workshop.pair(name);
    },
  };
}

/** Keys and certificates as files `name.key`, `name.pem` and `name.chain.pem` of one directory, made by openssl. */
class Workshop {
  constructor(private readonly directory: string) {}

  selfSign(name: string, subject: string, extensions: readonly string[]): void {
    const added = extensions.flatMap((extension) => ["-addext", extension]);
    const out = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
    this.openssl("req", "-x509", ...p256, ...out, "-days", "7", "-subj", subject, ...added);
  }

  sign(name: string, by: string, subject: string, extensions: readonly string[], options: LeafOptions = {}): void {
    const key = options.rsa ? rsa2048 : p256;
    this.openssl("req", "-new", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    writeFileSync(join(this.directory, `${name}.ext`), extensions.join("\n"));
    const files = ["-in", `${name}.csr`, "-extfile", `${name}.ext`, "-out", `${name}.pem`];
    if (options.notYetValid) return this.signForTomorrow(by, files);
    const signer = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
    // `openssl x509` counts days from now only; a negative number makes a certificate that has ended.
    const days = ["-days", options.expired ? "-1" : "7"];
    this.openssl("x509", "-req", ...files, ...signer, ...days);
  }

  /** `openssl ca` takes a first day, and wants books for it. */
  private signForTomorrow(by: string, files: readonly string[]): void {
    const books = ["database=books", "new_certs_dir=.", "rand_serial=yes", "default_md=sha256", "policy=any"];
    const config = ["[ca]", "default_ca=own", "[own]", ...books, "[any]", "commonName=supplied", ""];
    writeFileSync(join(this.directory, "books.conf"), config.join("\n"));
    writeFileSync(join(this.directory, "books"), "");
    const stamp = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, "");
    const dates = ["-startdate", stamp(1), "-enddate", stamp(7)];
    const signer = ["-keyfile", `${by}.key`, "-cert", `${by}.pem`];
    this.openssl("ca", "-batch", "-notext", "-config", "books.conf", ...signer, ...dates, ...files);
  }

  pair(name: string, signer?: string): Pair {
    const chain = join(this.directory, `${name}.chain.pem`);
    writeFileSync(chain, this.read(name) + (signer ? this.read(signer) : ""));
    return { certificate: join(this.directory, `${name}.pem`), key: join(this.directory, `${name}.key`), chain };
  }

  read(name: string): string {
    return readFileSync(join(this.directory, `${name}.pem`), "utf8");
  }

  private openssl(...args: string[]): void {
    execFileSync("openssl", args, { cwd: this.directory, stdio: "pipe" });
  }
}
