import { afterAll, beforeAll, expect, it } from "vitest";
import { addTenant, hostOrigin, startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.close());

/** The redirect address of each method, as the flow of a tenant sees it. */
async function redirectsOf(key: string, system: string): Promise<(string | null)[]> {
  const minted = await trial.call("mintLink", { token: key, body: { endUser: { id: "anna" } } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  const shown = await trial.call("showSystem", { token: opened.body.session, params: { id: system } });
  const progress = { step: "details", system, method: null, values: {} };
  await trial.call("saveProgress", { token: opened.body.session, body: progress });
  const { body: link } = await trial.call("readLink", { token: opened.body.session });
  expect(link.system.methods).toEqual(shown.body.methods);
  return shown.body.methods.map(({ redirectUrl }: { redirectUrl: string | null }) => redirectUrl);
}

it("tells what to register in an application of one's own: for each tenant another address", async () => {
  const other = await addTenant(trial.store, "other", [hostOrigin]);
  const [mine, theirs] = [await redirectsOf(trial.key, "oauth2"), await redirectsOf(other.key, "oauth2")];
  // Neither a code nor an application alone comes back to us.
  const right = [expect.stringMatching(`^${trial.publicUrl}/callback/oauth2-[\\w-]{16}$`), null, null];
  expect(mine).toEqual(right);
  expect(theirs).toEqual(right);
  expect(theirs).not.toEqual(mine);
});

it.each(["dynamics-365-business-central", "tryton"])("has nothing to register for %s", async (system) => {
  expect(new Set(await redirectsOf(trial.key, system))).toEqual(new Set([null]));
});
