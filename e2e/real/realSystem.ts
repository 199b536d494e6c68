/** Someone who can sign in to a real system. These are throw-away accounts of servers on loopback, not secrets. */
export interface Account {
  user: string;
  password: string;
  /** What this account may and may not do, in a few words. */
  what: string;
}

/** A real system that answers now, on 127.0.0.1, until `stop()` or the end of this process. */
export interface Running {
  name: string;
  host: string;
  /** TCP port; 0 where the system is no server. */
  port: number;
  /** Where a person would say it lives, without a trailing slash; absent where the system has no address. */
  url?: string;
  accounts: Record<string, Account>;
  /** Other things worth printing for someone who tries by hand: databases, paths, pages. */
  notes: Record<string, string>;
  /** Ends its process group and removes its directory. May be called twice. */
  stop(): Promise<void>;
}

/** A row of the table in `index.ts`: a system that starts with no questions asked, or with options of its own. */
export interface RealSystem<Options, R extends Running> {
  name: string;
  what: string;
  /** Debian packages it needs. */
  packages: readonly string[];
  start(options?: Options): Promise<R>;
}

/** What every row has in common. */
export type AnyRealSystem = Omit<RealSystem<void, Running>, "start"> & { start(): Promise<Running> };
