import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type TokenKind, tokens } from "#contract";

/** What is kept of a token: its SHA-256, base64url. A plain hash will do for 256 random bits; a slow one only helps an attacker of CPUs. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** A new token of a kind, "gw_link_…", and the hash to keep. The token itself is given out once and never kept. */
export function newToken(kind: TokenKind): { token: string; hash: string } {
  const token = tokens[kind].prefix + newSecret();
  return { token, hash: hashOf(token) };
}

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Hash of what claims to be a token of this kind; undefined for anything else, so that no kind passes for another. */
export function readToken(kind: TokenKind, text: string | undefined): string | undefined {
  const prefix = tokens[kind].prefix;
  if (!text?.startsWith(prefix) || !shape.test(text.slice(prefix.length))) return undefined;
  return hashOf(text);
}

/** In constant time, for two hashes. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
