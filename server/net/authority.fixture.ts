import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const day = 86_400_000;

export interface Wish {
  /** Subject alternative names in OpenSSL's words. */
  names?: string;
  /** Days from now. */
  from?: number;
  to?: number;
  /** More extension lines. */
  extensions?: string;
  authority?: boolean;
  /** By which it is signed, sha256 if not said. */
  digest?: string;
  /** An RSA key of so many bits; P-256 if not said. */
  rsaBits?: number;
  commonName?: string;
}

export interface Pair {
  key: string;
  cert: string;
  file: string;
}

/** A certificate authority of the test's own, made with openssl in a folder that goes away with it. */
export async function makeAuthority() {
  const folder = await mkdtemp(join(tmpdir(), "authority-"));
  const at = (name: string) => join(folder, name);
  let serial = 1;

  const config = `[ca]\ndefault_ca=own\n[own]\ndatabase=${at("index")}\nnew_certs_dir=${folder}\nrand_serial=yes
default_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n`;
  await Promise.all([writeFile(at("config"), config), writeFile(at("index"), "")]);

  /** A certificate signed by `issuer`, or by itself. */
  async function issue(wish: Wish = {}, issuer?: Pair): Promise<Pair> {
    const file = at(`pair-${serial++}`);
    const { names = "DNS:erp.example.com", from = -1, to = 1, extensions = "", authority = false } = wish;
    const lines = authority ? "basicConstraints=critical,CA:TRUE" : names && `subjectAltName=${names}`;
    await writeFile(`${file}.ext`, `${lines}\n${extensions}\n`);
    const { digest = "sha256", rsaBits, commonName } = wish;
    const subject = `/CN=${commonName ?? `${authority ? "Plant Authority" : "Plant ERP"} ${serial}`}`;
    const makeKey = rsaBits ? ["genrsa"] : ["ecparam", "-name", "prime256v1", "-genkey", "-noout"];
    await run("openssl", [...makeKey, "-out", `${file}.key`, ...(rsaBits ? [String(rsaBits)] : [])]);
    await run("openssl", ["req", "-new", "-key", `${file}.key`, "-subj", subject, "-out", `${file}.csr`]);
    const signer = issuer
      ? ["-keyfile", `${issuer.file}.key`, "-cert", issuer.file]
      : ["-selfsign", "-keyfile", `${file}.key`];
    const how = ["-md", digest, "-startdate", stamp(from), "-enddate", stamp(to)];
    const io = ["-in", `${file}.csr`, "-out", file, "-extfile", `${file}.ext`];
    await run("openssl", ["ca", "-batch", "-notext", "-config", at("config"), ...signer, ...how, ...io]);
    const [key, cert] = await Promise.all([readFile(`${file}.key`, "utf8"), readFile(file, "utf8")]);
    return { key, cert, file };
  }

  const root = await issue({ authority: true });
  return { root, issue, remove: () => rm(folder, { recursive: true, force: true }) };
}

// ASN.1 UTCTime with a four-digit year, as `openssl ca` wants it.
function stamp(days: number): string {
  return new Date(Date.now() + days * day).toISOString().replace(/[-:T]|\.\d+/g, "");
}
