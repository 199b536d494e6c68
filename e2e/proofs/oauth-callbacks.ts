import { judgeAfter } from "./oauth-callbacks.after.js";
import { understood, type CallbackCase } from "./oauth-callbacks.case.js";
import { judgeAnswers } from "./oauth-callbacks.judge.js";
import { play } from "./oauth-callbacks.play.js";
import { startWorld, type World } from "./oauth-callbacks.world.js";
import type { Proof } from "./proof.js";

/**
 * Brings a flow of a whole listening product to the provider and comes back as each case says: over HTTP, with real
 * cookies, on the real path. Judged are the answer, the flow, all that reached the token endpoint, the log, and what the
 * flow's own session can make of it afterwards.
 */
export const proof: Proof = {
  name: "oauth-callbacks",
  async run({ cases }, { only }) {
    const world = await startWorld();
    const results = [];
    try {
      for (const one of cases as CallbackCase[]) {
        if (only && one.class !== only) continue;
        const whys = await run(world, one).catch((error: unknown) => [`thrown: ${String(error)}`]);
        world.trial.clock.ahead = 0;
        results.push({ id: one.id, ok: whys.length === 0, why: [...new Set(whys)].join("; ") });
      }
    } finally {
      await world.close();
    }
    return results;
  },
};

async function run(world: World, one: CallbackCase): Promise<string[]> {
  const played = await play(world, understood(one));
  const whys = await judgeAnswers(world, one, played);
  return [...whys, ...(await judgeAfter(world, one, played))];
}
