import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { System } from "#contract";
import { consentCallback, type CallbackResult } from "../../server/methods/callback.js";
import { claimConsent } from "../../server/methods/claim.js";
import { contextOf, readConsent, startConsent, type ConsentHouse } from "../../server/methods/consent.js";
import { consentValues } from "../../server/methods/consentValues.js";
import { idOf } from "../../server/methods/methods.js";
import { openStore } from "../../server/store/open.js";
import { createVault } from "../../server/vault/vault.js";
import { net } from "./climb.fixture.js";

export const publicUrl = "http://gangway.localhost";
export const tenant = "ten_1";

/** A house with one open link, in which a person agrees at a real provider. `systemOf` is asked at each step. */
export function consentAt(systemOf: () => System, address: () => string) {
  let house: ConsentHouse;
  let link: string;
  const clock = { ahead: 0 };
  beforeAll(async () => {
    const store = await openStore({ folder: ":memory:", now: () => Date.now() + clock.ahead });
    await store.tenants.add({ id: tenant, name: "Plant" });
    const endUser = { id: "u", name: null };
    link = (await store.tenant(tenant).links.create({ endUser, expiresAt: Date.now() + 3_600_000 })).id;
    const vault = createVault({ keys: [{ id: "k1", key: randomBytes(32) }] });
    house = {
      store,
      net,
      settings: { roots: [], oauth: {}, inputs: {} },
      publicUrl,
      system: systemOf,
      seal: (owner, values) =>
        Object.entries(values).map(([field, value]) => vault.seal({ ...owner, field, version: 1 }, value)),
      open: (sealed) => Object.fromEntries(sealed.map((one) => [one.field, vault.open(one).reveal()])),
    };
  });
  afterAll(() => house.store.close());

  const start = async (values: Record<string, string>, more: { address?: string } = {}) => {
    const system = systemOf();
    return (await startConsent(house, {
      tenant,
      link,
      system,
      use: system.methods[0]!,
      method: idOf(system.methods[0]!),
      values,
      open: {},
      address: more.address ?? address(),
      trust: undefined,
      mode: "popup",
      origin: null,
    }))!;
  };
  return {
    clock,
    house: () => house,
    start,
    /** Up to where the browser stands before the provider's page. */
    async begun(values: Record<string, string>) {
      const { flow, startSecret, startUrl } = await start(values);
      const { location, cookie } = (await claimConsent(house, startSecret, publicUrl))!;
      return { flow, startSecret, startUrl, location, cookie: cookie ? `${cookie.name}=${cookie.value}` : "" };
    },
    /** The provider has sent a browser back. */
    callback: (of: { search: string; cookie: string | undefined; context?: string }): Promise<CallbackResult> =>
      consentCallback(house, { context: contextOf(tenant, systemOf().id), ...of }),
    state: (flow: string) => readConsent(house, { tenant, link, flow }),
    kept: () => {
      const { id: system, methods } = systemOf();
      return consentValues(house, { tenant, link, system, method: idOf(methods[0]!), address: address() });
    },
  };
}
