import { createNet, type Net, type NetRules, type PrivateRule } from "./net/index.js";
import type { OutboundRule } from "./store/outbound-rules.js";
import type { Store } from "./store/store.js";

export interface Outbound {
  readonly net: Net;
  /** Reads the tenants' rules again: after an operator's command, and now and then for those of other processes. */
  refresh(): Promise<void>;
}

/** The one way out, with the settings' rules and those that operators have given to tenants while we run. */
export async function openOutbound(store: Store, fixed: NetRules): Promise<Outbound> {
  let current = createNet({ rules: fixed });
  let known = "";
  const refresh = async () => {
    const tenants = await store.tenants.list();
    const rules = await Promise.all(
      tenants.map(async ({ id }) => ({ id, rules: await store.tenant(id).rules.list() })),
    );
    const text = JSON.stringify(rules);
    if (text === known) return;
    const mine = rules.flatMap(({ id, rules: ofTenant }) => ofTenant.map((rule) => privateRule(id, rule)));
    current = createNet({ rules: { ...fixed, private: [...(fixed.private ?? []), ...mine] } });
    known = text;
  };
  await refresh();
  return {
    refresh,
    net: {
      request: (request) => current.request(request),
      connect: (connect) => current.connect(connect),
      fetch: (defaults) => current.fetch(defaults),
    },
  };
}

/** A stored target is a CIDR range (or one address), or a host name. */
export const isRange = (target: string): boolean => /^[\d.]+(?:\/\d+)?$|:/.test(target);

const privateRule = (tenant: string, { target, ports }: OutboundRule): PrivateRule => ({
  tenant,
  ...(isRange(target) ? { cidr: withBits(target) } : { host: target }),
  ...(ports.length > 0 && { ports }),
});

const withBits = (target: string): string =>
  target.includes("/") ? target : `${target}/${target.includes(":") ? 128 : 32}`;
