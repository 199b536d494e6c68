import { isAbsolute, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import * as z from "zod";
import { Secret } from "./vault/secret.js";
import type { VaultKey } from "./vault/vault.js";

const list = (text: string): string[] => text.split(",").flatMap((part) => part.trim() || []);
const empty = (text: string | undefined): string | undefined => text?.trim() || undefined;
/** A variable that is set but empty counts as not set: that is how they are unset in compose files. */
const setting = z.string().optional().transform(empty);
const listOf = <T>(one: (text: string) => T | undefined, says: string) =>
  setting.transform((text, context): T[] =>
    list(text ?? "").flatMap((part) => one(part) ?? (context.addIssue({ code: "custom", message: says }), [])),
  );
const required = <T>(says: string, read: (text: string) => T | undefined) =>
  setting.transform((text, context): T => {
    if (text === undefined) context.addIssue({ code: "custom", message: `is missing: ${says}` });
    const value = text === undefined ? undefined : read(text);
    if (text !== undefined && value === undefined) context.addIssue({ code: "custom", message: `is not ${says}` });
    return value as T;
  });

/** Our origin as browsers see it. Our cookies are `Secure`, which browsers take without TLS on localhost only. */
function origin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.pathname !== "/" || url.search || url.hash || url.username || url.password) return undefined;
  const local = /^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && local) ? url.origin : undefined;
}

const keyForm = /^([\w.-]{1,64}):([A-Za-z0-9+/]{43}=)$/;
function keys(text: string): SettingsKey[] | undefined {
  const read = list(text).map((part) => {
    const [, id, key] = keyForm.exec(part) ?? [];
    return id && key ? { id, key: new Secret(key) } : undefined;
  });
  const good = read.filter((key) => key !== undefined);
  const distinct = new Set(good.map(({ id }) => id)).size === read.length;
  return distinct && good.length > 0 ? good : undefined;
}

function exactAddress(text: string): { address: string; ports?: number[] } | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? (ipaddr.IPv6.isValid(text) ? text : undefined);
  if (!address || !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return undefined;
  if (port === undefined) return { address };
  return Number(port) >= 1 && Number(port) <= 65535 ? { address, ports: [Number(port)] } : undefined;
}

const range = (text: string) => (ipaddr.isValid(text) || ipaddr.isValidCIDR(text) ? text : undefined);

const Environment = z.object({
  GANGWAY_URL: required(
    "the public origin of this server, https://connect.example.com (http only on localhost)",
    origin,
  ),
  GANGWAY_KEYS: required("a list of id:key, each id once, the key 32 bytes in base64; the current one first", keys),
  PORT: setting.transform((text = "4400", context): number => {
    const good = /^\d{1,5}$/.test(text) && Number(text) <= 65535;
    if (!good) context.addIssue({ code: "custom", message: "is not a port, 0 to 65535" });
    return Number(text);
  }),
  HOST: setting.transform((host) => host ?? "127.0.0.1"),
  DATABASE_URL: setting.refine(
    (url) => !url || /^postgres(?:ql)?:\/\//.test(url),
    "is not a PostgreSQL address, postgres://user:password@host:port/database",
  ),
  GANGWAY_DATA: setting.transform((folder) => resolve(folder ?? ".gangway")),
  GANGWAY_ROOTS: listOf((folder) => (isAbsolute(folder) ? resolve(folder) : undefined), "has a folder that is not absolute"), // prettier-ignore
  GANGWAY_ALLOW: listOf(exactAddress, "has something else than exact addresses, 127.0.0.1:5432 or [::1]:5432"),
  GANGWAY_TRUST_PROXY: listOf(range, "has something else than addresses and ranges, 10.0.0.0/8"),
  GANGWAY_EGRESS: listOf(range, "has something else than addresses and ranges"),
  GANGWAY_CATALOGUE: setting.transform((folder) => folder && resolve(folder)),
  LOG_LEVEL: setting.pipe(
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "is not a level: trace to fatal, or silent").default("info"), // prettier-ignore
  ),
});

export interface SettingsKey {
  readonly id: string;
  /** 32 bytes in base64. */
  readonly key: Secret;
}
/** An application that the operator has registered with a system's OAuth provider. */
export interface SettingsApplication {
  readonly clientId: string;
  readonly clientSecret?: Secret;
}

/** What the operator decides. `.env.example` describes each. */
export interface Settings {
  /** Our own origin as browsers see it, "https://connect.example.com". */
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
  /** Where the store is: a PostgreSQL, or else the folder of the SQLite file. */
  readonly databaseUrl: Secret | undefined;
  readonly dataFolder: string;
  /** The current one first. */
  readonly keys: readonly SettingsKey[];
  /** Folders below which local files may be read. */
  readonly roots: readonly string[];
  /** Loopback and link-local addresses that may be reached, in the form of the net's exact rules. */
  readonly allow: readonly { readonly address: string; readonly ports?: number[] }[];
  /** Proxies in front of us whose forwarding headers are believed. */
  readonly trustProxy: readonly string[];
  /** Addresses that we come from, for other people's firewalls. */
  readonly egress: readonly string[];
  /** By id of the system. */
  readonly oauth: Readonly<Record<string, SettingsApplication>>;
  /** Values of entries' operator fields, by id of the system and name of the field. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, Secret>>>>;
  /** A folder of further catalogue entries. */
  readonly catalogue: string | undefined;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
}

/** One line for each name that is missing or wrong. Never holds a value. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(readonly problems: readonly string[]) {
    super(["Gangway cannot start with these settings (see .env.example):", ...problems].join("\n  "));
  }
}

/** Throws SettingsError, which names everything that is missing or wrong at once. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const read = Environment.safeParse(env);
  const { applications, problems } = readApplications(env);
  const wrong = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
  if (!read.success || problems.length > 0) throw new SettingsError([...new Set([...wrong, ...problems])]);
  const { data } = read;
  return {
    publicUrl: data.GANGWAY_URL,
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL === undefined ? undefined : new Secret(data.DATABASE_URL),
    dataFolder: data.GANGWAY_DATA,
    keys: data.GANGWAY_KEYS,
    roots: data.GANGWAY_ROOTS,
    allow: data.GANGWAY_ALLOW,
    trustProxy: data.GANGWAY_TRUST_PROXY,
    egress: data.GANGWAY_EGRESS,
    oauth: applications,
    inputs: readInputs(env),
    catalogue: data.GANGWAY_CATALOGUE,
    logLevel: data.LOG_LEVEL,
  };
}

/** The keys as the vault takes them. */
export const vaultKeys = ({ keys }: Pick<Settings, "keys">): VaultKey[] =>
  keys.map(({ id, key }) => ({ id, key: Buffer.from(key.reveal(), "base64") }));

// GANGWAY_OAUTH_BUSINESS_CENTRAL_CLIENT_ID is for the system "business-central".
function readApplications(env: Readonly<Record<string, string | undefined>>) {
  const applications: Record<string, SettingsApplication> = {};
  const problems: string[] = [];
  for (const name of Object.keys(env).sort()) {
    const [, of, part] = /^GANGWAY_OAUTH_([A-Z0-9_]+)_CLIENT_(ID|SECRET)$/.exec(name) ?? [];
    if (of === undefined || !empty(env[name])) continue;
    const clientId = empty(env[`GANGWAY_OAUTH_${of}_CLIENT_ID`]);
    if (!clientId) problems.push(`GANGWAY_OAUTH_${of}_CLIENT_ID is missing: its ${part?.toLowerCase()} is set.`);
    const secret = empty(env[`GANGWAY_OAUTH_${of}_CLIENT_SECRET`]);
    const system = of.toLowerCase().replaceAll("_", "-");
    if (clientId) applications[system] = { clientId, ...(secret && { clientSecret: new Secret(secret) }) };
  }
  return { applications, problems };
}

// GANGWAY_INPUT_E_CONOMIC__APP_SECRET_TOKEN is the field "appSecretToken" of the system "e-conomic".
function readInputs(env: Readonly<Record<string, string | undefined>>) {
  const inputs: Record<string, Record<string, Secret>> = {};
  for (const [name, text] of Object.entries(env)) {
    const [, of, input] = /^GANGWAY_INPUT_([A-Z0-9]+(?:_[A-Z0-9]+)*)__([A-Z0-9_]+)$/.exec(name) ?? [];
    const value = empty(text);
    if (of === undefined || input === undefined || !value) continue;
    const field = input.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    (inputs[of.toLowerCase().replaceAll("_", "-")] ??= {})[field] = new Secret(value);
  }
  return inputs;
}
