import { addTenant, startTrial } from "../../server/trial.setup.js";
import { systems } from "./hostile-upstreams.system.js";

/**
 * The product in a process of its own, so that its memory is its own and so that the operator's authorities hold from
 * the start (NODE_EXTRA_CA_CERTS). Told what to do by its parent. `GANGWAY_ALLOW` says which ports may be reached.
 */
export type Command = { do: "tenant"; id: string } | { do: "settle" } | { do: "look" };
export interface Look {
  logged: string;
  /** Something was written into the prototype of all objects. */
  polluted: boolean;
  unhandled: number;
}

let unhandled = 0;
process.on("unhandledRejection", () => void unhandled++);

const trial = await startTrial({
  systems,
  env: { GANGWAY_ALLOW: process.env["GANGWAY_ALLOW"] ?? "" },
  limits: { host: 1e9, person: 1e9, anyone: 1e9 },
});

const doers = {
  tenant: async ({ id }: { id?: string }) => (await addTenant(trial.store, id!)).key,
  settle: () => Promise.resolve(globalThis.gc?.()),
  look: (): Promise<Look> =>
    Promise.resolve({
      logged: trial.logged(),
      polluted: Object.keys(Object.prototype).length > 0 || "admin" in {},
      unhandled,
    }),
};

process.on("message", ({ id, command }: { id: number; command: Command }) => {
  void doers[command.do](command as { id?: string }).then((answer: unknown) => process.send!({ id, answer }));
});
// Its parent is gone or has had enough.
process.once("disconnect", () => void trial.close().finally(() => process.exit(0)));
process.send!({ ready: { url: trial.url, folder: trial.folder, publicUrl: trial.publicUrl } });
