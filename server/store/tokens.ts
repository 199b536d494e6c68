/** Rows behind tokens. Only a SHA-256 (base64url) is ever given or kept, as `hash`. */
export interface LinkTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly link: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
export interface ResumeCookieRecord extends LinkTokenRecord {
  /** Origin of the session that went away to give consent; null on the hosted page. */
  readonly origin: string | null;
}
export interface SessionRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly link: string;
  /** Origin of the host page; null on the hosted page. */
  readonly origin: string | null;
  readonly createdAt: number;
  /** Slides. */
  readonly expiresAt: number;
  /** Never later than this. */
  readonly endsAt: number;
}
export interface PublicTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly connection: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
export interface AccessTokenRecord {
  readonly hash: string;
  readonly tenant: string;
  readonly connection: string;
  readonly createdAt: number;
}

/** Answer to using a one-time token. Of any number at once exactly one gets `ok`. */
export type Used<T> = { readonly state: "ok"; readonly token: T } | { readonly state: "unknown" | "expired" | "used" };

export interface Tokens {
  addLink(token: Pick<LinkTokenRecord, "hash" | "link" | "expiresAt">): Promise<void>;
  addResumeCookie(cookie: Pick<ResumeCookieRecord, "hash" | "link" | "origin" | "expiresAt">): Promise<void>;
  addSession(session: Pick<SessionRecord, "hash" | "link" | "origin" | "expiresAt" | "endsAt">): Promise<void>;
  /** Moves the session's end, never beyond `endsAt`. False when it is over. */
  slideSession(hash: string, expiresAt: number): Promise<boolean>;
  /** Ends every session of the link. */
  revokeSessions(link: string): Promise<void>;
  addPublic(token: Pick<PublicTokenRecord, "hash" | "connection" | "expiresAt">): Promise<void>;
  /** The exchange. */
  usePublic(hash: string): Promise<Used<PublicTokenRecord>>;
  addAccess(token: Pick<AccessTokenRecord, "hash" | "connection">): Promise<void>;
  /** Ends every access token of the connection. */
  revokeAccess(connection: string): Promise<void>;
}
