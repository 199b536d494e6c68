import type { Context } from "./context.js";
import { newId } from "./id.js";
import type { Row } from "./tables.js";
import type { CauseCode, OutcomeLine } from "#contract";

export interface RunRecord {
  readonly id: string;
  readonly link: string;
  readonly system: string;
  readonly method: string;
  /** The host that is asked; null where there is none (a local folder). */
  readonly host: string | null;
  /** Asked while the person typed, and only what needs no credentials. */
  readonly preview: boolean;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: OutcomeLine["outcome"] | "aborted" | null;
  readonly cause: CauseCode | null;
}

export interface Runs {
  start(
    run: Pick<RunRecord, "link" | "system" | "method" | "host"> & Partial<Pick<RunRecord, "id" | "preview">>,
  ): Promise<RunRecord>;
  /** Undefined when it has ended before. */
  end(
    id: string,
    end: { outcome: NonNullable<RunRecord["outcome"]>; cause?: CauseCode | null | undefined },
  ): Promise<RunRecord | undefined>;
  get(id: string): Promise<RunRecord | undefined>;
  /** Of one link since a time, oldest first. */
  ofLink(link: string, since: number): Promise<Pick<RunRecord, "host" | "preview" | "startedAt" | "cause">[]>;
  /** Begun since a time and not ended, in the whole tenant. Say when a run must be over: a killed process ends none. */
  inFlight(since: number): Promise<number>;
}

export function runs({ db, now }: Context, tenant: string): Runs {
  return {
    async start({ id = newId("run"), link, system, method, host, preview = false }) {
      const row = { tenant, id, link, system, method, host, preview: Number(preview), started_at: now() };
      return runRecord(await db.insertInto("runs").values(row).returningAll().executeTakeFirstOrThrow());
    },
    async end(id, { outcome, cause = null }) {
      const row = await db
        .updateTable("runs")
        .set({ outcome, cause, ended_at: now() })
        .where("tenant", "=", tenant)
        .where("id", "=", id)
        .where("ended_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      return row && runRecord(row);
    },
    async get(id) {
      const query = db.selectFrom("runs").selectAll().where("tenant", "=", tenant).where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row && runRecord(row);
    },
    async ofLink(link, since) {
      const query = db.selectFrom("runs").selectAll().where("tenant", "=", tenant).where("link", "=", link);
      const rows = await query.where("started_at", ">=", since).orderBy("started_at").execute();
      return rows.map(runRecord);
    },
    async inFlight(since) {
      const query = db.selectFrom("runs").select((eb) => eb.fn.countAll<number>().as("count"));
      const running = query.where("tenant", "=", tenant).where("ended_at", "is", null);
      return (await running.where("started_at", ">=", since).executeTakeFirstOrThrow()).count;
    },
  };
}

const runRecord = (row: Row<"runs">): RunRecord => ({
  id: row.id,
  link: row.link,
  system: row.system,
  method: row.method,
  host: row.host,
  preview: row.preview !== 0,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  outcome: row.outcome as RunRecord["outcome"],
  cause: row.cause as CauseCode | null,
});
