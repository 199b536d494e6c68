import { writeFile } from "node:fs/promises";
import type { TlsOptions } from "node:tls";
import { makeAuthority, type Pair, type Wish } from "../../server/net/authority.fixture.js";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";

/** Certificates made with openssl, and what a server of each kind is started with. */
export interface Certificates {
  /** PEM file of the authorities that the operator trusts beside the public ones (NODE_EXTRA_CA_CERTS). */
  readonly trusted: string;
  optionsFor(behave: Behaviour): Promise<TlsOptions>;
  /** Name or address that the person enters. */
  hostFor(behave: Behaviour): string;
  remove(): Promise<void>;
}

const local = "DNS:localhost,IP:127.0.0.1";
const issuerAt = "authorityInfoAccess=caIssuers;URI:http://authority.example/issuer.crt";
/** More than a chain may weigh: OpenSSL takes 100 kB. */
const manyCertificates = 1000;
/** `localhost`, a NUL, and the name of somebody else, as a library that reads C strings would misread it. */
const nulName = `subjectAltName=DER:${subjectAltName("localhost\0.other.example")}`;

type Kind = NonNullable<Behaviour["cert"]>;
interface Authorities {
  issue(wish: Wish, issuer?: Pair): Promise<Pair>;
  /** Stands for the public ones. */
  root: Pair;
  /** Of a company; the operator has configured it. */
  company: Pair;
  /** Nobody's. */
  stranger: Pair;
}

export async function makeCertificates(): Promise<Certificates> {
  const authority = await makeAuthority();
  const company = await authority.issue({ authority: true });
  const stranger = await authority.issue({ authority: true });
  const all = {
    issue: (wish: Wish, issuer?: Pair) => authority.issue({ names: local, ...wish }, issuer),
    root: authority.root,
    company,
    stranger,
  };
  const trusted = `${authority.root.file}.trusted`;
  await writeFile(trusted, authority.root.cert + company.cert);
  const usual = await all.issue({}, all.root);

  return {
    trusted,
    hostFor: ({ cert }) => hosts[cert as "ip_san"] ?? "localhost",
    async optionsFor(behave) {
      const { cert: kind, ca } = behave;
      const { key, cert } = kind ? await kinds[kind](all, ca === "configured") : usual;
      return {
        key,
        cert,
        ...handshakeOf(behave),
        ...(behave.alpn && { ALPNProtocols: behave.alpn.split(/[,\s]+/) }),
        ...(behave.client_cert && {
          requestCert: true,
          rejectUnauthorized: behave.client_cert === "required",
          ca: stranger.cert,
        }),
      };
    },
    remove: authority.remove,
  };
}

const hosts: Partial<Record<Kind, string>> = {
  no_ip_san: "127.0.0.1",
  ip_san: "127.0.0.1",
  wildcard: "erp.plant.localhost",
};

const followedBy = async (leaf: Promise<Pair>, ...more: Pair[]): Promise<Pair> => {
  const pair = await leaf;
  return { ...pair, cert: [pair, ...more].map(({ cert }) => cert).join("") };
};

const kinds: Record<Kind, (all: Authorities, configured: boolean) => Promise<Pair>> = {
  expired: ({ issue, root }) => issue({ from: -30, to: -1 }, root),
  not_yet_valid: ({ issue, root }) => issue({ from: 1, to: 30 }, root),
  self_signed: ({ issue }) => issue({}),
  self_signed_expired: ({ issue }) => issue({ from: -30, to: -1 }),
  wrong_name: ({ issue, root }) => issue({ names: "DNS:other.example" }, root),
  common_name_only: ({ issue, root }) => issue({ names: "", commonName: "localhost" }, root),
  wildcard: ({ issue, root }) => issue({ names: "DNS:*.plant.localhost" }, root),
  wildcard_of_other: ({ issue, root }) => issue({ names: "DNS:*.localhost,DNS:*.example" }, root),
  nul_name: ({ issue, root }) => issue({ names: "", extensions: nulName }, root),
  no_ip_san: ({ issue, root }) => issue({ names: "DNS:localhost" }, root),
  ip_san: ({ issue, root }) => issue({ names: "IP:127.0.0.1" }, root),
  private_ca: ({ issue, company, stranger }, configured) => issue({}, configured ? company : stranger),
  private_ca_sent: ({ issue, stranger }) => followedBy(issue({}, stranger), stranger),
  huge: ({ issue, root }) => issue({ extensions: `1.2.3.4.5.6=ASN1:UTF8String:${"x".repeat(1024 * 1024)}` }, root),
  async no_intermediate({ issue, root }) {
    return issue({ extensions: issuerAt }, await issue({ authority: true }, root));
  },
  async with_intermediate({ issue, root }) {
    const between = await issue({ authority: true }, root);
    return followedBy(issue({ extensions: issuerAt }, between), between);
  },
  async expired_intermediate({ issue, root }) {
    const between = await issue({ authority: true, from: -30, to: -1 }, root);
    return followedBy(issue({ from: -30 }, between), between);
  },
  async unordered_chain({ issue, root }) {
    const between = await issue({ authority: true }, root);
    return followedBy(issue({}, between), root, between);
  },
  long_chain: ({ issue, root }) => followedBy(issue({}, root), ...Array<Pair>(manyCertificates).fill(root)),
  async signed_by_leaf({ issue, root }) {
    const leaf = await issue({}, root);
    return followedBy(issue({}, leaf), leaf);
  },
  client_only: ({ issue, root }) => issue({ extensions: "extendedKeyUsage=clientAuth" }, root),
  critical_extension: ({ issue, root }) => issue({ extensions: "1.2.3.4.5.6=critical,ASN1:UTF8String:x" }, root),
  async name_constraints({ issue, root }) {
    const extensions = "nameConstraints=critical,permitted;DNS:other.example";
    const between = await issue({ authority: true, extensions }, root);
    return followedBy(issue({ names: "DNS:localhost" }, between), between);
  },
  sha1: ({ issue, root }) => issue({ digest: "sha1" }, root),
  async md5({ issue, root }) {
    // MD5 was never used with elliptic curves.
    const between = await issue({ authority: true, rsaBits: 2048 }, root);
    return followedBy(issue({ digest: "md5" }, between), between);
  },
  weak_key: ({ issue, root }) => issue({ rsaBits: 768 }, root),
};

function handshakeOf({ tls, cert }: Behaviour): TlsOptions {
  if (tls === "1.0") return { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" };
  if (tls === "1.1") return { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  if (tls === "1.2" || tls === "renegotiate") return { minVersion: "TLSv1.2", maxVersion: "TLSv1.2" };
  if (tls === "1.3") return { minVersion: "TLSv1.3" };
  // OpenSSL 3 is built without RC4 and 3DES. One cipher that nobody offers gives the same on the wire: TLS 1.2, and
  // the alert that nothing is in common.
  if (tls === "weak_cipher") return { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-NULL-SHA@SECLEVEL=0" };
  if (tls === "no_certificate") return { maxVersion: "TLSv1.2", ciphers: "aNULL@SECLEVEL=0" };
  // Nobody else's server would be started with these.
  return cert === "weak_key" || cert === "sha1" || cert === "md5" ? { ciphers: "DEFAULT@SECLEVEL=0" } : {};
}

/** The extension's DER in openssl's words: a list (0x30) of one DNS name (0x82). */
function subjectAltName(name: string): string {
  const bytes = Buffer.from(name, "latin1");
  return Buffer.concat([Buffer.from([0x30, bytes.length + 2, 0x82, bytes.length]), bytes])
    .toString("hex")
    .replace(/..(?=.)/g, "$&:");
}
