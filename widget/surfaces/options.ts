import type { Appearance, Language } from "#contract";
import type { Exit, FlowEvent } from "../flow/host.js";
import type { Connected, Repaired } from "./messages.js";

/** Why the flow could not be shown. `words` may be shown to the person as they are. */
export interface LoadError {
  readonly code: "timeout" | "blocked_by_csp" | "no_token";
  readonly words: string;
}

export interface MountOptions {
  /** Address of the Gangway server: `https://connect.example.com`. */
  server: string;
  /** The tenant's id, as `gangway tenant add` was given it. */
  tenant: string;
  /** Gives a fresh link token from the host's backend; called again after a reload or when one has expired. */
  getToken?: () => string | null | undefined | Promise<string | null | undefined>;
  /** Instead of getToken, where the page was made with a token in it. */
  token?: string;
  /** Where to stand; a modal dialog unless told. */
  container?: HTMLElement;
  language?: Language;
  appearance?: Appearance;
  onConnected?: (connected: Connected) => unknown;
  /** After a link that repairs: nothing has to be exchanged. */
  onRepaired?: (repaired: Repaired) => unknown;
  onExit?: (exit: Exit) => void;
  onEvent?: (event: FlowEvent) => void;
  onLoadError?: (error: LoadError) => void;
}

export interface Handle {
  /** Asks the flow to close, as if the person had. */
  close(): void;
  /** Takes everything away at once and leaves the document as it was found. */
  destroy(): void;
  update(options: Partial<MountOptions>): void;
}
