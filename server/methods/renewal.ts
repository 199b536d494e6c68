import { sessionDue } from "./login-session.js";
import type { Values } from "./method.js";
import { tokensDue } from "./tokens.js";

/** When what is kept of a connection is to be renewed, or its end told; null where nothing has to be done. */
export const renewalTime = (kept: Values, now: number): number | null => tokensDue(kept, now) ?? sessionDue(kept);
