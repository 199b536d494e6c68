import type { Context } from "./context.js";
import { fromJson, toJson } from "./json.js";
import type { OutcomeLine, Trust } from "#contract";

/** What a link has proved so far and will become a connection. The secrets are sealed: owner kind `link`, the link's id. */
export interface DraftRecord {
  readonly link: string;
  readonly system: string;
  readonly method: string;
  /** The run that passed. */
  readonly run: string;
  readonly outcome: OutcomeLine;
  readonly address: string | null;
  readonly identity: string | null;
  readonly product: string | null;
  /** Typed values that are not secret, as they were checked. */
  readonly values: Record<string, string>;
  readonly trust: Trust | null;
  readonly passedAt: number;
}

export interface Drafts {
  /** Replaces the link's draft. */
  put(draft: Omit<DraftRecord, "passedAt">): Promise<DraftRecord>;
  get(link: string): Promise<DraftRecord | undefined>;
  remove(link: string): Promise<void>;
}

export function drafts({ db, now }: Context, tenant: string): Drafts {
  return {
    async put({ link, outcome, values, trust, ...draft }) {
      const passedAt = now();
      const { system, method, run, address, identity, product } = draft;
      const columns = { system, method, run, address, identity, product, passed_at: passedAt };
      const row = { ...columns, outcome: toJson(outcome), field_values: toJson(values), trust: trust && toJson(trust) };
      await db
        .insertInto("drafts")
        .values({ tenant, link, ...row })
        .onConflict((conflict) => conflict.columns(["tenant", "link"]).doUpdateSet(row))
        .execute();
      return { link, outcome, values, trust, ...draft, passedAt };
    },
    async get(link) {
      const query = db.selectFrom("drafts").selectAll().where("tenant", "=", tenant).where("link", "=", link);
      const row = await query.executeTakeFirst();
      if (!row) return undefined;
      return {
        link: row.link,
        system: row.system,
        method: row.method,
        run: row.run,
        outcome: fromJson(row.outcome),
        address: row.address,
        identity: row.identity,
        product: row.product,
        values: fromJson(row.field_values),
        trust: row.trust === null ? null : fromJson(row.trust),
        passedAt: row.passed_at,
      };
    },
    async remove(link) {
      await db.deleteFrom("drafts").where("tenant", "=", tenant).where("link", "=", link).execute();
    },
  };
}
