import { afterAll, beforeAll, expect, it } from "vitest";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";
import { expireLinks } from "./expire.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.close());

async function begin(id: string): Promise<{ link: string; session: string }> {
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id } } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  return { link: minted.body.id, session: opened.body.session };
}
const told = async (link: string) =>
  (await trial.call("listEvents", { token: trial.key })).body.items.filter(
    (event: { data: { link?: string } }) => event.data.link === link,
  );
const giveUp = { reason: "failed", step: "checks", cause: "credentials_wrong" };

it("ends once, whoever ends it and however often, and tells so once", async () => {
  const { link, session } = await begin("gives-up");
  await Promise.all([
    trial.call("endLink", { token: session, body: giveUp }),
    trial.call("endLink", { token: session, body: giveUp }),
    trial.call("cancelLink", { token: trial.key, params: { id: link } }),
  ]);
  const events = await told(link);
  expect(events).toHaveLength(1);
  const { status } = (await trial.call("getLink", { token: trial.key, params: { id: link } })).body;
  expect(events[0]).toMatchObject({ type: "link.ended", data: { status, endUser: "gives-up" } });
});

it("says why it was given up", async () => {
  const { link, session } = await begin("is-stuck");
  await trial.call("endLink", { token: session, body: giveUp });
  expect((await told(link))[0].data).toMatchObject({ status: "failed", step: "checks", cause: "credentials_wrong" });
});

it("409 for everything that a person may do afterwards; reading says that it has ended", async () => {
  const { session } = await begin("comes-late");
  await trial.call("endLink", { token: session, body: giveUp });
  const values = { folder: "/srv" };
  const late = await Promise.all([
    trial.call("saveProgress", { token: session, body: { step: "pick", system: null, method: null, values: {} } }),
    trial.call("runChecks", { token: session, body: { system: "local-folder", method: "files", values } }),
    trial.call("finishLink", { token: session, body: { run: "run_x" } }),
    trial.call("requestSystem", { token: session, body: { name: "Ours", address: null } }),
  ]);
  expect(late.map(({ body }) => body.code)).toEqual(Array(4).fill("link_ended"));
  expect((await trial.call("readLink", { token: session })).body.status).toBe("failed");
});

it("expires when its time is over, with an event, and only then", async () => {
  const { link } = await begin("walks-away");
  expect(await expireLinks(trial.server.house)).toBe(0);
  trial.clock.ahead += 2 * 3600_000 + 1000;
  expect(await expireLinks(trial.server.house)).toBeGreaterThan(0);
  trial.clock.ahead = 0;
  expect((await told(link))[0].data.status).toBe("expired");
});

it("tells the host what was looked for and not found", async () => {
  const { link, session } = await begin("misses-one");
  await trial.call("requestSystem", { token: session, body: { name: "Grandpa's ERP", address: null } });
  expect(await told(link)).toMatchObject([
    { type: "system.requested", data: { name: "Grandpa's ERP", endUser: "misses-one" } },
  ]);
  const listed = await trial.call("listRequestedSystems", { token: trial.key });
  expect(listed.body.items).toMatchObject([{ name: "Grandpa's ERP", link }]);
});
