import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { MethodUse } from "#contract";
import type { Method } from "../../server/methods/method.js";
import { canSign } from "../../server/methods/httpMethod.js";
import { methodOf } from "../../server/methods/methods.js";
import type { Rendered } from "../../server/methods/question.js";
import { createVault } from "../../server/vault/vault.js";
import { type Bench, median, type Row } from "./bench.js";

const rounds = 9;
const times = 5_000;

const question: Rendered = {
  url: "https://erp.plant.example/api/v2/purchase-orders?limit=1&since=2026-11-01",
  method: "GET",
  headers: { accept: "application/json" },
};
const values = {
  ...{
    secretKey: "s".repeat(40),
    consumerKey: "ck",
    consumerSecret: "c".repeat(32),
    tokenId: "t",
    tokenSecret: "t".repeat(32),
  },
  ...{
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "s".repeat(40),
    region: "eu-central-1",
    hawkId: "h",
    hawkKey: "k".repeat(32),
  },
};
const ways = {
  "an HMAC of method, path, query, time and body": {
    kind: "signed",
    by: {
      scheme: "hmac",
      text: "{method}\n{path}\n{query}\n{timestamp}\n{bodySha256}",
      headers: { "X-Sign": "{signature}" },
    },
  },
  Hawk: { kind: "signed", by: { scheme: "hawk" } },
  "AWS Signature Version 4": { kind: "signed", by: { scheme: "sigv4", service: "execute-api" } },
  "OAuth 1.0a": { kind: "oauth1" },
} as const;

/** What a signature costs beside one bare HMAC-SHA256 of its question, and a seal beside one bare AES-256-GCM. */
export const signing: Bench = async () => {
  const rows: Row[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const use = MethodUse.parse(way);
    const method = methodOf(use) as Method | null;
    if (!canSign(method)) throw new Error(`${name} does not sign.`);
    const signing = await method.sign({ use, values, address: "https://erp.plant.example" } as never);
    if ("answer" in signing || !signing.signature.whole) throw new Error(`${name} does not sign questions.`);
    const { whole } = signing.signature;
    rows.push(row(`signing by ${name}, to a bare HMAC`, () => whole(question), bareHmac));
  }
  const vault = createVault({ keys: [{ id: "k", key: randomBytes(32) }] });
  const place = { tenant: "t", ownerKind: "connection" as const, owner: "con_1", field: "password", version: 1 };
  const sealed = vault.seal(place, values.secretKey);
  rows.push(row("sealing a value, to a bare AES-256-GCM", () => vault.seal(place, values.secretKey), bareGcm));
  rows.push(row("opening a value, to a bare AES-256-GCM", () => vault.open(sealed), bareGcm));
  return rows;
};

const bareHmac = () => createHmac("sha256", values.secretKey).update(question.url).digest("hex");
const key = randomBytes(32);
function bareGcm() {
  const cipher = createCipheriv("aes-256-gcm", key, randomBytes(12));
  return Buffer.concat([cipher.update(values.secretKey), cipher.final(), cipher.getAuthTag()]);
}

function row(what: string, ours: () => unknown, bare: () => unknown): Row {
  const ratios: number[] = [];
  const costs: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const [one, two] = [microseconds(ours), microseconds(bare)];
    // The first rounds warm up.
    if (round < 0) continue;
    ratios.push(one / two);
    costs.push(one);
  }
  return {
    what,
    is: median(ratios).toFixed(1),
    target: "·",
    of: `median of ${rounds} rounds of ${times}; ${median(costs).toFixed(1)} µs each`,
  };
}

function microseconds(work: () => unknown): number {
  const began = performance.now();
  for (let time = 0; time < times; time++) work();
  return ((performance.now() - began) * 1000) / times;
}
