import type { Context } from "./context.js";
import { newId } from "./id.js";
import { fromJson, toJson } from "./json.js";
import type { Row } from "./tables.js";
import type { CauseCode } from "#contract";

/** Consent elsewhere, under way. Verifier, nonce and typed secrets are sealed: owner kind `flow`, its id. */
export interface FlowRecord {
  readonly id: string;
  readonly tenant: string;
  readonly link: string;
  readonly system: string;
  readonly method: string;
  /** In which window it began; `code`: in none, a code is entered at the provider. */
  readonly mode: "popup" | "redirect" | "code";
  /** Origin of the host page of the session that began it. */
  readonly origin: string | null;
  /** Names the callback's path. */
  readonly context: string;
  readonly issuer: string | null;
  readonly stateHash: string;
  /** Typed values that are not secret. */
  readonly values: Record<string, string>;
  readonly startSecretHash: string;
  readonly startExpiresAt: number;
  readonly startedAt: number | null;
  readonly cookieHash: string | null;
  readonly status: "waiting" | "exchanging" | "granted" | "failed";
  readonly cause: CauseCode | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Of a code: when the provider may be asked again, and how long between two questions, in milliseconds. */
  readonly pollAt: number | null;
  readonly pollEvery: number | null;
}
export type NewFlow = Omit<
  FlowRecord,
  "id" | "tenant" | "startedAt" | "cookieHash" | "status" | "cause" | "createdAt" | "pollAt" | "pollEvery"
> & { id?: string; pollAt?: number | null; pollEvery?: number | null };

export interface Flows {
  create(flow: NewFlow): Promise<FlowRecord>;
  get(id: string): Promise<FlowRecord | undefined>;
  /** The one that this link began last. */
  newest(link: string): Promise<FlowRecord | undefined>;
  /** Takes the turn to ask the provider until `until`, one caller at a time and not before it is due. */
  poll(id: string, until: number): Promise<FlowRecord | undefined>;
  /** Gives the turn back: not before `at` again. */
  pollAgain(id: string, next: { at: number; every: number }): Promise<void>;
  /** The callback has come: waiting → exchanging, once, before it expires. Undefined for all but the first. */
  take(id: string): Promise<FlowRecord | undefined>;
  /** Waiting or exchanging → granted or failed, once. */
  end(
    id: string,
    end: { status: "granted" | "failed"; cause?: CauseCode | null | undefined },
  ): Promise<FlowRecord | undefined>;
}

export function flows({ db, now }: Context, tenant: string): Flows {
  const one = (id: string) => db.updateTable("flows").where("tenant", "=", tenant).where("id", "=", id);
  return {
    async create(flow) {
      const row = {
        tenant,
        id: flow.id ?? newId("flow"),
        link: flow.link,
        system: flow.system,
        method: flow.method,
        mode: flow.mode,
        origin: flow.origin,
        context: flow.context,
        issuer: flow.issuer,
        state_hash: flow.stateHash,
        field_values: toJson(flow.values),
        start_secret_hash: flow.startSecretHash,
        start_expires_at: flow.startExpiresAt,
        status: "waiting",
        created_at: now(),
        expires_at: flow.expiresAt,
        poll_at: flow.pollAt ?? null,
        poll_every: flow.pollEvery ?? null,
      };
      return flowRecord(await db.insertInto("flows").values(row).returningAll().executeTakeFirstOrThrow());
    },
    async get(id) {
      const query = db.selectFrom("flows").selectAll().where("tenant", "=", tenant).where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row && flowRecord(row);
    },
    async newest(link) {
      const query = db.selectFrom("flows").selectAll().where("tenant", "=", tenant).where("link", "=", link);
      const row = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();
      return row && flowRecord(row);
    },
    async poll(id, until) {
      const due = one(id).set({ poll_at: until }).where("status", "=", "waiting").where("poll_at", "<=", now());
      const row = await due.where("expires_at", ">", now()).returningAll().executeTakeFirst();
      return row && flowRecord(row);
    },
    async pollAgain(id, { at, every }) {
      await one(id).set({ poll_at: at, poll_every: every }).execute();
    },
    async take(id) {
      const query = one(id).set({ status: "exchanging" }).where("status", "=", "waiting");
      const row = await query.where("expires_at", ">", now()).returningAll().executeTakeFirst();
      return row && flowRecord(row);
    },
    async end(id, { status, cause = null }) {
      const query = one(id).set({ status, cause }).where("status", "in", ["waiting", "exchanging"]);
      const row = await query.returningAll().executeTakeFirst();
      return row && flowRecord(row);
    },
  };
}

export const flowRecord = (row: Row<"flows">): FlowRecord => ({
  id: row.id,
  tenant: row.tenant,
  link: row.link,
  system: row.system,
  method: row.method,
  mode: row.mode as FlowRecord["mode"],
  origin: row.origin,
  context: row.context,
  issuer: row.issuer,
  stateHash: row.state_hash,
  values: fromJson(row.field_values),
  startSecretHash: row.start_secret_hash,
  startExpiresAt: row.start_expires_at,
  startedAt: row.started_at,
  cookieHash: row.cookie_hash,
  status: row.status as FlowRecord["status"],
  cause: row.cause as CauseCode | null,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  pollAt: row.poll_at,
  pollEvery: row.poll_every,
});
