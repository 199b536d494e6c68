/** What the operator opened, and what is never called. Comes from settings, never from a host or a person. */
export interface NetRules {
  /** Private ranges, tenant by tenant. */
  private?: readonly PrivateRule[];
  /** Single addresses, also loopback, link-local and metadata ones. */
  exact?: readonly ExactRule[];
  /** Names of this product itself (`connect.example.com`, or `localhost:4000` for one port): never called. */
  own?: readonly string[];
}

/** At least one of `host` and `cidr`. With both, the name must fit and each of its addresses too. */
export interface PrivateRule {
  /** Whose connections may go there; `*` is every tenant. */
  tenant: string;
  /** A full name, or `*.example.internal` for all below it. */
  host?: string;
  /** `10.20.0.0/16`, `fd12:3456::/32`. Never opens loopback, link-local or metadata addresses. */
  cidr?: string;
  /** Without ports the usual ones are open: 80, 443 and most from 1024. */
  ports?: readonly number[];
}

/** One address. A loopback one also opens `localhost` and the names below it (RFC 6761, 6.3). */
export interface ExactRule {
  address: string;
  /** Without tenant it holds for all. */
  tenant?: string;
  /** Only when called by this name. */
  host?: string;
  ports?: readonly number[];
}
