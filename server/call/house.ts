import type { HostIndex } from "../address/hosts.js";
import type { Newest } from "../checks/newest.js";
import type { RunOutcome, RunParameters } from "../checks/run.js";
import type { MethodSettings } from "../methods/method.js";
import type { Net } from "../net/index.js";
import type { Store } from "../store/store.js";
import type { Systems } from "../systems/systems.js";
import type { Vault } from "../vault/vault.js";
import type { Log } from "./log.js";

/** What every endpoint may lean on: made once, when the server starts. */
export interface House {
  readonly settings: HouseSettings;
  readonly store: Store;
  readonly vault: Vault;
  readonly systems: Systems;
  /** Whose cloud a host is in. */
  readonly hosts: HostIndex;
  readonly net: Net;
  readonly log: Log;
  /** All checks of one press, one after another. */
  readonly checks: (run: RunParameters) => Promise<RunOutcome>;
  /** Runs under way in this process, by link: a newer one ends the older. */
  readonly running: Newest;
  /** Ends when the server must stop: whatever waits ends with it. */
  readonly stopping: AbortSignal;
}

/** What endpoints need to know of the settings. */
export interface HouseSettings {
  /** Our own origin as browsers see it, "https://connect.example.com". Never taken from a request. */
  readonly publicUrl: string;
  readonly methods: MethodSettings;
  /** Addresses that our requests come from. */
  readonly egress: readonly string[];
}
