import ipaddr from "ipaddr.js";
import { checkOriginEntry } from "../call/origin.js";
import { newToken } from "../call/token.js";
import type { Store } from "../store/store.js";
import type { Vault } from "../vault/vault.js";
import { addWebhookEndpoint } from "../webhooks/endpoints.js";
import { type Command, CommandError } from "./command.js";

export interface Operator {
  readonly store: Store;
  readonly vault: Vault;
  readonly publicUrl: string;
}
type Asks<D extends Command["do"]> = Extract<Command, { do: D }>;

/** Does what an operator asks for. What it answers holds secrets that are shown this once. Throws CommandError. */
export async function runCommand(operator: Operator, command: Command): Promise<Record<string, unknown>> {
  if ("tenant" in command && command.do !== "tenant add" && !(await operator.store.tenants.get(command.tenant)))
    throw new CommandError(`There is no tenant "${command.tenant}". See: gangway tenant list`);
  const { store } = operator;
  switch (command.do) {
    case "tenant add":
      return addTenant(operator, command);
    case "tenant list":
      return { tenants: await listTenants(operator) };
    case "tenant origin add": {
      const origin = judge(command.origin);
      await store.tenant(command.tenant).origins.add(origin);
      return { tenant: command.tenant, origins: await store.tenant(command.tenant).origins.list() };
    }
    case "tenant origin remove": {
      const judged = checkOriginEntry(command.origin);
      await store.tenant(command.tenant).origins.remove(judged.ok ? judged.origin : command.origin);
      return { tenant: command.tenant, origins: await store.tenant(command.tenant).origins.list() };
    }
    case "key new":
      return newKey(store, command.tenant, command.label);
    case "key list": {
      const keys = await store.tenant(command.tenant).keys.list();
      return {
        keys: keys.map(({ id, label, createdAt, revokedAt }) => ({
          id,
          label,
          created: iso(createdAt),
          revoked: revokedAt && iso(revokedAt),
        })),
      };
    }
    case "key revoke": {
      if (!(await store.tenant(command.tenant).keys.revoke(command.key)))
        throw new CommandError(`There is no key "${command.key}" of this tenant that could be revoked.`);
      return { revoked: command.key };
    }
    case "webhook add":
      return addWebhook(operator, command.tenant, command.url, command.asymmetric);
    case "allow":
      return allow(store, command);
  }
}

const iso = (time: number): string => new Date(time).toISOString();
const frameOf = (operator: Operator, tenant: string): string => `${operator.publicUrl}/frame/${tenant}`;

async function addTenant(operator: Operator, { tenant, name, origins, webhooks }: Asks<"tenant add">) {
  const judged = origins.map(judge);
  webhooks.forEach(judgeWebhook);
  if (!(await operator.store.tenants.add({ id: tenant, name })))
    throw new CommandError(`There is a tenant "${tenant}" already.`);
  for (const origin of judged) await operator.store.tenant(tenant).origins.add(origin);
  const { key } = await newKey(operator.store, tenant, "first");
  const hooks = [];
  for (const url of webhooks) hooks.push(await addWebhook(operator, tenant, url, false));
  return {
    tenant,
    name,
    origins: judged,
    key,
    ...(hooks[0] && { webhookSecret: hooks[0].webhookSecret, webhooks: hooks }),
    frame: frameOf(operator, tenant),
  };
}

async function listTenants(operator: Operator) {
  const tenants = await operator.store.tenants.list();
  return Promise.all(
    tenants.map(async ({ id, name, createdAt }) => ({
      tenant: id,
      name,
      created: iso(createdAt),
      origins: await operator.store.tenant(id).origins.list(),
      webhooks: (await operator.store.tenant(id).endpoints.list()).map(({ id: endpoint, url, status }) => ({
        id: endpoint,
        url,
        status,
      })),
      frame: frameOf(operator, id),
    })),
  );
}

async function newKey(store: Store, tenant: string, label: string) {
  const { token, hash } = newToken("key");
  const { id } = await store.tenant(tenant).keys.add({ hash, label });
  return { tenant, id, key: token };
}

async function addWebhook({ store, vault }: Operator, tenant: string, url: string, asymmetric: boolean) {
  judgeWebhook(url);
  const { endpoint, receiverSecret } = await addWebhookEndpoint(store, vault, tenant, { url, asymmetric });
  return { tenant, id: endpoint.id, url: endpoint.url, webhookSecret: receiverSecret };
}

async function allow(store: Store, { tenant, target, ports }: Asks<"allow">) {
  const range = ipaddr.isValid(target) || ipaddr.isValidCIDR(target);
  const host = /^(?:\*\.)?[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)*$/i.test(target);
  if (!range && (!host || /^[\d.]+$/.test(target)))
    throw new CommandError(`"${target}" is neither a host name nor an address range like 10.20.0.0/16.`);
  if (ports.some((port) => port < 1 || port > 65535)) throw new CommandError("A port is a number from 1 to 65535.");
  await store.tenant(tenant).rules.put({ target: target.toLowerCase(), ports });
  return { tenant, allowed: await store.tenant(tenant).rules.list() };
}

function judge(entry: string): string {
  const judged = checkOriginEntry(entry);
  if (!judged.ok) throw new CommandError(`The origin "${entry}" ${judged.why}.`);
  return judged.origin;
}

function judgeWebhook(url: string): void {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  if (!read || !/^https?:$/.test(read.protocol) || read.username || read.password)
    throw new CommandError(`The webhook address "${url}" must be an http or https address without user and password.`);
}
