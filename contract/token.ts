/** Tokens: prefix, lifetime in seconds, and whose they are. 256 random bits in base64url; only their SHA-256 is kept. */
export const tokens = {
  key: { prefix: "gw_key_", lives: null },
  link: { prefix: "gw_link_", lives: 30 * 60, least: 5 * 60, most: 4 * 3600, hostedMost: 7 * 24 * 3600 },
  session: { prefix: "gw_session_", lives: 30 * 60, most: 2 * 3600 },
  public: { prefix: "gw_public_", lives: 30 * 60 },
  access: { prefix: "gw_access_", lives: null },
} as const;
export type TokenKind = keyof typeof tokens;
