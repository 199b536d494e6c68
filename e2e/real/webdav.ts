import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { writePlantFiles } from "./ground/plantFiles.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["nginx-light", "libnginx-mod-http-dav-ext", "openssl"];
const accounts = {
  anna: { user: "anna", password: "plant-anna-7", what: "may read all but the folder `private`" },
} satisfies Record<string, Account>;

export interface RunningWebdav extends Running {
  url: string;
  accounts: typeof accounts;
  certificates: Certificates;
  addresses: {
    /** Https, by the private CA; tells without a password that it is WebDAV. */
    secure: string;
    /** The same in plain http. */
    plain: string;
    /** Plain http to the port that speaks https. */
    plainToSecure: string;
    /** Https where nothing is said without a password. */
    closed: string;
    /** Https, web pages and no WebDAV. */
    pages: string;
    /** Https, open to everybody: no password is asked for. */
    open: string;
  };
  folders: {
    files: string;
    /** Answers 403. */
    private: string;
    /** Mode 000: nginx looks in, may not, and calls it an error of its own (500). */
    locked: string;
  };
}

/** nginx with its WebDAV extension: the plant's files behind a password. */
export async function startWebdav(): Promise<RunningWebdav> {
  await installPackages(packages);
  const directory = temporary("webdav");
  const certificates = makeCertificates(join(directory, "tls"));
  writeShare(join(directory, "share"));
  mkdirSync(join(directory, "tmp"));
  writeFileSync(join(directory, "users"), Object.values(accounts).map(passwordLine).join(""));
  const ports = { plain: await freePort(), secure: await freePort() };
  const conf = join(directory, "nginx.conf");
  writeFileSync(conf, configuration(directory, certificates, ports));
  const kept = keep(["nginx", "-c", conf, "-p", directory, "-e", "stderr"], { directory });
  await Promise.all(Object.values(ports).map((port) => untilListening(kept, port)));
  const secure = `https://localhost:${ports.secure}`;
  return {
    name: "webdav",
    host: "localhost",
    port: ports.secure,
    url: `${secure}/files`,
    accounts,
    certificates,
    addresses: {
      secure: `${secure}/files`,
      plain: `http://localhost:${ports.plain}/files`,
      plainToSecure: `http://localhost:${ports.secure}/files`,
      closed: `${secure}/closed`,
      pages: `${secure}/pages`,
      open: `${secure}/open`,
    },
    folders: { files: "export", private: "private", locked: "locked" },
    notes: { "CA file": certificates.caFile, folder: "export" },
    stop: kept.stop,
  };
}

function writeShare(share: string): void {
  writePlantFiles(join(share, "export"));
  mkdirSync(join(share, "private"));
  mkdirSync(join(share, "locked"));
  chmodSync(join(share, "locked"), 0);
}

const passwordLine = ({ user, password }: Account) =>
  `${user}:${execFileSync("openssl", ["passwd", "-apr1", "-stdin"], { input: password, encoding: "utf8" })}`;

function configuration(directory: string, { server }: Certificates, ports: { plain: number; secure: number }): string {
  const door = `auth_basic "Plant files"; auth_basic_user_file ${directory}/users;`;
  const dav = `alias ${directory}/share/; dav_ext_methods PROPFIND OPTIONS;`;
  const locations = `
  location /files/private/ { deny all; }
  location /files/ { ${dav} limit_except OPTIONS { ${door} } }
  location /closed/ { ${dav} ${door} }
  location /open/ { ${dav} }
  location /pages/ { alias ${directory}/share/; default_type text/html; }
  location / { return 404; }`;
  const temporaryPaths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
pid ${directory}/nginx.pid;
worker_processes 1;
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
events { worker_connections 256; }
http {
access_log off;
default_type application/octet-stream;
${temporaryPaths.map((kind) => `${kind}_temp_path ${directory}/tmp/${kind};`).join("\n")}
server { listen 127.0.0.1:${ports.plain}; ${locations} }
server {
  listen 127.0.0.1:${ports.secure} ssl;
  ssl_certificate ${server.chain}; ssl_certificate_key ${server.key}; ${locations}
}
}
`;
}

export const webdav: RealSystem<void, RunningWebdav> = {
  name: "webdav",
  what: "nginx as a WebDAV server (Basic, https by a private CA and plain http)",
  packages,
  start: () => startWebdav(),
};
