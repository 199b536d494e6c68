import type { Appearance, FinishedLink, Language } from "#contract";
import type { Exit, FlowEvent } from "../flow/host.js";

/**
 * What goes over the port between host page and frame, once they have found each other: see `flow/windowMessage.ts`.
 * It only grows: members may be added, none is renamed or dropped.
 */

/** What the host page is given once: the public token is worth nothing without the host's key. */
export type Connected = Pick<FinishedLink, "system"> & { readonly publicToken: string };
/** A connection that works again: its host has its access token already. */
export type Repaired = Omit<FinishedLink, "publicToken">;

export type FromFrame =
  | { type: "ready" }
  | { type: "ask-token" }
  | { type: "connected"; connected: Connected }
  | { type: "repaired"; repaired: Repaired }
  | { type: "event"; event: FlowEvent }
  | { type: "exit"; exit: Exit };

export type FromHost =
  | { type: "token"; token: string } // empty: there is none
  | { type: "close" }
  | { type: "update"; language?: Language; appearance?: Appearance };
