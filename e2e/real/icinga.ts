import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { serverUser } from "./ground/unprivileged.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["icinga2-bin", "icinga2-common", "openssl"];
const accounts = {
  reader: { user: "reader", password: "plant-reader-7", what: "may read hosts and services" },
  guest: { user: "guest", password: "plant-guest-7", what: "signs in, has no permission" },
} satisfies Record<string, Account>;

const clientName = "gangway.plant.example";

export interface RunningIcinga extends Running {
  url: string;
  accounts: typeof accounts;
  /** Of the private CA that signed what it shows, and that it takes certificates of. */
  certificates: Certificates;
  /** Common name of the certificate that its user `gateway` signs in by; he may read hosts. */
  clientName: string;
}

/** The API of Icinga 2, https only, with two hosts that are watched. */
export async function startIcinga(): Promise<RunningIcinga> {
  await installPackages(packages);
  const directory = temporary("icinga");
  const certificates = makeCertificates(join(directory, "tls"));
  showCertificate(directory, certificates);
  const port = await freePort();
  const conf = join(directory, "icinga2.conf");
  writeFileSync(conf, configuration(port));
  const constants = Object.entries({
    RunAsUser: serverUser().name,
    RunAsGroup: serverUser().group,
    ...Object.fromEntries(folders.map((name) => [`${name}Dir`, join(directory, name)])),
  });
  const kept = keep(["icinga2", "daemon", "-c", conf, ...constants.flatMap((one) => ["-D", one.join("=")])], {
    directory,
  });
  await untilListening(kept, port);
  return {
    name: "icinga",
    host: "localhost",
    port,
    url: `https://localhost:${port}`,
    certificates,
    clientName,
    accounts,
    notes: { "CA file": certificates.caFile },
    stop: kept.stop,
  };
}

const folders = ["Data", "Log", "Cache", "Spool", "InitRun"];

/** Icinga looks for its certificate by its own name, in a place that cannot be chosen. */
function showCertificate(directory: string, { server, ca, caFile }: Certificates): void {
  for (const name of folders) mkdirSync(join(directory, name));
  const place = join(directory, "Data/certs");
  mkdirSync(place);
  // As its own set-up does it, with the authority at the end.
  writeFileSync(join(place, "localhost.crt"), readFileSync(server.chain, "utf8") + ca);
  copyFileSync(server.key, join(place, "localhost.key"));
  copyFileSync(caFile, join(place, "ca.crt"));
}

const configuration = (port: number) => `const NodeName = "localhost"
include <itl>
object Endpoint NodeName {}
object Zone "plant" {
  endpoints = [ NodeName ]
}
object ApiListener "api" {
  bind_host = "127.0.0.1"
  bind_port = ${port}
}
object ApiUser "${accounts.reader.user}" {
  password = "${accounts.reader.password}"
  permissions = [ "objects/query/Host", "objects/query/Service" ]
}
object ApiUser "gateway" {
  client_cn = "${clientName}"
  permissions = [ "objects/query/Host" ]
}
object ApiUser "${accounts.guest.user}" {
  password = "${accounts.guest.password}"
}
template Host "machine" {
  check_command = "dummy"
}
object Host "press-1" {
  import "machine"
  display_name = "Hydraulic press 1"
  address = "192.0.2.11"
}
object Host "oven-2" {
  import "machine"
  display_name = "Annealing oven 2"
  address = "192.0.2.12"
}
`;

export const icinga: RealSystem<void, RunningIcinga> = {
  name: "icinga",
  what: "Icinga 2, monitoring (Basic or a client certificate, over a private CA)",
  packages,
  start: () => startIcinga(),
};
