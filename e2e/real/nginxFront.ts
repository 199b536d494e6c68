import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates, type Pair } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Fault } from "./nginx/fault.js";
import { faults, type FaultName } from "./nginx/faults.js";
import type { RealSystem, Running } from "./realSystem.js";

const packages = ["nginx-light", "openssl"];
const names = Object.keys(faults) as FaultName[];

export interface NginxFrontOptions {
  /** The system behind, as an address without a path; without it every path answers `{"behind":true}`. */
  upstream?: string;
  /** Further systems behind the same ports: `anything-erp.plant.localhost` is handed on to the one called `erp`. */
  upstreams?: Record<string, string>;
}

export interface RunningNginxFront extends Running {
  /** One address per fault. `https://` to the port of `plain`, or `http://` to that of `valid`, are two faults more. */
  addresses: Record<FaultName, string>;
  certificates: Certificates;
  /** What `clientCertificate` lets in, if the client shows its chain. */
  clientCertificate: Pair;
  /** Requests so far: the name they asked for, verb, path, and whether they carried credentials in a header. */
  requests(): FrontRequest[];
}

export interface FrontRequest {
  host: string;
  verb: string;
  path: string;
  authorized: boolean;
}

/** nginx in front of a system, once in good order and many times broken, each on a port of its own. */
export async function startNginxFront(options: NginxFrontOptions = {}): Promise<RunningNginxFront> {
  await installPackages(packages);
  const directory = temporary("nginx");
  const certificates = makeCertificates(join(directory, "tls"));
  const ports = {} as Record<FaultName, number>;
  for (const name of names) ports[name] = await freePort();
  mkdirSync(join(directory, "tmp"));
  mkdirSync(join(directory, "pages"));
  for (const [name, bytes] of [
    ["large", 2_000_000],
    ["slow", 200_000],
  ] as const)
    writeFileSync(join(directory, `pages/${name}.json`), `["${"n".repeat(bytes)}"]`);
  const log = join(directory, "requests.log");
  writeFileSync(log, "");
  const conf = join(directory, "nginx.conf");
  writeFileSync(conf, configuration(directory, certificates, ports, options));
  const clientCertificate = certificates.sign("client", { client: true });
  const kept = keep(["nginx", "-c", conf, "-p", directory, "-e", "stderr"], { directory });
  await Promise.all(names.map((name) => untilListening(kept, ports[name])));
  const address = (name: FaultName) => `${faults[name].scheme}://localhost:${ports[name]}`;
  return {
    name: "nginx-front",
    host: "localhost",
    port: ports.valid,
    url: address("valid"),
    addresses: Object.fromEntries(names.map((name) => [name, address(name)])) as Record<FaultName, string>,
    certificates,
    clientCertificate,
    requests: () => readFileSync(log, "utf8").split("\n").flatMap(readRequest),
    accounts: {},
    notes: {
      "CA file": certificates.caFile,
      ...Object.fromEntries(names.map((name) => [address(name), faults[name].what])),
    },
    stop: kept.stop,
  };
}

function readRequest(line: string): FrontRequest[] {
  const [host = "", verb = "", path = "", signed] = line.split("\t");
  return signed === undefined ? [] : [{ host, verb, path, authorized: signed !== "" }];
}

function configuration(
  directory: string,
  certificates: Certificates,
  ports: Record<FaultName, number>,
  { upstream = "", upstreams = {} }: NginxFrontOptions,
): string {
  const byName = Object.entries(upstreams).map(([name, place]) => `~-${name}[.]plant[.]localhost$ ${numeric(place)};`);
  const pass =
    upstream || byName.length > 0
      ? `location / { proxy_pass $behind; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme; proxy_read_timeout 60s; }`
      : `default_type application/json; return 200 '{"behind":true}';`;
  const server = (name: FaultName) => {
    const fault: Fault = faults[name];
    const directives = fault.directives({ certificates, pass, validPort: ports.valid, pages: `${directory}/pages` });
    return `server { listen 127.0.0.1:${ports[name]}${fault.scheme === "https" ? " ssl" : ""}; ${directives} }`;
  };
  const temporaryPaths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
pid ${directory}/nginx.pid;
worker_processes 1;
events { worker_connections 512; }
http {
map $host $behind { default "${numeric(upstream)}"; ${byName.join(" ")} }
map $http_authorization $signed { default signed; "" ""; }
log_format seen "$host\t$request_method\t$request_uri\t$signed";
access_log ${directory}/requests.log seen;
limit_req_zone $binary_remote_addr$host zone=onlyOne:1m rate=1r/m;
${temporaryPaths.map((kind) => `${kind}_temp_path ${directory}/tmp/${kind};`).join("\n")}
${names.map(server).join("\n")}
}
`;
}

/** nginx looks up no names that it meets in a variable. */
const numeric = (place: string): string => place.replace("//localhost", "//127.0.0.1");

export const nginxFront: RealSystem<NginxFrontOptions, RunningNginxFront> = {
  name: "nginx-front",
  what: "nginx as a front with faults: certificates, redirects, maintenance, log-in pages",
  packages,
  start: startNginxFront,
};
