import type { FastifyRequest } from "fastify";
import { type Caller, tokens } from "#contract";
import type { CallerProof, ConnectionCaller, HostCaller, PersonCaller } from "../call/call.js";
import type { House } from "../call/house.js";
import { Refusal } from "../call/refusal.js";
import type { KeyRecord } from "../store/keys.js";
import { readToken, sameHash } from "../call/token.js";

/** Milliseconds for which a key that was found right is not looked up again: so long it may outlive its revocation elsewhere. */
const keyKept = 2000;
/** A session's end is moved at most once a minute, not with every request. */
const slideStep = 60_000;

export interface Authenticate {
  (kind: Caller, request: FastifyRequest): Promise<CallerProof>;
  /** A key was revoked here: forget what was known. */
  forgetKeys(): void;
}

/** Who calls, by the one kind of token that the endpoint takes; any other kind is no token at all. */
export function authenticator({ store }: House): Authenticate {
  const keys = new Map<string, { key: KeyRecord; until: number }>();

  async function host(hash: string): Promise<HostCaller> {
    const now = Date.now();
    const kept = keys.get(hash);
    if (kept && kept.until > now) return { kind: "host", tenant: kept.key.tenant, key: kept.key.id };
    const key = await store.lookup.key(hash);
    if (!key || !sameHash(key.hash, hash)) throw new Refusal("unauthorized");
    if (keys.size > 1000) keys.clear();
    keys.set(hash, { key, until: now + keyKept });
    return { kind: "host", tenant: key.tenant, key: key.id };
  }

  async function person(hash: string): Promise<PersonCaller> {
    const session = await store.lookup.session(hash);
    if (!session || !sameHash(session.hash, hash)) throw new Refusal("unauthorized");
    const own = store.tenant(session.tenant);
    const link = await own.links.get(session.link);
    if (!link) throw new Refusal("unauthorized");
    const end = store.now() + tokens.session.lives * 1000;
    if (end - session.expiresAt > slideStep) await own.tokens.slideSession(hash, end);
    return { kind: "person", tenant: session.tenant, session, link };
  }

  async function connection(hash: string): Promise<ConnectionCaller> {
    const access = await store.lookup.accessToken(hash);
    if (!access || !sameHash(access.hash, hash)) throw new Refusal("unauthorized");
    return { kind: "connection", tenant: access.tenant, connection: access.connection };
  }

  const kinds = {
    host: (bearer?: string) => host(hashOrRefuse("key", bearer)),
    person: (bearer?: string) => person(hashOrRefuse("session", bearer)),
    connection: (bearer?: string) => connection(hashOrRefuse("access", bearer)),
    anyone: () => Promise.resolve({ kind: "anyone" } as const),
  };
  const authenticate = (kind: Caller, request: FastifyRequest) => kinds[kind](bearerOf(request));
  return Object.assign(authenticate, { forgetKeys: () => keys.clear() });
}

function hashOrRefuse(kind: "key" | "session" | "access", bearer: string | undefined): string {
  const hash = readToken(kind, bearer);
  if (!hash) throw new Refusal("unauthorized");
  return hash;
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]{1,100})$/i.exec(request.headers.authorization ?? "")?.[1];
