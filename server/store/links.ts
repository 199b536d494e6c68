import { sql } from "kysely";
import type { Context } from "./context.js";
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from "./json.js";
import { newId } from "./id.js";
import { type FirstToken, isOpenFor, mintLink } from "./mint-link.js";
import type { Row } from "./tables.js";
import type { Appearance, CauseCode, DataSet, Language, LinkStatus, LinkStep } from "#contract";

export interface Person {
  readonly id: string;
  readonly name: string | null;
}

/** One person's journey. Times are milliseconds since 1970, here and in every record. */
export interface LinkRecord {
  readonly id: string;
  readonly tenant: string;
  readonly endUser: Person;
  readonly organization: Person | null;
  /** Ids that may be picked; null: all. */
  readonly systems: string[] | null;
  /** Some of the tenant's origins; null: all. */
  readonly origins: string[] | null;
  readonly data: DataSet[];
  readonly language: Language | null;
  readonly appearance: Appearance;
  readonly metadata: Record<string, string>;
  readonly returnUrl: string | null;
  readonly hosted: boolean;
  readonly status: LinkStatus;
  readonly step: LinkStep;
  readonly system: string | null;
  /** Id of the method within the entry. */
  readonly method: string | null;
  /** What was typed and is not secret, by field. */
  readonly values: Record<string, string>;
  readonly cause: CauseCode | null;
  /** What it has become; while it is open, the connection that it repairs. */
  readonly connection: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
  /** Grows by one with every change. */
  readonly version: number;
}

/** Where a link that repairs begins: at what was entered before. */
type Begun = "step" | "system" | "method" | "values";
type Asked =
  "organization" | "systems" | "origins" | "data" | "language" | "appearance" | "metadata" | "returnUrl" | "hosted";
export type NewLink = Pick<LinkRecord, "endUser" | "expiresAt"> &
  Partial<Pick<LinkRecord, Asked | "id" | "connection" | Begun>>;
export type LinkChanges = Partial<Pick<LinkRecord, Exclude<Asked, "organization"> | "expiresAt">>;

export interface Links {
  create(link: NewLink): Promise<LinkRecord>;
  /**
   * A new link with its first token, both or neither; answers its id. Undefined where the end user (of this
   * organization) has one open already: then nothing is written, unless `evenIfOpen`.
   */
  mint(link: NewLink, token: FirstToken, options?: { evenIfOpen: boolean }): Promise<string | undefined>;
  get(id: string): Promise<LinkRecord | undefined>;
  /** The newest link of this end user (of this organization, null for none) that is open and has not expired: to connect, or to repair a connection. */
  findOpen(endUser: string, organization: string | null, connection?: string | null): Promise<LinkRecord | undefined>;
  /** What a second mint for the same link asks anew. Undefined unless it is open. */
  update(id: string, changes: LinkChanges): Promise<LinkRecord | undefined>;
  /** Undefined unless it is open. */
  saveProgress(
    id: string,
    progress: Pick<LinkRecord, "step" | "system" | "method" | "values">,
  ): Promise<LinkRecord | undefined>;
  /** The link, held open until the end of the transaction: nobody else ends it meanwhile. Undefined unless it is open. */
  hold(id: string): Promise<LinkRecord | undefined>;
  /** Ends an open link; of any number at once one gets the record, the others undefined. Sessions live on, so that a repeated request can be answered. */
  end(
    id: string,
    end: {
      status: Exclude<LinkStatus, "open">;
      step?: LinkStep | undefined;
      cause?: CauseCode | null | undefined;
      connection?: string | undefined;
    },
  ): Promise<LinkRecord | undefined>;
}

export function links(context: Context, tenant: string): Links {
  const { db, now } = context;
  const open = (id: string) =>
    db.updateTable("links").where("tenant", "=", tenant).where("id", "=", id).where("status", "=", "open");
  const newRow = (link: NewLink) =>
    ({
      tenant,
      id: link.id ?? newId("link"),
      ...ownerColumns({ endUser: link.endUser, organization: link.organization ?? null }),
      ...askedColumns({ data: [], appearance: {}, metadata: {}, hosted: false, ...link }),
      status: "open",
      step: link.step ?? "pick",
      system: link.system ?? null,
      method: link.method ?? null,
      field_values: toJson(link.values ?? {}),
      connection: link.connection ?? null,
      created_at: now(),
      expires_at: link.expiresAt,
      version: 1,
    }) as const;
  return {
    async create(link) {
      const query = db.insertInto("links").values(newRow(link));
      return linkRecord(await query.returningAll().executeTakeFirstOrThrow());
    },
    mint: (link, token, { evenIfOpen } = { evenIfOpen: false }) => mintLink(context, newRow(link), token, evenIfOpen),
    async get(id) {
      const query = db.selectFrom("links").selectAll().where("tenant", "=", tenant).where("id", "=", id);
      return maybe(await query.executeTakeFirst());
    },
    async findOpen(endUser, organization, connection = null) {
      const query = db
        .selectFrom("links")
        .selectAll()
        .where(isOpenFor({ tenant, end_user_id: endUser, organization_id: organization, connection }, now()))
        .orderBy("created_at", "desc")
        .orderBy("id", "desc");
      return maybe(await query.limit(1).executeTakeFirst());
    },
    async update(id, changes) {
      const columns = { ...askedColumns(changes), expires_at: changes.expiresAt };
      const query = open(id).set((eb) => ({ ...columns, version: eb("version", "+", 1) }));
      return maybe(await query.returningAll().executeTakeFirst());
    },
    async saveProgress(id, { step, system, method, values }) {
      const columns = { step, system, method, field_values: toJson(values) };
      const query = open(id).set((eb) => ({ ...columns, version: eb("version", "+", 1) }));
      return maybe(await query.returningAll().executeTakeFirst());
    },
    async hold(id) {
      // An update that changes nothing is a lock on both engines.
      const query = open(id).set((eb) => ({ version: eb.ref("version") }));
      return maybe(await query.returningAll().executeTakeFirst());
    },
    async end(id, { status, step, cause, connection }) {
      const columns = { status, step, cause, connection, ended_at: now() };
      const query = open(id).set((eb) => ({ ...columns, version: eb("version", "+", 1) }));
      return maybe(await query.returningAll().executeTakeFirst());
    },
  };
}

/** Columns of whose it is, shared with connections. */
export const ownerColumns = ({ endUser, organization }: { endUser: Person; organization: Person | null }) => ({
  end_user_id: endUser.id,
  end_user_name: endUser.name,
  organization_id: organization?.id ?? null,
  organization_name: organization?.name ?? null,
});
export const ownerOf = (row: ReturnType<typeof ownerColumns>) => ({
  endUser: { id: row.end_user_id, name: row.end_user_name },
  organization: row.organization_id === null ? null : { id: row.organization_id, name: row.organization_name },
});

/** Written into the query rather than bound to it: else SQLite cannot know that the index of open links serves. */
export const isOpen = sql.lit("open");

const given = <T, R>(value: T | undefined, column: (value: T) => R): R | undefined =>
  value === undefined ? undefined : column(value);

// Undefined columns are left as they are in an update; a type with all of them required serves an insert, too.
const askedColumns = <C extends Partial<Pick<LinkRecord, Exclude<Asked, "organization">>>>(asked: C) => ({
  systems: given(asked.systems, toJsonOrNull),
  origins: given(asked.origins, toJsonOrNull),
  data: given(asked.data, toJson) as C["data"] extends DataSet[] ? string : string | undefined,
  language: asked.language,
  appearance: given(asked.appearance, toJson) as C["appearance"] extends Appearance ? string : string | undefined,
  metadata: given(asked.metadata, toJson) as C["metadata"] extends Record<string, string> ? string : string | undefined,
  return_url: asked.returnUrl,
  hosted: given(asked.hosted, (hosted) => (hosted ? 1 : 0)) as C["hosted"] extends boolean ? 0 | 1 : 0 | 1 | undefined,
});

const maybe = (row: Row<"links"> | undefined): LinkRecord | undefined => row && linkRecord(row);

export const linkRecord = (row: Row<"links">): LinkRecord => ({
  id: row.id,
  tenant: row.tenant,
  ...ownerOf(row),
  systems: fromJsonOrNull(row.systems),
  origins: fromJsonOrNull(row.origins),
  data: fromJson(row.data),
  language: row.language as Language | null,
  appearance: fromJson(row.appearance),
  metadata: fromJson(row.metadata),
  returnUrl: row.return_url,
  hosted: row.hosted === 1,
  status: row.status as LinkStatus,
  step: row.step as LinkStep,
  system: row.system,
  method: row.method,
  values: fromJson(row.field_values),
  cause: row.cause as CauseCode | null,
  connection: row.connection,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
  version: row.version,
});
