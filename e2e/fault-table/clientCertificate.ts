import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../real/ground/run.js";
import type { Pair } from "../real/ground/certificates.js";
import type { RunningNginxFront } from "../real/nginxFront.js";
import { ask } from "./ask.js";
import { ownEntry } from "./ownEntry.js";
import { limited, refused, type Column, type Row } from "./row.js";

type Pasted = Record<"certificate" | "privateKey", string>;

const pasted = ({ chain, key }: Pair): Pasted => ({
  certificate: readFileSync(chain, "utf8"),
  privateKey: readFileSync(key, "utf8"),
});
const right = ({ clientCertificate }: RunningNginxFront): Pasted => pasted(clientCertificate);

const row = (
  fault: Row["fault"],
  told: Row["told"],
  change: (front: RunningNginxFront) => Partial<Pasted> | Promise<Partial<Pasted>> = () => ({}),
): Row => ({
  fault,
  told,
  async ask(world) {
    const [front] = await Promise.all([world.front(), world.tryton()]);
    const { port } = new URL(front.addresses.clientCertificate);
    const values = { ...right(front), ...(await change(front)) };
    return ask(
      {
        system: entry,
        method: "clientCert",
        values,
        data: [],
        place: { scheme: "https", port: Number(port) },
        trust: { ca: front.certificates.ca },
      },
      { address: `https://certified-tryton.plant.localhost:${port}` },
    );
  },
});

const entry = ownEntry({
  name: "Tryton behind a guard",
  summary: { en: "Tryton behind a web server that demands a certificate of the caller" },
  methods: [
    {
      kind: "clientCert",
      signIn: {
        question: { method: "POST", path: "/", json: { id: 1, method: "common.server.version", params: [] } },
        yes: [{ status: 200, json: [{ at: "/result", type: "string" }] }],
        no: [],
      },
    },
  ],
});

export const clientCertificate: Column = {
  name: "Client certificate",
  what: "nginx that demands a certificate of the caller, in front of Tryton",
  rows: [
    row("keyEndsSoon", limited("key_expires_soon")),
    row("wrongKey", refused("credentials_wrong", "certificate"), ({ certificates }) =>
      pasted(certificates.selfSign("stranger")),
    ),
    row("cutOff", refused("pem_incomplete", "certificate"), (front) => ({
      certificate: right(front).certificate.slice(0, 300),
    })),
    row("noCertificate", refused("certificate_expected", "certificate"), (front) => ({
      certificate: right(front).privateKey,
    })),
    row("noPrivateKey", refused("private_key_expected", "privateKey"), (front) => ({
      privateKey: right(front).certificate,
    })),
    row("keyOfAnother", refused("key_not_of_certificate", "privateKey"), ({ certificates }) => ({
      privateKey: pasted(certificates.server).privateKey,
    })),
    row("weakKey", refused("certificate_too_weak", "certificate"), weak),
  ],
};

/** A certificate as they were made twenty years ago. */
async function weak(): Promise<Pasted> {
  const directory = mkdtempSync(join(tmpdir(), "gangway-weak-"));
  const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:512", "-nodes", "-days", "7", "-subj", "/CN=weak"];
  await run(["openssl", ...request, "-keyout", key, "-out", certificate], { cwd: directory });
  const read = pasted({ certificate, key, chain: certificate });
  rmSync(directory, { recursive: true });
  return read;
}
