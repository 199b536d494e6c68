import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { watchOneWayOut } from "../one-way-out.report.js";
import { startCanary } from "./ssrf-urls.canary.js";
import type { SsrfCase } from "./ssrf-urls.case.js";
import { isForbidden } from "./ssrf-urls.forbidden.js";
import { serveNames } from "./ssrf-urls.names.js";
import type { NewTenant } from "./ssrf-urls.product.js";
import { ownHost } from "./ssrf-urls.sample.js";

/**
 * Inside the private network: a whole product runs beside a canary and a name server, and a person enters the address of
 * each case. What it connects to is seen twice: by the canary, with its bytes, and by the watch over the process, which
 * also sees attempts that nobody took. Writes one line for each case, and `forbidden connections N, bytes N`.
 */
if (!process.env["SSRF_WORLD"]) throw new Error("Only inside a private network (ssrf-urls.ts)");
const { header, cases } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as {
  header: { default_policy: { denied_ports: number[] } };
  cases: SsrfCase[];
};
const folder = mkdtempSync(join(tmpdir(), "ssrf-inside-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

let current: SsrfCase | undefined;
const names = await serveNames(() => current?.dns ?? {});
const tls = makeCertificate();
const canary = await startCanary(portsOf(cases), { folder, tls, hops: () => current?.hops ?? {} });

const watch = watchOneWayOut();
const product = spawn(
  process.execPath,
  ["--import", "tsx", ...watch.flags, fileURLToPath(new URL("ssrf-urls.product.ts", import.meta.url))],
  {
    env: { ...process.env, ...watch.env, NODE_EXTRA_CA_CERTS: join(folder, "cert") },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  },
);
const told = async <T>() => ((await once(product, "message")) as [T])[0];
const { url } = await told<{ url: string }>();

let connections = 0;
let bytes = 0;
for (const one of cases) {
  const why = await run(one).catch((error: Error) => error.message);
  console.log(why === undefined ? `ok ${one.id}` : `FAIL ${one.id} ${why}`);
}
console.log(`forbidden connections ${connections}, bytes ${bytes}`);
const gone = once(product, "exit");
product.disconnect();
await gone;
watch.end();
process.exit(0);

/** Why the case does not hold. */
async function run(one: SsrfCase): Promise<string | undefined> {
  current = one;
  names.forget();
  canary.forget();
  const before = watch.outings().length;
  const outcome = await enter(one);
  const sockets = watch
    .outings()
    .slice(before)
    .filter(({ kind }) => kind === "socket");
  const forbidden = (to: string) => isForbidden(one, to, header.default_policy.denied_ports);
  const wrong = new Set(sockets.map(({ to }) => to).filter(forbidden));
  for (const hit of canary.hits().filter(({ to }) => forbidden(to))) {
    wrong.add(hit.to);
    bytes += hit.bytes;
  }
  connections += wrong.size;
  if (wrong.size > 0) return `contacted ${[...wrong].join(", ")}`;
  const wanted = one.expect === "allowed";
  return wanted && canary.hits().every((hit) => hit.bytes === 0) ? `refused: ${outcome}` : undefined;
}

/** A person of a tenant of her own enters the address, and all checks run. Gives how they ended. */
async function enter(one: SsrfCase): Promise<string> {
  const rules = (one.policy?.allow ?? []).map(({ cidr, host, ports = [] }) => ({ target: (cidr ?? host)!, ports }));
  product.send({ id: one.id, rules } satisfies NewTenant);
  const { key } = await told<{ key: string }>();
  const minted = (await ask("/v1/links", key, { hosted: true, endUser: { id: "anna" } })) as { token: string };
  const opened = (await ask("/v1/link/open", "", { token: minted.token, origin: null })) as { session: string };
  const values = { address: one.input, username: "anna", password: "corpus" };
  const ended = await ask("/v1/link/checks", opened.session, { system: "plant", method: "basic", values });
  const { outcome, cause, code } = ended as { outcome?: string; cause?: string; code?: string };
  return cause ?? outcome ?? code ?? "nothing";
}

/** The last line of the answer. A 400 is one as well: what cannot be an address is not even read. */
async function ask(path: string, token: string, body: unknown, tries = 5): Promise<unknown> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      origin: `https://${ownHost}`,
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  // A busy machine: the product says so, and its clients come again.
  if (response.status === 503 && tries > 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)));
    return ask(path, token, body, tries - 1);
  }
  if (!response.ok && response.status !== 400) throw new Error(`${path} answered ${response.status}`);
  return JSON.parse(text.trim().split("\n").at(-1)!);
}

/** For every name and address that a good case may be asked by; trusted by the product, and thrown away afterwards. */
function makeCertificate() {
  const hosts = cases
    .filter(({ expect }) => expect !== "blocked")
    .flatMap((one) => [
      ...Object.keys(one.dns ?? {}),
      ...(one.whatwg_host ? [one.whatwg_host.replace(/^\[|\]$/g, "")] : []),
    ]);
  const lines = [...new Set(hosts)].filter((host) => isIP(host) || /^[a-z0-9_.-]+$/.test(host));
  const alternatives = ["DNS:canary.example", ...lines.map((host) => `${isIP(host) ? "IP" : "DNS"}:${host}`)];
  const files = { key: join(folder, "key"), cert: join(folder, "cert") };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", files.key];
  const subject = ["-subj", "/CN=canary", "-addext", `subjectAltName=${alternatives.join(",")}`];
  execFileSync("openssl", ["req", "-x509", ...key, "-out", files.cert, "-days", "2", ...subject], { stdio: "ignore" });
  return { key: readFileSync(files.key), cert: readFileSync(files.cert) };
}

/** Wherever a case may lead. */
function portsOf(all: readonly SsrfCase[]): number[] {
  const texts = all.flatMap(({ input, hops = {}, expect_connect: good = [] }) => [
    input,
    `http://${input}`,
    ...Object.entries(hops).flatMap(([from, [, to]]) => [from, to ?? ""]),
    ...good.map((to) => `http://${to}`),
  ]);
  const ports = texts.flatMap((text) => (URL.canParse(text) ? Number(new URL(text).port) : 0));
  return [...new Set([80, 443, ...ports])].filter((port) => port > 0);
}
