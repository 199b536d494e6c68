import { startTrial } from "../../server/trial.setup.js";
import { hostOrigin } from "../../server/trial.setup.js";

/** The server of the proof, in a process of its own, so that its memory and its objects can be looked at. */
export interface Ready {
  url: string;
  publicUrl: string;
  key: string;
  session: string;
}
export interface State {
  polluted: string[];
  rss: number;
  /** Everything that a body might have changed. */
  links: number;
}

const clean = Object.getOwnPropertyNames(Object.prototype);
const trial = await startTrial({ limits: { host: 1e9, person: 1e9, anyone: 1e9 } });
const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "somebody" } } });
const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });

process.on("message", () => {
  void trial.call("getLink", { token: trial.key, params: { id: minted.body.id } }).then(({ body }) => {
    const polluted = Object.getOwnPropertyNames(Object.prototype).filter((name) => !clean.includes(name));
    if (({} as { admin?: unknown }).admin !== undefined) polluted.push("admin");
    process.send?.({ polluted, rss: process.memoryUsage().rss, links: body.step === "pick" ? 0 : 1 } satisfies State);
  });
});
process.on("disconnect", () => void trial.close().then(() => process.exit(0)));
process.send?.({
  url: trial.url,
  publicUrl: trial.publicUrl,
  key: trial.key,
  session: opened.body.session,
} satisfies Ready);
