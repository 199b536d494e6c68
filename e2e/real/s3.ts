import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { writePlantFiles } from "./ground/plantFiles.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["swift-proxy", "swift-account", "swift-container", "swift-object"];
const script = fileURLToPath(new URL("s3/serve.py", import.meta.url));
const region = "eu-central-1";
const bucket = "plant";
/** Names on one page of a list; small, so that there are several. */
const page = 2;
const accounts = {
  anna: { user: "plant:anna", password: "plantAnnaSecret7", what: "may read the bucket" },
  clerk: { user: "plant:clerk", password: "plantClerkSecret7", what: "right keys, no right to the bucket" },
} satisfies Record<string, Account>;

export interface RunningS3 extends Running {
  url: string;
  accounts: typeof accounts;
  bucket: string;
  region: string;
}

/** OpenStack Swift, asked by its S3 interface (Signature Version 4): the plant's files in a bucket, in plain http. */
export async function startS3(): Promise<RunningS3> {
  await installPackages(packages);
  const directory = temporary("s3");
  const files = join(directory, "files");
  writePlantFiles(join(files, "export"));
  const users = Object.values(accounts).map(({ user, password }) => [user.split(":")[1], password]);
  const settings = {
    region,
    bucket,
    page,
    files,
    users: users.map((user, index) => [...user, index === 0 ? ".admin" : ""]),
  };
  writeFileSync(join(directory, "settings.json"), JSON.stringify(settings));
  const port = await freePort();
  const kept = keep(["/usr/bin/python3", script, directory, `${port}`], { directory });
  await untilListening(kept, port, 120_000);
  return {
    name: "s3",
    host: "localhost",
    port,
    url: `http://localhost:${port}`,
    accounts,
    bucket,
    region,
    notes: { bucket, region, folder: "export" },
    stop: kept.stop,
  };
}

export const s3: RealSystem<void, RunningS3> = {
  name: "s3",
  what: "OpenStack Swift by its S3 interface (access keys)",
  packages,
  start: () => startS3(),
};
