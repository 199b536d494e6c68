import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBackend } from "./host/backend.js";
import { createSandbox } from "./sandbox/sandbox.js";

/** What `npm start` starts: the sandbox, a Gangway server, and the same host twice, with React and with a script tag. */
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const base = Number(process.env["GANGWAY_DEMO_PORT"] ?? 4600);
const ports = { react: base, gangway: base + 1, sandbox: base + 2, script: base + 3 };
const url = (name: keyof typeof ports) => `http://localhost:${ports[name]}`;
const folder = process.env["GANGWAY_DEMO_DATA"] ?? at(".gangway");
const command = at("dist/server/gangway.js");

for (const [name, port] of Object.entries(ports))
  if (await isTaken(port)) {
    console.error(`Port ${port} (${name}) is in use. Stop what uses it, or set GANGWAY_DEMO_PORT to another number.`);
    process.exit(1);
  }

mkdirSync(folder, { recursive: true, mode: 0o700 });
const environment = {
  ...process.env,
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: String(ports.gangway),
  GANGWAY_URL: url("gangway"),
  GANGWAY_DATA: folder,
  GANGWAY_KEYS: developmentKey(),
  GANGWAY_CATALOGUE: at("demo/sandbox/systems"),
  GANGWAY_ALLOW: [ports.sandbox, ports.react, ports.script].map((port) => `127.0.0.1:${port},[::1]:${port}`).join(","),
  GANGWAY_ROOTS: exampleFolder(),
  GANGWAY_OAUTH_PRETEND_PROCUREMENT_CLIENT_ID: "gangway",
  LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn",
};

interface Tenant {
  key: string;
  webhookSecret: string;
}
const tenants = knownTenants();

const sandbox = createSandbox(url("sandbox")).listen(ports.sandbox, "127.0.0.1");
const gangway = spawn(process.execPath, [command, "serve"], {
  env: environment,
  stdio: ["ignore", "inherit", "inherit"],
});
gangway.on("exit", (code) => stop(code ?? 1));
await ready(gangway);

const hosts = await Promise.all(
  (["react", "script"] as const).map(async (page) => {
    const host = await createBackend({
      url: url("gangway"),
      tenant: `plant-${page}`,
      ...(tenants[page] as Tenant),
      folder,
      pages: at("dist/demo"),
      origin: url(page),
      page,
    });
    await host.listen({ port: ports[page], host: "127.0.0.1" });
    return host;
  }),
);

console.log(`
  A host, with React        ${url("react")}
  The same, a script tag    ${url("script")}
  Its dashboard             ${url("react")}/dashboard
  Every screen              ${url("react")}/gallery
  Systems to connect to     ${url("sandbox")}
  Gangway itself            ${url("gangway")}/docs

  Begin at the first one and paste  ${url("sandbox")}/erp  into the search box.
  A folder to connect is  ${environment.GANGWAY_ROOTS}
  Press Ctrl+C to stop. Everything is kept in ${folder}
`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => gangway.kill("SIGTERM"));

function stop(code: number) {
  sandbox.close();
  sandbox.closeAllConnections();
  void Promise.all(hosts.map((host) => host.close())).then(() => process.exit(code));
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });
}

/** Seals what is entered in this demo. Whoever runs Gangway for others keeps a key elsewhere: see .env.example. */
function developmentKey(): string {
  const file = join(folder, "development.key");
  if (!existsSync(file)) {
    writeFileSync(file, `development:${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    console.log(`Made a key for development: ${file}`);
  }
  return readFileSync(file, "utf8").trim();
}

function exampleFolder(): string {
  const example = join(folder, "files");
  mkdirSync(example, { recursive: true });
  const file = join(example, "purchase_orders.csv");
  if (!existsSync(file))
    writeFileSync(
      file,
      "number,vendor,total,currency\nPO-1001,Nordbolt Fasteners,936.88,EUR\nPO-1002,Hansa Bearings,148.20,EUR\n",
    );
  return example;
}

/** The two hosts' tenants; made the first time, with the operator's own command. */
function knownTenants(): Record<string, Tenant> {
  const file = join(folder, "demo-tenants.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Record<string, Tenant>;
  const made: Record<string, Tenant> = {};
  for (const page of ["react", "script"] as const) {
    const origin = url(page);
    const words = [
      "tenant",
      "add",
      `plant-${page}`,
      "--name",
      "Plantwise",
      "--origin",
      origin,
      "--webhook",
      `${origin}/api/webhooks`,
      "--json",
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
      env: environment,
      encoding: "utf8",
    });
    if (status !== 0) {
      console.error(stderr);
      process.exit(1);
    }
    made[page] = JSON.parse(stdout) as Tenant;
  }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

async function ready(child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answered = await fetch(`${url("gangway")}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
