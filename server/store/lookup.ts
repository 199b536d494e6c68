import type { FlowRecord } from "./flows.js";
import type { KeyRecord } from "./tenants.js";
import type { AccessTokenRecord, LinkTokenRecord, ResumeCookieRecord, SessionRecord, Used } from "./tokens.js";

/** The only look-ups without a tenant: by the SHA-256 (base64url) of a token, which leads to its tenant. */
export interface Lookup {
  /** A host's key that is not revoked. */
  key(hash: string): Promise<KeyRecord | undefined>;
  /** Looks at a link token without using it: whose, and whether it would still open. */
  linkToken(hash: string): Promise<Used<LinkTokenRecord>>;
  /** Burns a link token. */
  useLinkToken(hash: string): Promise<Used<LinkTokenRecord>>;
  useResumeCookie(hash: string): Promise<Used<ResumeCookieRecord>>;
  /** A session that is neither revoked nor over. */
  session(hash: string): Promise<SessionRecord | undefined>;
  /** An access token that is not revoked. */
  accessToken(hash: string): Promise<AccessTokenRecord | undefined>;
  /** Trades a flow's start secret, once, for its cookie: sets the cookie's hash on the flow. */
  startFlow(startSecretHash: string, cookieHash: string): Promise<Used<FlowRecord>>;
  /** The flow of a cookie, whatever its status, unless it has expired. */
  flowByCookie(cookieHash: string): Promise<FlowRecord | undefined>;
}
