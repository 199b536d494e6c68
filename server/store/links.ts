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
  readonly connection: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
  /** Grows by one with every change. */
  readonly version: number;
}

type Asked =
  "organization" | "systems" | "origins" | "data" | "language" | "appearance" | "metadata" | "returnUrl" | "hosted";
export type NewLink = Pick<LinkRecord, "endUser" | "expiresAt"> & Partial<Pick<LinkRecord, Asked | "id">>;
export type LinkChanges = Partial<Pick<LinkRecord, Exclude<Asked, "organization"> | "expiresAt">>;

export interface Links {
  create(link: NewLink): Promise<LinkRecord>;
  get(id: string): Promise<LinkRecord | undefined>;
  /** The newest link of this end user (of this organization, null for none) that is open and has not expired. */
  findOpen(endUser: string, organization: string | null): Promise<LinkRecord | undefined>;
  /** What a second mint for the same link asks anew. Undefined unless it is open. */
  update(id: string, changes: LinkChanges): Promise<LinkRecord | undefined>;
  /** Undefined unless it is open. */
  saveProgress(
    id: string,
    progress: Pick<LinkRecord, "step" | "system" | "method" | "values">,
  ): Promise<LinkRecord | undefined>;
  /** Ends an open link; of two at once one gets the record, the other undefined. Its sessions and tokens end with it. */
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
